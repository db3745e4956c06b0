"""Rows as a file for a spreadsheet: what they rest on first, every text safe, days as days and numbers as numbers."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.reports.listing import safe_cell, write_csv

TOO_MANY = 1_048_000
"""Rows: more do not fit on a sheet of Excel."""


def csv_bytes(head: Sequence[str], columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> bytes:
    """CSV that Excel opens with the right letters."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    for line in head:
        lines.writerow([safe_cell(line)])
    out.write("\n")
    write_csv(out, tuple(columns), list(rows))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


@dataclass(frozen=True)
class Page:
    """One sheet: its name, the lines above, its columns with how many letters wide each is, and its rows."""

    title: str
    head: Sequence[str]
    widths: Mapping[str, int]
    rows: Sequence[dict[str, Any]]


def excel_bytes(title: str, head: Sequence[str], widths: Mapping[str, int], rows: Sequence[dict[str, Any]]) -> bytes:
    """A workbook of one sheet; `widths` are the columns with how many letters wide each is."""
    return pages_as_excel(Page(title, head, widths, rows))


def pages_as_excel(*pages: Page) -> bytes:
    """A workbook of several sheets."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "d mmm yyyy"})
        for page in pages:
            _write_page(book.add_worksheet(page.title), page, bold, day)
    return out.getvalue()


def _write_page(sheet: Any, page: Page, bold: Any, day: Any) -> None:
    for place, line in enumerate(page.head):
        sheet.write_string(place, 0, safe_cell(line))
    top = len(page.head) + 1
    for place, (column, width) in enumerate(page.widths.items()):
        sheet.write_string(top, place, column, bold)
        sheet.set_column(place, place, width)
    for number, row in enumerate(page.rows[:TOO_MANY], top + 1):
        for place, column in enumerate(page.widths):
            _write_cell(sheet, number, place, row[column], day)
    sheet.freeze_panes(top + 1, 1)


def _write_cell(sheet: Any, line: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, day)
    elif isinstance(value, int):
        sheet.write_number(line, place, value)
    elif value:
        sheet.write_string(line, place, safe_cell(value))
