"""Small snapshots made by hand, for whoever writes lists and workbooks from them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from sightline.store import Scope, Snapshot, SnapshotRecord, Store, open_snapshot, open_store
from sightline.store.place import STORE_VERSION
from sightline.store.records import LoadUse
from sightline.store.snapshots import publish, save_snapshot

AS_OF = date(2026, 10, 30)
DAYS = ("version", "started_on", "due_on", "met_on", "booked_on", "due_first", "due_last", "target_on")
DUTY: dict[str, Any] = {
    "council": "Northmoor",
    "subject_kind": "child",
    "subject_id": "1001",
    "child_id": "1001",
    "clock": "assessment",
    "step": "cf_assessment_45wd",
    "version": date(2026, 3, 18),
    "run": "r1",
    "started_on": date(2026, 8, 3),
    "due_on": date(2026, 10, 6),
    "met_on": None,
    "booked_on": None,
    "state": "overdue",
    "reason": "",
    "days": 24,
    "worker": "A. Worker",
    "team": "North 1",
    "due_first": date(2026, 10, 6),
    "due_last": date(2026, 10, 6),
    "file": "ssd_cin_episodes.csv",
    "sheet": "",
    "line": 4211,
    "strength": "guidance",
    "area": "assessment",
    "target_on": None,
}
REACH = pa.Table.from_pylist(
    [
        {
            "council": "Northmoor",
            "event": "assessment_authorised",
            "data_to": date(2026, 10, 16),
            "feeds": "the assessments (ssd_cin_assessments)",
        }
    ]
)
Rows = list[dict[str, Any]]


def as_table(rows: Rows) -> pa.Table:
    """Duties as the engines give them: `rows` say only what is not as in DUTY."""
    kinds = {**dict.fromkeys(DAYS, pa.date32()), "days": pa.int32(), "line": pa.int32()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in DUTY])
    return pa.Table.from_pylist([{**DUTY, **row} for row in rows], schema=schema)


@pytest.fixture
def obligations() -> Callable[[Rows], pa.Table]:
    return as_table


@pytest.fixture
def publish_rows(tmp_path: Path) -> Callable[..., Snapshot]:
    """Put a snapshot of these duties in use; each call is a newer load."""
    store = open_store(tmp_path / "store")
    count = 0

    def publish_them(rows: Rows, teams: Rows | None = None, failures: Rows | None = None) -> Snapshot:
        nonlocal count
        count += 1
        return _publish(store, count, rows, teams or [], failures or [])

    return publish_them


def _publish(store: Store, number: int, rows: Rows, teams: Rows, failures: Rows) -> Snapshot:
    names = ("council", "team_id", "name", "parent_id", "parent_name")
    obligations = as_table(rows)
    subjects = obligations.select(["council", "subject_kind", "subject_id", "child_id"])
    tables = {
        "obligations": obligations,
        "teams": pa.Table.from_pylist(teams, schema=pa.schema([(name, pa.string()) for name in names])),
        "reach": REACH,
        **({"check_failures": pa.Table.from_pylist(failures)} if failures else {}),
        "subjects": subjects.append_column("sealed", pa.array([False] * len(rows), pa.bool_())),
    }
    use = LoadUse(number, "Northmoor", ("ssd",), AS_OF)
    record = SnapshotRecord(
        f"s{number}", AS_OF, (use,), "e", "", "0", STORE_VERSION, tuple(tables), totals=(), states={}, fed={}
    )
    store.disk.make_folder(store.folder)
    save_snapshot(store, record, tables)
    publish(store, record.id, number, "0")
    return open_snapshot(store, Scope.whole_council())
