"""Findings over the kept snapshots: how many rows fail, what was put right since the load before, and how long it took.

Rows of an earlier snapshot are shown only about children whom the reader may see in the present one: a record sealed
since then is absent here too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sightline.calendars.time_limit import days_between
from sightline.checks.run import BETWEEN_LOADS, SWITCHED_OFF
from sightline.store import Shelf, Snapshot, Subject
from sightline.store.place import read_pointer
from sightline.store.snapshots import has_snapshot, read_record
from sightline.web.pages.words import subject_in

LOOKED_BACK: Final = 8
"""Loads."""
Key = tuple[str, Subject, str, str]
"""check, subject, table, key of the row"""


@dataclass(frozen=True)
class Gone:
    """A finding that is no longer there. `first_on` is the earliest as-of date, of the kept loads, that had it."""

    check: str
    subject: Subject
    key: str
    first_on: date
    days: int


@dataclass(frozen=True)
class SinceBefore:
    """Of the findings of the load before: those that have gone, how many remain, and how many are new."""

    before_on: date
    gone: tuple[Gone, ...]
    remain: int
    new: int

    @property
    def then(self) -> int:
        """How many there were."""
        return len(self.gone) + self.remain


@dataclass(frozen=True)
class AtLoad:
    """One kept snapshot: its as-of date, its loads, rows looked at and rows that fail any check."""

    as_of: date
    loads: str
    rows: int
    failed: int


def earlier(snapshot: Snapshot) -> tuple[Snapshot, ...]:
    """The kept snapshots of other loads that have checks in them, the newest first, one for each set of loads."""
    found: dict[Any, Snapshot] = {}
    for name in reversed(read_pointer(snapshot.store).published):
        if len(found) == LOOKED_BACK:
            break
        if name == snapshot.record.id or not has_snapshot(snapshot.store, name):
            continue
        record = read_record(snapshot.store, name)
        if record.loads != snapshot.record.loads and "checked_tables" in record.tables:
            found.setdefault(record.loads, replace(snapshot, record=record, shelf=Shelf()))
    return tuple(found.values())


def over_loads(snapshot: Snapshot) -> tuple[AtLoad, ...]:
    """Rows that fail a check, load by load, the newest first; of the whole council."""
    return tuple(_at_load(each) for each in (snapshot, *earlier(snapshot)) if "checked_tables" in each.record.tables)


def _at_load(snapshot: Snapshot) -> AtLoad:
    lines = snapshot.table("checked_tables").to_pylist()
    loads = ", ".join(str(use.number) for use in snapshot.record.loads)
    return AtLoad(
        snapshot.record.as_of, loads, sum(line["rows"] for line in lines), sum(line["failed"] for line in lines)
    )


def first_seen(snapshot: Snapshot) -> tuple[Mapping[Key, date], SinceBefore | None]:
    """Since when each finding within the scope has been there, and what became of those of the load before."""
    now, since = findings(snapshot), {}
    older = [(each.record.as_of, findings(each)) for each in earlier(snapshot)]
    for key in now:
        since[key] = _first(key, snapshot.record.as_of, older)
    return since, _since_before(snapshot, now, older) if older else None


def findings(snapshot: Snapshot) -> frozenset[Key]:
    """Every finding within the scope, by what stays the same from one load to the next."""
    columns = ["council", "subject_kind", "subject_id", "check", "table", "key"]
    return frozenset(key_of(row) for row in snapshot.table("check_failures").select(columns).to_pylist())


def key_of(row: Mapping[str, Any]) -> Key:
    """What a finding is known by."""
    return row["check"], subject_in(row), row["table"], row["key"] or ""


def _first(key: Key, day: date, older: list[tuple[date, frozenset[Key]]]) -> date:
    """The earliest day of an unbroken row of loads that have it."""
    for as_of, had in older:
        if key not in had:
            break
        day = as_of
    return day


def _since_before(snapshot: Snapshot, now: frozenset[Key], older: list[tuple[date, frozenset[Key]]]) -> SinceBefore:
    """A finding whose check cannot be run any more has not been put right, nor one about a child who is not there.

    Nor what one load told otherwise than another: the next has other things to tell.
    """
    before_on, had = older[0]
    ran = {(row["council"], row["check"]) for row in snapshot.table("check_outcomes").to_pylist()
           if row["outcome"] not in ("could not run", SWITCHED_OFF)}  # fmt: skip
    kept = {key for key in had if (key[1][0], key[0]) in ran and key[2] != BETWEEN_LOADS and snapshot.sees(key[1])}
    new = [key for key in now - had if key[2] != BETWEEN_LOADS]
    gone = [(key, _first(key, before_on, older)) for key in sorted(kept - now)]
    as_of = snapshot.record.as_of
    return SinceBefore(
        before_on,
        tuple(Gone(key[0], key[1], key[3], day, days_between(day, as_of)) for key, day in gone),
        len(kept & now),
        len(new),
    )
