"""One load at a time: a lock file that a stopped load cannot leave behind for ever."""

import json
import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sightline.words import UserError

LONGEST_BREAK = 60.0
"""Seconds. Clearing away an old lock takes a moment; a mark older than this was left by a stopped process."""

LONGEST_WRITE = 5.0
"""Seconds. A lock still empty after this belongs to a process that stopped before it could sign it."""


@contextmanager
def hold_lock(folder: Path, patience: float = 0) -> Iterator[None]:
    """Hold the store's lock; wait for it up to `patience` seconds. Raises UserError if another load holds it.

    The file stays open for as long as it is held: Windows then refuses to remove it, which is how a lock that is
    still held is told there from one that a stopped process left.
    """
    path = folder / "lock"
    until = time.monotonic() + patience
    while (number := _take(path)) is None:
        if time.monotonic() >= until:
            raise _in_use(path)
        time.sleep(0.1)
    try:
        yield
    finally:
        os.close(number)
        with suppress(OSError):
            path.unlink()


def _take(path: Path) -> int | None:
    number = _create(path)
    if number is None and _clear_if_left_behind(path):
        number = _create(path)
    if number is not None:
        mark = {"process": os.getpid(), "computer": platform.node(), "since": time.strftime("%d %B %Y %H:%M")}
        os.write(number, json.dumps(mark).encode())
    return number


def _create(path: Path) -> int | None:
    try:
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return None
    except PermissionError:
        if path.exists():  # Windows: the file is being removed at this moment
            return None
        raise


def _clear_if_left_behind(path: Path) -> bool:
    """Remove the lock if whoever took it is gone. A second mark keeps two processes from clearing at once."""
    seen = _read(path)
    if _is_alive(seen) if seen else _is_fresh(path):
        return False
    breaking = path.with_name("lock.breaking")
    with suppress(OSError):
        if time.time() - breaking.stat().st_mtime > LONGEST_BREAK:
            breaking.unlink()
    number = _create(breaking)
    if number is None:
        return False
    try:
        if _read(path) == seen:
            path.unlink()
        return not path.exists()
    except OSError:
        return False
    finally:
        os.close(number)
        breaking.unlink()


def _read(path: Path) -> dict[str, object]:
    try:
        mark = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def _is_alive(mark: dict[str, object]) -> bool:
    """Say whether the process that took the lock may still run."""
    if mark.get("computer") != platform.node():
        return True
    if os.name != "posix":
        return False  # the attempt to remove the file gives the answer
    return _runs(int(str(mark.get("process", 0))))


def _is_fresh(path: Path) -> bool:
    """Say whether a lock without a mark may be one that is being written at this moment."""
    try:
        return time.time() - path.stat().st_mtime < LONGEST_WRITE
    except OSError:
        return True


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _in_use(path: Path) -> UserError:
    since = _read(path).get("since", "just now")
    return UserError(
        f"Another load has been at work in this store since {since}",
        str(path),
        "Wait for it to end and try again. If you are sure that none runs, delete that file. Nothing has changed.",
    )
