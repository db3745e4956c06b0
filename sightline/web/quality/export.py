"""The fix-list as a file: what it rests on first, then every row on the list, each cell safe in a spreadsheet."""

from typing import Any

from sightline.checks.own import checks_in
from sightline.store import Snapshot, Subject
from sightline.web.pages.words import subject_in
from sightline.web.quality.asked import AskedFixes
from sightline.web.quality.fix_list import fix_of, found_rows
from sightline.web.quality.history import first_seen, key_of
from sightline.web.sheet import csv_bytes, excel_bytes

WIDTHS = {
    "What is wrong": 44, "What to do": 50, "Child": 14, "Worker": 22, "Team": 28, "Row of the file": 36,
    "Id of the row": 18, "First seen": 18, "Check": 30,
}  # fmt: skip


def rows_for_file(snapshot: Snapshot, asked: AskedFixes) -> tuple[list[dict[str, Any]], tuple[Subject, ...]]:
    """The rows as a file shows them, by id and never by name, and the children in them."""
    since, _ = first_seen(snapshot)
    rows = [row for row in found_rows(snapshot) if asked.fits(row)]
    fixes = [fix_of(row, since.get(key_of(row)), {}, checks_in(snapshot)) for row in rows]
    made = [
        dict(zip(WIDTHS, (fix.says, fix.mend, fix.child, fix.worker, fix.team, fix.place, fix.key, fix.first_seen,
                          fix.check), strict=True))
        for fix in fixes
    ]  # fmt: skip
    return made, tuple(dict.fromkeys(subject_in(row) for row in rows if snapshot.sees(subject_in(row))))


def write_file(kind: str, snapshot: Snapshot, asked: AskedFixes, rows: list[dict[str, Any]]) -> bytes:
    """The rows as CSV, or as one sheet of Excel."""
    used = [f"{name}: {value}" for name, value in asked.address().items() if value]
    head = [
        snapshot.record.provenance(),
        f"Fix-list: {len(rows):,} things to put right ({'; '.join(used) or 'all'}).",
        f"Seen by {snapshot.scope.who}. Contains personal data.",
    ]
    return csv_bytes(head, tuple(WIDTHS), rows) if kind == "csv" else excel_bytes("Fix-list", head, WIDTHS, rows)
