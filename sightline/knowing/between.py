"""What the newest load tells otherwise than those before it, as a table that checks can look at (known_when.toml)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from sightline.knowing.derived import ONE_LOAD, Derived, derive, none_of
from sightline.knowing.ledger import BORN
from sightline.store.records import LoadRecord

if TYPE_CHECKING:
    from sightline.clocks.entry import Clock

TABLE: Final = "known_when"
Row = Mapping[str, Any]


def between_loads(
    ledger: pa.Table, obligations: pa.Table, clocks: Sequence["Clock"], loads: Sequence[LoadRecord], as_of: date
) -> Derived:
    """The facts on which the last of a council's loads says something new, one for each row of a file."""
    if len(loads) < 2:
        return none_of(TABLE, ONE_LOAD)
    load = loads[-1].number
    told = pc.or_kleene(pc.equal(ledger["first_load"], load), pc.equal(ledger["moved_load"], load))
    told = pc.or_kleene(told, pc.equal(ledger["gone_load"], load))
    fresh = ledger.filter(pc.fill_null(told, False)).to_pylist()
    limits = _limits(fresh, obligations, clocks)
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in sorted(fresh, key=lambda row: str(row["event"])):
        place = row["file"], row["sheet"], row["line"], row["on_day"], row["was_on"]
        late = limits.get((row["subject_id"], row["event"], row["on_day"]))
        kept = found.setdefault(place, _checked(row, load))
        kept["limit_on"] = max((day for day in (kept.get("limit_on"), late) if day), default=None)
    return derive(TABLE, list(found.values()), loads[-1].data_to or as_of)


def _checked(row: Row, load: int) -> dict[str, Any]:
    is_new, is_born = row["first_load"] == load, row["event"] == BORN
    id_or_day = row["row_id"] or " ".join(str(each) for each in (row["key"], row["on_day"] or row["was_on"]) if each)
    days = {} if is_born else {"happened_on": row["on_day"], "was_on": row["was_on"]}
    return {
        **{name: row[name] for name in ("file", "sheet", "line", "child_id")},
        **days,
        "fact_id": BORN if is_born else f"{row['event']} {id_or_day}",
        "fact": row["event"],
        "first_on": row["first_on"] if is_new else None,
        "unseen_on": row["seen_to"] if is_new else None,
        "changed_on": row["changed_on"] if row["changed_load"] == load else None,
        "gone_on": row["gone_on"] if row["gone_load"] == load else None,
        "again": "yes" if row["moved_load"] == load and row["times"] > 1 else "no",
    }


def _limits(
    fresh: Iterable[Row], obligations: pa.Table, clocks: Sequence["Clock"]
) -> dict[tuple[str, str, date | None], date]:
    """By subject, event and day the newest due day of the duties that such a fact begins or meets."""
    ids = {row["subject_id"] for row in fresh if row["changed_on"]}
    theirs = obligations.filter(pc.is_in(obligations["subject_id"], pa.array(ids, pa.string())))
    by_id = {clock.id: clock for clock in clocks}
    found: dict[tuple[str, str, date | None], date] = {}
    for row in theirs.select(["subject_id", "clock", "started_on", "met_on", "due_on"]).to_pylist():
        clock, due = by_id.get(row["clock"]), row["due_on"]
        if clock is not None and due is not None:
            uses = [(event, row["met_on"]) for event in clock.met_by] + [(clock.starts, row["started_on"])]
            for event, day in uses:
                key = row["subject_id"], event, day
                found[key] = max(due, found.get(key, due))
    return found
