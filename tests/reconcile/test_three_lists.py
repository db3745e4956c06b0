"""The three lists of the made-up county: exactly what was planted is found, and the true list is what is signed."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from sightline import agreeing, flow
from sightline.agreeing import Position
from sightline.made_up import make_county
from sightline.reconcile import read_list
from sightline.reconcile.kept import Comparison, shared
from sightline.store import Store, open_store
from sightline.store.agreed import APART, NOT_ON, SAME, Signed

FILES = ("case-system.csv", "placements-team.xlsx", "legal.csv")
COLUMNS = ("case_system", "placements_team", "legal")
WHY = "Told by the owners of the lists"


def answers(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "answers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Store]:
    folder = tmp_path_factory.mktemp("county")
    make_county(folder, seed=4, children=60)
    store = open_store(folder / "store")
    flow.load(store, [folder / "ssd" / "ssd_person.csv"], data_to=date(2026, 10, 31))
    return folder, store


def position(county: tuple[Path, Store], signed: tuple[Signed, ...] = ()) -> tuple[Position, dict[str, str] | None]:
    folder, store = county
    council = agreeing.choose_council(store)
    known = agreeing.known_ids(store, council, lambda subject: True)
    lists = shared(tuple(read_list(folder / "lists" / name) for name in FILES))
    comparison = Comparison("three", "Homes not registered", council, lists, "E F", "tests", "2026-10-31T09:00:00Z")
    return agreeing.position_of(comparison, known, signed), known


def decided(county: tuple[Path, Store]) -> tuple[Position, list[Signed], dict[str, str] | None]:
    """The position once people have said of each pair and each child what is true."""
    first, known = position(county)
    by = agreeing.signature_of(first.comparison, "E F", "tests", "2026-10-31T10:00:00Z", WHY)
    made: list[Signed] = []
    for answer in (SAME, APART):
        pairs = [(p["first"], p["second"]) for p in answers(county[0], "list_pairs") if p["answer"] == answer]
        made += agreeing.sign_pairs(first, known, by, pairs, answer)
    linked, _ = position(county, tuple(made))
    off = [row["child_id"] or row["name_row"] for row in answers(county[0], "lists") if row["is_on"] == "no"]
    made += agreeing.sign_not_on(linked, known, by, off)
    truth = {row["child_id"]: row for row in answers(county[0], "lists")}
    for entry in linked.agreement.entries:
        if entry.conflicts:
            made.append(agreeing.sign_child(linked, by, entry, "on", {"since": truth[entry.key]["since"]}))
    return position(county, tuple(made))[0], made, known


def test_exactly_what_was_planted_is_found(county: tuple[Path, Store]) -> None:
    found, _ = position(county)
    pairs = [(p["first"], p["second"]) for p in answers(county[0], "list_pairs")]
    assert sorted((pair.first, pair.second) for pair in found.pairs) == sorted(pairs)
    differ = {row["child_id"] for row in answers(county[0], "lists") if row["how"] == "the lists give different days"}
    assert {entry.key for entry in found.agreement.entries if entry.conflicts} == differ
    assert {column for entry in found.agreement.entries for column in entry.conflicts} == {"since"}
    aliases = {row["child_id"] for row in answers(county[0], "lists") if row["how"] == "legal has the older number"}
    by_alias = [e for e in found.agreement.entries if len({r.child_id for rows in e.rows.values() for r in rows}) > 1]
    assert {entry.key for entry in by_alias} == aliases


def test_who_is_on_which_list_is_the_answer_once_the_pairs_are_decided(county: tuple[Path, Store]) -> None:
    found, _, _ = decided(county)
    told = {
        entry.key: tuple(str(entry.rows[at][0].line) if at in entry.rows else "" for at in range(3))
        for entry in found.agreement.entries
    }
    truth = {
        row["child_id"] or row["name_row"]: tuple(row[column] for column in COLUMNS)
        for row in answers(county[0], "lists")
    }
    assert told == truth
    assert found.pairs == ()
    assert sum(each.agrees for each in found.children) == 2


def test_the_signed_list_is_the_true_one(county: tuple[Path, Store]) -> None:
    found, _, known = decided(county)
    by = agreeing.signature_of(found.comparison, "E F", "tests", "2026-10-31T11:00:00Z", WHY)
    signed = agreeing.signed_list(found, known, by, propose=True)
    on = {child["child"]: child["values"]["since"] for child in signed.children if child["answer"] != NOT_ON}
    truth = {row["child_id"]: row["since"] for row in answers(county[0], "lists") if row["is_on"] == "yes"}
    assert on == truth
    assert len(signed.children) - len(on) == 3


def test_no_list_is_the_true_one(county: tuple[Path, Store]) -> None:
    """What the scene is there to show: no list is the true one."""
    found, _, _ = decided(county)
    truth = {row["child_id"] for row in answers(county[0], "lists") if row["is_on"] == "yes"}
    for at in range(3):
        assert {entry.key for entry in found.agreement.entries if at in entry.rows} != truth
