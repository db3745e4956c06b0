"""The stages of a child's journey: each child open once, at the furthest, and as many as the control totals say."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from sightline import flow
from sightline.made_up import make_county
from sightline.store import Scope, Snapshot, open_snapshot, open_store
from sightline.tables.stages import STAGE_NAMES


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("stages")
    make_county(folder / "files", seed=3, children=250)
    store = open_store(folder / "store")
    flow.load(store, [folder / "files" / "ssd", folder / "files" / "templates"], council="Northmarch (made up)")
    return open_snapshot(store, Scope.whole_council())


def test_each_child_open_once_and_as_many_as_the_control_totals_say(county: Snapshot) -> None:
    rows = county.table("stages").to_pylist()
    assert len({row["subject_id"] for row in rows}) == len(rows)
    by_stage = Counter(row["stage"] for row in rows)
    assert set(by_stage) <= set(STAGE_NAMES)
    totals = {line.title: line.number for line in county.record.totals}
    breaks = Counter(row["part"] for row in rows)["short_breaks"]
    assert breaks == totals["Children in a series of short breaks"]
    assert by_stage["in_care"] - breaks == totals["Children looked after, without those only in short breaks"]
    assert by_stage["leaving_care"] == totals["Care leavers"]


def test_everyone_open_by_another_reckoning(county: Snapshot) -> None:
    """Open: a referral, a plan or a period of care without an end, worked out in plain Python from the events."""
    as_of = county.record.as_of
    pairs = {
        "referral_accepted": "referral_closed", "cin_plan_started": "cin_plan_ended",
        "cp_plan_started": "cp_plan_ended", "became_looked_after": "ceased_looked_after",
    }  # fmt: skip
    events = [row for row in county.table("events").to_pylist() if (row["on_day"] or date.min) <= as_of]
    open_to_us = {
        row["subject_id"]
        for row in events
        if (ends := pairs.get(row["event"]))
        and not any(
            e["event"] == ends and (e["subject_id"], e["key"]) == (row["subject_id"], row["key"]) for e in events
        )
    } - {row["subject_id"] for row in events if row["event"] == "died"}
    rows = county.table("stages").to_pylist()
    assert {row["subject_id"] for row in rows if row["stage"] != "leaving_care"} <= open_to_us
    assert open_to_us <= {row["subject_id"] for row in rows}


def test_a_table_of_files_that_name_no_stage(tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "ssd_person.csv").write_text("pers_person_id,pers_sex,pers_dob\nA,F,2015-01-01\n", encoding="utf-8")
    (files / "ssd_cla_visits.csv").write_text(
        "clav_cla_visit_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen\nV,A,2026-01-02,Y\n", encoding="utf-8"
    )
    store = open_store(tmp_path / "store")
    flow.load(store, [files], council="x")
    assert open_snapshot(store, Scope.whole_council()).table("stages").num_rows == 0
