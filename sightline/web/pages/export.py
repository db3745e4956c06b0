"""The due list as a file: the provenance first, then the rows on the screen, each cell safe in a spreadsheet."""

import csv
import io
from datetime import date
from typing import Any

from sightline.reports.listing import safe_cell, write_csv
from sightline.reports.sentences import say_state
from sightline.store import Snapshot, Subject
from sightline.web.pages.asked import SORTS, Asked
from sightline.web.pages.due import all_rows
from sightline.web.pages.words import STRENGTH_WORDS, say_source, say_why, subject_in

COLUMNS = (
    "Child", "Duty", "State", "Due", "Days over", "Booked for", "Worker", "Team", "Why", "Kind of limit",
    "Began", "Source row",
)  # fmt: skip
WIDTHS = (14, 36, 16, 12, 10, 12, 22, 28, 70, 20, 12, 36)
TOO_MANY = 1_048_000
"""Rows: more do not fit on a sheet of Excel."""


def rows_for_file(snapshot: Snapshot, asked: Asked) -> tuple[list[dict[str, Any]], tuple[Subject, ...]]:
    """The rows as a file shows them, and the children in them."""
    rows, laws = all_rows(snapshot, asked)
    shown = [
        dict(zip(COLUMNS, (
            row["child_id"] or row["subject_id"], row["duty"], say_state(row["state"]), row["due_on"], row["days"],
            row["booked_on"], row["worker"], row["team"], say_why(row, laws), STRENGTH_WORDS[row["strength"]],
            row["started_on"], say_source(row),
        ), strict=True))
        for row in rows
    ]  # fmt: skip
    return shown, tuple(dict.fromkeys(subject_in(row) for row in rows))


def head_lines(snapshot: Snapshot, asked: Asked, number: int, cannot_tell: int) -> list[str]:
    """The first lines of a file: what it rests on, and what it holds."""
    used = [", ".join(say_state(state) for state in asked.choice.states)]
    used += [value for values in (asked.areas, asked.clocks) for value in values]
    used += [value or f"no {kind} named" for kind, values in (("team", asked.teams), ("worker", asked.workers))
             for value in values]  # fmt: skip
    return [
        snapshot.record.provenance(),
        f"Due list: {number:,} duties ({'; '.join(used)}), by {SORTS[asked.sort].lower()}. "
        f"{cannot_tell:,} under the same filters cannot be told.",
        f"Seen by {snapshot.scope.who}. Contains personal data.",
    ]


def write_csv_file(head: list[str], rows: list[dict[str, Any]]) -> bytes:
    """The rows as CSV that Excel opens with the right letters."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    for line in head:
        lines.writerow([safe_cell(line)])
    out.write("\n")
    write_csv(out, COLUMNS, rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_excel_file(head: list[str], rows: list[dict[str, Any]]) -> bytes:
    """The rows as one sheet: days are days, numbers are numbers, everything else is text."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "d mmm yyyy"})
        sheet = book.add_worksheet("Due list")
        for place, line in enumerate(head):
            sheet.write_string(place, 0, safe_cell(line))
        top = len(head) + 1
        for place, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
            sheet.write_string(top, place, title, bold)
            sheet.set_column(place, place, width)
        for number, row in enumerate(rows[:TOO_MANY], top + 1):
            for place, title in enumerate(COLUMNS):
                _write_cell(sheet, number, place, row[title], day)
        sheet.freeze_panes(top + 1, 1)
    return out.getvalue()


def _write_cell(sheet: Any, line: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, day)
    elif isinstance(value, int):
        sheet.write_number(line, place, value)
    elif value:
        sheet.write_string(line, place, safe_cell(value))
