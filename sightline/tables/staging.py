"""Stages the tables of a reading in DuckDB: subjects for ids, numbers for feeds, whole tables for missing ones.

Afterwards the connection holds, for each table about subjects that is wanted, a table of that name with its columns and
    child_no, subject_no, feed_no, line     numbers, small and quick to join; feed_no in the order of the feeds' ids.
                                            child_no is that of the id the row uses, a child's or another subject's
    source_bit, standing, outranked         whose word counts: see `precedence`
and besides
    feed (feed_no, id, source, …)    known_child (child_no, kind, kind_no, source_id, subject_no, known_in)
    subject (subject_no, kind, subject_id, sealed, known_in); known_in: the bits of the sources that know the subject
Subjects and ids are numbered by kind, children first.
"""

import re
from collections.abc import Mapping, Sequence

import pyarrow as pa

from sightline.engines import duckdb
from sightline.sources.declared import load_kinds, load_tables
from sightline.sources.model import Feed
from sightline.tables.conditions import quote
from sightline.tables.declared import declared_columns, kind_numbers, tables_about_subjects
from sightline.tables.precedence import bit_of, columns_needed, further_bits, giving_bits, settle, standing_sql

FEED_FIELDS = (
    ("id", pa.string()),
    ("table", pa.string()),
    ("source", pa.string()),
    ("file", pa.string()),
    ("sheet", pa.string()),
    ("history", pa.string()),
)
_SUBJECTS = """
CREATE TEMP TABLE met_id AS
    SELECT kind_no, source_id, bit_or(feed.bit) AS known_in
    FROM ({rows}) AS met JOIN feed ON feed.id = met.feed WHERE source_id IS NOT NULL GROUP BY kind_no, source_id;
CREATE TEMP TABLE named_id AS
    SELECT met_id.*, kind.kind, coalesce(alias.subject_id, met_id.source_id) AS subject_id,
           kind.named_role OR coalesce(alias.sealed, FALSE) AS sealed
    FROM met_id JOIN kind ON kind.kind_no = met_id.kind_no
    LEFT JOIN alias ON alias.source_id = met_id.source_id AND alias.subject_kind = kind.kind;
CREATE TEMP TABLE subject AS
    SELECT CAST(row_number() OVER (ORDER BY kind_no, subject_id) AS INTEGER) AS subject_no, *
    FROM (SELECT kind_no, kind, subject_id, bool_or(sealed) AS sealed, bit_or(known_in) AS known_in
          FROM named_id GROUP BY kind_no, kind, subject_id) AS one;
CREATE TEMP TABLE known_child AS
    SELECT CAST(row_number() OVER (ORDER BY named_id.kind_no, source_id) AS INTEGER) AS child_no, named_id.kind_no,
           named_id.kind, source_id, subject_no, subject.known_in
    FROM named_id JOIN subject ON subject.subject_id = named_id.subject_id AND subject.kind_no = named_id.kind_no;
"""
_STAGE = """
CREATE TEMP TABLE {name} AS
    SELECT known_child.child_no, known_child.subject_no, feed.feed_no, given.line,
           feed.bit AS source_bit, {standing} AS standing, standing & {given} <> 0 AS outranked{columns}
    FROM {name}_rows AS given
    JOIN known_child ON known_child.source_id = {id} AND known_child.kind_no = {kind_no}
    JOIN feed ON feed.id = given.feed;
"""
# Two dates of birth for one child are no date of birth; one that the better source lacks is taken from the other.
_SETTLE_BIRTHS = """
CREATE TEMP TABLE birth AS
    SELECT subject_no, CASE WHEN min(born_on) = max(born_on) THEN min(born_on) END AS born_on
    FROM (SELECT subject_no, born_on, source_bit, min(source_bit) OVER (PARTITION BY subject_no) AS best
          FROM child WHERE born_on IS NOT NULL) AS held
    WHERE source_bit = best GROUP BY subject_no;
UPDATE child SET born_on = birth.born_on FROM birth WHERE birth.subject_no = child.subject_no;
"""


