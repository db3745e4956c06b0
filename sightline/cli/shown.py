"""How answers are printed: rows on standard output, the provenance line always with them."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import typer

from sightline.cli.options import Format
from sightline.engines.choice import DUCKDB, EngineChoice
from sightline.reports.listing import write_csv, write_json, write_table
from sightline.reports.sentences import find_ends, say_reason
from sightline.store import Scope, Snapshot, SnapshotRecord, Store, open_snapshot


def open_for(store: Store, as_of: date | None, engine: EngineChoice = DUCKDB) -> Snapshot:
    """The snapshot for this as-of date, built if it was not yet, opened for the command line."""
    from sightline.building import build
    from sightline.flow import rebuild

    record = rebuild(store, as_of=as_of, build=partial(build, engine=engine))
    return open_snapshot(store, Scope.whole_council(), record.id)


def with_reasons(snapshot: Snapshot, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, each with its reason in words."""
    from sightline.clocks.reading import load_clocks

    ends = find_ends(snapshot.table("reach").to_pylist(), load_clocks())
    return [{**row, "reason": say_reason(row, ends)} for row in rows]


def print_rows(columns: Sequence[str], rows: Iterable[dict[str, Any]], how: Format) -> None:
    """Print rows on standard output."""
    {Format.TABLE: write_table, Format.CSV: write_csv, Format.JSON: write_json}[how](sys.stdout, columns, rows)


def print_provenance(record: SnapshotRecord, how: Format = Format.TABLE) -> None:
    """Print what the answer rests on; beside rows meant for a program it goes to standard error."""
    typer.echo(record.provenance(), err=how != Format.TABLE)


def write_list(store: Store, name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> Path:
    """Write a list for people into the store's folder of lists, readable by the owner only, and give its path."""
    import io

    text = io.StringIO()
    write_csv(text, columns, rows)
    store.disk.make_folder(store.lists_folder)
    path = store.lists_folder / name
    store.disk.write_bytes(path, b"\xef\xbb\xbf" + text.getvalue().encode())
    return path
