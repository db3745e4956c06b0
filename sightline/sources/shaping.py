"""A sheet and its layout to rows of our tables: each column read as its type, and what could not be read said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources import cells
from sightline.sources.cells import Fault, Reader
from sightline.sources.declared import Column, load_codes, load_kinds, schema
from sightline.sources.layouts import FeedLayout, Fill
from sightline.sources.model import Finding
from sightline.sources.sheets import Cells

CHILD = Column("child_id", "id", "The child")
KINDS = {"date": pa.date32(), "time": pa.timestamp("s", tz="UTC")}


@dataclass(frozen=True)
class Origin:
    """Where rows come from: feed id, file and sheet.

    `row_id` begins the ids made for rows that have none; `typed` gives their columns as typed, by plain name.
    """

    feed: str
    file: str
    sheet: str
    row_id: str
    typed: dict[str, str]


@dataclass(frozen=True)
class Shaped:
    """Rows of one of our tables, the columns the file really has, and what was wrong in the cells."""

    table: pa.Table
    holds: tuple[str, ...]
    findings: list[Finding]


def shape_feed(sheet: Cells, feed: FeedLayout, origin: Origin) -> Shaped:
    """Read the cells of a sheet as one feed of its layout. Rows without a child id are still there: see `links`."""
    faults: list[tuple[Column, Fault]] = []
    columns: dict[str, pa.Array] = {}
    for column in (CHILD, *feed.declared.columns):
        fill = feed.fills.get(column.name)
        columns[column.name], wrong = _column(sheet, column, fill, origin) if fill else (_blank(sheet, column), [])
        faults += [(column, f) for f in wrong]
    _make(columns, sheet, feed)
    columns["unread"] = _unread(faults, len(sheet.lines))
    table = _with_origin(columns, sheet, feed, origin)
    holds = tuple(name for name, fill in feed.fills.items() if is_held(fill, sheet))
    return Shaped(_only(table, feed, sheet), holds, _findings(faults, sheet, columns["child_id"], feed, origin))


def _unread(faults: list[tuple[Column, Fault]], count: int) -> pa.Array:
    """For each row, the columns whose cell could not be read, and the kind of trouble."""
    marks: dict[int, str] = {}
    for column, fault in faults:
        for row in fault.rows:
            marks[row] = f"{marks.get(row, ';')}{column.name}={fault.trouble.kind};"
    if not marks:
        return pa.nulls(count, pa.string())
    return pa.array([marks.get(row) for row in range(count)], pa.string())


def is_held(fill: Fill, sheet: Cells) -> bool:
    """Whether the file has what fills the column; a fixed value or a made id needs nothing."""
    return bool(fill.always or fill.row) or any(name in sheet.columns for name in (*fill.source, *fill.or_filled))


def _blank(sheet: Cells, column: Column) -> pa.Array:
    return pa.nulls(len(sheet.lines), KINDS.get(column.type, pa.string()))


def _column(sheet: Cells, column: Column, fill: Fill, origin: Origin) -> tuple[pa.Array, list[Fault]]:
    if fill.row:
        return _own_or_row_ids(sheet, fill, origin)
    if fill.days:
        return _day_ids(sheet, fill), []
    if fill.always:
        return pa.repeat(pa.scalar(fill.always, pa.string()), len(sheet.lines)), []
    name = next((n for n in fill.source if n in sheet.columns), "")
    is_read = name and not fill.made_by
    values, faults = _read(sheet.columns[name], column, fill) if is_read else (_blank(sheet, column), [])
    return _turned(values, fill, sheet), faults


def _own_or_row_ids(sheet: Cells, fill: Fill, origin: Origin) -> tuple[pa.Array, list[Fault]]:
    """The ids of the list's own column, if it has one, and ids made from the row where there is none."""
    lines = sheet.lines.cast(pa.string())
    made = pc.binary_join_element_wise(pa.scalar(f"row:{origin.row_id}"), lines, ":")
    name = next((n for n in fill.source if n in sheet.columns), "")
    if not name:
        return made, []
    own, faults = cells.read_text(sheet.columns[name], is_id=True)
    return pc.coalesce(own, made), faults


def _day_ids(sheet: Cells, fill: Fill) -> pa.Array:
    """An id made from days: "2026-03-31" or "2026-03-31 2026-05-01"; blank where the last of the days is."""
    texts = []
    for name in fill.source:
        raw = sheet.columns.get(name, pa.chunked_array([pa.nulls(len(sheet.lines), pa.string())]))
        days, _ = cells.read_column(raw, cells.read_day, pa.date32())
        texts.append(days.cast(pa.string()))
    if len(texts) == 1:
        return texts[0]
    *first, last = texts
    return pc.binary_join_element_wise(*(pc.fill_null(each, "") for each in first), last, " ")


def _read(raw: pa.ChunkedArray, column: Column, fill: Fill) -> tuple[pa.Array, list[Fault]]:
    if column.type in ("id", "text"):
        return cells.read_text(raw, is_id=column.type == "id")
    return cells.read_column(raw, _reader(column, fill), KINDS.get(column.type, pa.string()))


