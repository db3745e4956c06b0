"""The made-up county end to end, at three seeds: every row of the planted answers, and no other."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from sightline import flow
from sightline.made_up import make_county
from sightline.made_up.plenty import SLIPS
from sightline.store import Scope, Store, open_snapshot, open_store
from sightline.store.snapshots import Snapshot

SEEDS = (1, 2, 3)
LATE = ("overdue", "missed", "met_late", "cannot_tell")
COLUMNS = ("child_id", "clock", "step", "run", "started_on", "due_on", "met_on", "state")
Answer = tuple[str, ...]


class County:
    """One county made, loaded and worked out."""

    def __init__(self, folder: Path, seed: int) -> None:
        make_county(folder / "county", seed=seed)
        self.folder = folder / "county"
        self.store: Store = open_store(folder / "store")
        sources = [self.folder / "ssd", self.folder / "templates"]
        flow.load(self.store, sources, standards=self.folder / "standards.toml")
        self.faulty = {row["child_id"] for row in self.rows("faults")}

    def rows(self, name: str) -> list[dict[str, str]]:
        """One file of the county's own answers."""
        with (self.folder / "answers" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def expected(self) -> Counter[Answer]:
        """Every row the stories plant."""
        return Counter(tuple(row[name] for name in COLUMNS) for row in self.rows("obligations"))

    def given(self) -> Counter[Answer]:
        """Every row Sightline gives for children who are not there for their faults, sealed ones too."""
        table = self.snapshot().table("obligations").select(list(COLUMNS))
        rows = (tuple(str(cell or "") for cell in row.values()) for row in table.to_pylist())
        return Counter(row for row in rows if row[0] not in self.faulty)

    def snapshot(self) -> Snapshot:
        """The snapshot in use, opened by one who may see every record."""
        record = open_snapshot(self.store, Scope.whole_council()).record
        path = self.store.snapshots_folder / record.id / "subjects.parquet"
        rows = pq.read_table(path, columns=["council", "subject_kind", "subject_id"]).to_pylist()
        everybody = frozenset((row["council"], row["subject_kind"], row["subject_id"]) for row in rows)
        return open_snapshot(self.store, Scope("the test", sealed_seen=everybody), record.id)


@pytest.fixture(scope="module", params=SEEDS)
def county(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> County:
    return County(tmp_path_factory.mktemp(f"county{request.param}"), request.param)


def test_every_planted_answer_is_given_and_no_other(county: County) -> None:
    expected, given = county.expected(), county.given()
    assert sum(expected.values()) > 200_000
    assert list((expected - given).items())[:5] == []
    assert list((given - expected).items())[:5] == []


def test_there_are_thirty_plants_of_each_duty_and_state_that_is_planted(county: County) -> None:
    planted = Counter((row["step"], row["state"]) for row in county.rows("plants"))
    # The duties that came to the catalogue later are planted as they fall: few of some kinds in one county.
    rare = {pair: count for pair, count in planted.items() if pair[1] in (*LATE, "no row") and count < 30}
    assert {pair: count for pair, count in rare.items() if pair[0] in SLIPS or pair[1] == "no row"} == {}
    assert len(planted) > 100


def test_a_file_two_weeks_old_does_not_turn_the_county_overdue(county: County) -> None:
    drawn = date(2026, 10, 31)
    record = flow.rebuild(county.store, as_of=drawn + timedelta(14))
    rows = open_snapshot(county.store, Scope.whole_council(), record.id).table("obligations")
    beyond = rows.filter(pc.greater_equal(rows["due_on"], pa.scalar(drawn)))
    states = Counter(beyond["state"].to_pylist())
    assert states["overdue"] == states["due"] == states["due_soon"] == 0
    untold = beyond.filter(pc.equal(beyond["state"], "cannot_tell"))
    assert untold.num_rows > 3000
    assert Counter(untold["reason"].to_pylist())["reach"] > 3000
