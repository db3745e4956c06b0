"""The team trackers, opened again and read as a manager would."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sightline.checks import load_checks
from sightline.reports.workbook import LISTS, SHEET_COLUMNS, unique_names, write_workbooks
from sightline.store import Snapshot, snapshot_before

Publish = Callable[..., Snapshot]
TEAMS = [
    {"council": "Northmoor", "team_id": "T1", "name": "North 1", "parent_id": "S1", "parent_name": "Assessment"},
    {"council": "Northmoor", "team_id": "T2", "name": "Care 1", "parent_id": "S2", "parent_name": "Children in care"},
]
DUTIES: list[dict[str, Any]] = [
    {"subject_id": "1", "child_id": "1", "state": "overdue", "team": "North 1"},
    {"subject_id": "2", "child_id": "2", "state": "due_soon", "due_on": date(2026, 11, 3), "days": -4, "team": "T1"},
    {"subject_id": "3", "state": "due", "due_on": date(2026, 11, 27), "booked_on": date(2026, 11, 20)},
    {"subject_id": "4", "state": "due", "due_on": date(2026, 11, 28)},
    {"subject_id": "5", "state": "missed", "due_on": date(2026, 9, 28), "days": 3},
    {"subject_id": "6", "state": "missed", "due_on": date(2026, 9, 28), "days": 2},
    {"subject_id": "7", "state": "cannot_tell", "due_on": None, "days": None, "reason": "history"},
    {"subject_id": "8", "state": "met"},
    {"subject_id": "9", "team": "Care 1", "worker": "=2+5"},
    {"subject_id": "10", "team": None},
]
FAILURE = {
    "council": "Northmoor", "subject_kind": "child", "subject_id": "1", "child_id": "=1+1", "table": "cp_visit",
    "check": "cp_visit_seen_not_said", "key": "v1", "feed": "visits", "file": "ssd_cp_visits.csv", "sheet": "",
    "line": 12, "worker": "A. Worker", "team": "T1",
}  # fmt: skip
FAILURES: list[dict[str, Any]] = [
    {**FAILURE, "worker": None, "key": "v2"}, FAILURE, {**FAILURE, "team": None, "worker": None},
    {**FAILURE, "check": "rows_fell_off", "subject_kind": "council", "child_id": None, "worker": None, "team": None},
]  # fmt: skip


@pytest.fixture
def written(publish_rows: Publish, tmp_path: Path) -> dict[str, Any]:
    snapshot = publish_rows(DUTIES, TEAMS, FAILURES)
    paths = write_workbooks(snapshot, snapshot_before(snapshot), tmp_path / "books")
    return {path.stem: openpyxl.load_workbook(path) for path in paths}


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    heads = [head for head, _ in SHEET_COLUMNS]
    return [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True) if any(row)]


def test_one_workbook_for_each_service_one_sheet_for_each_team(written: dict[str, Any]) -> None:
    assert {name: book.sheetnames for name, book in written.items()} == {
        "Assessment": ["Cover", "North 1", "Fix-list"],
        "Children in care": ["Cover", "Care 1", "Fix-list"],
        "Other teams": ["Cover", "No team known", "Fix-list"],
    }


def test_the_four_lists(written: dict[str, Any]) -> None:
    rows = rows_of(written["Assessment"]["North 1"])
    listed = {name: [row["Where it began"] and row["Due"] for row in rows if row["List"] == name] for name in LISTS}
    assert {name: len(days) for name, days in listed.items()} == {
        "Overdue": 1,
        "Due in four weeks": 2,
        "Missed this month": 1,
        "Data to mend": 1,
    }
    booked = [row["Booked for"] for row in rows if row["List"] == "Due in four weeks"]
    assert booked == [None, datetime(2026, 11, 20)]


def test_days_are_days_and_ids_are_text(written: dict[str, Any]) -> None:
    row = rows_of(written["Assessment"]["North 1"])[0]
    assert row["Due"] == datetime(2026, 10, 6)
    assert row["Days late"] == 24
    assert row["Child"] == "1"
    assert row["Duty"] == "Child and family assessment (cf_assessment_45wd)"
    assert row["Law or guidance"].startswith("Working Together")
    assert row["Where it began"] == "ssd_cin_episodes.csv, row 4,211"


def test_data_to_mend_says_why(written: dict[str, Any]) -> None:
    (row,) = [row for row in rows_of(written["Assessment"]["North 1"]) if row["List"] == "Data to mend"]
    assert row["What is missing, and what is known"] == (
        "the assessments (ssd_cin_assessments): the file does not go back far enough"
    )


def test_each_workbook_holds_what_its_teams_can_put_right(written: dict[str, Any]) -> None:
    check = next(each for each in load_checks() if each.id == "cp_visit_seen_not_said")
    first, second = list(written["Assessment"]["Fix-list"].iter_rows(min_row=5, values_only=True))
    place = ("'=1+1", "ssd_cp_visits.csv, row 12", "v1", check.id)
    assert first == ("North 1", "A. Worker", check.says, check.mend, *place)  # by worker, those of none last
    assert second[1] is None and second[6] == "v2"
    assert written["Children in care"]["Fix-list"]["A2"].value == "Nothing that a check found."
    others = list(written["Other teams"]["Fix-list"].iter_rows(min_row=5, values_only=True))
    assert [row[4] for row in others] == ["'=1+1", "The council"]
    assert others[1][3].startswith("For those who make the extract: ")


def test_no_cell_is_a_formula(written: dict[str, Any]) -> None:
    (row,) = rows_of(written["Children in care"]["Care 1"])
    assert row["Worker"] == "'=2+5"


def test_sheets_are_ready_to_filter_and_print(written: dict[str, Any]) -> None:
    sheet = written["Assessment"]["North 1"]
    assert sheet.freeze_panes == "D5"
    assert sheet.auto_filter.ref == "A4:M9"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"


def test_the_cover_of_a_first_load(written: dict[str, Any]) -> None:
    cover = written["Assessment"]["Cover"]
    assert cover["A2"].value.startswith("As of 30 October 2026 · load 0001 ssd to 30 October 2026")
    assert cover["A3"].value == "This is the first load: there is no last time to compare with."
    line = [cell.value for cell in cover[6]]
    assert line == ["North 1", 1, 1, 2, 2, 1, None, None, None, None]


def test_the_cover_says_what_changed_since_the_load_before(publish_rows: Publish, tmp_path: Path) -> None:
    duty = {"team": "North 1"}
    publish_rows([{**duty, "run": "a"}, {**duty, "run": "b"}, {**duty, "run": "c", "state": "due"}], TEAMS)
    now = [{**duty, "run": "a"}, {**duty, "run": "c"}, {**duty, "run": "d", "due_on": date(2026, 9, 9)}]
    snapshot = publish_rows(now, TEAMS)
    (path,) = write_workbooks(snapshot, snapshot_before(snapshot), tmp_path)
    cover = openpyxl.load_workbook(path)["Cover"]
    assert cover["A3"].value == "Last time: as of 30 October 2026, load 0001."
    heads = [cell.value for cell in cover[5]]
    line = dict(zip(heads, (cell.value for cell in cover[6]), strict=True))
    assert (line["Overdue"], line["Overdue last time"]) == (3, 2)
    assert (line["Newly overdue"], line["Cleared"], line["Given another date"]) == (2, 1, 0)


def test_nothing_at_all_still_gives_a_workbook(publish_rows: Publish, tmp_path: Path) -> None:
    (path,) = write_workbooks(publish_rows([]), None, tmp_path)
    assert openpyxl.load_workbook(path).sheetnames == ["Cover", "Fix-list"]


def test_without_a_list_of_departments_there_is_one_workbook(publish_rows: Publish, tmp_path: Path) -> None:
    (path,) = write_workbooks(publish_rows(DUTIES), None, tmp_path)
    assert path.name == "All teams.xlsx"


def test_names_of_sheets_are_accepted_and_never_alike() -> None:
    names = ["North/East: 1", "north east 1", "T" * 40, "T" * 41, "?*", "Cover"]
    chosen = unique_names(names, 31, taken=("cover",))
    assert chosen["North/East: 1"] == "North East 1"
    assert chosen["north east 1"] == "north east 1 2"
    assert chosen["?*"] == "Unnamed"
    assert len({name.casefold() for name in chosen.values()} | {"cover"}) == len(names) + 1
    assert all(len(name) <= 31 for name in chosen.values())
