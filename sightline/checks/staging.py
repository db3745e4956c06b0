"""Stages what checks look at: the tables with row numbers, the children's days of birth and death, and limits' ends.

Afterwards the connection holds each wanted table with its columns and row_no (from 1, in the order of feed and line),
feed_no, source, data_to (of its file), first_on (the first day of the year of a return) and subject_no; and `person`
(subject_no, born_on, died_on), `subject`, `feed`; for a table in which a check looks at the rows before and after, its
`<table>_turn` (row_no, before_no, after_no).
Where several ranked sources give a table, it carries besides source_bit, history, since and holds of its feed, and
`known_in` says which sources know the child (see tables.precedence).
"""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from sightline.calendars.time_limit import TimeLimit, birthday, due_on
from sightline.calendars.working_days import load_calendars
from sightline.checks.entry import Check
from sightline.checks.language import OF_THE_CHILD, Compares
from sightline.engines import duckdb
from sightline.sources.declared import load_tables, schema
from sightline.sources.layouts import load_sources
from sightline.sources.model import Feed, year_begins
from sightline.tables.precedence import bit_of, told_since

_SUBJECTS = """
CREATE TEMP TABLE subject AS SELECT CAST(row_number() OVER (ORDER BY subject_id) AS INTEGER) AS subject_no, subject_id
    FROM (SELECT DISTINCT subject_id FROM given_subject) AS one;
CREATE TEMP TABLE known_child AS SELECT DISTINCT given.child_id, subject.subject_no
    FROM given_subject AS given JOIN subject ON subject.subject_id = given.subject_id;
"""
_TABLE = """
CREATE TEMP TABLE {name} AS
    SELECT given.*, feed.feed_no, feed.source, feed.data_to, feed.first_on, known_child.subject_no{more},
           row_number() OVER (ORDER BY feed.feed_no, given.line) AS row_no
    FROM {name}_rows AS given JOIN feed ON feed.id = given.feed
    LEFT JOIN known_child ON known_child.child_id = given.child_id
    {beside};
"""
_BESIDE = ", feed.source_bit, feed.history, feed.since, feed.holds, known_in.known_in"
_KNOWN_IN = """
CREATE TEMP TABLE known_in AS
    SELECT known_child.subject_no, bit_or(feed.source_bit) AS known_in FROM ({rows}) AS met
    JOIN feed ON feed.id = met.feed JOIN known_child ON known_child.child_id = met.child_id
    GROUP BY known_child.subject_no
"""
# Two dates of birth for one child are no date of birth: a check of their own finds them.
_PERSON = """
CREATE TEMP TABLE person AS
    SELECT subject_no, CASE WHEN min(born_on) = max(born_on) THEN min(born_on) END AS born_on, max(died_on) AS died_on
    FROM child WHERE subject_no IS NOT NULL GROUP BY subject_no
"""

_TURN = """
CREATE TEMP TABLE {name}_turn AS
    SELECT row_no, lag(row_no) OVER mine AS before_no, lead(row_no) OVER mine AS after_no
    FROM {name} WHERE {begins} IS NOT NULL AND subject_no IS NOT NULL
    WINDOW mine AS (PARTITION BY subject_no, source ORDER BY {begins}, {ends} NULLS LAST, row_no)
"""


def stage(
    con: duckdb.Connection,
    tables: Mapping[str, pa.Table],
    feeds: Sequence[Feed],
    checks: Sequence[Check],
    wanted: Sequence[str],
    subjects: pa.Table,
) -> None:
    """Stage tables for checks; one that was not read is there without rows."""
    duckdb.register(con, given_subject=subjects.select(["subject_id", "child_id"]), feed=_feeds(feeds))
    duckdb.run(con, _SUBJECTS)
    shared = {name for name in wanted if len({feed.source for feed in feeds if feed.table == name}) > 1}
    if shared:
        _stage_known_in(con, tables)
    for name in sorted({*wanted, "child"}):
        beside = "LEFT JOIN known_in ON known_in.subject_no = known_child.subject_no" if name in shared else ""
        sql = _TABLE.format(name=name, more=_BESIDE if beside else "", beside=beside)
        duckdb.run(con, sql, **{f"{name}_rows": _whole(name, tables.get(name))})
    for declared in {load_tables()[check.table] for check in checks if check.has_neighbours}:
        turn = _TURN.format(name=declared.name, begins=declared.begins, ends=declared.ends or declared.begins)
        duckdb.run(con, turn)
    duckdb.run(con, _PERSON)
    duckdb.register(con, reckoned=_reckoned(con, checks))


