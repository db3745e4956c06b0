"""`sightline reconcile` and `sightline loads compare`, as a user types them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sightline import flow
from sightline.cli.app import app
from sightline.store import open_store
from sightline.store.agreed import read_agreed
from sightline.words import UserError

RUNNER = CliRunner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ours.csv").write_text("Child ID,Home\nMU1,Larch House\nMU2,The Old Mill\n", encoding="utf-8")
    (tmp_path / "theirs.csv").write_text("Child ID,Home\nMU1,Larch House\nMU3,Beech Cottage\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> str:
    result = RUNNER.invoke(app, [*words, "--data", str(folder / "store")], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_lists_that_differ(folder: Path) -> None:
    said = run(folder, "reconcile", str(folder / "ours.csv"), str(folder / "theirs.csv"))
    assert "ours + theirs  1" in said
    assert "ours row 3" in said and "theirs row 3" in said


def test_lists_of_a_council_that_has_loaded_files(folder: Path) -> None:
    (folder / "ssd_person.csv").write_text("pers_person_id,pers_legacy_id\nMU2,MU3\n", encoding="utf-8")
    (folder / "ssd_contacts.csv").write_text(
        "cont_contact_id,cont_person_id,cont_contact_date\nk1,MU2,2026-10-01\nk2,MU3,2026-10-01\n", encoding="utf-8"
    )
    flow.load(open_store(folder / "store"), [folder / "ssd_person.csv", folder / "ssd_contacts.csv"])
    said = run(folder, "reconcile", str(folder / "ours.csv"), str(folder / "theirs.csv"))
    assert "ours + theirs  2" in said


def test_two_loads_compared(folder: Path) -> None:
    store = open_store(folder / "store")
    for number, day in enumerate(("2026-10-01", "2026-10-05"), 1):
        path = folder / str(number) / "ssd_contacts.csv"
        path.parent.mkdir()
        path.write_text(f"cont_contact_id,cont_person_id,cont_contact_date\nk1,MU1,{day}\n", encoding="utf-8")
        flow.load(store, [path.parent])
    said = run(folder, "loads", "compare", "1", "2")
    assert "time passed" in said and "after load 0002" in said
    assert "0001" in run(folder, "loads")


def test_a_list_is_signed_and_listed(folder: Path) -> None:
    (folder / "third.csv").write_text("Name,DOB\nAsh Grove,2015-01-02\n", encoding="utf-8")
    (folder / "ours.csv").write_text("Child ID,Name,DOB\nMU1,Grove Ash,02/01/2015\nMU2,,\n", encoding="utf-8")
    lists = [str(folder / name) for name in ("ours.csv", "third.csv")]
    sign = ("--sign-off", "Homes not registered", "--reason", "Agreed with both owners", "--by", "E Fairweather")
    with pytest.raises(UserError) as refused:
        run(folder, "reconcile", *lists, *sign)
    assert str(refused.value) == (
        "1 pairs may be one child, and nobody has decided. "
        "Say of each whether it is: MU1 and list 2, row 2 have the same name and date of birth."
    )
    said = run(folder, "reconcile", *lists, "--same", "MU1=list 2, row 2", "--not-on", "MU2", *sign)
    assert "Signed by E Fairweather as list 3: Homes not registered." in said
    assert [(each.kind, each.answer) for each in read_agreed(open_store(folder / "store"))] == [
        ("pair", "same"), ("child", "not_on"), ("list", ""),
    ]  # fmt: skip
    assert "Homes not registered" in run(folder, "reconcile")
    printed = run(folder, "reconcile", "--signed", "3", "--format", "csv")
    assert "MU1,On the list" in printed and "MU2,Not on the list" in printed
    assert "Grove" not in printed and "2015" not in printed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sign-off", "Homes", "--reason", "short"), "A list is signed with a reason."),
        (("--same", "MU1=MU9"), '"MU9" is on none of the lists. Name a child by the id, or as "list 2, row 5".'),
        (("--not-on", "MU8"), '"MU8" is on none of the lists.'),
    ],
)
def test_what_cannot_be_decided_or_signed(folder: Path, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(UserError) as refused:
        run(folder, "reconcile", str(folder / "ours.csv"), str(folder / "theirs.csv"), *words)
    assert said in str(refused.value)
    assert read_agreed(open_store(folder / "store")) == ()


def test_an_id_that_no_load_knows_is_not_linked(folder: Path) -> None:
    """Sealed or never loaded, nobody can tell: neither is linked with another."""
    (folder / "ssd_person.csv").write_text("pers_person_id,pers_legacy_id\nMU1,\nMU2,\n", encoding="utf-8")
    (folder / "sealed.txt").write_text("MU2\n", encoding="utf-8")
    store, day = open_store(folder / "store"), date(2026, 10, 31)
    flow.load(store, [folder / "ssd_person.csv"], sealed=folder / "sealed.txt", data_to=day)
    for child in ("MU2", "MU3"):
        with pytest.raises(UserError) as refused:
            run(folder, "reconcile", str(folder / "ours.csv"), str(folder / "theirs.csv"), "--same", f"MU1={child}")
        assert str(refused.value) == (f'"{child}" cannot be linked. No load knows this id: correct it in the list.')
