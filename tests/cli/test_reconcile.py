"""`sightline reconcile` and `sightline loads compare`, as a user types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sightline import flow
from sightline.cli.app import app
from sightline.store import open_store

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