def _feeds(feeds: Sequence[Feed]) -> pa.Table:
    """The feeds in the order of their ids, with what a check asks of them."""
    ordered = sorted(feeds, key=lambda feed: feed.id)
    return pa.table(
        {
            "feed_no": pa.array(range(len(ordered)), pa.int32()),
            "id": pa.array([feed.id for feed in ordered], pa.string()),
            "source": pa.array([feed.source for feed in ordered], pa.string()),
            "data_to": pa.array([feed.data_to for feed in ordered], pa.date32()),
            "first_on": pa.array([_first_day(feed) for feed in ordered], pa.date32()),
            "source_bit": pa.array([bit_of(feed.source) for feed in ordered], pa.int32()),
            "history": pa.array([feed.history for feed in ordered], pa.string()),
            "since": pa.array([told_since(feed) for feed in ordered], pa.date32()),
            "holds": pa.array([list(feed.holds) for feed in ordered], pa.list_(pa.string())),
        }
    )


def _first_day(feed: Feed) -> date | None:
    """The first day of the year that a return tells of; other files go back as far as they do."""
    yearly = {source.name for source in load_sources() if source.yearly}
    return year_begins(feed.data_to) if feed.source in yearly else None


def _stage_known_in(con: duckdb.Connection, tables: Mapping[str, pa.Table]) -> None:
    """Which sources know each child: those of which any row of any table is about the child."""
    held = [
        table.select(["child_id", "feed"]).group_by(["child_id", "feed"]).aggregate([]) for table in tables.values()
    ]
    met = pa.concat_tables(held, promote_options="permissive")
    duckdb.run(con, _KNOWN_IN.format(rows="SELECT child_id, feed FROM met_rows"), met_rows=met)


def _whole(name: str, table: pa.Table | None) -> pa.Table:
    """The declared columns; one the reading has not is blank."""
    fields = schema(load_tables()[name])
    if table is None:
        return fields.empty_table()
    held = set(table.column_names)
    columns = [table[f.name].cast(f.type) if f.name in held else pa.nulls(table.num_rows, f.type) for f in fields]
    return pa.table(columns, schema=fields)


def _reckoned(con: duckdb.Connection, checks: Sequence[Check]) -> pa.Table:
    """The end of each limit that some check compares with, for each day on which it begins."""
    wanted = {
        ("person" if test.other in OF_THE_CHILD else check.table, test.other, str(test.limit))
        for check in checks
        for test in (*check.of, *check.wrong_if)
        if isinstance(test, Compares) and test.limit
    }
    parts = [_ends(con, *each) for each in sorted(wanted)]
    fields = pa.schema([("name", pa.string()), ("day", pa.date32()), ("due", pa.date32())])
    return pa.concat_tables(parts) if parts else fields.empty_table()


def _ends(con: duckdb.Connection, table: str, column: str, limit: str) -> pa.Table:
    sql = f"SELECT DISTINCT {column} AS day FROM {table} WHERE {column} IS NOT NULL ORDER BY day"
    days: list[date] = duckdb.query(con, sql)["day"].to_pylist()
    parsed, calendar = TimeLimit.parse(limit), load_calendars()["england"]
    ends = [_end(parsed, day) if column == "born_on" else due_on(parsed, day, calendar) for day in days]
    rows = [(day, end) for day, end in zip(days, ends, strict=True) if end]
    name = f"{table}.{column} {limit}"
    return pa.table(
        {
            "name": pa.array([name] * len(rows), pa.string()),
            "day": pa.array([day for day, _ in rows], pa.date32()),
            "due": pa.array([end for _, end in rows], pa.date32()),
        }
    )


def _end(limit: TimeLimit, born: date) -> date | None:
    """From a date of birth, years are birthdays."""
    if limit.unit != "years":
        return due_on(limit, born, load_calendars()["england"])
    try:
        return birthday(born, limit.n)
    except ValueError:
        return None
