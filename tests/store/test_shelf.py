"""What a shelf keeps of a file says what the file says, however many texts a column holds."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sightline.store.shelf import read_kept, told


@pytest.mark.parametrize(("texts", "number"), [(100, pa.int8()), (200, pa.int16()), (40_000, pa.int32())])
def test_texts_come_back_as_they_were(tmp_path: Path, texts: int, number: pa.DataType) -> None:
    whose = {"council": "Northmoor", "subject_kind": "child"}
    rows = [{**whose, "subject_id": "MU1", "file": f"file {n}", "line": n} for n in range(texts)]
    rows.append({**whose, "subject_id": "MU2", "file": None, "line": None})
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "events.parquet")
    kept = read_kept(tmp_path / "events.parquet", compact=True)
    assert kept.table.schema.field("file").type.index_type == number
    assert told(kept.about([("Northmoor", "child", "MU1")])) == rows[:-1]
    assert told(kept.about([("Northmoor", "child", "MU2"), ("Northmoor", "child", "MU3")])) == rows[-1:]
    assert told(kept.table) == rows


def test_rows_of_a_subject_that_do_not_lie_together_keep_their_order(tmp_path: Path) -> None:
    turns = [{"council": "Northmoor", "subject_kind": "child", "subject_id": f"MU{n % 3}", "line": n} for n in range(9)]
    pq.write_table(pa.Table.from_pylist(turns), tmp_path / "events.parquet")
    kept = read_kept(tmp_path / "events.parquet", compact=True)
    assert [row["line"] for row in told(kept.about([("Northmoor", "child", "MU1")]))] == [1, 4, 7]
    both = kept.about([("Northmoor", "child", "MU2"), ("Northmoor", "child", "MU1")])
    assert [row["line"] for row in told(both)] == [1, 2, 4, 5, 7, 8]
