"""A folder of SSD tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sightline.sources import Reading, read_paths
from sightline.sources.declared import load_tables, schema
from sightline.sources.layouts import load_sources

from .conftest import as_csv

Put = Callable[..., Path]
CONTACT = as_csv([["cont_person_id", "cont_contact_date"], ["1", "2026-01-31"]])


def column(reading: Reading, table: str, name: str) -> list[object]:
    """One column of a table that was read."""
    values: list[object] = reading.tables[table].column(name).to_pylist()
    return values


@pytest.mark.parametrize(
    "name",
    [
        "ssd_contacts.csv",
        "SSD_Contacts.CSV",
        "contacts.txt",
        "dbo.ssd_contacts.tsv",
        "ssd_contacts_20261031.csv",
        "query 3.csv",
    ],
)
def test_file_names(put: Put, name: str) -> None:
    header = ["cont_contact_id", "cont_person_id", "cont_contact_date"]
    reading = read_paths([put(name, as_csv([header, ["k", "1", "2026-01-31"]]))])
    assert column(reading, "contact", "contact_on") == [date(2026, 1, 31)]
    assert reading.files[0].kind == "ssd"


def test_a_workbook_of_ssd_tables(book: Callable[..., Path]) -> None:
    sheets = {
        "ssd_contacts": [["cont_contact_id", "cont_person_id", "cont_contact_date"], ["k", 9212044, "2026-01-31"]],
        "ssd_person": [["pers_person_id", "pers_dob"], [9212044.0, 42000]],
    }
    reading = read_paths([book("ssd.xlsx", sheets)])
    assert column(reading, "contact", "child_id") == ["9212044"]
    assert column(reading, "child", "born_on") == [date(2014, 12, 27)]


def test_every_table_is_read_with_the_declared_columns_and_types(tmp_path: Path) -> None:
    ssd = next(s for s in load_sources() if s.name == "ssd")
    for layout in ssd.layouts:
        header = sorted(layout.typed.values())
        # A word for a date is a finding, never the end of a load.
        (tmp_path / f"{layout.name}.csv").write_text(
            as_csv([header, ["2026-01-31"] * len(header), ["x"] * len(header)])
        )
    reading = read_paths([tmp_path])
    assert len(reading.tables) == len({feed.table for lay in ssd.layouts for feed in lay.feeds})
    for name, table in reading.tables.items():
        assert table.schema.equals(schema(load_tables()[name])), name
        assert table.num_rows == 2


def test_known_tables_that_nothing_needs_are_one_line(put: Put) -> None:
    put("in/ssd_contacts.csv", CONTACT)
    put("in/ssd_sdq_scores.csv", as_csv([["csdq_table_id", "csdq_person_id"], ["1", "1"]]))
    put("in/ssd_disability.csv", as_csv([["disa_table_id", "disa_person_id"], ["1", "1"]]))
    put("in/readme.docx", "")
    menu = put("in/menu.csv", "dish,price\nsoup,4\n")
    findings = read_paths([menu.parent]).findings
    assert [f.what for f in findings if f.kind == "not read"] == [
        "Standard Safeguarding Dataset: 2 files are known and no duty needs them: "
        "ssd_disability.csv, ssd_sdq_scores.csv"
    ]
    assert {f.file for f in findings if f.kind == "not recognised"} == {"menu.csv", "readme.docx"}


def test_findings_say_where(put: Put) -> None:
    header = ["clav_cla_visit_id", "clav_person_id", "clav_cla_visit_date", "clav_cla_visit_seen"]
    rows = [
        ["1", "7", "2206-01-31", "Y"],
        ["2", "7", "31/02/2026", "Y"],
        ["3", "7", "=A1", "Y"],
        ["4", "", "2026-01-31", "Y"],
    ]
    rows += [["5", "7", "2026-01-30", "perhaps"], ["6", "7", "2026-01-30", "perhaps"]]
    reading = read_paths([put("ssd_cla_visits.csv", as_csv([header, *rows]))])
    said = [(f.kind, f.row, f.column, f.child_id, f.what) for f in reading.findings if f.row]
    assert said == [
        ("a date out of range", 2, "clav_cla_visit_date", "7", 'The cell "2206-01-31" is a date out of range'),
        ("a date no calendar has", 3, "clav_cla_visit_date", "7", 'The cell "31/02/2026" is a date no calendar has'),
        ("a formula", 4, "clav_cla_visit_date", "7", "The cell is a formula"),
        ("not yes or no", 6, "clav_cla_visit_seen", "7", 'The cell "perhaps" is not yes or no, in 2 rows, here first'),
        ("no child id", 5, "", None, "The row has no child id, so nobody can tell whose it is; it was left out"),
    ]
    assert column(reading, "cla_visit", "line") == [2, 3, 4, 6, 7]


def test_no_date_of_birth_in_words(put: Put) -> None:
    put("in/ssd_contacts.csv", CONTACT)
    path = put("in/ssd_person.csv", as_csv([["pers_person_id", "pers_dob"], ["1", "31/02/2015"], ["2", "1980-05-06"]]))
    findings = [f for f in read_paths([path.parent]).findings if f.file == "ssd_person.csv" and f.row]
    assert [f.what for f in findings] == [
        "The cell is a date no calendar has",
        "By the date of birth this person was 26 or older when the file was drawn: too old for this list",
    ]


def test_ids_that_come_twice(put: Put) -> None:
    header = ["cinp_cin_plan_id", "cinp_person_id", "cinp_cin_plan_start_date"]
    rows = [["p1", "1", "2026-01-31"], ["p1", "1", "2026-01-31"], ["p1", "1", "2026-02-01"], ["p1", "2", "2026-01-31"]]
    reading = read_paths([put("ssd_cin_plans.csv", as_csv([header, *rows]))])
    assert column(reading, "cin_plan", "line") == [2, 4, 5]
    assert [(f.kind, f.row, f.what) for f in reading.findings if f.row] == [
        ("the same row twice", 3, "The row is the same as row 2; it was counted once"),
        ("an id used twice", 4, "The id is that of row 2 too, and the rows differ; both were kept"),
    ]


S47 = [
    "s47e_s47_enquiry_id",
    "s47e_person_id",
    "s47e_s47_start_date",
    "s47e_s47_end_date",
    "s47e_s47_nfa",
    "s47e_s47_outcome_json",
]


@pytest.mark.parametrize(
    ("ended", "nfa", "flags", "required"),
    [
        ("", "", "", None),
        ("", "", '{"CP_CONFERENCE_FLAG":"Y"}', "yes"),
        # Still open: a flag not set says nothing yet.
        ("", "", '{"CP_CONFERENCE_FLAG":"N"}', None),
        ("2026-01-31", "N", '{"CP_CONFERENCE_FLAG":"N"}', "no"),
        ("2026-01-31", "N", '{"CP_CONFERENCE_FLAG":"Y"}', "yes"),
        ("2026-01-31", "Y", "", "no"),
        ("2026-01-31", "N", "", None),
        ("2026-01-31", "Y", "not json", "no"),
    ],
)
def test_whether_a_conference_is_required(put: Put, ended: str, nfa: str, flags: str, required: str | None) -> None:
    path = put("ssd_s47_enquiry.csv", as_csv([S47, ["s1", "1", "2026-01-20", ended, nfa, flags]]))
    assert column(read_paths([path]), "s47_enquiry", "conference_required") == [required]


def test_a_conference_that_names_the_enquiry_was_required(put: Put) -> None:
    rows = [[s, "1", "2026-01-20", "", "", ""] for s in ("s1", "s2", "s3")]
    put("in/ssd_s47_enquiry.csv", as_csv([S47, *rows]))
    header = ["icpc_icpc_id", "icpc_person_id", "icpc_s47_enquiry_id", "icpc_icpc_transfer_in", "icpc_icpc_date"]
    path = put(
        "in/ssd_initial_cp_conference.csv", as_csv([header, ["i1", "1", "s1", "N", ""], ["i2", "1", "s2", "Y", ""]])
    )
    assert column(read_paths([path.parent]), "s47_enquiry", "conference_required") == ["yes", None, None]


def test_a_review_without_a_child_is_found_through_its_period_of_care(put: Put) -> None:
    episodes = ["clae_cla_episode_id", "clae_person_id", "clae_cla_id", "clae_cla_episode_start_date"]
    put("in/ssd_cla_episodes.csv", as_csv([episodes, ["e1", "7", "c1", "2026-01-01"], ["e2", "7", "c1", "2026-02-01"]]))
    reviews = ["clar_cla_review_id", "clar_cla_id", "clar_cla_review_date"]
    path = put("in/ssd_cla_reviews.csv", as_csv([reviews, ["r1", "c1", "2026-01-20"], ["r2", "c9", "2026-01-20"]]))
    reading = read_paths([path.parent])
    assert column(reading, "cla_review", "child_id") == ["7"]
    assert [(f.kind, f.row) for f in reading.findings if f.file == "ssd_cla_reviews.csv" and f.row] == [
        ("no child id", 3)
    ]


def test_times_are_kept_where_the_file_holds_them(put: Put) -> None:
    header = ["miss_table_id", "miss_person_id", "miss_missing_episode_start_date", "miss_missing_episode_end_date"]
    rows = [["m1", "1", "2026-07-01 22:15:00.000", "2026-07-02 00:00:00.000"]]
    reading = read_paths([put("ssd_missing.csv", as_csv([header, *rows]))])
    assert column(reading, "missing_episode", "started_at") == [datetime(2026, 7, 1, 21, 15, tzinfo=UTC)]
    assert column(reading, "missing_episode", "returned_on") == [date(2026, 7, 2)]
    assert column(reading, "missing_episode", "returned_at") == [None]


def test_the_same_file_given_twice_is_read_once(put: Put) -> None:
    path = put("in/ssd_contacts.csv", CONTACT)
    assert read_paths([path, path.parent]).tables["contact"].num_rows == 1


def test_a_header_without_rows_is_a_feed_with_nothing_in_it(put: Put) -> None:
    put("in/ssd_contacts.csv", CONTACT)
    path = put("in/ssd_cla_visits.csv", as_csv([["clav_person_id", "clav_cla_visit_date"]]))
    reading = read_paths([path.parent])
    assert [f.rows for f in reading.feeds if f.table == "cla_visit"] == [0]
    assert [f.file for f in reading.findings if f.kind == "an empty list"] == ["ssd_cla_visits.csv"]
