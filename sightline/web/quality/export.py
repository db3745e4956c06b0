"""The fix-list as a file: what it rests on first, then every row on the list, each cell safe in a spreadsheet."""

from typing import Any

from sightline.checks.own import checks_in
from sightline.store import Snapshot, Subject
from sightline.store.records import say_day
from sightline.web.pages.words import subject_in
from sightline.web.quality.asked import AskedFixes
from sightline.web.quality.fix_list import accuracy_of, fix_of, found_rows
from sightline.web.quality.history import first_seen, key_of
from sightline.web.sheet import Page, csv_bytes, pages_as_excel

WIDTHS = {
    "What is wrong": 44, "What to do": 50, "Child": 14, "Worker": 22, "Team": 28, "Row of the file": 36,
    "Id of the row": 18, "First seen": 18, "Check": 30,
}  # fmt: skip
GONE_WIDTHS = {"What was wrong": 44, "Child": 14, "Id of the row": 18, "First seen": 18, "Days until it was gone": 24}


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
    """The rows as CSV; or as Excel, with a second sheet of what was put right since the load before."""
    used = [f"{name}: {value}" for name, value in asked.address().items() if value]
    head = [
        snapshot.record.provenance(),
        f"Fix-list: {len(rows):,} things to put right ({'; '.join(used) or 'all'}).",
        accuracy_of(snapshot, asked).say("the rows that this list was made from"),
        f"Seen by {snapshot.scope.who}. Contains personal data.",
    ]
    if kind == "csv":
        return csv_bytes(head, tuple(WIDTHS), rows)
    return pages_as_excel(Page("Fix-list", head, WIDTHS, rows), _put_right(snapshot))


def children_put_right(snapshot: Snapshot) -> tuple[Subject, ...]:
    """The children of whom the second sheet of the workbook speaks."""
    _, before = first_seen(snapshot)
    return tuple(dict.fromkeys(each.subject for each in before.gone)) if before else ()


def _put_right(snapshot: Snapshot) -> Page:
    """What was found at the load before and is gone, each with how many days it took: whatever the filters."""
    _, before = first_seen(snapshot)
    if before is None:
        head = [snapshot.record.provenance(), "There is no earlier load with checks to compare with."]
        return Page("Put right", head, GONE_WIDTHS, [])
    says = {check.id: check.says for check in checks_in(snapshot).values()}
    rows = [
        dict(zip(GONE_WIDTHS, (says.get(each.check, each.check), each.subject[2], each.key, each.first_on, each.days),
                 strict=True))
        for each in before.gone
    ]  # fmt: skip
    said = (
        f"Found on {say_day(before.before_on)}: {before.then:,}. Gone since (mended, or no longer in the files): "
        f"{len(rows):,}. Remaining: {before.remain:,}. New: {before.new:,}."
    )
    return Page("Put right", [snapshot.record.provenance(), said], GONE_WIDTHS, rows)
