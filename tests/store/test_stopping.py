"""Stopped at any point of a load, by a power cut or by a full disk, the last good snapshot stays in use."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sightline.store import Scope, open_snapshot, open_store
from sightline.store.loads import list_loads
from sightline.words import UserError
from tests.store import tiny_load

SWAP = "before swapping current.json"
SCRIPT = Path(tiny_load.__file__)


def points_of_a_load(folder: Path) -> list[str]:
    passed: list[str] = []
    tiny_load.load_tiny(folder, "first")
    tiny_load.load_tiny(folder, "second", passed.append)
    return passed


def run_and_stop(folder: Path, word: str, point: int) -> int:
    command = [sys.executable, str(SCRIPT), str(folder), word, str(point)]
    return subprocess.run(command, stdout=subprocess.DEVNULL, timeout=60, check=False).returncode


def in_use(folder: Path) -> str:
    """The load behind the snapshot in use, read as any reader would."""
    snapshot = open_snapshot(open_store(folder), Scope.whole_council())
    return str(snapshot.table("obligations")["run"].to_pylist()[0])


def test_every_write_sync_and_rename_is_a_point(tmp_path: Path) -> None:
    points = points_of_a_load(tmp_path)
    for file in ("child.parquet", "findings.parquet", "obligations.parquet", "manifest.json", "current.json.new"):
        assert {f"before writing {file}", f"before syncing {file}", f"after syncing {file}"} <= set(points)
    renamed = [point for point in points if point.startswith("after renaming")]
    assert renamed[0] == "after renaming 0002"
    assert len(renamed) == 2, "one rename for the load, one for the snapshot"
    assert points[-3] == SWAP
    assert points[-2:] == ["after swapping current.json", "after syncing the folder of current.json"]


@pytest.fixture(scope="module")
def number_of_points(tmp_path_factory: pytest.TempPathFactory) -> int:
    return len(points_of_a_load(tmp_path_factory.mktemp("counted")))


def test_stopped_at_every_point(tmp_path: Path, number_of_points: int) -> None:
    for point in range(number_of_points):
        folder = tmp_path / str(point)
        tiny_load.load_tiny(folder, "first")
        assert run_and_stop(folder, "second", point) == tiny_load.STOPPED
        published = point >= number_of_points - 2  # the swap has been made
        assert in_use(folder) == ("2" if published else "1"), f"stopped at point {point}"
        outcome = tiny_load.load_tiny(folder, "third")
        assert outcome.load.number == (3 if published else 2)
        assert in_use(folder) == str(outcome.load.number), f"the next load after a stop at point {point}"
        assert not [path.name for path in folder.rglob(".making-*")]


def test_stopped_in_the_very_first_load(tmp_path: Path, number_of_points: int) -> None:
    for point in range(0, number_of_points - 3, 3):
        folder = tmp_path / str(point)
        assert run_and_stop(folder, "first", point) == tiny_load.STOPPED
        assert list_loads(open_store(folder)) == ()
        with pytest.raises(UserError, match="Nothing has been loaded yet"):
            open_snapshot(open_store(folder), Scope.whole_council())
        assert tiny_load.load_tiny(folder, "first").load.number == 1


def test_no_room_at_any_point(tmp_path: Path, number_of_points: int) -> None:
    tiny_load.load_tiny(tmp_path, "first")
    for point in range(number_of_points - 2):
        passed: list[str] = []

        def step(name: str, point: int = point, passed: list[str] = passed) -> None:
            passed.append(name)
            if len(passed) == point + 1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with pytest.raises(UserError, match="The disk has no room left for this load"):
            tiny_load.load_tiny(tmp_path, "second", step)
        assert in_use(tmp_path) == "1"
        assert [load.number for load in list_loads(open_store(tmp_path))] == [1]
    assert tiny_load.load_tiny(tmp_path, "second").load.number == 2


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    mount = tmp_path / "small"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(mount)]
    try:
        made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        made = False
    if not made:
        pytest.skip("a small file system can be made here by nobody but an administrator")
    try:
        tiny_load.load_tiny(mount / "store", "first")
        (mount / "ballast").write_bytes(b"x" * (os.statvfs(mount).f_bavail * os.statvfs(mount).f_frsize - 8192))
        with pytest.raises(UserError, match=r"The disk has no room left.*Free some space"):
            tiny_load.load_tiny(mount / "store", "second")
        assert in_use(mount / "store") == "1"
        (mount / "ballast").unlink()
        assert tiny_load.load_tiny(mount / "store", "second").load.number == 2
    finally:
        subprocess.run(["umount", str(mount)], check=True)
