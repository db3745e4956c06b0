"""Rows that come twice, ids used twice, and adults among children."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources.links import Part
from sightline.sources.model import Finding, Kind

WHERE = ("feed", "file", "sheet", "line")


def without_doubles(part: Part) -> Part:
    """Leave out rows that repeat another row in every column; keep, and say, rows that share an id and differ."""
    unique = part.feed.declared.unique
    fill = part.feed.fills.get(unique)
    if fill is None or fill.row:
        return part
    table = part.shaped.table
    ids = table.column(unique)
    if pc.count_distinct(ids).as_py() == len(ids) - ids.null_count:
        return part
    keys = _keys(table, unique)
    counts = pc.value_counts(keys)
    often = counts.field("values").filter(pc.greater(counts.field("counts"), 1)).drop_null()
    if not len(often):
        return part
    rows = pc.indices_nonzero(pc.is_in(keys, often))
    repeated, findings = _sort_out(part, table.take(rows).to_pylist(), rows.to_pylist(), unique)
    keep = pa.array([n for n in range(table.num_rows) if n not in repeated], pa.int64()) if repeated else None
    return part.with_table(table if keep is None else table.take(keep), findings)


def _keys(table: pa.Table, unique: str) -> pa.Array:
    """The id together with the child: a meeting about brothers and sisters has one id and a row for each."""
    own = table.column(unique).combine_chunks()
    if unique == "child_id":
        return own
    child = pc.fill_null(table.column("child_id").combine_chunks(), "")
    return pc.binary_join_element_wise(own, child, "\x1f")


def _sort_out(
    part: Part, rows: list[dict[str, Any]], positions: list[int], unique: str
) -> tuple[set[int], list[Finding]]:
    """Which positions repeat an earlier row, and what to say of each row after the first with its id."""
    seen: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    repeated: set[int] = set()
    findings: list[Finding] = []
    for position, row in zip(positions, rows, strict=True):
        earlier = seen[(row[unique], row["child_id"])]
        same = next((e for e in earlier if _values(e) == _values(row)), None)
        if same:
            repeated.add(position)
        if earlier and not (same and _lists_events(part)):
            findings.append(_twice(part, row, same or earlier[0], unique, is_same=bool(same)))
        earlier.append(row)
    return repeated, findings


def _lists_events(part: Part) -> bool:
    """A list of what happened names a child once for each time: the child told again is no double."""
    return part.feed.table == "child" and part.source == "annex_a"


def _values(row: dict[str, Any]) -> list[Any]:
    return [value for name, value in row.items() if name not in WHERE]


def _twice(part: Part, row: dict[str, Any], first: dict[str, Any], unique: str, *, is_same: bool) -> Finding:
    kind: Kind
    if is_same:
        what, kind = f"The row is the same as row {first['line']:,}; it was counted once", "the same row twice"
    else:
        what, kind = (
            f"The id is that of row {first['line']:,} too, and the rows differ; both were kept",
            "an id used twice",
        )
    mend = "Delete one of them in the extract, or correct the id in the case system."
    return Finding(kind, part.file, part.sheet, row["line"], unique, row["child_id"], what, mend)


def adults(part: Part, day: date) -> list[Finding]:
    """Findings for those who, on a day, are too old for a list of children.

    They stay in: the birth date may be the mistake.
    """
    if part.feed.table != "child":
        return []
    # Born on 29 February, one is a year older on 1 March: a day's difference that does not matter here.
    latest = date(day.year - part.oldest, day.month, min(day.day, 28))
    table = part.shaped.table
    old = table.filter(pc.fill_null(pc.less_equal(table.column("born_on"), latest), False))
    what = f"By the date of birth this person was {part.oldest} or older when the file was drawn: too old for this list"
    mend = "Correct the date of birth in the case system, or take the person out of the list."
    return [
        Finding("an adult among children", part.file, part.sheet, line, "Date of birth", child, what, mend)
        for line, child in zip(old.column("line").to_pylist(), old.column("child_id").to_pylist(), strict=True)
    ]
