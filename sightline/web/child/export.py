"""A child's duties with their working as text: provenance first, each cell safe in a spreadsheet, no name."""

from typing import Any

from sightline.reports.sentences import say_state
from sightline.store import Snapshot, Subject
from sightline.web.child.duties import Duty, duties_of
from sightline.web.child.record import read_record
from sightline.web.pages.saying import duties
from sightline.web.pages.words import STRENGTH_WORDS, say_source
from sightline.web.sheet import csv_bytes, excel_bytes

WIDTHS = {
    "Child": 14, "State": 16, "Duty": 36, "Why it is due then": 50, "Due": 12, "Days over": 10, "Done": 12,
    "Booked for": 12, "Working": 70, "Start": 50, "Rule": 50, "Count": 50, "Looked for": 60, "So": 30,
    "What would settle it": 40, "Law or guidance": 50, "Kind of limit": 18, "Worker": 22, "Team": 28, "Source row": 36,
}  # fmt: skip
"""The columns, and how many letters wide each is."""


def rows_for_file(snapshot: Snapshot, subject: Subject) -> list[dict[str, Any]]:
    """Every duty of a child, running and finished, as a file shows it."""
    record = read_record(snapshot, subject)
    made = duties_of(snapshot, record, None)
    return [_row(duty, record.called.child_id) for duty in (*made.running, *made.finished)]


def head_lines(snapshot: Snapshot, rows: list[dict[str, Any]]) -> list[str]:
    """The first lines of a file: what it rests on, and what it holds."""
    unsure = sum(row["State"] == say_state("cannot_tell") for row in rows)
    return [
        snapshot.record.provenance(),
        f"{duties(len(rows))} to one child, with their working. {unsure} cannot be told.",
        f"Seen by {snapshot.scope.who}. Contains personal data.",
    ]


def write_file(kind: str, head: list[str], rows: list[dict[str, Any]]) -> bytes:
    """The rows as "csv" or "xlsx"."""
    return excel_bytes("Duties", head, WIDTHS, rows) if kind == "xlsx" else csv_bytes(head, tuple(WIDTHS), rows)


def _row(duty: Duty, child_id: str) -> dict[str, Any]:
    steps = dict(duty.steps.steps) if duty.steps else {}
    row = duty.row
    return {
        "Child": child_id,
        "State": say_state(duty.state),
        "Duty": duty.title,
        "Why it is due then": duty.why,
        "Due": row["due_on"],
        "Days over": row["days"],
        "Done": row["met_on"],
        "Booked for": row["booked_on"],
        "Working": duty.sentence or "The reference engine gives another answer. Do not rely on this one.",
        **{name: steps.get(name, "") for name in ("Start", "Rule", "Count", "Looked for", "So")},
        "What would settle it": duty.settles,
        "Law or guidance": duty.law,
        "Kind of limit": STRENGTH_WORDS[row["strength"]],
        "Worker": row["worker"] or "",
        "Team": row["team"] or "",
        "Source row": say_source(row),
    }
