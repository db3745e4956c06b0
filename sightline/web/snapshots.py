"""The snapshot in use, its tables kept for all requests of this process, and the keys of its subjects."""

from functools import lru_cache

from django.conf import settings

from sightline.store import Scope, Shelf, Snapshot, SnapshotRecord, Store, Subject, open_store
from sightline.store.place import read_pointer
from sightline.store.snapshots import read_record
from sightline.web.people.keys import key_of, keys_of

SHELF = Shelf(keeps=2)
NOBODY: Subject = ("", "", "")
"""Stands for a key that leads to no one: it goes the same way as one that leads to somebody out of scope."""


def the_store() -> Store:
    """The store that is served."""
    return open_store(settings.STORE_FOLDER)


def current_record() -> SnapshotRecord | None:
    """The manifest of the snapshot in use; None before the first load."""
    store = the_store()
    name = read_pointer(store).snapshot
    return _record(store, name) if name else None


def open_current(record: SnapshotRecord, scope: Scope) -> Snapshot:
    """Open a snapshot for somebody, its tables shared with other requests."""
    return Snapshot(the_store(), record, scope, SHELF)


@lru_cache(maxsize=50_000)
def child_key(subject: Subject) -> str:
    """The opaque key of a subject, for addresses."""
    return key_of(settings.INSTALLATION_SECRET, subject)


def subject_of(snapshot: Snapshot, key: str) -> Subject:
    """The subject behind a key, whoever it may be seen by; NOBODY if there is none."""
    return _keys(snapshot.store, snapshot.record.id).get(key, NOBODY)


@lru_cache(maxsize=4)
def _record(store: Store, name: str) -> SnapshotRecord:
    return read_record(store, name)


@lru_cache(maxsize=2)
def _keys(store: Store, name: str) -> dict[str, Subject]:
    folder = store.snapshots_folder / name
    return keys_of(settings.INSTALLATION_SECRET, SHELF.get(folder, "subjects").subjects)
