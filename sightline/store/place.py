"""Where the store is, and whether this Sightline may use it."""

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sightline.store.disk import Disk
from sightline.words import UserError

STORE_VERSION = 1
"""Raised when the layout of the store changes. A store of a higher version is refused, never guessed at."""

NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass(frozen=True)
class Store:
    """A folder of loads and snapshots. Make one with `open_store`, which checks its version."""

    folder: Path
    disk: Disk = field(default_factory=Disk)

    @property
    def loads_folder(self) -> Path:
        """One folder for each load, named 0001, 0002 …"""
        return self.folder / "loads"

    @property
    def snapshots_folder(self) -> Path:
        """One folder for each snapshot, named by what it was made from."""
        return self.folder / "snapshots"

    @property
    def lists_folder(self) -> Path:
        """Lists written for people: what was not understood, due dates that differ."""
        return self.folder / "lists"


@dataclass(frozen=True)
class Pointer:
    """What is in force: the newest load, the snapshot in use, and every snapshot that ever was, oldest first."""

    last_load: int = 0
    snapshot: str = ""
    published: tuple[str, ...] = ()


def default_folder() -> Path:
    """The folder of the user for Sightline's store: local to the machine, not copied about with the profile."""
    if chosen := os.environ.get("SIGHTLINE_DATA"):
        return Path(chosen)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local or Path.home() / "AppData" / "Local") / "Sightline"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Sightline"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "sightline"


def open_store(folder: Path | None = None, disk: Disk | None = None) -> Store:
    """Open the store in `folder` (default: `default_folder`); nothing is written yet.

    Raises UserError where the folder is a file, or its store was written by a newer Sightline.
    """
    store = Store((folder or default_folder()).absolute(), disk or Disk())
    if store.folder.exists() and not store.folder.is_dir():
        raise UserError(
            "The store must be a folder, and this is a file", str(store.folder), "Give a folder with --data."
        )
    read_pointer(store)
    return store


def read_pointer(store: Store) -> Pointer:
    """Read what is in force; an empty pointer where nothing has been loaded yet."""
    path = store.folder / "current.json"
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Pointer()
    except ValueError:
        raise _spoilt(path) from None
    check_version(held, path)
    try:
        return Pointer(int(held["last_load"]), str(held["snapshot"]), tuple(held["published"]))
    except (KeyError, TypeError, ValueError):
        raise _spoilt(path) from None


def check_version(held: object, path: Path) -> None:
    """Refuse what a newer Sightline wrote. Raises UserError."""
    if not isinstance(held, dict):
        raise _spoilt(path)
    version = int(held.get("store_version", 0))
    if version > STORE_VERSION:
        raise UserError(
            f"This store was written by a newer Sightline ({held.get('software', 'unknown')}, store version {version}; "
            f"this one knows version {STORE_VERSION})",
            str(path),
            "Install that version or a later one, or give another folder with --data. Nothing has changed.",
        )


def swap_pointer(store: Store, pointer: Pointer, software: str) -> None:
    """Publish: from here on every reader sees the new snapshot."""
    store.disk.swap_file(
        store.folder / "current.json",
        {
            "store_version": STORE_VERSION,
            "software": software,
            "last_load": pointer.last_load,
            "snapshot": pointer.snapshot,
            "published": list(pointer.published),
        },
    )


@contextmanager
def kind_words(store: Store, what_for: str = "this load") -> Iterator[None]:
    """Turn what the disk refuses into a sentence that says what to do. Whatever happens, nothing has changed."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            what = f"The disk has no room left for {what_for}"
            mend = "Free some space, or give a folder on another disk with --data. What was loaded before stays in use."
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            what = "Sightline may not write in its store"
            mend = "Ask for the right to write there, or give another folder with --data. Nothing has changed."
        else:
            raise
        raise UserError(what, str(store.folder), mend) from error


def _spoilt(path: Path) -> UserError:
    return UserError(
        "The file that says which snapshot is in use cannot be read",
        str(path),
        "Put it back from a backup, or load the files again into another folder with --data.",
    )
