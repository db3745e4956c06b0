"""Checks as part of a build: in the snapshot, within a scope, with who can mend a row; nothing of sealed records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sightline import flow
from sightline.checks.holding import with_holders
from sightline.store import Scope, Store, open_snapshot, open_store

VISITS = """cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen
v1,MU1,k1,2026-03-02,
v2,MU2,k9,2026-03-03,Yes
v3,MU3,k3,2026-03-04,Yes
"""
PLANS = """cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date
k1,MU1,2026-01-05
k3,MU3,2026-01-05
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    files = tmp_path / "ssd"
    files.mkdir()
    (files / "ssd_cp_visits.csv").write_text(VISITS, encoding="utf-8")
    (files / "ssd_cp_plans.csv").write_text(PLANS, encoding="utf-8")
    sealed = tmp_path / "sealed.txt"
    sealed.write_text("MU2\n", encoding="utf-8")
    made = open_store(tmp_path / "store")
    flow.load(made, [files], sealed=sealed)
    return made


def test_failures_lead_to_their_rows_and_sealed_records_to_nothing(store: Store) -> None:
    snapshot = open_snapshot(store, Scope.whole_council())
    found = snapshot.table("check_failures").to_pylist()
    assert [(row["child_id"], row["check"], row["line"]) for row in found] == [("MU1", "cp_visit_seen_not_said", 2)]
    counted = {
        (row["check"]): (row["outcome"], row["rows"], row["failed"])
        for row in snapshot.table("check_outcomes").to_pylist()
        if row["table"] == "cp_visit"
    }
    assert counted["cp_visit_seen_not_said"] == ("failed", 2, 1)
    assert counted["cp_visit_plan_not_there"] == ("passed", 2, 0)


def test_who_holds_the_child_on_the_day() -> None:
    failures = pa.table(
        {
            "council": ["N"] * 2,
            "subject_kind": ["child"] * 2,
            "subject_id": ["MU1", "MU2"],
            "child_id": ["MU1", "MU2"],
            "check": ["c", "c"],
            "table": ["cp_visit"] * 2,
            "key": ["v1", "v2"],
            "feed": ["f", "f"],
            "file": ["f.csv"] * 2,
            "sheet": ["", ""],
            "line": pa.array([2, 3], pa.int32()),
        }
    )
    held = pa.table(
        {
            "council": ["N", "N"],
            "subject_kind": ["child", "child"],
            "subject_id": ["MU1", "MU1"],
            "worker": ["Old", "New"],
            "team": ["A", "B"],
            "from_on": pa.array([None, date(2026, 3, 1)], pa.date32()),
            "until_on": pa.array([date(2026, 3, 1), None], pa.date32()),
        }
    )
    told = with_holders(failures, held, as_of=date(2026, 3, 1)).to_pylist()
    assert [(row["child_id"], row["worker"], row["team"]) for row in told] == [("MU1", "New", "B"), ("MU2", None, None)]
