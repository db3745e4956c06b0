"""Annex A written from the made-up county: the same rows as the county's own, and read back the same answers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from sightline import flow
from sightline.annex_a.making import fills_of, layout_of, read_written
from sightline.cli.app import app
from sightline.made_up import make_county
from sightline.reports.annex_a import VOUCHING
from sightline.sources.cells import code_of
from sightline.sources.declared import load_codes
from sightline.sources.plain import plain
from sightline.store import Scope, Snapshot, Store, open_snapshot, open_store
from sightline.words import UserError

RUNNER = CliRunner()
BY_NAME = ("Allocated Worker", "Allocated Personal Advisor")
"""One worker is written in four ways in the county's own lists; ours has the name of the register."""
UNSEEN = {"Date of the Last Statutory Visit", "Was the Child Seen Alone?"}
"""The list cannot tell a child seen in company from one not seen: read back, such a visit may be either."""
CARRIED = (
    "cf_assessment_45wd", "cla_visit_first_1w", "cla_visit_6w_year1", "cla_visit_after_y1_6w", "cla_visit_lt_foster_6m",
    "cp_review_first_3m", "cp_review_subsequent_6m", "icpc_15wd", "pathway_review_6m", "rha_5plus_12m", "rha_under5_6m",
    "cla_review_short_break_6m", "cla_visit_short_break_6m",
)  # fmt: skip
"""Steps of which an answer from the lists is the answer from the SSD. Of the rest the format holds too little: reviews
of children in care have the newest alone, and not whether it was the first, the second or a later one; first health
assessments have the newest; visits on plans and to children in need have one day for each child.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's SSD loaded; Annex A written from it; and that loaded into a store of its own."""
    folder = tmp_path_factory.mktemp("annex")
    make_county(folder / "county", seed=4, children=120, clean=True)
    flow.load(open_store(folder / "ssd"), [folder / "county" / "ssd"], council="Northmarch")
    done = RUNNER.invoke(app, ["annex-a", str(folder / "out.xlsx"), "--data", str(folder / "ssd")])
    assert done.exit_code == 0, done.output
    (folder / "said.txt").write_text(done.output, encoding="utf-8")
    flow.load(open_store(folder / "back"), [folder / "out.xlsx"], council="Northmarch", data_to=date(2026, 10, 31))
    return folder


def opened(store: Store) -> Snapshot:
    return open_snapshot(store, Scope.whole_council())


def sheets(path: Path) -> dict[str, list[dict[str, Any]]]:
    book = CalamineWorkbook.from_path(path)
    grids = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names if name.startswith("List")}
    return {name: [dict(zip(grid[0], row, strict=True)) for row in grid[1:]] for name, grid in grids.items()}


