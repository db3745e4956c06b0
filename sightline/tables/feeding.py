"""Which feeds give which event, and how far each event can be known: its reach and the history behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import pyarrow as pa

from sightline.engines import duckdb
from sightline.sources.declared import load_tables
from sightline.sources.layouts import preferred_sources
from sightline.sources.model import Feed
from sightline.tables.conditions import condition_sql, quote
from sightline.tables.declared import kind_numbers, table_title
from sightline.tables.entries import EventEntry, EventSource, SpellEntry
from sightline.tables.precedence import bit_of, bits_of, told_since

REACH_FIELDS = pa.schema(
    [("council", pa.string()), ("event", pa.string()), ("data_to", pa.date32()), ("feeds", pa.string())]
)
GIVEN_FIELDS = pa.schema(
    [
        *((name, pa.int32()) for name in ("event_no", "feed_no", "kind_no")),
        ("history", pa.string()),
        *((name, pa.date32()) for name in ("data_to", "since")),
        *((name, pa.int32()) for name in ("bit", "better")),
    ]
)


@dataclass(frozen=True)
class Giving:
    """One feed that gives one event (by its place among the entries), and whether that tells the whole history."""

    event_no: int
    feed_no: int
    feed: Feed
    is_complete: bool


@dataclass(frozen=True)
class Way:
    """One way an event is made: from which column of which table, and the columns without which no row gives it.

    `kinds`: the conditions that some row of a local sheet must fulfil, or the sheet does not speak of this event.
    """

    table: str
    on: str
    needs: frozenset[str]
    is_complete: bool
    kinds: frozenset[str] = frozenset()


def find_giving(con: duckdb.Connection, entries: Sequence[EventEntry], feeds: Sequence[Feed]) -> list[Giving]:
    """Every pair of event and feed. A file without the column for the day does not give the event: that is not a blank.

    Nor does one without a column that must hold some value. A feed that does not say which columns it holds gives the
    events whose day is not blank in every row. A sheet of our own templates that holds several kinds of thing gives
    only those of which it has a row: who fills in one kind has not said that the others never happened.
    """
    ordered = sorted(feeds, key=lambda feed: feed.id)
    blank, told_of = _blank_columns(con, entries), _kinds_told(con, entries)
    found = []
    for n, entry in enumerate(entries):
        ways = _ways(entry)
        for feed_no, feed in enumerate(ordered):
            given = [way for way in ways if way.table == feed.table and _gives(feed_no, feed, way, blank)]
            told = [way.is_complete for way in given if feed.source != "local" or _speaks(feed_no, way, told_of)]
            if told:
                found.append(Giving(n, feed_no, feed, feed.history == "all" or all(told)))
    return found


def _gives(feed_no: int, feed: Feed, way: Way, blank: set[tuple[int, str, str]]) -> bool:
    return way.needs <= set(feed.holds) if feed.holds else (feed_no, way.table, way.on) not in blank


def _speaks(feed_no: int, way: Way, told_of: set[tuple[int, str, str]]) -> bool:
    return all((feed_no, way.table, kind) in told_of for kind in way.kinds)


def _ways(entry: EventEntry) -> list[Way]:
    ways = [Way(each.table, each.on, _needed(each), each.complete_on_row, _kinds(each)) for each in entry.sources]
    ways += [Way(table, "", frozenset(), True) for table in entry.tables]
    return [*ways, Way("child", "born_on", frozenset({"born_on"}), True)] if entry.birthday else ways


def _needed(source: EventSource) -> frozenset[str]:
    told = ("is", "is one of", "is not blank")
    return frozenset({source.on, *(test.column for test in source.conditions if test.test in told)})


def _blank_columns(con: duckdb.Connection, entries: Sequence[EventEntry]) -> set[tuple[int, str, str]]:
    pairs = sorted({(source.table, source.on) for entry in entries for source in entry.sources})
    selects = [
        f"SELECT feed_no, {quote(table)} AS tbl, {quote(on)} AS col "
        f"FROM {table} GROUP BY feed_no HAVING count({on}) = 0"
        for table, on in pairs
    ]
    rows = duckdb.query(con, " UNION ALL ".join(selects)).to_pylist() if selects else []
    return {(row["feed_no"], row["tbl"], row["col"]) for row in rows}


def _kinds(source: EventSource) -> frozenset[str]:
    return frozenset(str(test) for test in source.conditions if test.test in ("is", "is one of"))


def _kinds_told(con: duckdb.Connection, entries: Sequence[EventEntry]) -> set[tuple[int, str, str]]:
    """Which feed has a row that fulfils which condition of its table."""
    sources = [source for entry in entries for source in entry.sources]
    pairs = {(source.table, str(test)): test for source in sources for test in source.conditions}
    selects = [
        f"SELECT DISTINCT feed_no, {quote(table)} AS tbl, {quote(words)} AS kind FROM {table} "
        f"WHERE {condition_sql(test)}"
        for (table, words), test in sorted(pairs.items(), key=lambda pair: pair[0])
        if test.test in ("is", "is one of")
    ]
    rows = duckdb.query(con, " UNION ALL ".join(selects)).to_pylist() if selects else []
    return {(row["feed_no"], row["tbl"], row["kind"]) for row in rows}


def ranked_events(giving: Iterable[Giving]) -> dict[int, int]:
    """The events that several sources give, each with the bits of those sources (see `precedence`)."""
    found: dict[int, int] = {}
    for each in giving:
        found[each.event_no] = found.get(each.event_no, 0) | bit_of(each.feed.source)
    return {number: bits for number, bits in found.items() if bits.bit_count() > 1}


def ranked_spells(entries: Sequence[SpellEntry], feeds: Sequence[Feed]) -> dict[int, int]:
    """The spells that several sources give, each with the bits of those sources."""
    found = {
        n: bits_of(feed.source for feed in feeds if feed.table in _spell_tables(entry))
        for n, entry in enumerate(entries)
    }
    return {number: bits for number, bits in found.items() if bits.bit_count() > 1}


def _spell_tables(entry: SpellEntry) -> tuple[str, ...]:
    return (*entry.tables, *(way.table for way in entry.sources))


def reach_table(entries: Sequence[EventEntry], giving: Sequence[Giving], council: str) -> pa.Table:
    """How far each event can be known, by the best source that gives it; local templates only where no other does.

    The latest day of that source's feeds counts. A template filled in later than the case system's file was drawn
    says nothing about what the case system recorded since.
    """
    rows = []
    for n, entry in enumerate(entries):
        feeds = [each.feed for each in giving if each.event_no == n]
        chosen = _of_best(feeds)
        if chosen:
            last = max(feed.data_to for feed in chosen)
            rows.append({"council": council, "event": entry.name, "data_to": last, "feeds": name_feeds(chosen)})
    return pa.Table.from_pylist(rows, schema=REACH_FIELDS)


def best_feeds(feeds: Iterable[Feed], table: str) -> list[Feed]:
    """The feeds of a table from the best source that has it; local templates only where no other does."""
    return _of_best([feed for feed in feeds if feed.table == table])


def _of_best(feeds: Sequence[Feed]) -> list[Feed]:
    best = next((source for source in preferred_sources() if any(feed.source == source for feed in feeds)), "")
    return [feed for feed in feeds if feed.source == best]


def name_feeds(feeds: Iterable[Feed]) -> str:
    """What a person calls some feeds: "the referrals (ssd_cin_episodes)"."""
    places: dict[str, set[str]] = {}
    for feed in feeds:
        places.setdefault(table_title(feed.table), set()).add(feed.sheet or PurePath(feed.file).stem)
    return " and ".join(f"the {title} ({_some(names)})" for title, names in sorted(places.items()))


def _some(names: Iterable[str]) -> str:
    few, more = sorted(names)[:3], len(set(names)) - 3
    return ", ".join(few) + (f" and {more} more" if more > 0 else "")


def given_table(giving: Sequence[Giving], ranked: Mapping[int, int]) -> pa.Table:
    """The feeds of every event of which some feed lacks history; `since`: from this day on they tell of everything."""
    short = {each.event_no for each in giving if not each.is_complete}
    rows = [_given(each, ranked.get(each.event_no, 0)) for each in giving if each.event_no in short]
    return pa.Table.from_pylist(rows, schema=GIVEN_FIELDS)


def _given(each: Giving, bits: int) -> Mapping[str, object]:
    """`better`: the bits of the better sources that give the event."""
    bit = bit_of(each.feed.source)
    return {
        "event_no": each.event_no,
        "feed_no": each.feed_no,
        "kind_no": kind_numbers()[load_tables()[each.feed.table].about],
        "history": "all" if each.is_complete else each.feed.history,
        "data_to": each.feed.data_to,
        "since": told_since(each.feed),
        "bit": bit,
        "better": bits & (bit - 1) if bit else 0,
    }
