"""The due list as a file: the provenance first, then the rows on the screen, each cell safe in a spreadsheet."""

from typing import Any

from sightline.reports.listing import say_subject
from sightline.reports.sentences import say_state
from sightline.store import Snapshot, Subject
from sightline.web.pages.asked import SORTS, Asked
from sightline.web.pages.due import all_rows
from sightline.web.pages.words import STRENGTH_WORDS, say_source, say_why, subject_in
from sightline.web.sheet import csv_bytes, excel_bytes

COLUMNS = (
    "Child", "Duty", "State", "Due", "Days over", "Booked for", "Worker", "Team", "Why", "Kind of limit",
    "Began", "Source row",
)  # fmt: skip
WIDTHS = (14, 36, 16, 12, 10, 12, 22, 28, 70, 20, 12, 36)


def rows_for_file(snapshot: Snapshot, asked: Asked) -> tuple[list[dict[str, Any]], tuple[Subject, ...]]:
    """The rows as a file shows them, and the children in them."""
    rows, laws = all_rows(snapshot, asked)
    shown = [
        dict(zip(COLUMNS, (
            say_subject(row), row["duty"], say_state(row["state"]), row["due_on"], row["days"],
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
    """The rows as CSV."""
    return csv_bytes(head, COLUMNS, rows)


def write_excel_file(head: list[str], rows: list[dict[str, Any]]) -> bytes:
    """The rows as one sheet of Excel."""
    return excel_bytes("Due list", head, dict(zip(COLUMNS, WIDTHS, strict=True)), rows)
