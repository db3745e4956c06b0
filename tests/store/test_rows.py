"""Rows of one child and of one state: within the scope, without sealed records, the same from a shelf as without."""

from dataclasses import replace
from pathlib import Path

import pytest

from sightline.store import Scope, Shelf, Snapshot, open_snapshot
from sightline.store.scope import FiguresOnlyError, Subject
from tests.web.county import COUNCIL, EVERY, NORTH, SEALED, load_county

STATES = ("overdue", "due", "due_soon", "cannot_tell", "met", "met_late", "missed", "not_required")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("rows")
    return open_snapshot(load_county(folder), Scope.whole_council(), shelf=Shelf(keeps=2))


def child(name: str) -> Subject:
    return COUNCIL, "child", name


def only(snapshot: Snapshot, *names: str) -> Snapshot:
    return replace(snapshot, scope=Scope("somebody", only=frozenset(child(name) for name in names)))


def seen(snapshot: Snapshot) -> set[str]:
    return set(snapshot.rows("obligations", "state", STATES)["subject_id"].to_pylist())


def test_every_child_but_sealed_ones(whole: Snapshot) -> None:
    assert seen(whole) == set(EVERY)
    assert whole.about("obligations", [child(name) for name in SEALED]) == []


def test_a_part_kept_for_one_reader_shows_nothing_more_to_the_next(whole: Snapshot) -> None:
    assert seen(whole) == set(EVERY)
    assert seen(only(whole, "N1")) == {"N1"}
    assert seen(only(whole)) == set()
    assert seen(only(whole, *SEALED)) == set()
    assert seen(replace(whole, scope=Scope("keeper", frozenset([child("A1")])))) == {*EVERY, "A1"}


def test_about_gives_the_rows_of_those_in_scope(whole: Snapshot) -> None:
    theirs = only(whole, *NORTH)
    for table in ("obligations", "events", "allocations"):
        rows = theirs.about(table, [child("N1"), child("S1"), child("A1"), child("nobody")])
        assert {row["subject_id"] for row in rows} == {"N1"}


def test_figures_only_gives_no_rows(whole: Snapshot) -> None:
    figures = replace(whole, scope=Scope("member", figures_only=True))
    with pytest.raises(FiguresOnlyError):
        figures.about("obligations", [child("N1")])
    with pytest.raises(FiguresOnlyError):
        figures.rows("obligations", "state", STATES)
    with pytest.raises(KeyError):
        whole.rows("nothing", "state", STATES)


def test_a_shelf_changes_no_answer(whole: Snapshot) -> None:
    bare = replace(whole, shelf=Shelf())
    for table in ("obligations", "events", "spells", "subjects"):
        assert whole.table(table).equals(bare.table(table))
    assert whole.rows("obligations", "state", ("due",)).equals(bare.rows("obligations", "state", ("due",)))
    by = ["clock", "state"]
    mine, plain = (
        snapshot.figures("obligations", by).sort_by([(c, "ascending") for c in by]) for snapshot in (whole, bare)
    )
    assert mine.equals(plain)
    some = whole.figures("obligations", ["clock"], {"state": ("due",)})
    assert sum(some["rows"].to_pylist()) == whole.rows("obligations", "state", ("due",)).num_rows
