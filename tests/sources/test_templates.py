"""The workbook of local templates: written, filled in, read back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sightline.sources import Reading, read_paths
from sightline.sources.declared import load_codes
from sightline.sources.layouts import Layout, load_sources
from sightline.sources.local.workbook import fields, note, write_templates
from sightline.sources.model import STATED_LABEL

LAYOUTS = next(source for source in load_sources() if source.name == "local").layouts


def fill(folder: Path, sheets: dict[str, list[list[Any]]], complete_up_to: date | None = None) -> Reading:
    """Write the templates, fill some of them in, and read the workbook."""
    path = write_templates(folder)
    book = openpyxl.load_workbook(path)
    for name, rows in sheets.items():
        for row in rows:
            book[name].append(row)
    for row in book["Read me"].iter_rows():
        if row[0].value == STATED_LABEL:
            row[1].value = complete_up_to
    book.save(path)
    return read_paths([path])


def test_a_sheet_for_every_template_and_two_pages_of_explanation(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_templates(tmp_path / "new"))
    assert book.sheetnames == ["Read me", "Columns", *[layout.name for layout in LAYOUTS]]
    for layout in LAYOUTS:
        sheet = book[layout.name]
        assert [cell.value for cell in sheet[1]] == [field.title for field in fields(layout)]
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
        assert layout.help
    explained = {(row[0].value, row[1].value) for row in book["Columns"].iter_rows(min_row=2)}
    assert explained == {(layout.name, field.title) for layout in LAYOUTS for field in fields(layout)}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_sheet_is_read_back(tmp_path: Path, layout: Layout) -> None:
    answers = {"date": date(2026, 1, 30), "yes or no": "Yes", "id": "0012", "text": "10 working days"}
    codes = {f.column.name: next(iter(load_codes()[f.column.codes].codes)) for f in fields(layout) if f.column.codes}
    row = [codes.get(f.column.name, answers.get(f.column.type)) for f in fields(layout)]
    reading = fill(tmp_path, {layout.name: [row]})
    feed = layout.feeds[0]
    assert list(reading.tables) == [feed.table]
    assert set(reading.feeds[0].holds) == set(feed.fills)
    read = reading.tables[feed.table].to_pylist()[0]
    for field in fields(layout):
        value = read[field.column.name]
        assert value == (
            codes.get(field.column.name) or {"yes or no": "yes"}.get(field.column.type) or answers[field.column.type]
        )


def test_sheets_left_empty_are_no_feeds(tmp_path: Path) -> None:
    reading = fill(tmp_path, {"Core groups": [["0012", "P1", date(2026, 1, 30)]]})
    assert [f.table for f in reading.feeds] == ["core_group"]
    assert reading.findings == []


def test_the_day_it_says_itself_comes_first(tmp_path: Path) -> None:
    reading = fill(tmp_path, {"Core groups": [["1", "P1", date(2026, 1, 30)]]}, date(2026, 2, 14))
    assert [f.data_to for f in reading.feeds] == [date(2026, 2, 14)]


def test_times_blanks_and_ids_of_its_own(tmp_path: Path) -> None:
    needed, held = datetime(2026, 7, 1, 9, 30), datetime(2026, 7, 1, 15, 0)
    reading = fill(tmp_path, {"Strategy discussions": [["1", None, needed, held], ["1", "D2", needed, None]]})
    rows = reading.tables["strategy_discussion"].to_pylist()
    assert [r["discussion_id"] for r in rows] == ["row:sightline-templates.xlsx#Strategy discussions:2", "D2"]
    assert rows[0]["requested_at"] == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert (rows[1]["held_on"], rows[1]["held_at"]) == (None, None)


def test_a_word_for_a_length_of_time(tmp_path: Path) -> None:
    rows = [["1", "P1", "cp_visit", date(2026, 1, 30), how] for how in ("10 working days", "4 weeks", "often")]
    reading = fill(tmp_path, {"Agreed intervals": rows})
    assert [(f.kind, f.row, f.column) for f in reading.findings] == [("not a length of time", 4, "How often")]


def test_notes_end_in_one_full_stop() -> None:
    for layout in LAYOUTS:
        for field in fields(layout):
            assert note(field).endswith((".", "14:30."))
            assert ".." not in note(field)
