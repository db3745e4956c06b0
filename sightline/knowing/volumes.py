"""The council's own history: rows of each table by month and by load, as tables that checks can look at."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median_low
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from sightline.calendars.time_limit import whole_months
from sightline.knowing.derived import ONE_LOAD, Derived, Told, derive, names_in_short, none_of
from sightline.sources.declared import load_tables
from sightline.sources.model import Feed
from sightline.store.loads import source_of
from sightline.store.records import LoadRecord
from sightline.tables.declared import table_title
from sightline.tables.precedence import told_since

BY_MONTH: Final = "rows_by_month"
BY_LOAD: Final = "rows_by_load"
YEAR: Final = 12
FEWEST: Final = 6
"""Months before the newest, below which nothing is called usual."""


def rows_by_month(tables: Mapping[str, pa.Table], feeds: Sequence[Feed], as_of: date) -> Derived:
    """The newest whole month of each table and source beside the months before. Rows of sealed records left out."""
    rows, told, short = [], [], []
    for name, source in sorted({(feed.table, feed.source) for feed in feeds if load_tables()[feed.table].begins}):
        mine = [feed for feed in feeds if (feed.table, feed.source) == (name, source)]
        row = _newest_month(name, tables[name], mine) if name in tables else None
        if row is None:
            short.append(table_title(name))
        else:
            rows.append(row)
            told.append(Told((name,)))
    why = f"the files tell of fewer than {FEWEST} whole months before the newest of {names_in_short(short)}"
    return derive(BY_MONTH, rows, as_of, why if short else "", told)


def _newest_month(name: str, table: pa.Table, feeds: Sequence[Feed]) -> dict[str, Any] | None:
    """None where too few months can be told of in whole."""
    months = whole_months(min(feed.data_to for feed in feeds), YEAR + 1)
    counts = rows_in_months(table, load_tables()[name].begins, [feed.id for feed in feeds])
    begins = [min(counts, default=date.max), *(day for feed in feeds if (day := told_since(feed)))]
    told = [month for month in months if month > max(begins)]
    if len(told) <= FEWEST or any(feed.history == "latest only" for feed in feeds):
        return None
    newest, before = told[-1], [counts[month] for month in told[:-1]]
    usual = median_low(before)
    what = f"{table_title(name)}, {newest:%B %Y}: {counts[newest]:,} rows, {usual:,} usual"
    a_year_before = counts[months[0]] if months[0] in told else usual
    return {"what": what, "rows": counts[newest], "usual": usual, "year_before": a_year_before, "file": feeds[0].file}


def rows_in_months(table: pa.Table, column: str, feeds: Sequence[str]) -> Counter[date]:
    """By the first day of a month: the rows of some feeds whose day lies in it."""
    days = table.filter(pc.is_in(table["feed"], pa.array(feeds, pa.string())))[column].drop_null()
    months = pc.floor_temporal(days, unit="month").cast(pa.date32())
    return Counter({pair["values"]: pair["counts"] for pair in months.value_counts().to_pylist()})


def rows_by_load(loads: Sequence[LoadRecord], as_of: date) -> Derived:
    """Each table of a source in its newest load beside the load before that had the source; of one council."""
    rows: list[dict[str, Any]] = []
    told: list[Told] = []
    for source in sorted({source for load in loads for source in load.sources}):
        having = [load for load in loads if source in load.sources]
        before, now = (_sizes(load, source) for load in (having * 2)[-2:])
        if len(having) > 1:
            rows += [
                {"what": f"{table_title(table)} ({source})", "rows": now[table], "rows_before": before[table]}
                for table in sorted(before)
            ]
            told += [Told((table,)) for table in sorted(before)]
    return derive(BY_LOAD, rows, as_of, told=told) if rows else none_of(BY_LOAD, ONE_LOAD)


def _sizes(load: LoadRecord, source: str) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for feed in load.feeds:
        if source_of(feed) == source:
            sizes[feed.table] += feed.rows
    return sizes
