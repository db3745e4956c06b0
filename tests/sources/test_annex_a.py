"""Annex A: workbooks and folders, both layouts, as councils fill them in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline.sources import Reading, read_paths
from sightline.sources.layouts import load_sources

from .conftest import as_csv

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "liia-samples"
Book = Callable[..., Path]

LIST_8 = {
    "Child Unique ID": 9212044.0,
    "Gender": "b) Female",
    "Ethnicity": "a) WBRI",
    "Date of Birth": "01/02/2015",
    "Date Started to be Looked After": "2025-01-06",
    "Child’s Legal Status": "C2: FCO",
    "Start date of current legal status": "06-Jan-2025",
    "Date of Latest Statutory Review": "",
    "Date of Last Social Work Visit": 46000,
    "What is the permanence plan for this child?": "f) Long term fostering",
    "Date of Last Health Assessment": "#N/A",
    "Date of Last Dental Check": "2025-03-01",
    "Date Ceased to be Looked After": "",
    "Reason Ceased to be Looked After": "",
    "Start Date of Most Recent Placement": "2025-01-06",
    "Placement Type": "d) U4: Foster placement - long term",
    "Placement Provider": "b) PR1: Own provision",
    "Placement postcode": "T28 2WB",
    "Allocated Team": "Team\u00a01",
    "Allocated Worker": "Eugene\u00a0Swift",
}


def rows_of(reading: Reading, table: str, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of a table, row by row."""
    return [tuple(row.values()) for row in reading.tables[table].select(list(names)).to_pylist()]


@pytest.fixture
def list_8(book: Book) -> Reading:
    """One looked-after child in a named sheet with a title above the header."""
    header = [f" {name.upper()} " for name in LIST_8]
    rows = [["Annex A, made by hand"], [], header, list(LIST_8.values())]
    return read_paths([book("annex.xlsx", {"Looked after children": rows})])


def test_one_row_of_list_8_fills_every_table(list_8: Reading) -> None:
    made = "row:annex.xlsx#Looked after children:4"
    day = date(2025, 1, 6)
    assert rows_of(list_8, "child", "child_id", "sex", "ethnicity", "born_on") == [
        ("9212044", "F", "WBRI", date(2015, 2, 1))
    ]
    assert rows_of(list_8, "period_of_care", "period_of_care_id", "started_on", "ended_on") == [(made, day, None)]
    placement = ("placement_id", "period_of_care_id", "started_on", "placement_type", "provider", "postcode")
    assert rows_of(list_8, "placement", *placement) == [(made, made, day, "U4", "PR1", "T28 2WB")]
    assert rows_of(list_8, "legal_status", "status", "started_on") == [("C2", day)]
    assert rows_of(list_8, "cla_visit", "visited_on", "seen", "period_of_care_id") == [(date(2025, 12, 9), "yes", made)]
    assert rows_of(list_8, "care_plan", "permanence_plan", "started_on") == [("LTFOST18", None)]
    assert rows_of(list_8, "allocation", "worker_name", "team", "role") == [("Eugene Swift", "Team 1", "social worker")]


def test_a_blank_latest_date_is_a_row_too(list_8: Reading) -> None:
    """A blank says that nobody knows of a review; a missing row would say that there is nothing to know."""
    assert rows_of(list_8, "cla_review", "held_on", "line") == [(None, 4)]
    assert rows_of(list_8, "health_check", "check_type", "checked_on") == [
        ("health assessment", None),
        ("dental check", date(2025, 3, 1)),
    ]


def test_histories(list_8: Reading) -> None:
    histories = {f.table: f.history for f in list_8.feeds}
    assert histories["period_of_care"] == "six months and open"
    assert {histories[t] for t in ("placement", "cla_review", "cla_visit", "health_check", "legal_status")} == {
        "latest only"
    }
    assert {f.data_to for f in list_8.feeds} == {date(2025, 12, 9)}


