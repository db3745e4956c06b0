"""The whole way: paths → load → build → snapshot. Nothing is in force until the last step of all."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import sightline
from sightline import building
from sightline.fingerprints import fingerprint, reading_fingerprint
from sightline.store.loads import list_loads, read_aliases, save_load, source_of, sweep_loads
from sightline.store.lock import hold_lock
from sightline.store.place import STORE_VERSION, Store, kind_words, read_pointer
from sightline.store.records import FeedRecord, FileRecord, LoadRecord, SnapshotRecord
from sightline.store.snapshots import has_snapshot, publish, read_record, save_snapshot, sweep_snapshots
from sightline.words import UserError

if TYPE_CHECKING:
    import pyarrow as pa

    from sightline.clocks.standards import Standards
    from sightline.sources import Reading

Build = Callable[[Store, building.Plan], tuple[SnapshotRecord, "dict[str, pa.Table]"]]

PATIENCE = 60.0
"""Seconds that somebody who only looks waits for a load to end."""


@dataclass(frozen=True)
class Brought:
    """What comes in with the files: whose they are, what the council has set, and which records it seals."""

    council: str = ""
    standards: bytes | None = None
    sealed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outcome:
    """What a load did. `is_new` is false where the same content was in force already, and nothing changed."""

    is_new: bool
    load: LoadRecord
    snapshot: SnapshotRecord
    reading: "Reading"
    dropped: tuple[str, ...]


def load(
    store: Store,
    paths: Sequence[Path],
    *,
    data_to: date | None = None,
    council: str = "",
    standards: Path | None = None,
    sealed: Path | None = None,
    build: Build = building.build,
) -> Outcome:
    """Read files, keep them as a load, work out every duty and put the result in use.

    `sealed` is the council's own list of sealed records. Whatever goes wrong on the way, what was in use before stays
    in use. Raises UserError.
    """
    from sightline.identity import read_sealed_list
    from sightline.sources import read_paths

    hidden = read_sealed_list(sealed) if sealed else frozenset()
    rules = _standards_of(standards)
    return keep(store, read_paths(paths, data_to=data_to), Brought(council, rules, hidden), build)


def keep(store: Store, reading: "Reading", brought: Brought, build: Build = building.build) -> Outcome:
    """Keep what was read as a load, build from it and put the result in use, in that order and under the lock."""
    with kind_words(store):
        store.disk.make_folder(store.folder)
        with hold_lock(store.folder):
            sweep_loads(store)
            before = list_loads(store)
            record = _record(reading, before, brought)
            same = next((load for load in reversed(before) if _covers(load, record)), None)
            if same is not None and same.fingerprint == record.fingerprint:
                return Outcome(False, same, rebuild_held(store, build=build), reading, ())
            return _keep_new(store, reading, before, record, brought, build)


def _keep_new(
    store: Store,
    reading: "Reading",
    before: tuple[LoadRecord, ...],
    record: LoadRecord,
    brought: Brought,
    build: Build,
) -> Outcome:
    from sightline.identity import update_aliases

    aliases = update_aliases(
        read_aliases(store, before),
        reading.tables,
        reading.feeds,
        council=record.council,
        load=f"{record.number:04d}",
        sealed_ids=brought.sealed,
    )
    try:
        save_load(store, record, reading.tables, reading.findings, aliases, brought.standards)
        ready = replace(building.plan(store, (*before, record), None), at_hand={record.number: reading.tables})
        snapshot = _make(store, ready, build)
        publish(store, snapshot.id, record.number, sightline.__version__)
        snapshot = rebuild_held(store, build=build)  # with what was recorded while the files were read
    finally:
        sweep_loads(store)
        sweep_snapshots(store)
    return Outcome(True, record, snapshot, reading, _dropped(before, record))


def rebuild(
    store: Store, *, as_of: date | None = None, up_to: int | None = None, build: Build = building.build
) -> SnapshotRecord:
    """The snapshot for the loads in force, the entries and standards as they are now, and an as-of date.

    Default `as_of`: the newest day that the case system's files reach. `up_to`: as known after that load. A build is
    pure, so one made before is used again. Only the default one is put in use. Raises UserError.
    """
    if not read_pointer(store).last_load:
        raise UserError("Nothing has been loaded yet", str(store.folder), "Load your files first: sightline load PATH")
    ready = building.plan(store, list_loads(store)[:up_to], as_of)
    if has_snapshot(store, ready.id) and (as_of or up_to or read_pointer(store).snapshot == ready.id):
        return read_record(store, ready.id)
    with kind_words(store), hold_lock(store.folder, PATIENCE):
        return rebuild_held(store, as_of, up_to, build)


def rebuild_held(
    store: Store, as_of: date | None = None, up_to: int | None = None, build: Build = building.build
) -> SnapshotRecord:
    """The same for whoever holds the lock."""
    pointer = read_pointer(store)
    snapshot = _make(store, building.plan(store, list_loads(store)[:up_to], as_of), build)
    if as_of is None and up_to is None and pointer.snapshot != snapshot.id:
        publish(store, snapshot.id, pointer.last_load, sightline.__version__)
    return snapshot


def standards_of(store: Store, council: str) -> "Standards":
    """What a council has set, as the loads in force say."""
    from sightline.clocks.standards import Standards

    rules = building.plan(store, list_loads(store), None).rules
    return building.read_rules(rules[council]) if council in rules else Standards(council)


def _make(store: Store, ready: building.Plan, build: Build) -> SnapshotRecord:
    if has_snapshot(store, ready.id):
        return read_record(store, ready.id)
    record, tables = build(store, ready)
    save_snapshot(store, record, tables)
    return record


def _record(reading: "Reading", before: tuple[LoadRecord, ...], brought: Brought) -> LoadRecord:
    files = tuple(FileRecord(file.name, file.sha256, file.kind, file.rows) for file in reading.files)
    feeds = tuple(
        FeedRecord(f.id, f.source, f.table, f.file, f.sheet, f.history, f.data_to, f.rows, f.holds)
        for f in reading.feeds
    )
    if not feeds:
        raise UserError(
            "None of these files holds a table that Sightline knows",
            ", ".join(sorted({file.name for file in files})[:5]),
            "Load an Annex A workbook, SSD tables or the filled-in templates (sightline templates DIR).",
        )
    name = brought.council or (before[-1].council if before else "council")
    reaches = sorted(f"{feed.id} {feed.data_to}" for feed in feeds)
    contents = sorted(file.sha256 for file in files)
    return LoadRecord(
        number=(before[-1].number if before else 0) + 1,
        council=name,
        fingerprint=fingerprint([name, reading_fingerprint(), *_brought_parts(brought), *contents, *reaches]),
        loaded_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        files=files,
        feeds=feeds,
        findings=dict(Counter(finding.kind for finding in reading.findings)),
        tables=tuple(sorted(reading.tables)),
        has_standards=brought.standards is not None,
        software=sightline.__version__,
        store_version=STORE_VERSION,
    )


def _brought_parts(brought: Brought) -> tuple[str | bytes, ...]:
    return (brought.standards or b"", " ".join(sorted(brought.sealed)))


def _standards_of(path: Path | None) -> bytes | None:
    """The standards file as it stands, once it has been read without complaint."""
    from sightline.checks.own import try_own_checks

    if path is None:
        return None
    if not path.is_file():
        raise UserError("There is no such standards file", str(path), "Check the path given to --standards.")
    building.read_rules(path)
    try_own_checks(path)
    return path.read_bytes()


def _covers(older: LoadRecord, newer: LoadRecord) -> bool:
    """Say whether the older load gives something that the newer one would replace."""
    return older.council == newer.council and bool(set(older.sources) & set(newer.sources))


def _dropped(before: tuple[LoadRecord, ...], record: LoadRecord) -> tuple[str, ...]:
    """Tables that the load this one replaces had, and this one has not."""
    has = {(source_of(feed), feed.table) for feed in record.feeds}
    for older in reversed(before):
        if _covers(older, record):
            had = {(source_of(feed), feed.table) for feed in older.feeds if source_of(feed) in record.sources}
            return tuple(sorted(table for source, table in had - has))
    return ()