def told(rows: list[dict[str, Any]], columns: set[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(str(row[column]) for column in sorted(columns)) for row in rows)


def test_every_column_is_one_that_is_read_or_passed_over() -> None:
    """One place of truth: what a list is written with is what it is read by."""
    for entry in read_written()["list"]:
        layout = layout_of(entry["name"])
        for title in entry["columns"]:
            assert plain(title) in layout.known, (entry["name"], title)
        assert layout.must <= {plain(title) for title in entry["columns"]}


def test_every_label_is_read_back_as_its_code() -> None:
    labels = read_written()["labels"]
    lossy = {"permanence_plan"}  # seven words of theirs for ten of ours
    for kind in set(labels) - lossy - {"yes or no"}:
        read = code_of(load_codes()[kind])
        for code, label in labels[kind].items():
            assert read(label) == (None if label == "c) Not stated/recorded" else code), (kind, label)


def test_the_lists_are_those_the_county_itself_writes(made: Path) -> None:
    ours, theirs = sheets(made / "out.xlsx"), sheets(made / "county" / "annex_a" / "annex_a.xlsx")
    sealed = sealed_ids(made)
    twice = {row["child_id"] for row in identities(made) if row["kind"] == "two records of one child"}
    for name in (f"List {n}" for n in range(1, 10)):
        filled = {column for row in ours[name] for column, cell in row.items() if cell != ""} - set(BY_NAME)
        # Two records of one child are one here: whatever counts over a year counts both.
        mine = [row for row in ours[name] if row["Child Unique ID"] not in twice]
        other = [row for row in theirs[name] if row["Child Unique ID"] not in twice | sealed]
        assert mine, name
        assert told(mine, filled) == told(other, filled), name


def identities(made: Path) -> list[dict[str, str]]:
    import csv

    with (made / "county" / "answers" / "identities.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sealed_ids(made: Path) -> set[str]:
    rows = [row for row in identities(made) if row["kind"] == "an adopted child's new record"]
    return {row["child_id"] for row in rows}


def test_sealed_children_are_absent(made: Path) -> None:
    sealed = sealed_ids(made)
    assert sealed
    written = {str(row.get("Child Unique ID")) for rows in sheets(made / "out.xlsx").values() for row in rows}
    assert not written & sealed
    said = (made / "said.txt").read_text(encoding="utf-8")
    assert "Sealed records, those of adopted children among them, are in none of these lists." in said
    assert not any(child in said for child in sealed)


def test_it_reads_back_to_the_same_control_totals(made: Path) -> None:
    ssd, back = (
        {total.title: total.number for total in opened(open_store(made / name)).record.totals}
        for name in ("ssd", "back")
    )
    assert back.pop("Referrals in the last twelve months") is None, "the lists ask for six months of referrals"
    assert ssd.pop("Referrals in the last twelve months")
    assert back == ssd
    assert all(back.values())


def test_it_reads_back_to_the_same_duties_where_the_format_can_carry_them(made: Path) -> None:
    """Of these steps each answer from the lists is that from the SSD, but where the SSD itself cannot tell."""
    columns = ("child_id", "step", "started_on", "due_on", "state")
    ssd, back = (opened(open_store(made / name)).table("obligations").to_pylist() for name in ("ssd", "back"))
    same = {tuple(row[column] for column in columns) for row in ssd}
    unsure = {(row["child_id"], row["clock"]) for row in ssd if row["state"] == "cannot_tell"}
    answered = Counter()  # type: ignore[var-annotated]
    for row in back:
        if row["step"] in CARRIED and row["state"] != "cannot_tell" and (row["child_id"], row["clock"]) not in unsure:
            assert tuple(row[column] for column in columns) in same, row
            answered[row["step"]] += 1
    assert len(answered) >= 8, answered


def test_it_says_what_cannot_be_vouched_for(made: Path) -> None:
    said = (made / "said.txt").read_text(encoding="utf-8")
    assert "List 11: No load says which rows this list has, so it is empty. That is not the same as there being" in said
    assert "List 1: Nothing that was loaded fills: Contact Source." in said
    assert "the files hold a newer one that does not say whether it was done, or the child seen" in said
    grid = CalamineWorkbook.from_path(made / "out.xlsx").get_sheet_by_name(VOUCHING).to_python()
    cells = [str(cell) for row in grid for cell in row]
    assert cells[0].startswith("As of 31 October 2026")
    assert "Nothing that was loaded fills: Contact Source." in cells


def test_a_file_that_ends_before_the_day_is_said(made: Path) -> None:
    path = made / "later.xlsx"
    done = RUNNER.invoke(app, ["annex-a", str(path), "--as-of", "2026-12-01", "--data", str(made / "back")])
    assert done.exit_code == 0, done.output
    assert "List 3: List 3 ends on 31 October 2026, before 1 December 2026." in done.output
    assert "List 3: List 3 goes back six months; some columns ask for twelve." in done.output


def test_from_annex_a_the_same_lists_come_out_again(made: Path) -> None:
    path = made / "again.xlsx"
    assert RUNNER.invoke(app, ["annex-a", str(path), "--data", str(made / "back")]).exit_code == 0
    first, again = sheets(made / "out.xlsx"), sheets(path)
    for name in (f"List {n}" for n in range(1, 10)):
        columns = {c for row in again[name] for c, cell in row.items() if cell != ""} - counted(first[name]) - UNSEEN
        assert told(again[name], columns) == told(first[name], columns), name


def counted(rows: list[dict[str, Any]]) -> set[str]:
    """Columns worked out from more than the list itself holds."""
    return {column for column in rows[0] if column.startswith("Number of") or "second or subsequent" in column}


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        RUNNER.invoke(app, ["annex-a", str(tmp_path / "a.csv"), "--data", str(tmp_path)], catch_exceptions=False)
    assert str(refused.value) == "Annex A is an Excel workbook (a.csv). Give a name that ends in .xlsx."


def test_what_fills_a_column_is_what_reads_it() -> None:
    assert fills_of("List 8")["placement type"] == ("placement", "placement_type")
    assert fills_of("List 6")["cin start date"] == ("cin_case", "started_on")
