"""However the subjects are cut into batches, the rows are the same."""

from collections import Counter

import pyarrow as pa
import pytest

from sightline.obligations import build_in_batches
from sightline.obligations.batches import batches
from tests.properties.agreement import make_batch, table_keys
from tests.properties.as_tables import as_facts

BATCH = make_batch(0, 400)
FACTS = as_facts(BATCH.histories, BATCH.world.reach)


@pytest.mark.parametrize("most", [1, 7, 500, 10**9])
def test_every_fact_is_in_one_batch_with_all_of_its_subject(most: int) -> None:
    cut = list(batches(FACTS, most))
    homes: dict[str, set[int]] = {}
    for name in ("event", "spell", "known", "allocation"):
        tables = [getattr(facts, name) for facts in cut]
        assert Counter(_rows(pa.concat_tables(tables))) == Counter(_rows(getattr(FACTS, name)))
        for place, table in enumerate(tables):
            for subject in table["subject_id"].to_pylist():
                homes.setdefault(subject, set()).add(place)
    assert all(len(places) == 1 for places in homes.values())
    assert len(cut) == 1 if most > 10**6 else len(cut) > 2


@pytest.mark.parametrize("most", [60, 700])
def test_batches_give_the_rows_of_the_whole(most: int) -> None:
    world = BATCH.world
    parts = build_in_batches(
        batches(FACTS, most), FACTS.reach, world.clocks, standards=world.standards, as_of=world.as_of
    )
    assert sum((table_keys(part) for part in parts), Counter()) == BATCH.sql()


def _rows(table: pa.Table) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in table.to_pylist()]
