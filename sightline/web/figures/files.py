"""Figures as files: what they rest on first, then sheets of text and numbers, each cell safe in a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sightline.reports.listing import safe_cell
from sightline.store import Snapshot
from sightline.web.decisions import provenance_of
from sightline.web.figures.in_time_page import InTimePage


@dataclass(frozen=True)
class Sheet:
    """One table of a file."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def head_lines(snapshot: Snapshot, *says: str) -> tuple[str, ...]:
    """The first lines of every file."""
    return (provenance_of(snapshot), *says, f"Seen by {snapshot.scope.who}.")


def in_time_sheet(page: InTimePage) -> Sheet:
    """The figures of the page: for each duty and month how many fell due, how many in time, and the share."""
    columns = ("Area", "Duty", "Set by", "Team", "Month fell due", "In time", "Fell due", "Cannot tell (12 months)",
               "Accuracy")  # fmt: skip
    rows = []
    for group in page.groups:
        for row in group.rows:
            name = (group.area, row.title, row.kind, row.team or "All teams")
            rows.append((*name, "12 months", row.year.share, _number(row.year.due), _number(row.cannot_tell.share),
                         row.accuracy.words))  # fmt: skip
            rows += [
                (*name, f"{month:%Y-%m}", cell.share, _number(cell.due), "", row.accuracy.words)
                for month, cell in zip(page.months, row.cells, strict=True)
            ]
    return Sheet("In time", columns, tuple(rows))


def _number(text: str) -> Any:
    plain = text.replace(",", "")
    return int(plain) if plain.isdecimal() else text


def csv_file(head: Sequence[str], sheet: Sheet) -> bytes:
    """One table as CSV that Excel opens with the right letters."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerows([[safe_cell(line)] for line in head])
    lines.writerow([])
    lines.writerows([sheet.columns, *([safe_cell(value) for value in row] for row in sheet.rows)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def excel_file(head: Sequence[str], sheets: Sequence[Sheet]) -> bytes:
    """Tables as a workbook, a sheet each, with what they rest on at the top of every one."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for sheet in sheets:
            made = book.add_worksheet(sheet.title[:31])
            made.set_column(0, len(sheet.columns) - 1, 24)
            for place, line in enumerate(head):
                made.write_string(place, 0, safe_cell(line))
            for place, title in enumerate(sheet.columns):
                made.write_string(len(head) + 1, place, title, bold)
            for line_number, row in enumerate(sheet.rows, len(head) + 2):
                for place, value in enumerate(row):
                    write = made.write_number if isinstance(value, int | float) else made.write_string
                    write(line_number, place, safe_cell(value))
    return out.getvalue()
