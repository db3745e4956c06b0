"""Workbooks (xlsx, xlsm, xlsb, xls, ods) as sheets of raw cells."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from sightline.sources.safety import OF_A_COUNTY, Most, check_workbook, damaged
from sightline.sources.sheets import Cells, Sheet, check_width, drop_blank, find_header, wanted_positions


def open_workbook(path: Path, raw: bytes, known: frozenset[str], most: Most = OF_A_COUNTY) -> list[Sheet]:
    """The sheets of a workbook that hold anything; of `path` only the name counts.

    Raises UserError for one that is locked, damaged, a bomb, or no workbook.
    """
    check_workbook(path, raw, most)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        grids = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(path) from error
    except BaseException as error:
        # The library is in Rust and stops like this on some damaged files.
        if type(error).__name__ == "PanicException":
            raise damaged(path) from error
        raise
    sheets = [_sheet(path, name, rows, known) for name, rows in grids.items()]
    return [s for s in sheets if s]


def _sheet(path: Path, name: str, rows: list[list[Any]], known: frozenset[str]) -> Sheet | None:
    if not rows or not rows[0]:
        return None
    check_width(len(rows[0]), f"{path.name}, sheet {name}")
    head = [[as_text(c) for c in row] for row in rows[:40]]
    at = find_header(head, known)
    header = tuple(head[at])
    if not any(h.strip() for h in header):
        return None

    def read(wanted: Sequence[str]) -> Cells:
        return _read(rows, at, header, wanted)

    return Sheet(path.name, name, header, read, tuple(tuple(row) for row in head))


def _read(rows: list[list[Any]], at: int, header: tuple[str, ...], wanted: Sequence[str]) -> Cells:
    body = rows[at + 1 :]
    positions = wanted_positions(header, wanted)
    columns = {name: _column([row[p] for row in body]) for name, p in positions.items()}
    # The header stands on line at + 1, counting from 1.
    lines = pa.array(range(at + 2, at + 2 + len(body)), pa.int32())
    columns, lines = drop_blank(columns, lines)
    return Cells(columns, lines)


def _column(values: list[Any]) -> pa.ChunkedArray:
    """Cells as text, each distinct one written once."""
    distinct = list(dict.fromkeys(values))
    position = {value: n for n, value in enumerate(distinct)}
    codes = pa.array([position[v] for v in values], pa.int32())
    return pa.chunked_array([pa.array([as_text(v) for v in distinct], pa.string()).take(codes)])


def as_text(value: Any) -> str:
    """A typed cell as the text that a CSV would hold: days as 2026-01-31, whole numbers without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return "" if value is None else str(value)
