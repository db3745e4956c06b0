"""The due list as a file: the provenance first, then the rows on the screen, each cell safe in a spreadsheet."""

from typing import Any

from sightline.reports.listing import say_subject
from sightline.reports.sentences import say_state
from sightline.store import Snapshot, Subject
from sightline.web.decisions import provenance_of
from sightline.web.pages.asked import GROUPS, SORTS, Asked
from sightline.web.pages.due import DueList, all_rows
from sightline.web.pages.reasons import clocks_by_id, say_reasons
from sightline.web.pages.saying import SET_BY
from sightline.web.pages.words import say_source, subject_in
from sightline.web.sheet import csv_bytes, excel_bytes

COLUMNS = (
    "Child", "Duty", "State", "Due", "Days over", "Booked for", "Our own target", "Worker", "Team", "Why", "Set by",
    "Began", "Source row",
)  # fmt: skip
WIDTHS = (14, 36, 16, 12, 10, 12, 14, 22, 28, 70, 20, 12, 36)


def rows_for_file(snapshot: Snapshot, asked: Asked) -> tuple[list[dict[str, Any]], tuple[Subject, ...]]:
    """The rows as a file shows them, and the children in them."""
    rows = all_rows(snapshot, asked)
    shown = [
        dict(zip(COLUMNS, (
            say_subject(row), clocks_by_id()[row["clock"]].title, say_state(row["state"]),
            row["due_on"], row["days"], row["booked_on"], row["target_on"], row["worker"], row["team"], why,
            SET_BY[row["strength"]], row["started_on"], say_source(row),
        ), strict=True))
        for row, why in zip(rows, say_reasons(snapshot, rows), strict=True)
    ]  # fmt: skip
    return shown, tuple(dict.fromkeys(subject_in(row) for row in rows))


def head_lines(snapshot: Snapshot, shown: DueList) -> list[str]:
    """The first lines of a file: what it rests on, and what it holds."""
    asked = shown.asked
    used = "; ".join(chip.text for chip in shown.chips) or "every state"
    by = f"{GROUPS[asked.group].lower()}, then " if asked.group != "none" else ""
    turned = ", the last first" if asked.descending else ""
    return [
        provenance_of(snapshot),
        f"Due list: {shown.total:,} duties ({used}), by {by}{SORTS[asked.sort]}{turned}. "
        f"{shown.cannot_tell:,} under the same filters cannot be told.",
        *([shown.accuracy.say("these duties")] if shown.accuracy else []),
        f"Seen by {snapshot.scope.who}. Contains personal data.",
    ]


def write_csv_file(head: list[str], rows: list[dict[str, Any]]) -> bytes:
    """The rows as CSV."""
    return csv_bytes(head, COLUMNS, rows)


def write_excel_file(head: list[str], rows: list[dict[str, Any]]) -> bytes:
    """The rows as one sheet of Excel."""
    return excel_bytes("Due list", head, dict(zip(COLUMNS, WIDTHS, strict=True)), rows)
