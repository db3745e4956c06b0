"""The register of what people sign about lists: each for good, once, wherever the machine stops."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sightline.store import Disk, open_store
from sightline.store.agreed import Signed, add_signed, agreed_path, read_agreed
from sightline.store.recorded import read_register
from sightline.words import UserError
from tests.store import saver


def made_up(word: str) -> Signed:
    return Signed("pair", "three", "Northmoor", "Homes", "Ada Dale", "tests", "2026-11-01T09:00:00Z", "Asked both",
                  about=("MU1", "list 2, row 5"), answer="same", token=word)  # fmt: skip


def words(folder: Path) -> list[str]:
    return [each.token for each in read_agreed(open_store(folder))]


class StoppedError(BaseException):
    """Stands for a process that ends at once."""


def test_kept_as_it_was_signed_and_once(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    kept, is_new = add_signed(store, made_up("one"))
    assert (kept.number, is_new) == (1, True)
    assert read_agreed(store) == (kept,)
    assert add_signed(store, made_up("one")) == (kept, False)
    if os.name == "posix":
        assert agreed_path(store).stat().st_mode & 0o777 == 0o600


def test_stopped_or_without_room_at_any_point(tmp_path: Path) -> None:
    passed: list[str] = []
    add_signed(open_store(tmp_path / "counted", Disk(passed.append)), made_up("counted"))
    for trouble in (StoppedError(), OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))):
        for point in range(len(passed)):
            folder = tmp_path / f"{type(trouble).__name__}{point}"
            add_signed(open_store(folder), made_up("before"))
            count = 0

            def step(_: str, point: int = point, trouble: BaseException = trouble) -> None:
                nonlocal count
                count += 1
                if count == point + 1:
                    raise trouble

            with pytest.raises((StoppedError, UserError)):
                add_signed(open_store(folder, Disk(step)), made_up("new"))
            add_signed(open_store(folder), made_up("new"))  # the form is sent again
            assert words(folder) == ["before", "new"], point


def test_an_altered_line_is_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_signed(store, made_up("one"))
    agreed_path(store).write_text('{"kind": "pair"}\n', encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_agreed(store)
    assert str(refused.value) == (
        f"What people recorded cannot be read ({agreed_path(store)}, line 1). "
        "Put the file back from a backup: no line of it is ever changed or taken out."
    )


@pytest.mark.skipif(os.name != "posix", reason="A process is killed here as Linux and macOS kill it")
def test_killed_outright_while_an_event_is_saved(tmp_path: Path) -> None:
    """SIGKILL with the line written and not yet synced: the lock is let go, and the line is there once or never."""
    command = [sys.executable, str(Path(saver.__file__)), str(tmp_path), "killed", "hang"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as saving:
        assert saving.stdout is not None
        assert saving.stdout.readline().strip() == "before syncing events.jsonl"
        saving.send_signal(signal.SIGKILL)
        assert saving.wait(timeout=60) == -signal.SIGKILL
    saver.add_recorded(open_store(tmp_path), saver.made_up_event("killed"))  # the form is sent again
    saver.add_recorded(open_store(tmp_path), saver.made_up_event("next"))
    assert [event.token for event in read_register(open_store(tmp_path)).events] == ["killed", "next"]
