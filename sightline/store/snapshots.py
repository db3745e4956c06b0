"""Snapshots: the answers, built once from loads, entries, standards and an as-of date, then only read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sightline.store.place import Pointer, Store, check_version, read_pointer, swap_pointer
from sightline.store.records import SnapshotRecord, snapshot_from_json, to_json
from sightline.store.scope import Scope
from sightline.words import UserError

if TYPE_CHECKING:
    import pyarrow as pa

SUBJECT = ("council", "subject_kind", "subject_id")


@dataclass(frozen=True)
class Snapshot:
    """A snapshot opened by somebody: every table comes with what they may not see already gone."""

    store: Store
    record: SnapshotRecord
    scope: Scope

    def table(self, name: str) -> "pa.Table":
        """One table of the snapshot (obligations, events, …), without the rows of sealed records."""
        import pyarrow.parquet as pq

        if name not in self.record.tables:
            raise KeyError(name)
        whole = pq.read_table(self.store.snapshots_folder / self.record.id / f"{name}.parquet")
        return self._without_sealed(whole) if set(SUBJECT) <= set(whole.column_names) else whole

    def _without_sealed(self, table: "pa.Table") -> "pa.Table":
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        path = self.store.snapshots_folder / self.record.id / "subjects.parquet"
        subjects = pq.read_table(path, columns=[*SUBJECT, "sealed"])
        hidden = [
            row
            for row in subjects.filter(pc.fill_null(subjects["sealed"], True)).select(SUBJECT).to_pylist()
            if tuple(row.values()) not in self.scope.sealed_seen
        ]
        if not hidden:
            return table
        import pyarrow as pa

        fields = pa.schema([subjects.schema.field(name) for name in SUBJECT])
        sealed = pa.Table.from_pylist(hidden, schema=fields)
        order = pa.array(range(table.num_rows), pa.int64())
        keys = table.select(SUBJECT).append_column("_row", order)
        kept = keys.join(sealed, list(SUBJECT), join_type="left anti")["_row"].combine_chunks().sort()
        return table.take(kept)


def open_snapshot(store: Store, scope: Scope, snapshot_id: str = "") -> Snapshot:
    """Open the snapshot in use, or the one named. Raises UserError where there is none."""
    wanted = snapshot_id or read_pointer(store).snapshot
    if not wanted:
        raise UserError("Nothing has been loaded yet", str(store.folder), "Load your files first: sightline load PATH")
    return Snapshot(store, read_record(store, wanted), scope)


def read_record(store: Store, snapshot_id: str) -> SnapshotRecord:
    """The manifest of a snapshot. Raises UserError if a newer Sightline wrote it."""
    path = store.snapshots_folder / snapshot_id / "manifest.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    check_version(held, path)
    return snapshot_from_json(held)


def has_snapshot(store: Store, snapshot_id: str) -> bool:
    """Say whether a snapshot with this name was made before: its name says all it depends on."""
    return (store.snapshots_folder / snapshot_id / "manifest.json").is_file()


def save_snapshot(store: Store, record: SnapshotRecord, tables: Mapping[str, "pa.Table"]) -> None:
    """Write a snapshot under a temporary name and give it its own by one rename. Not in use until published."""
    making = store.snapshots_folder / f".making-{record.id}"
    store.disk.make_folder(making)
    for name in sorted(tables):
        store.disk.write_table(making / f"{name}.parquet", tables[name])
    store.disk.write_json(making / "manifest.json", to_json(record))
    store.disk.rename_folder(making, store.snapshots_folder / record.id)


def publish(store: Store, snapshot_id: str, last_load: int, software: str) -> None:
    """Put a snapshot in use, with the loads up to `last_load`, in one stroke."""
    before = read_pointer(store)
    published = (*(name for name in before.published if name != snapshot_id), snapshot_id)
    swap_pointer(store, Pointer(last_load, snapshot_id, published), software)


def snapshot_before(snapshot: Snapshot) -> Snapshot | None:
    """The last snapshot in use that was made from other loads: what 'since the load before' means."""
    published = read_pointer(snapshot.store).published
    for name in reversed(published):
        if name != snapshot.record.id and has_snapshot(snapshot.store, name):
            record = read_record(snapshot.store, name)
            if record.loads != snapshot.record.loads:
                return replace(snapshot, record=record)
    return None


def sweep_snapshots(store: Store) -> None:
    """Remove snapshots half made, and those made for one look (another as-of date) that were never in use."""
    kept = set(read_pointer(store).published)
    if not store.snapshots_folder.is_dir():
        return
    for folder in sorted(store.snapshots_folder.iterdir()):
        if folder.name not in kept:
            store.disk.remove_folder(folder)
