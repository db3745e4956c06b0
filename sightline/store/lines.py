"""A file of lines that are only ever added to, for what people record and what they sign."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sightline.store.lock import hold_lock
from sightline.store.place import Store, kind_words
from sightline.words import UserError

PATIENCE = 20.0
"""Seconds that one saver waits for another; each takes a few thousandths."""


def read_lines(path: Path) -> list[bytes]:
    """The whole lines of a file; half a line at its end, left by a process that was stopped, is passed over."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    return content[: content.rfind(b"\n") + 1].splitlines()


@contextmanager
def hold_lines(store: Store, path: Path) -> Iterator[None]:
    """Hold the folder of such a file while one line is added. Raises UserError; then nothing was saved."""
    with kind_words(store, "what you record"):
        store.disk.make_folder(path.parent)
        with hold_lock(path.parent, PATIENCE):
            yield


def spoilt(path: Path, number: int) -> UserError:
    """The refusal of a file in which a line was altered or left out."""
    return UserError(
        "What people recorded cannot be read",
        f"{path}, line {number:,}",
        "Put the file back from a backup: no line of it is ever changed or taken out.",
    )
