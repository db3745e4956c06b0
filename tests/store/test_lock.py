"""Two loads at once do not collide, and a stopped load does not lock the store for ever."""

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sightline.store.lock import LONGEST_WRITE, hold_lock
from sightline.words import UserError

posix_only = pytest.mark.skipif(os.name != "posix", reason="elsewhere the system itself guards an open file")


def write_mark(folder: Path, process: int, computer: str) -> None:
    mark = {"process": process, "computer": computer, "since": "1 November 2026 09:00"}
    (folder / "lock").write_text(json.dumps(mark), encoding="utf-8")


def ended_process() -> int:
    return int(subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True).stdout)


def test_held_and_given_back(tmp_path: Path) -> None:
    with hold_lock(tmp_path):
        assert (tmp_path / "lock").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_second_load_is_refused(tmp_path: Path) -> None:
    with (
        hold_lock(tmp_path),
        pytest.raises(UserError, match="Another load has been at work in this store since"),
        hold_lock(tmp_path),
    ):
        pass


def test_given_back_after_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a fault"), hold_lock(tmp_path):
        raise ValueError("a fault")
    with hold_lock(tmp_path):
        pass


@posix_only
def test_the_lock_of_a_stopped_load_is_taken_over(tmp_path: Path) -> None:
    write_mark(tmp_path, ended_process(), platform.node())
    with hold_lock(tmp_path):
        assert json.loads((tmp_path / "lock").read_text())["process"] == os.getpid()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_another_computer_is_not(tmp_path: Path) -> None:
    write_mark(tmp_path, 1, "another computer")
    with pytest.raises(UserError, match="since 1 November 2026 09:00"), hold_lock(tmp_path):
        pass


def test_an_empty_lock_is_taken_over_once_it_is_old(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.touch()
    with pytest.raises(UserError), hold_lock(tmp_path):
        pass
    old = time.time() - 2 * LONGEST_WRITE
    os.utime(lock, (old, old))
    with hold_lock(tmp_path):
        pass


def test_whoever_only_looks_waits(tmp_path: Path) -> None:
    program = (
        "import sys, time, pathlib; from sightline.store.lock import hold_lock\n"
        f"with hold_lock(pathlib.Path({str(tmp_path)!r})): print('held', flush=True); time.sleep(0.5)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(UserError), hold_lock(tmp_path):
            pass
        with hold_lock(tmp_path, patience=30):
            pass
