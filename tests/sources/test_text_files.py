"""CSV and other text as it comes: encodings, delimiters, ragged rows, quotes, titles above the header."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sightline.sources import Reading, read_paths
from sightline.sources.delimited import open_delimited
from sightline.sources.layouts import known_columns

from .conftest import VISIT_HEADER, as_csv, visits

Put = Callable[..., Path]
ROW = ["v1", "c1", "0012", "2026-01-31 00:00:00.000", "Y", "N"]
OTHER = ["v2", "c1", "0012", "2026-02-28 00:00:00.000", "N", "NULL"]


def seen(reading: Reading) -> list[tuple[object, ...]]:
    """Child, day, seen and line of each visit read."""
    table = reading.tables["cla_visit"].select(["child_id", "visited_on", "seen", "line"])
    return [tuple(row.values()) for row in table.to_pylist()]


PLAIN = [("0012", date(2026, 1, 31), "yes", 2), ("0012", date(2026, 2, 28), "no", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(put: Put, encoding: str, delimiter: str) -> None:
    path = put("ssd_cla_visits.csv", as_csv(visits(ROW, OTHER), delimiter), encoding)
    assert seen(read_paths([path])) == PLAIN


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends(put: Put, ending: str) -> None:
    path = put("ssd_cla_visits.csv", as_csv(visits(ROW, OTHER)).replace("\r\n", ending))
    assert seen(read_paths([path])) == PLAIN


def test_windows_letters_and_invisible_blanks(put: Put) -> None:
    header = ["prof_professional_id", "prof_professional_name"]
    day = ["cont_person_id", "cont_contact_date"]
    put("in/ssd_professionals.csv", as_csv([header, ["w1", "Zoë\u00a0 O’Hara"]]), "cp1252")
    put("in/ssd_contacts.csv", as_csv([day, ["\u00a012\u00a0", "31/01/2026"]]), "cp1252")
    reading = read_paths([put("in/x.csv", "").parent])
    assert reading.tables["worker"].column("name").to_pylist() == ["Zoë O’Hara"]
    assert reading.tables["contact"].column("child_id").to_pylist() == ["12"]


def test_rows_of_the_wrong_length(put: Put) -> None:
    lines = [
        ",".join(VISIT_HEADER),
        ",".join(ROW),
        "v3,c1,0012",
        ",".join([*OTHER, "", " "]),
        ",".join([*OTHER, "more"]),
    ]
    reading = read_paths([put("ssd_cla_visits.csv", "\n".join(lines) + "\n")])
    assert [(day, line) for _, day, _, line in seen(reading)] == [(date(2026, 1, 31), 2), (date(2026, 2, 28), 4)]
    wrong = [f for f in reading.findings if f.kind == "wrong number of cells"]
    assert [(f.row, f.what) for f in wrong] == [
        (3, "The row has 3 cells where the header has 6; it was left out"),
        (5, "The row has 7 cells where the header has 6; it was left out"),
    ]


def test_lines_count_as_a_spreadsheet_counts_them(put: Put) -> None:
    lines = [",".join(VISIT_HEADER), "", '"v\n1",c1,0012,2026-01-31,Y,N', ",,,,,", "", ",".join(OTHER)]
    reading = read_paths([put("ssd_cla_visits.csv", "\n".join(lines) + "\n")])
    assert [line for *_, line in seen(reading)] == [3, 6]
    assert reading.tables["cla_visit"].column("visit_id").to_pylist() == ["v 1", "v2"]


def test_titles_above_the_header_and_a_rule_below(put: Put) -> None:
    rule = ["-----"] * 6
    text = "Extract of visits,,\nmade by hand,,\n\n" + as_csv([VISIT_HEADER, rule, ROW, OTHER])
    reading = read_paths([put("ssd_cla_visits.csv", text)])
    assert [line for *_, line in seen(reading)] == [6, 7]


def test_excels_own_line_of_the_delimiter(put: Put) -> None:
    reading = read_paths([put("ssd_cla_visits.csv", "sep=;\r\n" + as_csv(visits(ROW, OTHER), ";"))])
    assert [line for *_, line in seen(reading)] == [3, 4]


def test_nul_characters(put: Put) -> None:
    text = as_csv(visits(ROW, OTHER)).replace("v1", "v\x001\x00")
    reading = read_paths([put("ssd_cla_visits.csv", text)])
    assert seen(reading) == PLAIN
    assert [f.what for f in reading.findings if f.kind == "characters left out"] == [
        "2 NUL characters stand in the file; they were left out"
    ]


def test_a_quotation_mark_that_never_closes(put: Put) -> None:
    lines = ["prof_professional_id|prof_professional_name|prof_professional_job_title"]
    lines += ['1|"Smith|worker', "2|Jones|worker", '3|"Khan"|manager', "4|Lee|worker", "5|Ray|worker"]
    day = as_csv([["cont_person_id", "cont_contact_date"], ["1", "2026-01-31"]])
    path = put("in/ssd_contacts.csv", day)
    put("in/ssd_professionals.txt", "\n".join(lines) + "\n")
    reading = read_paths([path.parent])
    assert reading.tables["worker"].column("worker_id").to_pylist() == ["1", "2", "3", "4", "5"]
    assert reading.tables["worker"].column("name").to_pylist()[2] == "Khan"
    said = [f.what for f in reading.findings if f.kind == "wrong number of cells"]
    assert said == [
        "A quotation mark opens a cell and never closes; the file was read as if quotation marks meant nothing"
    ]


def test_cells_over_several_lines_are_not_stray_quotation_marks(put: Put) -> None:
    rows = [["cont_person_id", "cont_contact_date"], ["1\n2", "2026-01-31"], ["3", "2026-01-31"]]
    reading = read_paths([put("ssd_contacts.csv", as_csv(rows))])
    assert reading.tables["contact"].column("child_id").to_pylist() == ["1 2", "3"]


def test_columns_too_many_too_few_and_twice(put: Put) -> None:
    header = ["CLAV_Person_ID", " clav_cla_visit_date ", "clav_cla_visit_date", "Notes", "Colour"]
    reading = read_paths(
        [put("ssd_cla_visits.csv", as_csv([header, ["1", "2026-01-31", "2025-01-31", "secret", "blue"]]))]
    )
    assert seen(reading) == [("1", date(2026, 1, 31), None, 2)]
    said = {f.kind: f for f in reading.findings}
    assert said["columns not kept"].what == "2 columns are not part of ssd_cla_visits and were not kept: Notes, Colour"
    assert said["a column twice"].column == "clav_cla_visit_date"
    assert {f.column for f in reading.findings if f.kind == "a column missing"} == {
        "clav_cla_id",
        "clav_cla_visit_id",
        "clav_cla_visit_seen",
        "clav_cla_visit_seen_alone",
    }
    assert reading.feeds[0].holds == ("child_id", "visited_on")
    assert "secret" not in str(reading.tables["cla_visit"].to_pydict())


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.sampled_from(",;\t|"))
def test_what_python_writes_is_what_is_read(tmp_path: Path, rows: list[tuple[str, str]], delimiter: str) -> None:
    """Every cell of a proper CSV comes back, whatever is in it, on its own line."""
    path = tmp_path / "x.csv"
    text = as_csv([["one", "pers_person_id"], *[list(r) for r in rows]], delimiter)
    sheet = open_delimited(path, text.encode(), known_columns())
    assert sheet
    read = sheet.read(["one", "pers person id"])
    back = zip(*(read.columns[n].to_pylist() for n in ("one", "pers person id")), read.lines.to_pylist(), strict=True)
    kept = [(*row, n) for n, row in enumerate(rows, 2) if any(c.strip(" \t\r\n\v\f-") for c in row)]
    assert [b for b in back if any(c.strip(" \t\r\n\v\f-") for c in b[:2])] == kept


@given(st.binary(max_size=300))
def test_no_bytes_break_it(raw: bytes) -> None:
    """Whatever a text file holds, it is read or refused in words."""
    from sightline.words import UserError

    try:
        sheet = open_delimited(Path("ssd_cla_visits.csv"), raw, known_columns())
        if sheet and sheet.names:
            sheet.read([sheet.names[0]])
    except UserError as refusal:
        assert str(refusal)
