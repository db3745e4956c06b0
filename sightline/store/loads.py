"""Loads: what came in, kept as it came, never changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from sightline.store.place import Store, check_version, read_pointer
from sightline.store.records import FeedRecord, LoadRecord, LoadUse, load_from_json, to_json
from sightline.words import UserError

if TYPE_CHECKING:
    import pyarrow as pa

FINDING_COLUMNS = ("kind", "file", "sheet", "row", "column", "child_id", "what", "mend")


def save_load(
    store: Store,
    record: LoadRecord,
    tables: Mapping[str, "pa.Table"],
    findings: Sequence[object],
    aliases: "pa.Table",
    standards: bytes | None,
) -> None:
    """Write a load under a temporary name and give it its own by one rename. Not in force until published."""
    making = store.loads_folder / f".making-{record.number:04d}"
    disk = store.disk
    disk.make_folder(making / "tables")
    for name in sorted(tables):
        disk.write_table(making / "tables" / f"{name}.parquet", tables[name])
    disk.write_table(making / "findings.parquet", findings_table(findings))
    disk.write_table(making / "aliases.parquet", aliases)
    if standards is not None:
        disk.write_bytes(making / "standards.toml", standards)
    disk.write_json(making / "manifest.json", to_json(record))
    disk.rename_folder(making, store.loads_folder / f"{record.number:04d}")


def sweep_loads(store: Store) -> None:
    """Remove what stopped loads left: folders half made, and whole ones that were never put in force."""
    last = read_pointer(store).last_load
    if not store.loads_folder.is_dir():
        return
    for folder in sorted(store.loads_folder.iterdir()):
        if folder.name.startswith(".making-") or (folder.name.isdecimal() and int(folder.name) > last):
            store.disk.remove_folder(folder)


def list_loads(store: Store) -> tuple[LoadRecord, ...]:
    """Every load that was ever in force, oldest first."""
    return tuple(read_load(store, number) for number in range(1, read_pointer(store).last_load + 1))


def read_load(store: Store, number: int) -> LoadRecord:
    """The manifest of one load. Raises UserError if a newer Sightline wrote it."""
    path = store.loads_folder / f"{number:04d}" / "manifest.json"
    if not path.is_file():
        raise UserError("A load is missing from the store", str(path.parent), "Put the folder back from a backup.")
    held = json.loads(path.read_text(encoding="utf-8"))
    check_version(held, path)
    return load_from_json(held)


def in_force(loads: Sequence[LoadRecord]) -> tuple[LoadUse, ...]:
    """For each council and source the newest load that has it. A newer load of a source replaces the older whole."""
    newest: dict[tuple[str, str], LoadRecord] = {}
    for record in sorted(loads, key=lambda load: load.number):
        newest.update({(record.council, source): record for source in record.sources})
    uses = []
    for record in sorted(loads, key=lambda load: load.number):
        sources = tuple(sorted(s for (_, s), load in newest.items() if load.number == record.number))
        if sources:
            reach = [feed.data_to for feed in record.feeds if source_of(feed) in sources]
            uses.append(LoadUse(record.number, record.council, sources, max(reach, default=None)))
    return tuple(uses)


def source_of(feed: Any) -> str:
    """What a newer load of this feed replaces: its source, or for a local table the table itself."""
    return f"local/{feed.table}" if feed.source == "local" else str(feed.source)


def read_tables(store: Store, record: LoadRecord) -> dict[str, "pa.Table"]:
    """The canonical tables of a load, as they were read."""
    import pyarrow.parquet as pq

    folder = store.loads_folder / f"{record.number:04d}" / "tables"
    return {name: _whole_seconds(pq.read_table(folder / f"{name}.parquet")) for name in record.tables}


def council_tables(
    store: Store,
    loads: Sequence[LoadRecord],
    uses: Sequence[LoadUse],
    council: str,
    at_hand: "Mapping[int, Mapping[str, pa.Table]] | None" = None,
) -> tuple[dict[str, "pa.Table"], list[FeedRecord]]:
    """The canonical tables of one council from its loads in use, and the feeds they came from.

    `at_hand` are tables, by load, that need not be read back from the disk.
    """
    import pyarrow as pa

    canonical: dict[str, list[pa.Table]] = {}
    feeds: list[FeedRecord] = []
    for use in uses:
        if use.council == council:
            load = next(load for load in loads if load.number == use.number)
            used = [feed for feed in load.feeds if source_of(feed) in use.sources]
            feeds += used
            tables = (at_hand or {}).get(load.number) or read_tables(store, load)
            for name, table in tables.items():
                kept = table if used == list(load.feeds) else _only(table, [feed.id for feed in used])
                canonical.setdefault(name, []).append(kept)
    return {name: pa.concat_tables(tables, promote_options="default") for name, tables in canonical.items()}, feeds


def _only(table: "pa.Table", feeds: list[str]) -> "pa.Table":
    import pyarrow as pa
    import pyarrow.compute as pc

    return table.filter(pc.is_in(table["feed"], pa.array(feeds, pa.string())))


def read_aliases(store: Store, loads: Sequence[LoadRecord]) -> "pa.Table | None":
    """The register of who is who as it stood after the last of these loads; None before the first."""
    import pyarrow.parquet as pq

    if not loads:
        return None
    return pq.read_table(store.loads_folder / f"{loads[-1].number:04d}" / "aliases.parquet")


def _whole_seconds(table: "pa.Table") -> "pa.Table":
    """Parquet knows no whole seconds: times come back in thousandths, and are made again what they were."""
    import pyarrow as pa

    times = [n for n, field in enumerate(table.schema) if pa.types.is_timestamp(field.type)]
    for n in times:
        field = table.schema.field(n)
        whole = pa.timestamp("s", field.type.tz)
        table = table.set_column(n, field.with_type(whole), table[n].cast(whole))
    return table


def findings_table(findings: Sequence[object]) -> "pa.Table":
    """What was not understood, as a table: one row a finding."""
    import pyarrow as pa

    rows = [asdict(f) for f in findings if is_dataclass(f) and not isinstance(f, type)]
    kinds = {"row": pa.int32()}
    columns = {c: pa.array([row[c] for row in rows], kinds.get(c, pa.string())) for c in FINDING_COLUMNS}
    return pa.table(columns)
