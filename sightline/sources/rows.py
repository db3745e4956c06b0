"""The rows of a text file once its header is found: fast, with true line numbers, and bad rows set aside and said."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as pacsv

from sightline.sources.model import Finding
from sightline.sources.sheets import Cells, check_width, drop_blank, wanted_positions


@dataclass(frozen=True)
class Shape:
    """How a text file is laid out: its name, header, delimiter, and the line its header stands on (the first is 1)."""

    file: str
    header: tuple[str, ...]
    delimiter: str
    header_line: int

    def line(self, number: int) -> int:
        """The line of Arrow's row `number`: it counts from the header, which is its row 1."""
        return number + self.header_line - 1


@dataclass(frozen=True)
class OddRow:
    """A row whose number of cells differs from the header's: Arrow's number for it, its text, and how many cells it
    has.
    """

    number: int
    text: str
    width: int


def read_rows(body: bytes, shape: Shape, wanted: Sequence[str], notes: list[Finding]) -> Cells:
    """Read the wanted columns of a text that begins with its header.

    Rows of another length are findings, not errors.
    """
    positions = wanted_positions(shape.header, wanted)
    table, odd, quotes = _parse_best(body, shape, sorted(set(positions.values())))
    columns = {want: table.column(str(p)) for want, p in positions.items()}
    lines = _line_numbers(table.num_rows, odd, shape)
    mended, findings = _mend(odd, shape)
    if mended:
        columns = {w: _append(column, [cells[positions[w]] for _, cells in mended]) for w, column in columns.items()}
        lines = pa.concat_arrays([lines, pa.array([n for n, _ in mended], pa.int32())])
    columns, lines = drop_blank(columns, lines)
    return Cells(columns, lines, [*notes, *quotes, *findings])


def _parse_best(body: bytes, shape: Shape, keep: list[int]) -> tuple[pa.Table, list[OddRow], list[Finding]]:
    """Parse with quotation marks; where a stray one has swallowed lines, without them.

    Cells with line ends in them are rare. Where there are any, the file is read again as if quotation marks meant
    nothing: if more rows come out and none of them is odd that was not odd before, they were stray.
    """
    try:
        table, odd = _parse(body, shape, keep, '"')
    except pa.ArrowInvalid:
        # A quotation mark opens in the header and never closes.
        return _parse_bare(body, shape, keep)
    lines = max(body.count(b"\n"), body.count(b"\r"))
    if table.num_rows + len(odd) + 1 >= lines:
        return table, odd, []
    bare, bare_odd, said = _parse_bare(body, shape, keep)
    if bare.num_rows <= table.num_rows or len(bare_odd) > len(odd):
        return table, odd, []
    return bare, bare_odd, said


def _parse_bare(body: bytes, shape: Shape, keep: list[int]) -> tuple[pa.Table, list[OddRow], list[Finding]]:
    """Parse as if quotation marks meant nothing, and say so."""
    bare, odd = _parse(body, shape, keep, False)
    columns = [pc.replace_substring_regex(c, '^"(.*)"$', r"\1") for c in bare.columns]
    what = "A quotation mark opens a cell and never closes; the file was read as if quotation marks meant nothing"
    finding = Finding("wrong number of cells", shape.file, "", None, "", None, what, MEND_QUOTES)
    return pa.table(columns, names=bare.column_names), odd, [finding]


MEND_QUOTES = "Export the file again with every text in quotation marks and those inside a text doubled."


def _parse(body: bytes, shape: Shape, keep: list[int], quote: str | bool) -> tuple[pa.Table, list[OddRow]]:
    names = [str(n) for n in range(len(shape.header))]
    odd: list[OddRow] = []

    def set_aside(row: Any) -> str:
        odd.append(OddRow(row.number, row.text, row.actual_columns))
        return "skip"

    table = pacsv.read_csv(
        pa.py_buffer(body),
        # One thread and one block: only so does Arrow number the rows it could not take.
        read_options=pacsv.ReadOptions(
            use_threads=False, block_size=len(body) + 1, column_names=names, skip_rows_after_names=1
        ),
        parse_options=pacsv.ParseOptions(
            delimiter=shape.delimiter,
            quote_char=quote,
            newlines_in_values=quote is not False,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), include_columns=[str(p) for p in keep], check_utf8=False
        ),
    )
    check_width(max((row.width for row in odd), default=0), shape.file)
    return table, odd


def _line_numbers(taken: int, odd: list[OddRow], shape: Shape) -> pa.Array:
    """The line of each row taken. Rows set aside and blank ones count too, as they do in a spreadsheet."""
    every = pa.arange(shape.line(2), shape.line(2) + taken + len(odd)).cast(pa.int32())
    if not odd:
        return every
    aside = pa.array([shape.line(row.number) for row in odd], pa.int32())
    return every.filter(pc.invert(pc.is_in(every, aside)))


def _mend(odd: list[OddRow], shape: Shape) -> tuple[list[tuple[int, list[str]]], list[Finding]]:
    """Rows that are only too long by blank cells are taken after all; the rest are findings."""
    mended: list[tuple[int, list[str]]] = []
    findings: list[Finding] = []
    for row in odd:
        cells = next(csv.reader([row.text], delimiter=shape.delimiter), [])
        extra = cells[len(shape.header) :]
        if row.width > len(shape.header) and not any(c.strip() for c in extra) and len(cells) == row.width:
            mended.append((shape.line(row.number), cells[: len(shape.header)]))
        elif row.text.strip():
            findings.append(_wrong_length(row, shape))
    return mended, findings


def _wrong_length(row: OddRow, shape: Shape) -> Finding:
    what = f"The row has {row.width:,} cells where the header has {len(shape.header):,}; it was left out"
    mend = "Look at this row in the file: a delimiter or a line end inside a text may not be in quotation marks."
    return Finding("wrong number of cells", shape.file, "", shape.line(row.number), "", None, what, mend)


def _append(column: pa.ChunkedArray, cells: list[str]) -> pa.ChunkedArray:
    return pa.chunked_array([*column.chunks, pa.array(cells, pa.string())])
