"""Three lists that should agree: the scene of the 2022 inspection, children in homes not registered, made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from sightline.reconcile import Agreement, compare_lists, read_list
from sightline.reconcile.names import name_parts
from sightline.words import UserError

PLACEMENTS = """Child ID,Name,DOB,Home,Since
MU1,Wren Hollowell,03/02/2010,Larch House,01/05/2026
MU2,Ezra Windlestraw,14/07/2011,The Old Mill,12/06/2026
MU3,Posy Tarrant,09/09/2012,Larch House,20/06/2026
"""
COMMISSIONING = """young person;date of birth;home;since
HOLLOWELL, Wren;2010-02-03;Larch House;2026-05-01
Windlestraw Ezra;2011-07-14;Old Mill;2026-06-12
Gethin Oakbarrow;2009-12-01;Beech Cottage;2026-07-02
"""


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """Three lists in three forms: a CSV file, one with semicolons and no ids, a workbook with a title above."""
    paths = [tmp_path / "Placements.csv", tmp_path / "Commissioning.csv", tmp_path / "Head of service.xlsx"]
    paths[0].write_text(PLACEMENTS, encoding="utf-8")
    paths[1].write_text(COMMISSIONING, encoding="utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Unregistered placements"], [], ["Child ID", "Home"], ["MU1", "Larch House"], [None, "Nowhere"]):
        sheet.append(row)
    sheet.append(["MU9", "Beech Cottage"])
    book.save(paths[2])
    return paths


def compared(paths: list[Path], **known: object) -> Agreement:
    return compare_lists([read_list(path) for path in paths], **known)  # type: ignore[arg-type]


def test_each_list_is_read_whatever_its_headers(three: list[Path]) -> None:
    placements, commissioning, head = (read_list(path) for path in three)
    assert [row.child_id for row in placements.rows] == ["MU1", "MU2", "MU3"]
    assert [row.child_id for row in commissioning.rows] == [None, None, None]
    assert [(row.child_id, row.line) for row in head.rows] == [("MU1", 4), ("MU9", 6)]
    assert head.said == ("1 rows name no child and were left out",)


def test_nothing_is_linked_by_name_until_a_person_decides(three: list[Path]) -> None:
    agreement = compared(three)
    assert agreement.cells == {(0, 2): 1, (0,): 2, (1,): 3, (2,): 1}
    assert [(p.first, p.second, p.why) for p in agreement.perhaps] == [
        ("MU1", "list 2, row 2", "the same name and date of birth"),
        ("MU2", "list 2, row 3", "the same name and date of birth"),
    ]


def test_a_decision_links_and_is_kept_apart_too(three: list[Path]) -> None:
    agreement = compared(three, same=[("list 2, row 2", "MU1")], apart=[("MU2", "list 2, row 3")])
    assert agreement.cells == {(0, 1, 2): 1, (0,): 2, (1,): 2, (2,): 1}
    assert agreement.perhaps == ()
    assert not agreement.is_agreed


def test_what_differs_is_shown_and_the_better_list_is_proposed(three: list[Path]) -> None:
    agreement = compared(three, same=[("MU2", "list 2, row 3")])
    entry = next(entry for entry in agreement.entries if entry.key == "MU2")
    assert entry.conflicts == {"home": {0: "The Old Mill", 1: "Old Mill"}}
    assert entry.proposed["home"] == "The Old Mill"


def test_days_written_otherwise_are_the_same_day(three: list[Path]) -> None:
    agreement = compared(three, same=[("MU1", "list 2, row 2")])
    assert next(entry for entry in agreement.entries if entry.key == "MU1").conflicts == {}


def test_two_ids_of_one_child_are_one_child(three: list[Path]) -> None:
    agreement = compared(three, subject_of=lambda name: {"MU9": "MU3"}.get(name, name))
    assert agreement.cells == {(0, 2): 2, (0,): 1, (1,): 3}


def test_nothing_leads_across_a_seal(tmp_path: Path) -> None:
    """The register knows that MU5 was MU4 before the adoption; names and dates of birth would lead there too."""
    lists = []
    for name, child in (("a", "MU4"), ("b", "MU5")):
        path = tmp_path / f"{name}.csv"
        path.write_text(f"Child ID,Name,Date of birth\n{child},Ash Grove,2020-01-01\n", encoding="utf-8")
        lists.append(path)
    sealed = compared(lists, subject_of=lambda name: "MU4", sealed={"MU4", "MU5"})
    assert sealed.cells == {(0,): 1, (1,): 1}
    assert sealed.perhaps == ()


def test_lists_that_agree(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("Child ID,Home\nMU1,Larch House\n", encoding="utf-8")
    assert compared([tmp_path / "a.csv", tmp_path / "b.csv"]).is_agreed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Neill, Siân", "SIAN ONEILL"),
        ("Smith-Jones, Mr. Ade", "Ade Smith Jones"),
        ("Łucja  Nowak", "NOWAK łucja"),
    ],
)
def test_names_alike(one: str, other: str) -> None:
    assert name_parts(one) == name_parts(other) != ()


def test_a_list_of_nobody_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "homes.csv"
    path.write_text("Home,Since\nLarch House,2026-05-01\n", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_list(path)
    assert str(refused.value) == (
        "No column of this list says which child a row is about (homes.csv). "
        'Call one column "Child ID"; or give "Name" and "Date of birth".'
    )
