"""Sealed records are absent from every table for whoever may not see them."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from sightline import flow
from sightline.building import Plan
from sightline.store import Scope, SnapshotRecord, Store, open_snapshot, open_store
from tests.store import tiny_load

SEALED = ("Northmoor", "child", "2")


def build_with_one_sealed(store: Store, ready: Plan) -> tuple[SnapshotRecord, dict[str, pa.Table]]:
    record, _ = tiny_load.build(store, ready)
    subjects = [{**tiny_load.SUBJECT, "subject_id": str(n), "sealed": n == 2} for n in (1, 2, 3)]
    duties = [{**tiny_load.SUBJECT, "subject_id": str(n), "clock": c} for c in "ab" for n in (3, 2, 1)]
    tables = {
        "subjects": pa.Table.from_pylist(subjects),
        "obligations": pa.Table.from_pylist(duties),
        "teams": pa.table({"council": ["Northmoor"], "name": ["North"]}),
    }
    return replace(record, tables=tuple(tables)), tables


@pytest.fixture
def store(tmp_path: Path) -> Store:
    held = open_store(tmp_path)
    flow.keep(held, tiny_load.make_reading("one"), flow.Brought("Northmoor"), build_with_one_sealed)
    return held


def test_sealed_subjects_are_absent(store: Store) -> None:
    snapshot = open_snapshot(store, Scope.whole_council())
    assert snapshot.table("subjects")["subject_id"].to_pylist() == ["1", "3"]
    assert snapshot.table("obligations")["subject_id"].to_pylist() == ["3", "1", "3", "1"]


def test_a_scope_that_names_them_sees_them(store: Store) -> None:
    snapshot = open_snapshot(store, Scope("the adoption team's manager", frozenset({SEALED})))
    assert snapshot.table("subjects")["subject_id"].to_pylist() == ["1", "2", "3"]
    assert snapshot.table("obligations").num_rows == 6


def test_tables_about_nobody_are_whole(store: Store) -> None:
    assert open_snapshot(store, Scope.whole_council()).table("teams").num_rows == 1


def test_a_table_that_is_not_there_is_a_fault(store: Store) -> None:
    with pytest.raises(KeyError):
        open_snapshot(store, Scope.whole_council()).table("nothing")
