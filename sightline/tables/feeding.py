"""Which feeds give which event, and how far each event can be known: its reach and the history behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import pyarrow as pa

from sightline.calendars.time_limit import add_months
from sightline.engines import duckdb
from sightline.sources.model import Feed
from sightline.tables.conditions import quote
from sightline.tables.declared import table_title
from sightline.tables.entries import EventEntry, SpellEntry

SOURCES = ("ssd", "annex_a", "local")
REACH_FIELDS = pa.schema(
    [("council", pa.string()), ("event", pa.string()), ("data_to", pa.date32()), ("feeds", pa.string())]
)
GIVEN_FIELDS = pa.schema(
    [
        *((name, pa.int32()) for name in ("event_no", "feed_no")),
        ("source", pa.string()),
        ("history", pa.string()),
        *((name, pa.date32()) for name in ("data_to", "since")),
    ]
)


@dataclass(frozen=True)
class Giving:
    """One feed that gives one event (by its place among the entries), and whether that tells the whole history."""

    event_no: int
    feed_no: int
    feed: Feed
    is_complete: bool


def find_giving(con: duckdb.Connection, entries: Sequence[EventEntry], feeds: Sequence[Feed]) -> list[Giving]:
    """Every pair of event and feed. A file without the column for the day does not give the event: that is not a blank.

    A feed that does not say which columns it holds gives those that are not blank in every row.
    """
    ordered = sorted(feeds, key=lambda feed: feed.id)
    blank = _blank_columns(con, entries)
    found = []
    for n, entry in enumerate(entries):
        for feed_no, feed in enumerate(ordered):
            ways = [
                is_complete
                for table, on, is_complete in _ways(entry)
                if table == feed.table
                and (on in feed.holds if feed.holds and on else (feed_no, table, on) not in blank)
            ]
            if ways:
                found.append(Giving(n, feed_no, feed, feed.history == "all" or all(ways)))
    return found


def _ways(entry: EventEntry) -> Iterable[tuple[str, str, bool]]:
    yield from ((source.table, source.on, source.complete_on_row) for source in entry.sources)
    yield from ((table, "", True) for table in entry.tables)
    if entry.birthday:
        yield "child", "born_on", True


def _blank_columns(con: duckdb.Connection, entries: Sequence[EventEntry]) -> set[tuple[int, str, str]]:
    pairs = sorted({(source.table, source.on) for entry in entries for source in entry.sources})
    selects = [
        f"SELECT feed_no, {quote(table)} AS tbl, {quote(on)} AS col "
        f"FROM {table} GROUP BY feed_no HAVING count({on}) = 0"
        for table, on in pairs
    ]
    rows = duckdb.query(con, " UNION ALL ".join(selects)).to_pylist() if selects else []
    return {(row["feed_no"], row["tbl"], row["col"]) for row in rows}


def ranked_events(giving: Iterable[Giving]) -> set[int]:
    """The events that SSD gives as well as Annex A: of a child SSD knows, Annex A's are left out."""
    by_source = {source: {each.event_no for each in giving if each.feed.source == source} for source in SOURCES}
    return by_source["ssd"] & by_source["annex_a"]


def ranked_spells(entries: Sequence[SpellEntry], feeds: Iterable[Feed]) -> set[int]:
    """The spells that SSD gives as well as Annex A."""
    held = {(feed.source, feed.table) for feed in feeds}
    return {
        n
        for n, entry in enumerate(entries)
        if all(any((source, way.table) in held for way in entry.sources) for source in ("ssd", "annex_a"))
    }


