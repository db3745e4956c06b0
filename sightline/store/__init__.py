"""The store: loads as they came in, snapshots as they were worked out, and one pointer to what is in force."""

from sightline.store.disk import Disk
from sightline.store.place import Store, default_folder, open_store
from sightline.store.records import LoadRecord, SnapshotRecord
from sightline.store.scope import FiguresOnlyError, NamesWithheldError, Scope, Subject
from sightline.store.shelf import Shelf
from sightline.store.snapshots import Months, Snapshot, open_snapshot, snapshot_before

__all__ = [
    "Disk",
    "FiguresOnlyError",
    "LoadRecord",
    "Months",
    "NamesWithheldError",
    "Scope",
    "Shelf",
    "Snapshot",
    "SnapshotRecord",
    "Store",
    "Subject",
    "default_folder",
    "open_snapshot",
    "open_store",
    "snapshot_before",
]