def stage(
    con: duckdb.Connection,
    tables: Mapping[str, pa.Table],
    feeds: Sequence[Feed],
    aliases: pa.Table | None,
    sql: str,
    *,
    council: str,
) -> None:
    """Stage the tables and columns that `sql` names; one that was not read is there without rows.

    `aliases` has subject_kind, source_id, subject_id and sealed; an id it does not hold is its own subject, not sealed.
    Of a kind that only a named role sees, every subject is sealed.
    Raises ValueError for a row that names a feed there is not: that is our mistake, not the user's.
    """
    words = frozenset(re.findall(r"\w+", sql)) | {"child", "born_on"}
    abouts = tables_about_subjects()
    _check_feeds(tables, feeds)
    given = aliases if aliases is not None else _no_aliases()
    duckdb.register(con, feed=_feed_table(feeds), alias=given, kind=_kind_table())
    for name in abouts:
        duckdb.register(con, **{f"{name}_rows": _whole(name, tables.get(name))})
    rows = (
        f"SELECT DISTINCT {kind_numbers()[about]} AS kind_no, {_id_of(name, council)} AS source_id, feed "
        f"FROM {name}_rows"
        for name, about in abouts.items()
    )
    duckdb.run(con, _SUBJECTS.format(rows=" UNION ALL ".join(rows)))
    for name in words.intersection(abouts):
        duckdb.run(con, _stage_sql(name, words, feeds, council))
    settle(con, feeds, words.intersection(abouts))
    duckdb.run(con, _SETTLE_BIRTHS)


def _stage_sql(name: str, words: frozenset[str], feeds: Sequence[Feed], council: str) -> str:
    wanted = words | columns_needed(name, feeds)
    return _STAGE.format(
        name=name,
        columns="".join(f", given.{column}" for column in declared_columns()[name] if column in wanted),
        kind_no=kind_numbers()[load_tables()[name].about],
        id=_id_of(name, council, "given."),
        standing=standing_sql(load_tables()[name]),
        given=giving_bits(name, feeds),
    )


def _id_of(name: str, council: str, prefix: str = "") -> str:
    """SQL for the id of a row's subject: a column, or the council's own name."""
    column = load_tables()[name].subject_id
    return f"{prefix}{column}" if column else quote(council)


def _kind_table() -> pa.Table:
    kinds = load_kinds().values()
    numbers = pa.array(range(len(kinds)), pa.int32())
    named = pa.array([kind.named_role for kind in kinds], pa.bool_())
    return pa.table({"kind_no": numbers, "kind": pa.array([kind.name for kind in kinds]), "named_role": named})


def arrow_type(kind: str) -> pa.DataType:
    """How a declared type is held while staged: a time is a whole number of UTC seconds."""
    return {"date": pa.date32(), "time": pa.int64(), "line": pa.int32()}.get(kind, pa.string())


def _whole(name: str, table: pa.Table | None) -> pa.Table:
    """The declared columns, each there and of its type; a column the reading has not is blank."""
    kinds = {**declared_columns()[name], "child_id": "id", "feed": "text", "line": "line"}
    fields = pa.schema([(column, arrow_type(kind)) for column, kind in kinds.items()])
    if table is None:
        return fields.empty_table()
    held = set(table.column_names)
    columns = [
        table[field.name].cast(field.type) if field.name in held else pa.nulls(table.num_rows, field.type)
        for field in fields
    ]
    return pa.table(columns, schema=fields)


def _feed_table(feeds: Sequence[Feed]) -> pa.Table:
    ordered = sorted(feeds, key=lambda feed: feed.id)
    columns = {name: pa.array([getattr(feed, name) for feed in ordered], kind) for name, kind in FEED_FIELDS}
    numbers = pa.array(range(len(ordered)), pa.int32())
    bits = {
        "bit": pa.array([bit_of(feed.source) for feed in ordered], pa.int32()),
        "further": pa.array([further_bits(feed, ordered) for feed in ordered], pa.int32()),
    }
    best = min((bit for feed in ordered if (bit := bit_of(feed.source))), default=0)
    bits["is_second"] = pa.array([bit_of(feed.source) != best for feed in ordered], pa.bool_())
    return pa.table({"feed_no": numbers, **bits, "tbl": pa.array([f.table for f in ordered], pa.string()), **columns})


def _no_aliases() -> pa.Table:
    names = ("subject_kind", "source_id", "subject_id")
    return pa.schema([*((name, pa.string()) for name in names), ("sealed", pa.bool_())]).empty_table()


def _check_feeds(tables: Mapping[str, pa.Table], feeds: Sequence[Feed]) -> None:
    known = {feed.id for feed in feeds}
    for name, table in tables.items():
        strange = set(table["feed"].unique().to_pylist()) - known
        if strange:
            raise ValueError(f"table {name} has rows of feeds that were not given: {sorted(map(str, strange))}")