def reach_table(entries: Sequence[EventEntry], giving: Sequence[Giving], council: str) -> pa.Table:
    """How far each event can be known, by the best source that gives it: SSD, else Annex A, else local templates.

    The latest day of that source's feeds counts. A template filled in later than the case system's file was drawn
    says nothing about what the case system recorded since.
    """
    rows = []
    for n, entry in enumerate(entries):
        feeds = [each.feed for each in giving if each.event_no == n]
        best = next((source for source in SOURCES if any(feed.source == source for feed in feeds)), "")
        chosen = [feed for feed in feeds if feed.source == best]
        if chosen:
            last = max(feed.data_to for feed in chosen)
            rows.append({"council": council, "event": entry.name, "data_to": last, "feeds": name_feeds(chosen)})
    return pa.Table.from_pylist(rows, schema=REACH_FIELDS)


def name_feeds(feeds: Iterable[Feed]) -> str:
    """What a person calls some feeds: "the referrals (ssd_cin_episodes)"."""
    places: dict[str, set[str]] = {}
    for feed in feeds:
        places.setdefault(table_title(feed.table), set()).add(feed.sheet or PurePath(feed.file).stem)
    return " and ".join(f"the {title} ({_some(names)})" for title, names in sorted(places.items()))


def _some(names: Iterable[str]) -> str:
    few, more = sorted(names)[:3], len(set(names)) - 3
    return ", ".join(few) + (f" and {more} more" if more > 0 else "")


def given_table(giving: Sequence[Giving]) -> pa.Table:
    """The feeds of every event of which some feed lacks history; `since` is the day its last six months begin."""
    short = {each.event_no for each in giving if not each.is_complete}
    rows = [_given(each) for each in giving if each.event_no in short]
    return pa.Table.from_pylist(rows, schema=GIVEN_FIELDS)


def _given(each: Giving) -> Mapping[str, object]:
    six_months = each.feed.history == "six months and open"
    return {
        "event_no": each.event_no,
        "feed_no": each.feed_no,
        "source": each.feed.source,
        "history": "all" if each.is_complete else each.feed.history,
        "data_to": each.feed.data_to,
        "since": add_months(each.feed.data_to, -6) if six_months else None,
    }


def known_sql(ranked: set[int], council: str) -> str:
    """From which day the events of a subject are all in the files; no row where they always are.

    The files that know the child count, the most complete of them; for a child none of them knows, any file that
    gives the event. A local template adds to the case system's file and does not complete it. A file with the latest
    date only is complete from that date on; without a date it knows nothing up to the day it ends.
    """
    better = ", ".join(map(str, sorted(ranked))) or "-1"
    return f"""
WITH latest AS (
    SELECT raw_event.event_no, raw_event.subject_no, raw_event.feed_no, max(raw_event.on_day) AS on_day
    FROM raw_event JOIN given ON given.event_no = raw_event.event_no AND given.feed_no = raw_event.feed_no
    WHERE given.history = 'latest only' AND raw_event.on_day <= given.data_to
    GROUP BY raw_event.event_no, raw_event.subject_no, raw_event.feed_no
),
judged AS (
    SELECT subject.subject_no, subject.subject_id, given.event_no,
           (given.source = 'ssd' AND subject.in_ssd)
               OR (given.source = 'annex_a' AND subject.in_annex_a) AS knows_child,
           CASE given.history WHEN 'all' THEN DATE '0001-01-01' WHEN 'six months and open' THEN given.since
                ELSE coalesce(latest.on_day, given.data_to + 1) END AS since
    FROM subject CROSS JOIN given
    LEFT JOIN latest ON latest.event_no = given.event_no AND latest.feed_no = given.feed_no
        AND latest.subject_no = subject.subject_no
    WHERE NOT (given.source = 'annex_a' AND subject.in_ssd AND given.event_no IN ({better}))
),
best AS (
    SELECT subject_id, event_no, coalesce(min(CASE WHEN knows_child THEN since END), min(since)) AS known_from
    FROM judged GROUP BY subject_id, event_no
)
SELECT {quote(council)} AS council, 'child' AS subject_kind, best.subject_id, event_name.event, best.known_from
FROM best JOIN event_name ON event_name.event_no = best.event_no
WHERE best.known_from > DATE '0001-01-01'
ORDER BY best.subject_id, event_name.event"""
