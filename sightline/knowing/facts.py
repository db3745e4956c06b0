"""What became of each fact between two loads: the same, given another day, corrected otherwise, added or withdrawn.

A fact is known by the id that its row has in the source; without one by its event and key and, among several of those,
by its place in order of days. So a corrected day is a fact given another day, not one gone and one new.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow as pa

Subject = tuple[str, str, str]
Row = Mapping[str, Any]
Became = Literal["withdrawn", "given another day", "corrected", "added"]
OF_WHOM = ("council", "subject_kind", "subject_id", "event")
CORRECTED = ("at", "value_on", "agreed", "sure")
_SAME = (*OF_WHOM, "key", "on_day", *CORRECTED)
_LAST = date.max


@dataclass(frozen=True)
class FactChange:
    """One fact that is not what it was: the event, its key, what became of it, and its day before and after."""

    event: str
    key: str | None
    became: Became
    before: date | None
    after: date | None


def differing(one: "pa.Table", other: "pa.Table") -> "pa.Table":
    """The rows of a table of events (see tables.Facts) that do not stand in another one as they are."""
    from sightline.engines import duckdb

    same = " AND ".join(f"one.{name} IS NOT DISTINCT FROM other.{name}" for name in _SAME)
    return duckdb.query(duckdb.connect(), f"SELECT one.* FROM one ANTI JOIN other ON {same}", one=one, other=other)


def with_row_ids(events: "pa.Table", tables: Mapping[str, "pa.Table"]) -> "pa.Table":
    """Events with `row_id`: the id of their row in the canonical tables; null where it has none, or shares its line."""
    import pyarrow as pa

    from sightline.engines import duckdb
    from sightline.sources.declared import load_tables

    unique = {name: load_tables()[name].unique for name in tables}
    named = [
        table.select(["feed", "line", unique[name]]).rename_columns(["feed", "line", "row_id"])
        for name, table in tables.items()
        if unique[name] in table.column_names
    ]
    blank = pa.schema([("feed", pa.string()), ("line", pa.int32()), ("row_id", pa.string())]).empty_table()
    rows = pa.concat_tables([blank, *named], promote_options="permissive")
    once = "SELECT feed, line, min(row_id) AS row_id FROM named GROUP BY feed, line HAVING count(*) = 1"
    sql = f"SELECT events.*, once.row_id FROM events LEFT JOIN ({once}) AS once USING (feed, line)"
    return duckdb.query(duckdb.connect(), sql, events=events, named=rows)


def changed_facts(before: Iterable[Row], after: Iterable[Row]) -> dict[Subject, list[FactChange]]:
    """The facts of each subject that differ between the events of two loads (with `row_id`, where that is known)."""
    old, new = by_subject_and_event(before), by_subject_and_event(after)
    found: dict[Subject, list[FactChange]] = defaultdict(list)
    for whom in sorted(old.keys() | new.keys(), key=str):
        found[whom[0], whom[1], whom[2]] += _changes(old.get(whom, []), new.get(whom, []))
    return {subject: changes for subject, changes in found.items() if changes}


def by_subject_and_event(rows: Iterable[Row]) -> dict[tuple[Any, ...], list[Row]]:
    """The rows of each subject and event."""
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in OF_WHOM)].append(row)
    return found


def _changes(old: list[Row], new: list[Row]) -> Iterator[FactChange]:
    for one, other in same_day(old, new):
        if any(one[name] != other[name] for name in CORRECTED):
            yield FactChange(other["event"], other["key"], "corrected", one["on_day"], other["on_day"])
    paired, gone, come = pair_facts(old, new)
    for one, other in paired:
        became: Became = "corrected" if one["on_day"] == other["on_day"] else "given another day"
        yield FactChange(other["event"], other["key"], became, one["on_day"], other["on_day"])
    yield from (FactChange(row["event"], row["key"], "withdrawn", row["on_day"], None) for row in gone)
    yield from (FactChange(row["event"], row["key"], "added", None, row["on_day"]) for row in come)


def same_day(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Facts of one key and day, which are the same fact whatever else differs."""
    held = {(row["key"], row["on_day"]): row for row in old}
    return [(held[row["key"], row["on_day"]], row) for row in new if (row["key"], row["on_day"]) in held]


def pair_facts(old: Sequence[Row], new: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Of one subject and event: facts on two days that are the same fact, those that are gone, those that have come."""
    standing = {(other["key"], other["on_day"]) for _, other in same_day(old, new)}
    gone, come = (
        sorted((r for r in rows if (r["key"], r["on_day"]) not in standing), key=lambda r: r["on_day"] or _LAST)
        for rows in (old, new)
    )
    paired = []
    for is_same in (_has_one_id, _has_one_place):
        for one in list(gone):
            other = next((row for row in come if is_same(one, row)), None)
            if other is not None:
                gone.remove(one)
                come.remove(other)
                paired.append((one, other))
    return paired, gone, come


def _has_one_id(one: Row, other: Row) -> bool:
    return one.get("row_id") is not None and one["row_id"] == other.get("row_id")


def _has_one_place(one: Row, other: Row) -> bool:
    """Two ids that differ are two facts, whatever their days."""
    return one["key"] == other["key"] and None in (one.get("row_id"), other.get("row_id"))
