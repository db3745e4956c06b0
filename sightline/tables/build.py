"""Builds facts: canonical tables and feeds in; events, spells, reach, history, workers and subjects out. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from sightline.engines import duckdb
from sightline.sources.model import Feed
from sightline.tables.about_child import about_selects, about_tables
from sightline.tables.conditions import quote
from sightline.tables.entries import EventEntry, SpellEntry, load_events, load_spells
from sightline.tables.event_rows import event_rows
from sightline.tables.event_sql import facts_sql, raw_events_sql, set_aside_sql
from sightline.tables.feeding import (
    Giving,
    find_giving,
    given_table,
    ranked_events,
    ranked_spells,
    reach_table,
)
from sightline.tables.reckoning import reckon
from sightline.tables.spell_sql import spells_sql
from sightline.tables.staging import stage

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Facts:
    """What the engines work from. Days are date32, times whole UTC seconds, `until_on` the first day no longer in it.

    event        council, subject_kind, subject_id, child_id, event, on_day, at, value_on, agreed, key, sure,
                 feed, file, sheet, line. Days after the feed's data_to are kept: they are bookings
    spell        council, subject_kind, subject_id, spell, from_on (null: always), until_on (null: still), key, sure
    known        council, subject_kind, subject_id, event, known_from: the history is all there from this day on;
                 no row where it always is
    reach        council, event, data_to, feeds (what a person calls them); no row for an event that nothing gives
    allocation   council, subject_kind, subject_id, worker, team, from_on, until_on (null: open); never two on a day
    subject      council, subject_kind, subject_id, child_id (null where not a child), sealed: one row for each id
    systems_due  council, subject_kind, subject_id, kind (cla_review, cp_review, icpc), key, due_on, held_on, file, line
    set_aside    council, event, rows: rows left out because a better source gives this event and tells of the child
    about        what pages show besides: see tables.about_child. No engine reads it
    """

    event: pa.Table
    spell: pa.Table
    known: pa.Table
    reach: pa.Table
    allocation: pa.Table
    subject: pa.Table
    systems_due: pa.Table
    set_aside: pa.Table
    about: Mapping[str, pa.Table] = field(default_factory=dict)


def build_facts(
    tables: Mapping[str, pa.Table],
    feeds: Sequence[Feed],
    *,
    council: str,
    aliases: pa.Table | None = None,
) -> Facts:
    """Facts of one council from its canonical tables.

    `aliases`: subject_kind, source_id, subject_id, sealed (see sightline.identity); an id it does not hold is its own
    subject.
    The order of the rows, and whether one stands twice, changes nothing. Raises UserError where an entry is wrong.
    """
    events, spells = load_events(), load_spells()
    con = duckdb.connect()
    lasting = spells_sql(spells, ranked_spells(spells, feeds), council)
    giving, ranked = _prepare(con, tables, feeds, aliases, lasting, council)
    return Facts(
        event=event_rows(con, events, council),
        spell=duckdb.query(con, lasting),
        known=duckdb.query(con, _known_sql(council)),
        reach=reach_table(events, giving, council),
        allocation=_allocation(con, tables, council),
        subject=duckdb.query(con, _subject_sql(council)),
        systems_due=duckdb.query(con, _systems_due_sql(council)),
        set_aside=duckdb.query(con, set_aside_sql(ranked, council)),
        about=about_tables(con, council),
    )


def _prepare(
    con: duckdb.Connection,
    tables: Mapping[str, pa.Table],
    feeds: Sequence[Feed],
    aliases: pa.Table | None,
    lasting: str,
    council: str,
) -> tuple[list[Giving], dict[int, int]]:
    """Stage the tables and make every fact; give back which feeds give which event, and those several sources give."""
    events, spells = load_events(), load_spells()
    raw = raw_events_sql(events)
    others = (*about_selects().values(), _read("allocation.sql"), _read("systems_due.sql"))
    stage(con, tables, feeds, aliases, "\n".join([raw, lasting, *others]), council=council)
    duckdb.register(con, reckoned=reckon(con, events, spells))
    duckdb.register(con, event_name=_names("event", events), spell_name=_names("spell", spells))
    giving = find_giving(con, events, feeds)
    ranked = ranked_events(giving)
    duckdb.register(con, given=given_table(giving, ranked))
    duckdb.run(con, raw)
    duckdb.run(con, facts_sql(events, ranked))
    return giving, ranked


def _read(file: str) -> str:
    return (HERE / file).read_text(encoding="utf-8")


def _names(word: str, entries: Sequence[EventEntry] | Sequence[SpellEntry]) -> pa.Table:
    numbers = pa.array(range(len(entries)), pa.int32())
    return pa.table({f"{word}_no": numbers, word: pa.array([entry.name for entry in entries], pa.string())})


def _allocation(con: duckdb.Connection, tables: Mapping[str, pa.Table], council: str) -> pa.Table:
    teams = _named(tables.get("team"), "team_id", ("name",))
    workers = _named(tables.get("worker"), "worker_id", ("name", "team"))
    duckdb.run(con, _read("allocation.sql"), worker_name=workers, team_name=teams)
    return duckdb.query(
        con,
        f"""
SELECT {quote(council)} AS council, subject.kind AS subject_kind, subject.subject_id, worker, team,
       nullif(from_on, DATE '0001-01-01') AS from_on, nullif(until_on, DATE '9999-12-31') AS until_on
FROM (SELECT subject_no, worker, team, from_on, until_on FROM held WHERE subject_no IN (SELECT subject_no FROM alone)
      UNION ALL SELECT subject_no, worker, team, from_on, until_on FROM shared) AS one
JOIN subject ON subject.subject_no = one.subject_no
ORDER BY subject.subject_no, one.from_on, one.worker, one.team""",
    )


def _named(table: pa.Table | None, key: str, columns: tuple[str, ...]) -> pa.Table:
    """One row for each id, so that a name is never found twice; blank ids left out."""
    rows = table.select([key, *columns]).to_pylist() if table is not None else []
    kept = {row[key]: row for row in sorted(rows, key=lambda row: [str(row[name] or "") for name in (key, *columns)])}
    kept.pop(None, None)
    return pa.Table.from_pylist(list(kept.values()), schema=pa.schema([(c, pa.string()) for c in (key, *columns)]))


def _known_sql(council: str) -> str:
    return f"""
SELECT {quote(council)} AS council, kind AS subject_kind, subject_id, event, known_from FROM (
{_read("known.sql")}) AS known
ORDER BY subject_no, event"""


def _subject_sql(council: str) -> str:
    return f"""
SELECT {quote(council)} AS council, subject.kind AS subject_kind, subject.subject_id,
       CASE WHEN subject.kind = 'child' THEN known_child.source_id END AS child_id, subject.sealed
FROM known_child JOIN subject ON subject.subject_no = known_child.subject_no
ORDER BY subject.subject_no, known_child.child_no"""


def _systems_due_sql(council: str) -> str:
    return f"""
SELECT DISTINCT {quote(council)} AS council, subject.kind AS subject_kind, subject.subject_id, told.kind, told.key,
       told.due_on, told.held_on, feed.file, told.line
FROM (
{_read("systems_due.sql")}) AS told
JOIN subject ON subject.subject_no = told.subject_no
JOIN feed ON feed.feed_no = told.feed_no
WHERE NOT told.outranked
ORDER BY subject.subject_id, told.kind, told.key, told.due_on, feed.file, told.line"""
