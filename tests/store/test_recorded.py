"""The register of recorded events: each for good, once, whoever else saves and wherever the machine stops."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sightline.store import Disk, open_store
from sightline.store.recorded import add_recorded, read_register, register_path
from sightline.words import UserError
from tests.store import saver
from tests.store.saver import made_up_event

SCRIPT = [sys.executable, str(Path(saver.__file__))]


def words(folder: Path) -> list[str]:
    """What stands in the register, as any reader would read it."""
    return [event.token for event in read_register(open_store(folder)).events]


def test_kept_as_it_was_typed(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    kept, is_new = add_recorded(store, made_up_event("one", why="Seen at school: “well”"))
    assert (kept.number, is_new) == (1, True)
    assert read_register(store).events == (kept,)
    assert register_path(store).stat().st_mode & 0o777 == 0o600


def test_the_same_form_is_saved_once(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    first, _ = add_recorded(store, made_up_event("one"))
    again, is_new = add_recorded(store, made_up_event("one", when="2026-11-01T09:00:09Z"))
    assert (again, is_new) == (first, False)
    assert words(tmp_path) == ["one"]


def test_savers_at_once_all_land(tmp_path: Path) -> None:
    running = [subprocess.Popen([*SCRIPT, str(tmp_path), f"form {n}"]) for n in range(6)]
    assert [one.wait(timeout=60) for one in running] == [0] * 6
    assert sorted(words(tmp_path)) == [f"form {n}" for n in range(6)]


def points_of_a_save(folder: Path) -> int:
    passed: list[str] = []
    add_recorded(open_store(folder, Disk(passed.append)), made_up_event("counted"))
    return len(passed)


def test_stopped_at_every_point(tmp_path: Path) -> None:
    points = points_of_a_save(tmp_path / "counted")
    assert points > 3
    for point in range(points):
        folder = tmp_path / str(point)
        add_recorded(open_store(folder), made_up_event("before"))
        command = [*SCRIPT, str(folder), "stopped", str(point)]
        assert subprocess.run(command, timeout=60, check=False).returncode == saver.STOPPED
        add_recorded(open_store(folder), made_up_event("stopped"))  # the form is sent again
        assert words(folder) == ["before", "stopped"], f"stopped at point {point}"


def test_half_a_line_counts_for_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_recorded(store, made_up_event("whole"))
    with register_path(store).open("ab") as file:
        file.write(b'{"council": "Northm')
    assert words(tmp_path) == ["whole"]
    add_recorded(store, made_up_event("next"))
    assert words(tmp_path) == ["whole", "next"]


def test_no_room_at_any_point(tmp_path: Path) -> None:
    points = points_of_a_save(tmp_path / "counted")
    folder = tmp_path / "store"
    add_recorded(open_store(folder), made_up_event("before"))
    for point in range(points - 1):
        passed: list[str] = []

        def step(name: str, point: int = point, passed: list[str] = passed) -> None:
            passed.append(name)
            if len(passed) == point + 1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with pytest.raises(UserError, match=r"The disk has no room left for what you record.*Free some space"):
            add_recorded(open_store(folder, Disk(step)), made_up_event("new"))
        assert words(folder) == ["before"]
    assert add_recorded(open_store(folder), made_up_event("new"))[1]


def test_taken_back_once_and_by_its_own_child(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_recorded(store, made_up_event("one"))
    back = made_up_event("back", kind="retraction", event="", on=None, retracts=1)
    with pytest.raises(UserError, match="was never recorded"):
        add_recorded(store, replace(back, child_id="2"))
    add_recorded(store, back)
    assert read_register(store).in_force() == ()
    with pytest.raises(UserError, match="That has been taken back already"):
        add_recorded(store, replace(back, token="again"))
    assert read_register(store, 1).in_force() == read_register(store, 1).events, "as it stood before"


@pytest.mark.parametrize("spoil", [lambda line: line[:40], lambda line: line.replace(b'"number":1', b'"number":7')])
def test_an_altered_line_is_refused(tmp_path: Path, spoil: object) -> None:
    store = open_store(tmp_path)
    add_recorded(store, made_up_event("one"))
    path = register_path(store)
    path.write_bytes(spoil(path.read_bytes().rstrip()) + b"\n")  # type: ignore[operator]
    with pytest.raises(UserError, match=r"What people recorded cannot be read .*line 1\)"):
        read_register(store)
