"""Whose word counts, row by row: the better source inside the days it tells of, the lesser one outside them.

Staged tables carry `source_bit` (1 for the best source, 2, 4 …; 0 for one whose word adds to others) and `standing`, a
number made of such bits: below 16 the better sources that know the child and tell of this row's days; times 16 those
that reach further than this row's file and do not know the child at all, of rows that file leaves open. An event or
spell takes the bits of the sources that give it: a row is left out where one of the first is among them, and is not
sure where one of the second is. `outranked` says the same of a table as a whole.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sightline.calendars.time_limit import add_months
from sightline.engines import duckdb
from sightline.sources.declared import Declared, load_tables
from sightline.sources.layouts import source_ranks
from sightline.sources.model import Feed, year_begins

DOUBT = 16
"""What a bit is multiplied by where the source does not know the child."""
TOGETHER = (frozenset({"care_episode", "period_of_care"}),)
"""Tables that tell of the same thing in two forms."""
_TWINS = """
CREATE TEMP TABLE twin_{name} AS
WITH placed AS (
    SELECT subject_no, source_bit, {unique} AS own, {begins} AS day,
           row_number() OVER (PARTITION BY subject_no, source_bit, {begins} ORDER BY feed_no, line, {unique}) AS nth
    FROM {name} WHERE {begins} IS NOT NULL AND source_bit > 0
)
SELECT lesser.subject_no, lesser.source_bit, lesser.own, min_by(better.own, better.source_bit) AS same
FROM placed AS lesser
JOIN placed AS better ON better.subject_no = lesser.subject_no AND better.day = lesser.day AND better.nth = lesser.nth
    AND better.source_bit < lesser.source_bit
WHERE lesser.own IS NOT NULL GROUP BY ALL"""
_BEFORE = """
UPDATE {name} SET standing = standing - {bit} FROM (
    SELECT subject.subject_no, {since} AS since, {last} AS last_day FROM subject LEFT JOIN (
        SELECT subject_no, max({begins}) AS day FROM {name}
        WHERE source_bit = {bit} AND {begins} <= {drawn} GROUP BY subject_no) AS latest USING (subject_no)
) AS told
WHERE told.subject_no = {name}.subject_no AND source_bit > {bit} AND standing & {bit} <> 0
    AND {begins} < told.since AND {ends}
    AND NOT EXISTS (SELECT 1 FROM twin_{name} AS twin WHERE twin.subject_no = {name}.subject_no
        AND twin.source_bit = {name}.source_bit AND twin.own = {name}.{unique})"""
_CALLED = """
CREATE OR REPLACE TEMP TABLE called AS
SELECT subject_no, source_bit, own, max(same) AS same FROM ({owners}) AS owner WHERE own IS NOT NULL
GROUP BY subject_no, source_bit, own HAVING max(same) IS DISTINCT FROM own"""
_RENAME = """
UPDATE {name} SET {column} = called.same FROM {called} AS called
WHERE called.subject_no = {name}.subject_no AND called.source_bit = {name}.source_bit
    AND called.own = {name}.{column}"""


def bit_of(source: str) -> int:
    """The bit of a source; 0 of one without a rank."""
    rank = source_ranks().get(source, 0)
    return 1 << (rank - 1) if rank else 0


def bits_of(sources: Iterable[str]) -> int:
    """The bits of several sources together."""
    found = 0
    for source in sources:
        found |= bit_of(source)
    return found


def further_bits(feed: Feed, feeds: Iterable[Feed]) -> int:
    """The better sources of which some file reaches further than this feed's."""
    own = bit_of(feed.source)
    later = bits_of(each.source for each in feeds if each.data_to > feed.data_to)
    return later & (own - 1) if own else 0


def giving_bits(table: str, feeds: Iterable[Feed]) -> int:
    """The sources that give a table, or another that tells of the same thing."""
    names = next((group for group in TOGETHER if table in group), frozenset({table}))
    return bits_of(feed.source for feed in feeds if feed.table in names)


def bits_by(column: str, ranked: Mapping[int, int]) -> str:
    """SQL for the bits of the sources that give an event or spell; `ranked` by its number, one alone left out."""
    cases = " ".join(f"WHEN {number} THEN {bits}" for number, bits in sorted(ranked.items()))
    return f"CASE {column} {cases} ELSE 0 END" if cases else "0"


def told(bits: str, prefix: str = "") -> str:
    """SQL: no better source tells of it."""
    return f"({prefix}standing & ({bits})) = 0"


def doubted(bits: str, prefix: str = "") -> str:
    """SQL: no better source that should know of it does not know the child."""
    return f"({prefix}standing & ({bits}) * {DOUBT}) = 0"


def told_since(feed: Feed) -> date | None:
    """The first day from which a feed tells of everything; None where it does not tell of everything from any day."""
    if feed.history in ("six months and open", "six months"):
        return add_months(feed.data_to, -6)
    return year_begins(feed.data_to) if feed.history == "year of the return and open" else None