@pytest.mark.parametrize("sheet", ["List 8", "LIST 8 ", "8. Looked after", "Annex A List 08", "Sheet1", "CLA"])
def test_sheet_names(book: Book, sheet: str) -> None:
    reading = read_paths([book("annex.xlsx", {sheet: [list(LIST_8), list(LIST_8.values())]})])
    assert "cla_visit" in reading.tables


def test_a_folder_of_lists(tmp_path: Path) -> None:
    (tmp_path / "list 1.csv").write_text(as_csv([["Child Unique ID", "Date of Contact"], ["1", "31/01/2026"]]))
    (tmp_path / "List_03_Referrals.csv").write_text(
        as_csv([["child unique id", "DATE OF REFERRAL", "Referral NFA"], ["1", "30/01/2026", "b) No"]])
    )
    reading = read_paths([tmp_path])
    assert rows_of(reading, "contact", "contact_on") == [(date(2026, 1, 31),)]
    assert rows_of(reading, "referral", "received_on", "no_further_action", "referral_id") == [
        (date(2026, 1, 30), "no", "row:List_03_Referrals.csv:2")
    ]
    assert {f.data_to for f in reading.feeds} == {date(2026, 1, 31)}


LIST_5 = [
    "Child Unique ID",
    "Strategy discussion initiating Section 47 Enquiry Start Date",
    "Was an Initial Child Protection Conference deemed unnecessary?",
    "Date of Initial Child Protection Conference",
    "Did the Initial Child Protection Conference Result in a Child Protection Plan",
]


@pytest.mark.parametrize(
    ("unnecessary", "held", "required"),
    [("a) Yes", "", "no"), ("b) No", "", "yes"), ("c) Unknown", "", None), ("", "2026-01-20", "yes"), ("", "", None)],
)
def test_list_5_asks_the_other_way_round(book: Book, unnecessary: str, held: str, required: str | None) -> None:
    path = book("annex.xlsx", {"List 5": [LIST_5, ["1", "2026-01-10", unnecessary, held, "Yes"]]})
    reading = read_paths([path])
    ids = rows_of(reading, "s47_enquiry", "s47_id", "conference_required")
    assert ids == [("row:annex.xlsx#List 5:2", required)]
    conferences = rows_of(reading, "initial_conference", "s47_id", "held_on")
    assert conferences == ([(ids[0][0], date(2026, 1, 20))] if held else [])


def test_list_6_gives_cases_and_no_plan_since_it_does_not_say_when_one_began(book: Book) -> None:
    header = ["Child Unique ID", "CIN Start Date", "Date Child Was Last Seen", "CIN Closure Date", "Case Status"]
    rows = [
        ["1", "2025-01-06", "2026-01-20", "", "c) Child in need plan"],
        ["2", "2025-01-06", "", "", "d) Open assessment"],
    ]
    reading = read_paths([book("annex.xlsx", {"Children in need": [header, *rows]})])
    assert "cin_plan" not in reading.tables
    assert rows_of(reading, "cin_case", "child_id", "last_seen_on", "status") == [
        ("1", date(2026, 1, 20), "child in need plan"),
        ("2", None, "open assessment"),
    ]


@pytest.mark.parametrize(
    ("cell", "seen", "alone"),
    [
        ("a) Yes", "yes", "yes"),
        ("b) No", None, "no"),
        ("Child not seen", "no", "no"),
        ("Seen", "yes", None),
        ("", None, None),
    ],
)
def test_list_7_seen_alone_is_seen(book: Book, cell: str, seen: str | None, alone: str | None) -> None:
    header = [
        "Child Unique ID",
        "Child Protection Plan Start Date",
        "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?",
    ]
    path = book("annex.xlsx", {"List 7": [header, ["1", "2025-01-06", "2026-01-20", cell]]})
    assert rows_of(read_paths([path]), "cp_visit", "seen", "seen_alone") == [(seen, alone)]


