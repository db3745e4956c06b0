"""A sealed record stands in no list a load writes, not even where its cells were not understood."""

import csv
from pathlib import Path

from tests.cli.conftest import Run

PEOPLE = "pers_person_id,pers_sex,pers_dob\nMU1,F,31/02/2015\nMU2,M,31/02/2016\n"


def test_a_sealed_child_is_not_in_the_list_of_what_was_not_understood(run_sightline: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ssd"
    folder.mkdir()
    (folder / "ssd_person.csv").write_text(PEOPLE, encoding="utf-8")
    sealed = tmp_path / "sealed.csv"
    sealed.write_text("child_id\nMU2\n", encoding="utf-8")
    store = tmp_path / "store"
    done = run_sightline("load", folder, "--sealed", sealed, "--data-to", "2026-10-31", store=store)
    assert done.returncode == 0, done.stderr
    with (store / "lists" / "load-0001-not-understood.csv").open(encoding="utf-8-sig", newline="") as lines:
        children = {row["child_id"] for row in csv.DictReader(lines)}
    assert "MU1" in children
    assert "MU2" not in children
    assert "MU2" not in done.stdout
