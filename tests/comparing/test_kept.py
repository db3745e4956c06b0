"""Comparisons are kept in the store: read by whoever asks next, given up when anything they rest on changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from sightline import flow
from sightline.comparing import compare_loads
from sightline.store import open_store
from tests.comparing.test_compare import ASSESSMENTS, LATER, write


def test_kept_read_again_and_never_with_a_record_sealed_since(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    flow.load(store, [write(tmp_path / "first", ASSESSMENTS)], data_to=date(2026, 10, 10))
    flow.load(store, [write(tmp_path / "second", LATER)], data_to=date(2026, 11, 7))
    made = compare_loads(store, 1, 2)
    (kept,) = (store.folder / "comparisons").rglob("*.json")
    assert compare_loads(open_store(store.folder), 1, 2) == made
    held = json.loads(kept.read_text())
    held["moved"] = [each for each in held["moved"] if each["child_id"] == "MU4"]
    kept.write_text(json.dumps(held))
    assert {each.child_id for each in compare_loads(store, 1, 2).moved} == {"MU4"}  # it is what is kept that is read

    sealed = tmp_path / "sealed.txt"
    sealed.write_text("MU2\n", encoding="utf-8")
    flow.load(store, [write(tmp_path / "third", LATER)], data_to=date(2026, 11, 14), sealed=sealed)
    anew = compare_loads(store, 1, 2)
    assert {"MU3", "MU4", "MU8"} <= {each.child_id for each in anew.moved}
    assert "MU2" in {each.child_id for each in made.moved} - {each.child_id for each in anew.moved}
    assert sum(anew.after.values()) < sum(made.after.values())


def test_a_disk_that_refuses_costs_nothing_but_time(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    flow.load(store, [write(tmp_path / "first", ASSESSMENTS)], data_to=date(2026, 10, 10))
    flow.load(store, [write(tmp_path / "second", LATER)], data_to=date(2026, 11, 7))
    (store.folder / "comparisons").write_text("a file where the folder should be")
    assert compare_loads(store, 1, 2).moved