def test_adopters_are_never_children(book: Book) -> None:
    path = book(
        "annex.xlsx",
        {
            "List 1": [["Child Unique ID", "Date of Contact"], ["1", "2026-01-31"]],
            "List 11": [["Individual adopter identifier", "Date enquiry received"], [7105179.0, "2009-08-06"]],
        },
    )
    reading = read_paths([path])
    assert rows_of(reading, "adopter", "adopter_id", "child_id") == [("7105179", None)]
    assert rows_of(reading, "child", "child_id") == [("1",)]


def test_a_missing_column_is_not_a_blank_one(book: Book) -> None:
    old = ["Child Unique ID", "Eligibility Category", "LA in Touch"]
    contact = {"List 1": [["Child Unique ID", "Date of Contact"], ["1", "2026-01-31"]]}
    reading = read_paths([book("old.xlsx", {**contact, "List 9": [old, ["1", "b) Former relevant child", "a) Yes"]]})])
    feed = next(f for f in reading.feeds if f.table == "care_leaver")
    assert "pathway_plan_on" not in feed.holds
    assert {"eligibility", "in_touch"} <= set(feed.holds)
    assert "Latest Pathway Plan Review Date" in {f.column for f in reading.findings if f.kind == "a column missing"}


def test_every_list_is_recognised_by_its_header_alone(book: Book) -> None:
    source = next(s for s in load_sources() if s.name == "annex_a")
    for layout in source.layouts:
        header = list(layout.typed.values())
        path = book(f"{layout.name}.xlsx", {"Data": [header, ["2026-01-31"] * len(header)]})
        reading = read_paths([path], data_to=date(2026, 1, 31))
        assert {f.table for f in reading.feeds} == {feed.table for feed in layout.feeds}, layout.name


needs_samples = pytest.mark.skipif(
    not SAMPLES.exists(),
    reason="the two public sample workbooks are not beside this checkout (../shared/data/liia-samples)",
)


@needs_samples
@pytest.mark.parametrize(("name", "order_rows"), [("Annex_A.xlsx", 5), ("Annex_A_2024_Jan.xlsx", 5)])
def test_the_sample_workbooks(name: str, order_rows: int) -> None:
    reading = read_paths([SAMPLES / name])
    counts = {table: rows.num_rows for table, rows in reading.tables.items()}
    expected = {
        "contact": 5,
        "early_help": 5,
        "referral": 6,
        "assessment": 5,
        "s47_enquiry": 5,
        "initial_conference": 3,
    }
    expected |= {
        "cin_case": 5,
        "cp_plan": 7,
        "cp_visit": 7,
        "period_of_care": 5,
        "placement": 5,
        "cla_review": 5,
    }
    expected |= {"care_leaver": 6, "permanence": order_rows, "adopter": 5, "child": 54}
    assert {table: counts[table] for table in expected} == expected
    assert {f.data_to for f in reading.feeds} == {date(2021, 3, 15)}
    assert rows_of(reading, "placement", "child_id", "placement_type")[2] == ("14065184", "U4")
    assert rows_of(reading, "legal_status", "status") == [("E1",), ("C2",), ("C2",), ("C2",), ("C1",)]
    assert "Dustin Hazlett" in reading.tables["referral"].column("worker_id").to_pylist()


@needs_samples
def test_what_is_wrong_in_a_sample_is_said_by_sheet_row_and_column() -> None:
    findings = read_paths([SAMPLES / "Annex_A_2024_Jan.xlsx"]).findings
    said = {(f.kind, f.sheet, f.row, f.column) for f in findings}
    assert {
        ("not a known code", "List 6", 2, "Primary Need Code"),
        ("not a postcode", "List 8", 3, "Placement postcode"),
        ("a blank cell", "List 8", 4, "Ethnicity"),
        ("a blank cell", "List 9", None, "Allocated Personal Advisor"),
        ("an adult among children", "List 4", 4, "Date of birth"),
        ("an adult among children", "List 8", 2, "Date of birth"),
    } <= said
