"""Lists of duties: which rows, in which order, and how they are written for a person, a spreadsheet or a program."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from sightline.sources.declared import load_kinds

if TYPE_CHECKING:
    import pyarrow as pa

DUE_COLUMNS = (
    "council",
    "subject_kind",
    "subject_id",
    "child_id",
    "clock",
    "step",
    "version",
    "run",
    "started_on",
    "due_on",
    "met_on",
    "booked_on",
    "state",
    "reason",
    "days",
    "worker",
    "team",
    "state_without",
)
TABLE_COLUMNS = ("about", "step", "state", "started_on", "due_on", "days", "booked_on", "worker", "team", "reason")
OPEN_STATES = ("overdue", "due_soon", "due", "paused")
UNSAFE_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
WIDEST = 32
WIDEST_LAST = 110

Row = dict[str, Any]


@dataclass(frozen=True)
class Choice:
    """Which rows of the obligations are wanted; empty means any."""

    states: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    child: str = ""
    abouts: tuple[str, ...] = ()


def choose(obligations: "pa.Table", choice: Choice) -> "pa.Table":
    """The chosen rows by due day, those that have none at the end."""
    import pyarrow.compute as pc

    kept = obligations
    for column, wanted in (
        ("state", choice.states),
        ("area", choice.areas),
        ("team", choice.teams),
        ("worker", choice.workers),
        ("subject_kind", choice.abouts),
    ):
        kept = kept.filter(_is_one_of(kept[column], wanted)) if wanted else kept
    if choice.clocks:
        kept = kept.filter(pc.or_(_is_one_of(kept["clock"], choice.clocks), _is_one_of(kept["step"], choice.clocks)))
    if choice.child:
        ids = (choice.child,)
        kept = kept.filter(pc.or_(_is_one_of(kept["child_id"], ids), _is_one_of(kept["subject_id"], ids)))
    order = [(name, "ascending") for name in ("due_on", "council", "subject_kind", "subject_id", "step", "run")]
    return kept.sort_by([*order, ("started_on", "ascending")])


def say_subject(row: Row) -> str:
    """Whom a row is about, for a person: a child by the id alone, anybody else with the kind before: Complaint 12."""
    if row["subject_kind"] == "child":
        return str(row["child_id"] or row["subject_id"])
    one = load_kinds()[row["subject_kind"]].one
    return f"{one[:1].upper()}{one[1:]} {row['subject_id']}"


def _is_one_of(column: Any, wanted: Iterable[str]) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.fill_null(pc.is_in(column, pa.array(list(wanted), pa.string())), False)


def safe_cell(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula: text that begins like one gets a quotation mark before it."""
    if isinstance(value, str) and value.startswith(UNSAFE_BEGINNINGS):
        return "'" + value
    return value


def write_csv(out: TextIO, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows as CSV: a header, days as 2026-10-31, nothing where there is nothing."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row.get(c) is None else safe_cell(_as_text(row[c])) for c in columns])


def write_json(out: TextIO, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows as a JSON list of objects: days as text, null where there is nothing."""
    listed = [{c: row[c].isoformat() if isinstance(row.get(c), date) else row.get(c) for c in columns} for row in rows]
    json.dump(listed, out, indent=1, ensure_ascii=False)
    out.write("\n")


def write_table(out: TextIO, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows as columns of text for a screen; a long cell is cut and ends with … (the last column may be longer)."""
    cells = [[c.removesuffix("_id").replace("_", " ") for c in columns]]
    room = [WIDEST] * (len(columns) - 1) + [WIDEST_LAST]
    for row in rows:
        texts = ("" if row.get(c) is None else str(_as_text(row[c])) for c in columns)
        cells.append([_cut(text, most) for text, most in zip(texts, room, strict=True)])
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    for line in cells:
        out.write("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n")


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _cut(text: str, most: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
