"""Annex A of what somebody may see of a snapshot, as a workbook: what cannot be vouched for first, then the lists."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from sightline import building
from sightline.agreeing import known_ids
from sightline.annex_a import AnnexA, make_annex_a
from sightline.annex_a.lists import DRIVERS
from sightline.measures.accuracy import count, parts_of_tables
from sightline.measures.grade import grade_of
from sightline.reports.listing import safe_cell
from sightline.store import Snapshot
from sightline.store.loads import list_loads

VOUCHING = "What cannot be vouched for"


def annex_a_of(snapshot: Snapshot, council: str) -> AnnexA:
    """The lists of one council as of the snapshot's day, of the children whom its scope gives."""
    store, record = snapshot.store, snapshot.record
    numbers = {use.number for use in record.loads}
    loads = [load for load in list_loads(store) if load.number <= max(numbers)]
    tables, feeds = building.council_tables(store, building.plan(store, loads, record.as_of), council)
    outcomes = [row for row in snapshot.table("check_outcomes").to_pylist() if row["council"] == council]
    failures = [row for row in snapshot.table("check_failures").to_pylist() if row["council"] == council]
    rows = snapshot.table("subjects").select(["council", "subject_kind", "subject_id"]).to_pylist()
    seen = {(row["council"], row["subject_kind"], row["subject_id"]) for row in rows}
    known = known_ids(store, council, seen.__contains__) or {}
    return make_annex_a(tables, feeds, known, as_of=record.as_of, outcomes=outcomes, failures=failures)


def workbook_of(snapshot: Snapshot, annex: AnnexA) -> bytes:
    """The workbook, with what it rests on and for whom it was made at its head."""
    made = f"Annex A as of {annex.as_of:%d %B %Y}. Made for {snapshot.scope.who}. Contains personal data."
    counted = count(snapshot)
    grades = {each.sheet: grade_of(parts_of_tables(counted, DRIVERS[each.sheet]).shares).words for each in annex.lists}
    return annex_a_bytes(annex, (snapshot.record.provenance(), made), grades)


def annex_a_bytes(annex: AnnexA, head: Sequence[str], grades: Mapping[str, str]) -> bytes:
    """The workbook. `head` are lines above the first sheet: what the lists rest on, and who made them. `grades` say of
    each list how far the tables can be believed that say which rows it has.

    Days are days and numbers numbers; no text of it can run in a spreadsheet.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": "Annex A", "created": datetime.combine(annex.as_of, time())})
        _write_doubts(book, annex, head, grades)
        day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True, "text_wrap": True})
        for each in annex.lists:
            sheet = book.add_worksheet(each.sheet)
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, len(each.columns) - 1, 18)
            for place, title in enumerate(each.columns):
                sheet.write_string(0, place, title, bold)
            for line, cells in enumerate(each.rows, 1):
                for place, title in enumerate(each.columns):
                    _write(sheet, line, place, cells.get(title), day)
    return out.getvalue()


def _write(sheet: Any, line: int, place: int, value: Any, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(line, place, safe_cell(value))
    elif isinstance(value, int):
        sheet.write_number(line, place, value)
    else:
        sheet.write_datetime(line, place, datetime.combine(value, time()), day)


def _write_doubts(book: Any, annex: AnnexA, head: Sequence[str], grades: Mapping[str, str]) -> None:
    sheet = book.add_worksheet(VOUCHING)
    wrap, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 60, wrap)
    sheet.set_column(2, 2, 10)
    for line, text in enumerate(head):
        sheet.write_string(line, 0, safe_cell(text))
    top = len(head) + 1
    sheet.set_column(3, 3, 18)
    for place, title in enumerate(("List", "What", "Rows", "Accuracy")):
        sheet.write_string(top, place, title, bold)
    rows: list[tuple[str, str, int | None]] = [(each.sheet, each.title, len(each.rows)) for each in annex.lists]
    rows += [(doubt.sheet, doubt.says, None) for doubt in annex.doubts]
    for line, (name, says, number) in enumerate(rows, top + 1):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, safe_cell(says), wrap)
        if number is not None:
            sheet.write_number(line, 2, number)
            sheet.write_string(line, 3, grades[name])
