"""Hostile files: refused with a sentence or read safely, by `load` and by `reconcile` alike; and nothing that goes out
can run in a spreadsheet.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sightline import flow
from sightline.cli.app import app
from sightline.reconcile import read_content
from sightline.reports.listing import UNSAFE_BEGINNINGS
from sightline.sources import read_paths
from sightline.sources.workbooks import open_workbook
from sightline.store import open_store
from sightline.words import UserError
from tests.bad.hostile import OF_OTHER_FORMS, READ, REFUSED, UNSAFE, sheet, workbook

RUNNER = CliRunner()


@pytest.mark.parametrize("what", REFUSED)
def test_refused_by_load(tmp_path: Path, what: str) -> None:
    content, sentence = REFUSED[what]
    (tmp_path / "list.xlsx").write_bytes(content)
    with pytest.raises(UserError) as refused:
        read_paths([tmp_path / "list.xlsx"])
    assert str(refused.value) == sentence


@pytest.mark.parametrize("what", REFUSED)
def test_refused_by_reconcile(what: str) -> None:
    content, sentence = REFUSED[what]
    with pytest.raises(UserError) as refused:
        read_content("list.xlsx", content)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("name", OF_OTHER_FORMS)
def test_other_forms_refused_by_load(tmp_path: Path, name: str) -> None:
    content, sentence = OF_OTHER_FORMS[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError) as refused:
        read_paths([tmp_path / name])
    assert str(refused.value) == sentence


@pytest.mark.parametrize("name", READ)
def test_other_forms_without_a_far_cell_are_read(name: str) -> None:
    sheet = open_workbook(Path(name), READ[name], frozenset({"child id"}))[0]
    assert sheet.header == ("Child ID",)
    assert sheet.read(["child id"]).columns["child id"].to_pylist() == ["MU1"]


@pytest.mark.parametrize("ending", [".ods", ".xls", ".xlsb", ".xml", ".exe", ""])
def test_a_list_of_another_kind(ending: str) -> None:
    with pytest.raises(UserError) as refused:
        read_content(f"list{ending}", b"MU1")
    assert str(refused.value) == (
        f'A list cannot be of the kind "{ending or "list"}" (list{ending}). Save it as CSV or .xlsx.'
    )


def test_members_that_would_climb_out_are_written_nowhere(tmp_path: Path) -> None:
    """No member of an archive is ever unpacked to a disk, whatever it is called."""
    content = workbook(sheet(), more={"../../slipped.txt": "x", "/slipped.txt": "x"})
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "list.xlsx").write_bytes(content)
    assert [row.child_id for row in read_content("list.xlsx", content).rows] == ["MU1"]
    before = set(tmp_path.rglob("*"))
    with pytest.raises(UserError):  # no list that Sightline knows
        read_paths([tmp_path / "inside" / "list.xlsx"])
    assert set(tmp_path.rglob("*")) == before


def test_a_formula_is_read_as_its_value() -> None:
    more = '<row r="3"><c r="A3" t="str"><f>WEBSERVICE("http://x")</f><v>MU9</v></c></row>'
    assert [row.child_id for row in read_content("list.xlsx", workbook(sheet(more))).rows] == ["MU1", "MU9"]


def test_nul_bytes_and_marks_that_turn_the_text_round_are_left_out() -> None:
    text = "Child ID,Name,Home\nMU\x001,\u202eGrove\u202c Ash,\u202egpj.exe\n"
    row = read_content("list.csv", text.encode()).rows[0]
    assert (row.child_id, row.name, row.cells) == ("MU1", ("ash", "grove"), {"Home": "gpj.exe"})


def test_a_cell_without_end_is_cut() -> None:
    row = read_content("list.csv", b'Child ID,Note\nMU1,"' + b"x" * 1_000_000).rows[0]
    assert len(row.cells["Note"]) == 300


def test_rows_too_many_to_tell_apart() -> None:
    from sightline.reconcile import compare_lists

    same = "Name,DOB\n" + "Ash Grove,2015-01-01\n" * 30
    with pytest.raises(UserError) as refused:
        compare_lists([read_content("a.csv", same.encode()), read_content("b.csv", same.encode())])
    assert str(refused.value) == (
        'More rows may be one child than people can decide. Give each list a column "Child ID".'
    )


# What goes out.


def hostile_files(folder: Path) -> Path:
    """A small council all of whose texts a spreadsheet might run."""
    folder.mkdir(parents=True)
    ids, names = [f"{text}{n}" for n, text in enumerate(UNSAFE)], list(UNSAFE)
    write(folder / "ssd_person.csv", "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob", [
        [child, name, name, "F", "2015-02-03"] for child, name in zip(ids, names, strict=True)])  # fmt: skip
    write(folder / "ssd_cin_episodes.csv",
          "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa,cine_close_date",
          [[f"{child}R", child, "2026-08-03", "N", ""] for child in ids])  # fmt: skip
    write(folder / "ssd_cin_assessments.csv",
          "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,cina_assessment_child_seen,"
        "cina_assessment_auth_date",
          [[f"{child}A", child, f"{child}R", "2026-08-03", "Perhaps", ""] for child in ids])  # fmt: skip
    write(folder / "ssd_involvements.csv",
          "invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_team,"
          "invo_professional_role_id,invo_involvement_start_date,invo_involvement_end_date",
          [[f"{child}I", child, name, name, "Allocated Worker", "2026-08-03", ""]
           for child, name in zip(ids, names, strict=True)])  # fmt: skip
    return folder


def write(path: Path, header: str, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


def cells_of(text: str) -> Iterator[str]:
    for row in csv.reader(text.lstrip("\ufeff").splitlines()):
        yield from row


def check_workbook(path: Path) -> int:
    """No formula, no link to elsewhere, and no text that begins like a formula; how many texts there are."""
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        assert not [name for name in names if "external" in name.lower() or "macro" in name.lower()]
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
        for name in names:
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in book.read(name), (path, name)
    assert not [text for text in texts if text.startswith(UNSAFE_BEGINNINGS)], path
    return len(texts)


def test_no_cell_that_goes_out_can_run(tmp_path: Path) -> None:
    """Every command that writes CSV or Excel, on a council all of whose texts might run."""
    store = tmp_path / "store"
    flow.load(open_store(store), [hostile_files(tmp_path / "ssd")])
    lists = [tmp_path / f"{name}.csv" for name in ("=a", "@b")]
    for path, home in zip(lists, UNSAFE, strict=False):
        write(path, "Child ID,=Home", [[f"{text}{n}", home] for n, text in enumerate(UNSAFE)])
    paths = [str(path) for path in lists]
    sign = ["--sign-off", "=1+1", "--reason", "=HYPERLINK(0)  and more", "--by", "@me"]
    printed = [
        ["due", "--state", "all", "--format", "csv"], ["check", "--format", "csv"],
        ["check", "--rows", "--format", "csv"], ["reconcile", *paths, "--format", "csv"],
        ["reconcile", *paths, *sign, "--format", "csv"], ["reconcile", "--format", "csv"],
        ["reconcile", "--signed", "1", "--format", "csv"], ["recorded", "--format", "csv"],
        ["loads", "--format", "csv"], ["measures", "--format", "csv"],
    ]  # fmt: skip
    seen = set()
    for words in printed:
        done = RUNNER.invoke(app, [*words, "--data", str(store)])
        assert done.exit_code in (0, 3), (words, done.output)
        out = [cell for cell in cells_of(done.stdout) if not re.fullmatch(r"-?\d+", cell)]
        assert not [cell for cell in out if cell.startswith(UNSAFE_BEGINNINGS)], words
        seen |= {cell[1:] for cell in out if cell.startswith("'")}
    assert {"-2+32", "＝1+15", "-2+3", "＝1+1", "=1+1", "@me"} <= seen, "the texts were there to be made safe"
    for path in (store / "lists").glob("*.csv"):
        assert not [cell for cell in cells_of(path.read_text("utf-8")) if cell.startswith(UNSAFE_BEGINNINGS)], path
    for words in (["due", "--workbook", str(tmp_path / "books")], ["annex-a", str(tmp_path / "books" / "annex.xlsx")]):
        assert RUNNER.invoke(app, [*words, "--data", str(store)]).exit_code in (0, 3), words
    assert RUNNER.invoke(app, ["templates", str(tmp_path / "books")]).exit_code == 0
    books = list((tmp_path / "books").glob("*.xlsx"))
    assert len(books) >= 3
    assert all(check_workbook(book) for book in books)
