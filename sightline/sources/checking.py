"""What a list says wrongly in columns that are checked and not kept, and cells that must not be blank."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources import cells
from sightline.sources.cells import Fault, Reader, Value
from sightline.sources.dates import Trouble
from sightline.sources.declared import Column, load_codes
from sightline.sources.layouts import Layout
from sightline.sources.model import Finding
from sightline.sources.shaping import by_row, describe
from sightline.sources.sheets import Cells, Sheet

POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$", re.IGNORECASE)
NOT_A_POSTCODE = Trouble("not a postcode", "Correct the postcode, or leave it empty where it must not be known.")
LENGTH = re.compile(r"\d+ (?:(?:calendar|working|school) )?(?:hour|day|week|month|year)s?$", re.IGNORECASE)
NOT_A_LENGTH = Trouble("not a length of time", 'Write a number and a unit: "10 working days", "4 weeks", "6 months".')
MUST = "Fill it in: the guidance to the list asks for it in every row."


def check_list(sheet: Sheet, layout: Layout, held: Cells) -> list[Finding]:
    """Findings for the checked columns of a list, and for cells of its `must` columns that are blank."""
    if not (layout.checked or layout.must):
        return []
    ids = _child_ids(layout, held)
    found: list[Finding] = []
    for name, kind in layout.checked.items():
        if name in held.columns:
            column = Column(layout.typed[name], kind, "", codes=kind)
            _, faults = cells.read_column(held.columns[name], _reader(kind), pa.string())
            found += [f for fault in faults for f in _said(sheet, column, fault, held, ids)]
    for name in sorted(layout.must & set(held.columns)):
        found += _blanks(sheet, layout.typed[name], held.columns[name], held, ids)
    return found


def _child_ids(layout: Layout, held: Cells) -> pa.Array:
    name = next((n for n in layout.child_columns if n in held.columns), "")
    return cells.read_text(held.columns[name], is_id=True)[0] if name else pa.nulls(len(held.lines), pa.string())


def _reader(kind: str) -> Reader:
    if kind == "yes or no":
        return cells.yes_or_no({})
    shaped = {"postcode": (POSTCODE, NOT_A_POSTCODE), "interval": (LENGTH, NOT_A_LENGTH)}.get(kind)
    return _of_shape(*shaped) if shaped else cells.code_of(load_codes()[kind])


def _of_shape(shape: re.Pattern[str], trouble: Trouble) -> Reader:
    def read(cell: str) -> Value:
        text = cells.cleaned(cell)
        return text if not isinstance(text, str) or shape.match(text) else trouble

    return read


def _said(sheet: Sheet, column: Column, fault: Fault, held: Cells, ids: pa.Array) -> list[Finding]:
    rows = fault.rows if by_row(fault) else fault.rows[:1]
    return [
        Finding(
            fault.trouble.kind,
            sheet.file,
            sheet.sheet,
            held.lines[row].as_py(),
            column.name,
            ids[row].as_py(),
            describe(column, fault),
            fault.trouble.mend,
        )
        for row in rows
    ]


def _blanks(sheet: Sheet, typed: str, column: pa.ChunkedArray, held: Cells, ids: pa.Array) -> list[Finding]:
    text, _ = cells.read_text(column, is_id=False)
    rows = pc.indices_nonzero(pc.fill_null(pc.equal(text, ""), True))
    if len(rows) == len(text) > 1:
        what = f'The column "{typed}" is blank in all {len(text):,} rows'
        return [Finding("a blank cell", sheet.file, sheet.sheet, None, typed, None, what, MUST)]
    lines, children = held.lines.take(rows).to_pylist(), ids.take(rows).to_pylist()
    return [
        Finding("a blank cell", sheet.file, sheet.sheet, line, typed, child, f'The cell under "{typed}" is blank', MUST)
        for line, child in zip(lines, children, strict=True)
    ]
