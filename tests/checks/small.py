"""Small tables for the tests of checks: rows as an entry's example writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from sightline.checks import Check, Results, run_checks
from sightline.sources.declared import load_tables, schema
from sightline.sources.layouts import load_sources
from sightline.sources.model import Feed, History

Rows = Sequence[Mapping[str, Any]]
YEAR: History = "year of the return and open"
HISTORIES: Mapping[str, History] = {"annex_a": "six months and open", "ssda903": YEAR, "cin_census": YEAR}
DRAWN = {"ssda903": date(2026, 3, 31), "cin_census": date(2026, 3, 31)}
LATEST = {
    (source.name, feed.table)
    for source in load_sources()
    for layout in source.layouts
    for feed in layout.feeds
    if feed.history == "latest only"
}


def feed_of(table: str, *, source: str = "ssd", holds: tuple[str, ...] | None = None) -> Feed:
    """A feed of one table that holds all its columns, or some, as far back and as late as its source does."""
    columns = ("child_id", *load_tables()[table].names) if holds is None else holds
    history, drawn = HISTORIES.get(source, "all"), DRAWN.get(source, date(2026, 10, 31))
    if (source, table) in LATEST:
        history = "latest only"
    return Feed(f"{table}@{source}", source, table, f"{table}.csv", "", history, drawn, 0, columns)


def table_of(name: str, rows: Rows, feed: Feed) -> pa.Table:
    """A canonical table of some rows, each of child MU1 unless it says otherwise; lines count from 2."""
    placed = [
        {"child_id": "MU1", "feed": feed.id, "file": feed.file, "sheet": "", "line": number, **row}
        for number, row in enumerate(rows, 2)
        if row.get("source", feed.source) == feed.source
    ]
    placed = [{key: value for key, value in row.items() if key != "source"} for row in placed]
    return pa.Table.from_pylist(placed, schema=schema(load_tables()[name]))


def run(checks: Sequence[Check], given: Mapping[str, Rows], feeds: Sequence[Feed] = ()) -> Results:
    """Run checks over the rows of some tables, one feed each."""
    feeds = feeds or [feed_of(name, source=source) for name, rows in given.items() for source in _sources(rows)]
    parts: dict[str, list[pa.Table]] = {}
    for feed in feeds:
        parts.setdefault(feed.table, []).append(table_of(feed.table, given[feed.table], feed))
    tables = {name: pa.concat_tables(part) for name, part in parts.items()}
    ids = sorted({str(row["child_id"]) for table in tables.values() for row in table.to_pylist() if row["child_id"]})
    subjects = pa.table({"subject_id": pa.array(ids, pa.string()), "child_id": pa.array(ids, pa.string())})
    return run_checks(tables, feeds, checks, council="Northmarch", subjects=subjects)


def _sources(rows: Rows) -> list[str]:
    """The sources that the rows name, each once; one that names none is of the SSD."""
    return list(dict.fromkeys(row.get("source", "ssd") for row in rows)) or ["ssd"]
