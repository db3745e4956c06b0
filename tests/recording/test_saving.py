"""What is recorded shows at once, alike however it came to be worked out, and leaves no trace when it is taken back."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sightline import building, flow, saving
from sightline.reports.workings import COMPARED, work_out_again
from sightline.store import Disk, Scope, Snapshot, Store, open_snapshot, open_store
from sightline.store.loads import list_loads
from sightline.store.place import read_pointer
from sightline.store.recorded import Recorded
from sightline.store.snapshots import publish
from tests.store.saver import made_up_event
from tests.web.county import load_county

STANDARDS = 'council = "Northmoor"\n[limits]\nassessment_child_seen = "5 working days"\n'
CHILD = {"subject_id": "N2", "child_id": "N2"}
KEY = ("Northmoor", "child", "N2")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "standards.toml").write_text(STANDARDS, encoding="utf-8")
    return load_county(tmp_path, tmp_path / "standards.toml")


def whole(store: Store) -> Snapshot:
    return open_snapshot(store, Scope.whole_council())


def sorted_rows(table: pa.Table) -> list[str]:
    return sorted(repr(row) for row in table.to_pylist())


def duty(store: Store, clock: str) -> dict[str, object]:
    """The one open row of a clock for one child, or its last."""
    rows = [row for row in whole(store).about("obligations", [KEY]) if row["clock"] == clock]
    return max(rows, key=lambda row: (row["started_on"], row["run"]))


def exemption(row: dict[str, object], **more: object) -> Recorded:
    return made_up_event(
        "exempt", kind="exemption", event="", **CHILD, clock=row["clock"], run=row["run"],
        started_on=row["started_on"], on=date(2026, 10, 30), authority="Jo Reed, service manager", **more,
    )  # fmt: skip


def seen(on: date, word: str = "seen") -> Recorded:
    return made_up_event(word, **CHILD, on=on)


def whole_again(store: Store) -> pa.Table:
    """The rows as a build from the beginning gives them."""
    ready = building.plan(store, list_loads(store), None)
    return building.build(store, ready)[1]["obligations"]


def test_a_recorded_visit_meets_the_duty(store: Store) -> None:
    before = duty(store, "assessment_child_seen")
    saved = saving.record(store, seen(date(2026, 10, 30)))
    assert (saved.is_new, saved.waits) == (True, "")
    after = duty(store, "assessment_child_seen")
    assert (before["met_on"], after["met_on"]) == (None, date(2026, 10, 30))
    assert after["state_without"] == after["state"], "a meeting is a fact, not a decision"
    assert whole(store).record.recorded == 1
    assert "recorded events to no. 1" in whole(store).record.provenance()


def test_an_exemption_sets_one_duty_aside_with_and_without(store: Store) -> None:
    row = duty(store, "assessment")
    saving.record(store, exemption(row))
    after = duty(store, "assessment")
    assert (after["state"], after["state_without"], after["exempted_by"]) == ("not_required", row["state"], 1)
    told = next(w for w in work_out_again(whole(store), KEY) if w.row.clock == "assessment" and w.row.run == row["run"])
    assert "set aside on 30 October 2026 by Jo Reed, service manager" in told.sentence
    assert "without that: " in told.sentence


def test_what_was_done_stays_done(store: Store) -> None:
    saving.record(store, made_up_event("done", **CHILD, event="assessment_authorised", on=date(2026, 10, 20)))
    done = duty(store, "assessment")
    assert done["state"] == "met_late"
    saving.record(store, exemption(done))
    assert duty(store, "assessment")["state"] == "met_late"


def test_an_exemption_counts_from_the_day_it_was_decided(store: Store) -> None:
    row = duty(store, "assessment")
    saving.record(store, exemption(row))
    day = date(2026, 10, 29)
    looked = open_snapshot(store, Scope.whole_council(), flow.rebuild(store, as_of=day).id)
    assert set(looked.table("obligations")["exempted_by"].to_pylist()) == {None}


def test_saving_gives_what_a_whole_build_gives(store: Store) -> None:
    for event in (seen(date(2026, 8, 20)), exemption(duty(store, "assessment")), seen(date(2026, 9, 1), "again")):
        saving.record(store, event)
        assert sorted_rows(whole(store).table("obligations")) == sorted_rows(whole_seen(store, whole_again(store)))


def whole_seen(store: Store, rows: pa.Table) -> pa.Table:
    """The rows of a build without those of sealed records."""
    sealed = {subject[2] for subject in whole(store).shelf.sealed(whole(store).folder)}
    return rows.filter(pa.array([key not in sealed for key in rows["subject_id"].to_pylist()]))


def test_taking_back_restores_the_rows_exactly(store: Store) -> None:
    before = whole(store)
    saving.record(store, seen(date(2026, 8, 20)))
    saving.record(store, exemption(duty(store, "assessment")))
    for number in (1, 2):
        saving.record(store, made_up_event(f"back {number}", kind="retraction", event="", **CHILD, retracts=number))
    after = whole(store)
    assert after.record.recorded == 4
    for name in set(before.record.tables) - {"names"}:
        assert sorted_rows(after.table(name)) == sorted_rows(before.table(name))
    assert after.record.states == before.record.states


def test_both_engines_agree_on_what_was_recorded(store: Store) -> None:
    saving.record(store, seen(date(2026, 8, 20)))
    saving.record(store, exemption(duty(store, "assessment")))
    rows = {tuple(row[name] for name in COMPARED) for row in whole(store).about("obligations", [KEY])}
    again = {
        (w.row.clock, w.row.step, w.row.run, w.row.started, w.row.due, w.row.met, w.row.state, w.row.days)
        for w in work_out_again(whole(store), KEY)
    }
    assert rows == again


def test_the_same_visit_in_a_later_file_is_one_meeting(store: Store) -> None:
    saving.record(store, seen(date(2026, 8, 20)))
    saving.record(store, seen(date(2026, 8, 20), "typed by a colleague too"))
    rows = [r for r in whole(store).about("obligations", [KEY]) if r["clock"] == "assessment_child_seen"]
    assert sum(row["met_on"] == date(2026, 8, 20) for row in rows) == 1


def test_only_a_few_snapshots_stay(store: Store) -> None:
    for n in range(8):
        saving.record(store, seen(date(2026, 8, 20 + n), f"form {n}"))
    assert len(read_pointer(store).published) == 5
    assert len(list(store.snapshots_folder.iterdir())) == 5


def test_what_a_killed_server_left_is_shown_with_the_next(store: Store) -> None:
    from sightline.store.recorded import add_recorded

    add_recorded(store, seen(date(2026, 8, 20)))  # and then the power went
    assert whole(store).record.recorded == 0
    saving.catch_up(open_store(store.folder))
    assert whole(store).record.recorded == 1
    assert duty(store, "assessment_child_seen")["run"]


def test_a_server_killed_before_its_snapshot_is_in_use(store: Store) -> None:
    """The snapshot stands whole under its name and nothing points to it: the next start uses it as it is."""

    def stop(point: str) -> None:
        if point == "before writing current.json.new":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        saving.record(open_store(store.folder, Disk(stop)), seen(date(2026, 8, 20)))
    assert whole(store).record.recorded == 0
    (made,) = {each.name for each in store.snapshots_folder.iterdir()} - {whole(store).record.id}
    saving.catch_up(open_store(store.folder))
    assert (whole(store).record.recorded, whole(store).record.id) == (1, made)


def test_a_snapshot_that_an_earlier_program_made_is_made_again(store: Store) -> None:
    """Its name says by which workings it was made, and it lacks a table that the program has had since."""
    held, folder = whole(store).record, store.snapshots_folder
    (folder / held.id).rename(folder / "2026-10-31-earlier")
    manifest = folder / "2026-10-31-earlier" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told |= {"id": "2026-10-31-earlier", "tables": [name for name in told["tables"] if name != "known_when"]}
    manifest.write_text(json.dumps(told), encoding="utf-8")
    (folder / "2026-10-31-earlier" / "known_when.parquet").unlink()
    publish(store, "2026-10-31-earlier", read_pointer(store).last_load, "0.0.1")
    assert saving.catch_up(open_store(store.folder)).id == held.id
    assert "known_when" in whole(store).record.tables