def standing_sql(table: Declared) -> str:
    """The standing of a row before windows are looked at, over `feed` and `known_child`."""
    knows = "CASE WHEN feed.bit > 0 THEN known_child.known_in & (feed.bit - 1) ELSE 0 END"
    if not table.ends:
        return knows
    return (
        f"{knows} + CASE WHEN given.{table.ends} IS NULL THEN feed.further & ~known_child.known_in ELSE 0 END * {DOUBT}"
    )


@dataclass(frozen=True)
class Window:
    """What a source tells of a table: everything from a day on (None: the child's latest only), up to the day drawn.

    `with_open`: what was still going on when it began to tell is told too.
    """

    bit: int
    since: date | None
    drawn: date
    with_open: bool


def windows(table: str, feeds: Sequence[Feed]) -> list[Window]:
    """The sources that do not tell all of a table's past and are not the last to be believed."""
    mine = [feed for feed in feeds if feed.table == table and bit_of(feed.source)]
    found = []
    for source in dict.fromkeys(feed.source for feed in mine):
        own = [feed for feed in mine if feed.source == source]
        lesser = any(bit_of(feed.source) > bit_of(source) for feed in mine)
        if lesser and all(feed.history != "all" for feed in own):
            days = [day for feed in own if (day := told_since(feed))]
            with_open = all(feed.history != "six months" for feed in own)
            drawn = max(feed.data_to for feed in own)
            found.append(Window(bit_of(source), min(days, default=None), drawn, with_open))
    return found


def settle(con: duckdb.Connection, feeds: Sequence[Feed], staged: Collection[str]) -> None:
    """Look at windows, and call by one key what two sources tell of. Every row stays where it is."""
    shared = [load_tables()[name] for name in sorted(staged) if _is_shared(name, feeds)]
    for table in shared:
        if table.unique:
            duckdb.run(con, _TWINS.format(name=table.name, unique=table.unique, begins=table.begins))
            for window in windows(table.name, feeds):
                duckdb.run(con, _before(table, window))
            given = giving_bits(table.name, feeds)
            duckdb.run(con, f"UPDATE {table.name} SET outranked = standing & {given} <> 0")
    for name in sorted(staged):
        _rename_references(con, load_tables()[name], feeds, {table.name for table in shared})
    for table in shared:
        if table.unique:
            called = f"twin_{table.name}"
            duckdb.run(con, _RENAME.format(name=table.name, column=table.unique, called=called))


def _is_shared(name: str, feeds: Iterable[Feed]) -> bool:
    return bool(load_tables()[name].begins) and giving_bits(name, feeds).bit_count() > 1


def columns_needed(name: str, feeds: Sequence[Feed]) -> set[str]:
    """The columns without which two sources of a table cannot be set side by side."""
    table = load_tables()[name]
    own = {table.unique, table.begins, table.ends} if _is_shared(name, feeds) else set()
    named = {column.name for column in table.columns if any(_is_shared(owner, feeds) for owner in column.names)}
    keys = {column.name for other in load_tables().values() for column in other.columns if name in column.names}
    return (own | named | keys.intersection(table.names)) - {""}


def _before(table: Declared, window: Window) -> str:
    """Rows that were over before the better source's window began are not its to tell of."""
    drawn = f"DATE '{window.drawn}'"
    if window.since:
        since = f"DATE '{window.since}'"
        last = f"{since} - 1"
    else:
        since, last = f"coalesce(latest.day, {drawn} + 1)", f"coalesce(latest.day, {drawn})"
    ends = f"{table.ends} <= told.last_day" if table.ends and window.with_open else "TRUE"
    return _BEFORE.format(
        name=table.name, unique=table.unique, begins=table.begins, ends=ends, bit=window.bit, since=since, last=last,
        drawn=drawn,
    )  # fmt: skip


def _rename_references(con: duckdb.Connection, table: Declared, feeds: Sequence[Feed], shared: set[str]) -> None:
    """A key of a lesser source as the better one calls the same thing; none, where the better one has no such thing.

    Without a key the days decide which run a meeting is of.
    """
    for column in table.columns:
        owners = [load_tables()[owner] for owner in column.names if owner in shared]
        if owners:
            rows = " UNION ALL ".join(_owner_sql(owner, column.name) for owner in owners)
            duckdb.run(con, _CALLED.format(owners=rows))
            duckdb.run(con, _RENAME.format(name=table.name, column=column.name, called="called"))


def _owner_sql(owner: Declared, key: str) -> str:
    """Every key of a lesser source, with what it is called from now on."""
    kept = f"CASE WHEN NOT one.outranked THEN one.{key} END"
    if owner.unique != key:
        return (
            f"SELECT subject_no, source_bit, {key} AS own, {kept} AS same FROM {owner.name} AS one WHERE source_bit > 1"
        )
    return (
        f"SELECT one.subject_no, one.source_bit, one.{key} AS own, coalesce(twin.same, {kept}) AS same "
        f"FROM {owner.name} AS one LEFT JOIN twin_{owner.name} AS twin ON twin.subject_no = one.subject_no "
        f"AND twin.source_bit = one.source_bit AND twin.own = one.{key} WHERE one.source_bit > 1"
    )
