"""The files: real columns, answers that lead back to rows, faults where the list of them says."""

import ast
import csv
import tomllib
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

import sightline.made_up
from sightline.made_up import make_county
from sightline.made_up.annex_a.reading import read_layout
from sightline.made_up.registers import STANDARDS
from sightline.made_up.ssd_files import read_columns

PACKAGE = Path(sightline.made_up.__file__).parent
ALLOWED = ("sightline.made_up", "xlsxwriter")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_package_knows_nothing_of_how_duties_are_worked_out():
    named = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                named.add(node.module or "")
            elif isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
    ours = {name for name in named if name.startswith("sightline")}
    assert [name for name in sorted(ours) if not name.startswith(ALLOWED)] == []


def test_every_table_has_the_columns_of_the_dataset(small):
    for table, columns in read_columns().items():
        with (small / "ssd" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == columns


def test_every_row_is_about_somebody(small):
    known = {row["pers_person_id"] for row in _rows(small / "ssd" / "ssd_person.csv")}
    faults = {row["child_id"] for row in _rows(small / "answers" / "faults.csv")}
    answered = {row["child_id"] for row in _rows(small / "answers" / "obligations.csv")}
    assert answered <= known
    assert faults <= known
    assert not faults & answered


def test_no_id_is_used_twice_but_where_it_was_planted(small):
    twice = {
        row["table"]
        for row in _rows(small / "answers" / "faults.csv")
        if row["kind"] in ("one id on two rows", "a row twice")
    }
    for table, columns in read_columns().items():
        key = columns[0]
        if (
            table in twice
            or not key.endswith("_id")
            or table in ("ssd_disability", "ssd_immigration_status", "ssd_involvements")
        ):
            continue
        used = Counter(row[key] for row in _rows(small / "ssd" / f"{table}.csv"))
        assert [value for value, times in used.items() if value and times > 1] == [], table


def test_each_fault_stands_where_the_list_says(small):
    faults = _rows(small / "answers" / "faults.csv")
    assert faults
    for fault in faults:
        row = _rows(small / "ssd" / f"{fault['table']}.csv")[int(fault["line"]) - 2]
        if fault["kind"] == "a date in 2206":
            assert row[fault["column"]].startswith("2206")
        if fault["kind"] == "a row about nobody":
            assert row[fault["column"]] == "MU9999999"


def test_a_clean_county_has_no_faults_and_more_answers(tmp_path, small):
    make_county(tmp_path, seed=4, children=260, clean=True)
    assert _rows(tmp_path / "answers" / "faults.csv") == []
    clean = _rows(tmp_path / "answers" / "obligations.csv")
    spoilt = _rows(small / "answers" / "obligations.csv")
    assert {tuple(row.values()) for row in spoilt} < {tuple(row.values()) for row in clean}


def test_the_workbook_of_templates_has_the_titles_people_know(small):
    entry = PACKAGE.parent / "sources" / "local" / "templates.toml"
    lists = tomllib.loads(entry.read_text(encoding="utf-8"))["list"]
    titles = {feed["table"]: _titles(feed["columns"]) for each in lists for feed in each["feed"]}
    book = openpyxl.load_workbook(small / "templates" / "local_templates.xlsx", read_only=True)
    for sheet in book.sheetnames:
        header = [cell.value for cell in next(book[sheet].iter_rows(max_row=1))]
        assert set(header) <= titles[sheet], sheet
    book.close()


def _titles(columns: dict[str, object]) -> set[str]:
    return {column if isinstance(column, str) else column["from"] for column in columns.values()}


def test_annex_a_has_eleven_sheets_with_the_real_headers(small):
    book = openpyxl.load_workbook(small / "annex_a" / "annex_a.xlsx", read_only=True)
    assert len(book.sheetnames) == 11
    for layout in read_layout()["list"]:
        rows = list(book[layout["sheet"]].iter_rows(values_only=True))
        assert list(rows[0]) == layout["columns"]
        assert len(rows) > 1, layout["sheet"]
    book.close()


def test_the_standards_are_a_small_file(small):
    limits = tomllib.loads((small / "standards.toml").read_text(encoding="utf-8"))["limits"]
    assert limits == STANDARDS


@pytest.mark.parametrize("state", ["overdue", "missed", "met_late", "cannot_tell", "no row"])
def test_plants_say_why(small, state):
    plants = [row for row in _rows(small / "answers" / "plants.csv") if row["state"] == state]
    assert plants
    assert all(row["why"] and row["story"] for row in plants)


def test_one_worker_is_written_in_several_ways(small):
    book = openpyxl.load_workbook(small / "annex_a" / "annex_a.xlsx", read_only=True)
    names = {row[13] for row in book["List 6"].iter_rows(min_row=2, values_only=True)}
    book.close()
    register = {row["prof_professional_name"] for row in _rows(small / "ssd" / "ssd_professionals.csv")}
    assert "AP-RHYS, Sian" in register
    assert names


def test_two_numbers_of_one_child_and_new_records_are_listed(small):
    kinds = {row["kind"] for row in _rows(small / "answers" / "identities.csv")}
    assert "two records of one child" in kinds
