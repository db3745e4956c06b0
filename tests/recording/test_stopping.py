"""Stopped at any point while the snapshot is brought up to what was recorded, or while a real load writes its checks:
nothing recorded is lost, and the last good snapshot serves.
"""

from datetime import date
from pathlib import Path

import pytest

from sightline import flow, saving
from sightline.store import Disk, Scope, Store, open_snapshot, open_store
from sightline.store.place import read_pointer
from sightline.store.recorded import read_register
from tests.store.saver import made_up_event
from tests.web.county import COUNCIL, load_county

CHECKED = ("check_outcomes", "check_failures", "checked_tables", "obligations")


class StoppedError(BaseException):
    """Stands for a process that ends at once."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return load_county(tmp_path)


def stopping_at(point: int) -> tuple[Disk, list[str]]:
    passed: list[str] = []

    def step(name: str) -> None:
        passed.append(name)
        if len(passed) == point + 1:
            raise StoppedError

    return Disk(step), passed


def test_stopped_while_what_was_recorded_is_shown(store: Store) -> None:
    """At every point of saving: kept for good or not at all, and the next catching up shows all that was kept."""
    for point in range(100):
        disk, passed = stopping_at(point)
        before = read_register(store).last
        event = made_up_event(f"at {point}", subject_id="N2", child_id="N2", on=date(2026, 9, 1 + point % 28))
        try:
            saving.record(open_store(store.folder, disk), event)
            break
        except StoppedError:
            pass
        assert read_register(store).last in (before, before + 1), passed[-1]
        assert open_snapshot(store, Scope.whole_council()).table("obligations").num_rows
        record = saving.catch_up(store)
        assert record.recorded == read_register(store).last, passed[-1]
    assert point > 15, "every write, sync and rename was a point"
    assert read_register(store).last > point / 2, "most stops came after the event was kept"
    assert any("obligations.parquet" in name for name in passed)


def test_stopped_while_a_load_writes_its_checks(store: Store, tmp_path: Path) -> None:
    (tmp_path / "ssd_contacts.csv").write_text(
        "cont_contact_id,cont_person_id,cont_contact_date\nk1,N1,2026-10-30\n", encoding="utf-8"
    )
    used = read_pointer(store)
    for table in CHECKED:

        def step(name: str, table: str = table) -> None:
            if name == f"before syncing {table}.parquet":
                raise StoppedError

        with pytest.raises(StoppedError):
            flow.load(open_store(store.folder, Disk(step)), [tmp_path / "ssd_contacts.csv"], council=COUNCIL)
        assert read_pointer(store) == used, table
        assert open_snapshot(store, Scope.whole_council()).table("check_outcomes").num_rows
    recorded = read_register(store).last
    flow.load(open_store(store.folder), [tmp_path / "ssd_contacts.csv"], council=COUNCIL)
    assert read_pointer(store).last_load == used.last_load + 1
    assert open_snapshot(store, Scope.whole_council()).record.recorded == recorded