def _reader(column: Column, fill: Fill) -> Reader:
    if column.type == "date":
        return cells.read_day
    if column.type == "time":
        return cells.read_time
    if column.type == "yes or no":
        return cells.yes_or_no(fill.words)
    maker: Callable[..., Reader] = cells.codes_of if column.type == "codes" else cells.code_of
    return maker(load_codes()[column.codes])


def _turned(values: pa.Array, fill: Fill, sheet: Cells) -> pa.Array:
    """Swap values (a question asked the other way round), and fill blanks from another column."""
    if fill.turn:
        coded = values.dictionary_encode()
        swapped = pa.array([fill.turn.get(v, v) or None for v in coded.dictionary.to_pylist()], pa.string())
        values = swapped.take(coded.indices)
    for other, value in fill.or_filled.items():
        if other in sheet.columns:
            text, _ = cells.read_text(sheet.columns[other], is_id=True)
            filled = pc.and_(pc.is_valid(text), pc.is_null(values))
            values = pc.if_else(filled, pa.scalar(value, pa.string()), values)
    return values


def _make(columns: dict[str, pa.Array], sheet: Cells, feed: FeedLayout) -> None:
    """Fill the columns that need several of theirs."""
    for name, fill in feed.fills.items():
        source = next((n for n in fill.source if n in sheet.columns), "")
        if fill.made_by == "conference_required":
            flags = None
            if source:
                flags, _ = cells.read_column(sheet.columns[source], cells.flag_of(fill.json), pa.string())
            columns[name] = conference_required(flags, columns["ended_on"], columns["no_further_action"])


def conference_required(flag: pa.Array | None, ended_on: pa.Array, no_further_action: pa.Array) -> pa.Array:
    """Whether a section 47 enquiry needs an initial conference: yes by its flag; no where it ended and the flag says
    no, or where it ended with no further action and no flag; else blank, for while an enquiry is open a flag not
    set says nothing.
    """
    text = pa.string()
    flag = pa.nulls(len(ended_on), text) if flag is None else flag
    ended = pc.is_valid(ended_on)
    said_no = pc.fill_null(pc.equal(flag, "no"), False)
    nothing = pc.and_(pc.is_null(flag), pc.fill_null(pc.equal(no_further_action, "yes"), False))
    needed = pc.fill_null(pc.equal(flag, "yes"), False)
    not_needed = pc.and_(ended, pc.or_(said_no, nothing))
    return pc.if_else(
        needed, pa.scalar("yes", text), pc.if_else(not_needed, pa.scalar("no", text), pa.scalar(None, text))
    )


def _with_origin(columns: dict[str, pa.Array], sheet: Cells, feed: FeedLayout, origin: Origin) -> pa.Table:
    count = len(sheet.lines)
    fixed = {name: pa.repeat(pa.scalar(getattr(origin, name)), count) for name in ("feed", "file", "sheet")}
    whole = {**fixed, "line": sheet.lines, **columns}
    form = schema(feed.declared)
    return pa.table([whole[name] for name in form.names], schema=form)


def _only(table: pa.Table, feed: FeedLayout, sheet: Cells) -> pa.Table:
    """The rows that count: a cell that cannot be read is filled."""
    rule = feed.only_if
    if rule and rule.source not in sheet.columns:
        return table.slice(0, 0)
    if rule:
        values, _ = cells.read_column(sheet.columns[rule.source], cells.code_of(load_codes()[rule.codes]), pa.string())
        table = table.filter(pc.is_in(values, pa.array(rule.values)))
    for name in feed.only_if_filled:
        unread = pc.fill_null(pc.match_substring(table.column("unread"), f";{name}="), False)
        table = table.filter(pc.or_(pc.is_valid(table.column(name)), unread))
    return table


def _findings(
    faults: list[tuple[Column, Fault]], sheet: Cells, child_ids: pa.Array, feed: FeedLayout, origin: Origin
) -> list[Finding]:
    found: list[Finding] = []
    is_hidden = load_kinds()[feed.declared.about].named_role if feed.declared.about in load_kinds() else False
    for column, fault in faults:
        where = origin.typed[_source_name(feed.fills[column.name], sheet)].strip()
        rows = fault.rows if by_row(fault) else fault.rows[:1]
        for row in rows:
            what = describe(column, fault, is_quoted=not is_hidden)
            line, child = sheet.lines[row].as_py(), child_ids[row].as_py()
            found.append(
                Finding(fault.trouble.kind, origin.file, origin.sheet, line, where, child, what, fault.trouble.mend)
            )
    return found


def by_row(fault: Fault) -> bool:
    """A wrong date or a formula is mended row by row; an unknown code or answer is one matter, however often it
    comes.
    """
    return fault.trouble.kind not in ("not a known code", "not yes or no")


def _source_name(fill: Fill, sheet: Cells) -> str:
    return next((n for n in fill.source if n in sheet.columns), "")


def describe(column: Column, fault: Fault, *, is_quoted: bool = True) -> str:
    """What is wrong with a cell, without showing a date of birth or what a formula says."""
    is_told = is_quoted and column.name != "born_on" and fault.trouble is not cells.FORMULA
    said = f' "{fault.cell.strip()[:40]}"' if is_told else ""
    times = "" if by_row(fault) or len(fault.rows) == 1 else f", in {len(fault.rows):,} rows, here first"
    return f"The cell{said} is {fault.trouble.kind}{times}" if said else f"The cell is {fault.trouble.kind}"
