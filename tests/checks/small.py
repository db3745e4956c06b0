"""Small tables for the tests of checks: rows as an entry's example writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from sightline.checks import Check, Results, run_checks
from sightline.sources.declared import load_tables, schema
from sightline.sources.model import Feed

Rows = Sequence[Mapping[str, Any]]


def feed_of(table: str, *, source: str = "ssd", holds: tuple[str, ...] | None = None) -> Feed:
    """A feed of one table that holds all its columns, or some."""
    columns = ("child_id", *load_tables()[table].names) if holds is None else holds
    return Feed(f"{table}@{source}", source, table, f"{table}.csv", "", "all", date(2026, 10, 31), 0, columns)


def table_of(name: str, rows: Rows, feed: Feed) -> pa.Table:
    """A canonical table of some rows, each of child MU1 unless it says otherwise; lines count from 2."""
    placed = [
        {"child_id": "MU1", "feed": feed.id, "file": feed.file, "sheet": "", "line": number, **row}
        for number, row in enumerate(rows, 2)
    ]
    return pa.Table.from_pylist(placed, schema=schema(load_tables()[name]))


def run(checks: Sequence[Check], given: Mapping[str, Rows], feeds: Sequence[Feed] = ()) -> Results:
    """Run checks over the rows of some tables, one feed each."""
    feeds = feeds or [feed_of(name) for name in given]
    tables = {feed.table: table_of(feed.table, given[feed.table], feed) for feed in feeds}
    ids = sorted({str(row["child_id"]) for table in tables.values() for row in table.to_pylist() if row["child_id"]})
    subjects = pa.table({"subject_id": pa.array(ids, pa.string()), "child_id": pa.array(ids, pa.string())})
    return run_checks(tables, feeds, checks, council="Northmarch", subjects=subjects)
