"""The same SQL gives the same rows on Spark: on random histories, and on the made-up county."""

from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sightline import flow
from sightline.building import build
from sightline.engines.choice import DUCKDB, EngineChoice
from sightline.made_up import make_county
from sightline.sources import Reading, read_paths
from sightline.store import open_store
from tests.properties.agreement import make_batch
from tests.properties.world import AS_OF

HISTORIES = 800
ORDER = ("subject_id", "clock", "step", "run", "started_on", "met_on", "due_on", "line")


@pytest.mark.parametrize("number", range(len(AS_OF)))
def test_random_histories_give_the_same_rows_on_spark(number: int, spark: EngineChoice) -> None:
    batch = make_batch(number, HISTORIES)
    rows = batch.sql(spark)
    assert rows == batch.sql() == batch.reference()
    assert sum(rows.values()) > 3000


def test_the_county_gives_the_same_rows_on_spark(spark: EngineChoice, tmp_path: Path) -> None:
    county = tmp_path / "county"
    make_county(county, seed=1)
    reading = read_paths([county / "ssd", county / "templates"])
    standards = (county / "standards.toml").read_bytes()
    first, second = (obligations(tmp_path / each.name, reading, standards, each) for each in (DUCKDB, spark))
    assert first.num_rows > 200_000
    assert first.equals(second)


def obligations(folder: Path, reading: Reading, standards: bytes, engine: EngineChoice) -> pa.Table:
    """Every row of a store made by an engine, in one order."""
    store = open_store(folder)
    made = flow.keep(store, reading, flow.Brought("made-up", standards), partial(build, engine=engine))
    rows = pq.read_table(store.snapshots_folder / made.snapshot.id / "obligations.parquet")
    return rows.sort_by([(name, "ascending") for name in ORDER]).combine_chunks()
