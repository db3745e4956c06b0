"""What a scope lets through: only some subjects, only figures; tables kept on a shelf come out the same."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sightline import flow
from sightline.building import Plan
from sightline.store import FiguresOnlyError, Scope, Shelf, SnapshotRecord, Store, open_snapshot, open_store
from sightline.store.allocated import allocated_to, teams_of
from tests.store import tiny_load

ONE, TWO, THREE = (("Northmoor", "child", str(n)) for n in (1, 2, 3))
DAY = date(2026, 10, 31)
ALLOCATED = (
    ("1", "Ada Dale", "North", date(2026, 1, 1), None),
    ("2", "Ada Dale", "North", date(2026, 1, 1), DAY),
    ("3", "Ben Carr", "South", date(2026, 11, 1), None),
    ("3", "Cy Ford", None, None, None),
)


def build(store: Store, ready: Plan) -> tuple[SnapshotRecord, dict[str, pa.Table]]:
    record, _ = tiny_load.build(store, ready)
    whose = {"council": "Northmoor", "subject_kind": "child"}
    columns = ("subject_id", "worker", "team", "from_on", "until_on")
    tables = {
        "subjects": pa.Table.from_pylist([{**whose, "subject_id": n, "sealed": n == "3"} for n in "123"]),
        "obligations": pa.Table.from_pylist([{**whose, "subject_id": n, "state": s} for n in "123" for s in "ab"]),
        "allocations": pa.Table.from_pylist([{**whose, **dict(zip(columns, row, strict=True))} for row in ALLOCATED]),
        "teams": pa.table({"council": ["Northmoor"], "name": ["North"], "parent_name": ["Help"]}),
    }
    return replace(record, tables=tuple(tables)), tables


@pytest.fixture
def store(tmp_path: Path) -> Store:
    held = open_store(tmp_path)
    flow.keep(held, tiny_load.make_reading("one"), flow.Brought("Northmoor"), build)
    return held


@pytest.mark.parametrize("shelf", [Shelf(), Shelf(keeps=1)])
def test_only_some(store: Store, shelf: Shelf) -> None:
    for _ in range(2):
        snapshot = open_snapshot(store, Scope("a worker", only=frozenset({TWO, THREE})), shelf=shelf)
        assert snapshot.table("obligations")["subject_id"].to_pylist() == ["2", "2"]
        assert [snapshot.sees(subject) for subject in (ONE, TWO, THREE, ("", "", ""))] == [False, True, False, False]
        assert open_snapshot(store, Scope.whole_council(), shelf=shelf).table("subjects").num_rows == 2


def test_only_figures(store: Store) -> None:
    snapshot = open_snapshot(store, Scope("a member", figures_only=True))
    with pytest.raises(FiguresOnlyError):
        snapshot.table("subjects")
    assert snapshot.table("teams").num_rows == 1
    counted = snapshot.figures("obligations", ["state"], {"state": ["a"]}).to_pylist()
    assert counted == [{"state": "a", "rows": 2, "subjects": 2}]
    assert not snapshot.sees(ONE)
    few = open_snapshot(store, Scope("a page", only=frozenset({ONE}), figures_only=True))
    assert few.figures("obligations", ["council"])["rows"].to_pylist() == [2]


@pytest.mark.parametrize("by", [[], ["subject_id"], ["state", "child_id"]])
def test_figures_lead_to_nobody(store: Store, by: list[str]) -> None:
    with pytest.raises(ValueError, match="are not grouped by"):
        open_snapshot(store, Scope.whole_council()).figures("obligations", by)


def test_a_shelf_keeps_the_newest(store: Store) -> None:
    shelf = Shelf(keeps=1)
    folder = store.snapshots_folder / open_snapshot(store, Scope.whole_council()).record.id
    assert shelf.get(folder, "teams") is shelf.get(folder, "teams")
    assert Shelf().get(folder, "teams") is not shelf.get(folder, "teams")


def test_whose(store: Store) -> None:
    folder = store.snapshots_folder / open_snapshot(store, Scope.whole_council()).record.id
    ada, north = [("Northmoor", "Ada Dale")], teams_of(Shelf(), folder, [("Northmoor", "Help")])
    assert north == (("Northmoor", "North"),)
    assert allocated_to(Shelf(), folder, DAY, workers=ada, teams=()) == {ONE}
    assert allocated_to(Shelf(), folder, date(2026, 10, 30), workers=(), teams=north) == {ONE, TWO}
    assert allocated_to(Shelf(), folder, DAY, workers=[("Northmoor", "Ben Carr")], teams=()) == set()
    assert allocated_to(Shelf(), folder, DAY, workers=[("Elsewhere", "Ada Dale")], teams=()) == set()
    assert allocated_to(Shelf(), folder, DAY, workers=[("Northmoor", "Cy Ford")], teams=()) == set()
