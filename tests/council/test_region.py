"""A region: two councils in one store, with the same ids for other children, each with its own standards."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from sightline import flow
from sightline.made_up import make_county
from sightline.store import Store, open_store
from sightline.store.records import SnapshotRecord

COUNCILS = {"Northmoor": 1, "Southmoor": 2}
CHILDREN = 60
TABLES = ("obligations", "events", "spells", "known", "reach", "allocations", "subjects", "systems_due")


class Region:
    """Both councils in one store, and each in a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.together = open_store(folder / "together")
        self.alone = {name: open_store(folder / name / "store") for name in COUNCILS}
        for name, seed in COUNCILS.items():
            files = folder / name
            make_county(files, seed=seed, children=CHILDREN)
            standards = files / "standards.toml"
            if name == "Southmoor":
                words = standards.read_text(encoding="utf-8")
                assert 'cin_visit = "' in words
                lines = ['cin_visit = "1 week"' if "cin_visit" in line else line for line in words.splitlines()]
                standards.write_text("\n".join(lines), encoding="utf-8")
            sources = [files / "ssd", files / "templates"] if name == "Northmoor" else [files / "ssd"]
            for store in (self.together, self.alone[name]):
                self.record = flow.load(store, sources, council=name, standards=standards).snapshot


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return Region(tmp_path_factory.mktemp("region"))


def table(store: Store, name: str, council: str = "") -> pa.Table:
    """A table of the snapshot in use, of one council or of all."""
    record = flow.rebuild(store)
    rows = pq.read_table(store.snapshots_folder / record.id / f"{name}.parquet")
    return rows.filter(pc.equal(rows["council"], council)) if council else rows


def snapshot(store: Store) -> SnapshotRecord:
    """What is said of the snapshot in use."""
    return flow.rebuild(store)


def test_the_councils_share_ids(region: Region) -> None:
    north, south = (set(table(region.alone[name], "subjects")["child_id"].to_pylist()) for name in COUNCILS)
    assert len(north & south) > 40


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("name", TABLES)
def test_each_council_has_the_rows_it_has_alone(region: Region, council: str, name: str) -> None:
    together, alone = table(region.together, name, council), table(region.alone[council], name)
    assert together.num_rows == alone.num_rows
    assert together.num_rows > 0 or name == "known"
    assert sorted(map(repr, together.to_pylist())) == sorted(map(repr, alone.to_pylist()))


def test_no_row_is_of_another_council(region: Region) -> None:
    for name in TABLES:
        assert set(table(region.together, name)["council"].to_pylist()) <= set(COUNCILS)


def test_each_has_its_own_standards(region: Region) -> None:
    north, south = (visit_intervals(region.together, council) for council in COUNCILS)
    assert south == {7}
    assert min(north) > 7


def visit_intervals(store: Store, council: str) -> set[int]:
    """How many days a council allows between visits to a child in need, by its plain rows."""
    rows = table(store, "obligations", council).to_pylist()
    plain = [row for row in rows if row["step"] == "cin_visit" and row["state"] in ("met", "met_late", "overdue")]
    return {(row["due_on"] - row["started_on"]).days for row in plain if row["reason"] == ""}


def test_totals_and_states_are_those_of_each(region: Region) -> None:
    together = snapshot(region.together)
    alone = {name: snapshot(store) for name, store in region.alone.items()}
    assert sorted(map(repr, together.totals)) == sorted(repr(line) for each in alone.values() for line in each.totals)
    for state, number in together.states.items():
        assert number == sum(each.states.get(state, 0) for each in alone.values())


def test_a_clock_that_one_council_does_not_feed_is_fed_partly(region: Region) -> None:
    together = snapshot(region.together).fed
    north, south = (snapshot(region.alone[name]).fed for name in COUNCILS)
    assert {clock for clock in together if north[clock] != south[clock]}
    for clock, fed in together.items():
        assert fed == (north[clock] if north[clock] == south[clock] else "partly")
