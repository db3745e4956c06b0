"""Known when: four small loads with known edits between them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sightline import building
from sightline.reports.known import known_of
from sightline.store import Scope, Snapshot, open_snapshot, open_store
from sightline.store.loads import list_loads
from sightline.store.place import Pointer, read_pointer, swap_pointer
from tests.knowing.loads import BORN, Week, load_weeks

V1, V5 = ("MU1", "2026-01-12"), ("MU1", "2026-02-10")
FIRST = Week(date(2026, 2, 1), {"v1": V1, "v2": ("MU2", "2026-01-13"), "v3": ("MU3", "2026-01-14")}, BORN)
# v4 was made before the first files ended, v5 after; v2 is gone.
V4 = ("MU1", "2026-01-20")
SECOND = Week(date(2026, 2, 20), {"v1": V1, "v3": ("MU3", "2026-01-14"), "v4": V4, "v5": V5}, BORN)
# v3 and v4 are given other days, MU2 is gone, and the id MU3 comes with another date of birth.
V4 = ("MU1", "2026-01-21")
LEFT = {"MU1": "2019-05-01", "MU3": "2020-01-01"}
THIRD = Week(date(2026, 3, 13), {"v1": V1, "v3": ("MU3", "2026-01-15"), "v4": V4, "v5": V5}, LEFT)
# v3 moves once more; the fifth tells nothing new.
FOURTH = Week(date(2026, 3, 27), {**THIRD.visits, "v3": ("MU3", "2026-01-16")}, THIRD.born)
FIFTH = Week(date(2026, 4, 3), FOURTH.visits, FOURTH.born)
BETWEEN = "known_when"
STANDARDS = '[limits]\ncp_visit = "10 working days"\n'


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> list[Snapshot]:
    """The snapshot that was in use after each load, the first first."""
    folder = tmp_path_factory.mktemp("known")
    standards = folder / "standards.toml"
    standards.write_text(STANDARDS, encoding="utf-8")
    store = open_store(folder / "store")
    load_weeks(store, folder / "weeks", [FIRST, SECOND, THIRD, FOURTH, FIFTH], standards)
    return [open_snapshot(store, Scope.whole_council(), name) for name in read_pointer(store).published]


def ledger(snapshot: Snapshot, row_id: str) -> dict[str, Any]:
    """What the ledger says of one visit at which the child was seen."""
    rows = snapshot.table(BETWEEN).to_pylist()
    return next(row for row in rows if row["row_id"] == row_id and "seen" in row["event"])


def found(snapshot: Snapshot) -> set[tuple[str, str]]:
    """The child and check of every finding between loads."""
    rows = snapshot.table("check_failures").to_pylist()
    return {(row["child_id"], row["check"]) for row in rows if row["table"] == BETWEEN}


def test_of_one_load_nothing_can_be_told(snapshots: list[Snapshot]) -> None:
    assert snapshots[0].table(BETWEEN).num_rows == 0
    outcomes = [row for row in snapshots[0].table("check_outcomes").to_pylist() if row["table"] == BETWEEN]
    assert len(outcomes) == 6
    assert {row["outcome"] for row in outcomes} == {"could not run"}
    assert {row["why"] for row in outcomes} == {"there is only one load so far: nothing to compare it with"}


def test_how_soon_things_are_recorded_is_told_once_they_have_had_their_time(snapshots: list[Snapshot]) -> None:
    """v5, of 10 February, is the one visit after the first files; its ten working days end on the 24th."""
    told = [{row["event"]: row for row in each.table("recorded_in_time").to_pylist()} for each in snapshots]
    assert told[0] == told[1] == {}
    seen = told[2]["cp_visit_child_seen"]
    assert (seen["in_time"], seen["late"], seen["cannot_tell"]) == (1, 0, 0)


def test_what_is_recorded_late_and_what_is_gone(snapshots: list[Snapshot]) -> None:
    late, in_time, gone = (ledger(snapshots[1], visit) for visit in ("v4", "v5", "v2"))
    assert (late["first_load"], late["first_on"], late["seen_to"]) == (2, date(2026, 2, 20), date(2026, 2, 1))
    assert in_time["seen_to"] < in_time["on_day"]
    assert (gone["on_day"], gone["was_on"], gone["gone_load"]) == (None, date(2026, 1, 13), 2)
    assert found(snapshots[1]) == {("MU1", "fact_recorded_late"), ("MU2", "fact_vanished")}


def test_what_was_given_another_day_and_who_is_gone(snapshots: list[Snapshot]) -> None:
    moved = ledger(snapshots[2], "v4")
    assert (moved["was_on"], moved["on_day"]) == (date(2026, 1, 20), date(2026, 1, 21))
    assert (moved["first_load"], moved["changed_load"], moved["changed_on"]) == (2, 3, date(2026, 3, 13))
    assert found(snapshots[2]) == {
        ("MU1", "fact_changed_after_limit"),
        ("MU2", "child_vanished"),
        ("MU3", "child_id_of_another_birth"),
        ("MU3", "fact_changed_after_limit"),
    }


def test_what_moves_again_and_again(snapshots: list[Snapshot]) -> None:
    moved = ledger(snapshots[3], "v3")
    assert (moved["times"], moved["was_on"], moved["on_day"]) == (2, date(2026, 1, 15), date(2026, 1, 16))
    assert ("MU3", "fact_moved_again") in found(snapshots[3])


def test_the_same_facts_again_are_nothing_new(snapshots: list[Snapshot]) -> None:
    assert snapshots[4].table(BETWEEN).to_pylist() == snapshots[3].table(BETWEEN).to_pylist() != []
    assert found(snapshots[4]) == set()


def test_the_row_of_a_duty_says_when_what_met_it_was_known(snapshots: list[Snapshot]) -> None:
    rows = [row for row in snapshots[4].table("obligations").to_pylist() if row["clock"] == "cp_visit"]
    said = dict(zip(((row["child_id"], row["met_on"]) for row in rows), known_of(snapshots[4], rows), strict=True))
    assert said["MU1", date(2026, 1, 21)] == (
        "Done in time on 21 January 2026, but not in the files until 30 days later: load 2, to 20 February 2026, "
        "has it, and the load before, to 1 February 2026, had not",
        "The day it was done was 20 January 2026 until load 3, to 13 March 2026, changed it to 21 January 2026: "
        "the limit of 26 January 2026 had passed by then",
    )
    assert said["MU1", date(2026, 1, 12)] == ()


def test_of_a_child_of_another_council_with_the_same_id_nothing_is_said(snapshots: list[Snapshot]) -> None:
    rows = [row for row in snapshots[4].table("obligations").to_pylist() if row["clock"] == "cp_visit"]
    said = known_of(snapshots[4], [*rows, *({**row, "council": "Elsewhere"} for row in rows)])
    assert any(said[: len(rows)])
    assert not any(said[len(rows) :])


def test_what_is_gone_is_said_where_it_is_missed(snapshots: list[Snapshot]) -> None:
    rows = [row for row in snapshots[1].table("obligations").to_pylist() if row["clock"] == "cp_visit"]
    said = dict(zip(((row["child_id"], row["state"]) for row in rows), known_of(snapshots[1], rows), strict=True))
    assert said["MU2", "overdue"] == ("Load 2 no longer has what was told as done on 13 January 2026",)


def test_load_by_load_and_all_at_once_are_the_same_ledger(snapshots: list[Snapshot]) -> None:
    """The ledger goes on from a kept snapshot; without one it is worked out from the first load."""
    store, loads = snapshots[0].store, list_loads(snapshots[0].store)
    record = snapshots[-1].record
    swap_pointer(store, Pointer(5, record.id, (record.id,)), record.software)
    _, tables = building.build(store, building.plan(store, loads, None))
    assert tables[BETWEEN].to_pylist() == snapshots[4].table(BETWEEN).to_pylist()
