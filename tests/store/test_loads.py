"""Loads: kept as they came, the newest of each source in force."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from sightline import flow
from sightline.store import Scope, Store, open_snapshot, open_store, snapshot_before
from sightline.store.loads import in_force, list_loads, read_tables
from sightline.store.place import default_folder, read_pointer
from tests.store import tiny_load


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "store")


def keep(store: Store, word: str, source: str = "ssd", *tables: str, council: str = "Northmoor") -> flow.Outcome:
    reading = tiny_load.make_reading(word, source, tables or ("child",))
    return flow.keep(store, reading, flow.Brought(council), tiny_load.build)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_content_twice_changes_nothing(store: Store) -> None:
    keep(store, "one")
    before = everything_in(store.folder)
    again = keep(store, "one")
    assert not again.is_new
    assert again.load.number == 1
    assert everything_in(store.folder) == before


def test_going_back_to_an_older_file_is_a_new_load(store: Store) -> None:
    for word in ("one", "two", "one"):
        assert keep(store, word).is_new
    assert [load.number for load in list_loads(store)] == [1, 2, 3]


def test_a_newer_load_replaces_its_own_source_only_and_all_are_kept(store: Store) -> None:
    keep(store, "one", "ssd")
    keep(store, "two", "annex_a")
    keep(store, "three", "ssd")
    loads = list_loads(store)
    assert [(use.number, use.sources) for use in in_force(loads)] == [(2, ("annex_a",)), (3, ("ssd",))]
    assert [read_tables(store, load)["child"]["sex"].to_pylist() for load in loads] == [["one"], ["two"], ["three"]]


def test_each_local_table_stands_for_itself(store: Store) -> None:
    keep(store, "one", "local", "core_group")
    keep(store, "two", "local", "pep")
    assert [use.sources for use in in_force(list_loads(store))] == [("local/core_group",), ("local/pep",)]


def test_councils_do_not_replace_each_other(store: Store) -> None:
    keep(store, "one", council="Northmoor")
    keep(store, "one", council="Southmoor")
    assert {use.council for use in in_force(list_loads(store))} == {"Northmoor", "Southmoor"}


def test_tables_no_longer_in_force_are_named(store: Store) -> None:
    keep(store, "one", "ssd", "child", "cp_visit")
    assert keep(store, "two", "ssd", "child").dropped == ("cp_visit",)


def test_another_data_to_is_another_load(store: Store) -> None:
    keep(store, "one")
    reading = tiny_load.make_reading("one")
    later = [type(feed)(**{**vars(feed), "data_to": date(2026, 11, 1)}) for feed in reading.feeds]
    moved = type(reading)(reading.tables, later, reading.findings, reading.files)
    assert flow.keep(store, moved, flow.Brought(), tiny_load.build).is_new


def test_the_council_of_the_last_load_is_the_default(store: Store) -> None:
    keep(store, "one", council="Northmoor")
    assert keep(store, "two", council="").load.council == "Northmoor"


def test_the_manifest_says_what_was_loaded(store: Store) -> None:
    load = keep(store, "one").load
    assert list_loads(store) == (load,)
    assert [(file.name, file.sha256) for file in load.files] == [("child.csv", "sha-one")]
    assert load.findings == {"not a date": 1}
    assert load.data_to == date(2026, 10, 31)


def test_the_load_before_is_the_last_one_from_other_loads(store: Store) -> None:
    keep(store, "one")
    first = open_snapshot(store, Scope.whole_council())
    assert snapshot_before(first) is None
    keep(store, "two")
    before = snapshot_before(open_snapshot(store, Scope.whole_council()))
    assert before is not None
    assert before.record.id == first.record.id


def test_provenance_names_loads_entries_standards_and_the_day(store: Store) -> None:
    line = keep(store, "one").snapshot.provenance()
    assert line.startswith("As of 31 October 2026 · load 0001 ssd to 31 October 2026 · nothing recorded · entries ")
    assert "standards none set" in line


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the folder's own access list decides")
def test_only_the_owner_can_read_the_store(store: Store) -> None:
    keep(store, "one")
    for path in (store.folder, *store.folder.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SIGHTLINE_DATA", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("SIGHTLINE_DATA")
    assert default_folder().name.lower() == "sightline"


def test_nothing_is_written_by_looking(store: Store) -> None:
    assert read_pointer(store).last_load == 0
    assert not store.folder.exists()
