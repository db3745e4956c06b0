"""Makes the SQL that turns staged tables into events: one SELECT for each way an entry says an event is made."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from sightline.tables.conditions import all_hold, any_holds, quote
from sightline.tables.entries import EventEntry, EventSource
from sightline.tables.precedence import bits_by, doubted, told

HERE = Path(__file__).parent
NULLS = {"moment": "CAST(NULL AS BIGINT)", "value_on": "CAST(NULL AS DATE)", "agreed": "CAST(NULL AS VARCHAR)"}
# One number to order the rows of one fact by: the sure before the unsure, then feed, then line.
_PLACE = "CASE WHEN sure THEN 0 ELSE 4611686018427387904 END + CAST(feed_no AS BIGINT) * 4294967296 + line"


def raw_events_sql(entries: Sequence[EventEntry]) -> str:
    """A table raw_event: every row of every staged table that gives an event, with the event's place in `entries`."""
    selects = [_source_sql(n, source) for n, entry in enumerate(entries) for source in entry.sources]
    selects += [_birthday_sql(n, entry.birthday) for n, entry in enumerate(entries) if entry.birthday]
    for file in sorted({entry.sql for entry in entries if entry.sql}):
        selects.append(_file_sql(file, entries))
    return "CREATE TEMP TABLE raw_event AS\n" + "\nUNION ALL\n".join(selects)


def facts_sql(entries: Sequence[EventEntry], ranked: Mapping[int, int]) -> str:
    """A table fact: equal events of one subject made one, without those a better source tells of.

    `ranked`: the bits of the sources that give each event which several give. Of equal events the row of the smallest
    feed and line stays, a sure one before an unsure one.
    """
    bits = bits_by("event_no", ranked)
    first_only = [n for n, entry in enumerate(entries) if any(source.first_only for source in entry.sources)]
    return f"""CREATE TEMP TABLE fact AS
WITH one AS (
    SELECT event_no, subject_no, on_day, key, min(place) AS place, min(moment) AS moment, max(value_on) AS value_on,
           min_by(agreed, place) AS agreed, min_by(child_no, place) AS child_no
    FROM (SELECT *, {_PLACE} AS place
          FROM (SELECT * REPLACE (sure AND {doubted(bits)} AS sure) FROM raw_event WHERE {told(bits)}) AS kept
    ) AS placed
    GROUP BY event_no, subject_no, on_day, key
),
picked AS (
    SELECT *, row_number() OVER (PARTITION BY event_no, subject_no ORDER BY on_day NULLS LAST, place) AS nth
    FROM one WHERE {_numbered("event_no", first_only)}
)
SELECT * FROM one WHERE NOT {_numbered("event_no", first_only)}
UNION ALL SELECT * EXCLUDE (nth) FROM picked WHERE nth = 1"""


def ordered_facts_sql() -> str:
    """The facts as numbers, in an order that the order of the input does not change."""
    return """
SELECT subject_no, child_no, event_no, on_day, moment, value_on, agreed, key, place < 4611686018427387904 AS sure,
       CAST((place // 4294967296) % 1073741824 AS INTEGER) AS feed_no, CAST(place % 4294967296 AS INTEGER) AS line
FROM fact ORDER BY subject_no, event_no, on_day, place"""


def set_aside_sql(ranked: Mapping[int, int], council: str) -> str:
    """How many rows of which events were left out because a better source knows the child."""
    return f"""
SELECT {quote(council)} AS council, event_name.event, CAST(count(*) AS BIGINT) AS rows
FROM raw_event JOIN event_name ON event_name.event_no = raw_event.event_no
WHERE NOT {told(bits_by("raw_event.event_no", ranked))}
GROUP BY event_name.event ORDER BY event_name.event"""


def _source_sql(number: int, source: EventSource) -> str:
    kept = all_hold(source.conditions) + ("" if source.keeps_blank_day else f" AND {source.on} IS NOT NULL")
    if source.unless_in:
        kept += f" AND ({_same_key(source)})"
    sure = "FALSE" if source.always_unsure else f"NOT {any_holds(source.unsure_if)}"
    return (
        f"SELECT {number} AS event_no, subject_no, child_no, {source.on} AS on_day, "
        f"{source.at or NULLS['moment']} AS moment, "
        f"{source.value_on or NULLS['value_on']} AS value_on, {source.agreed or NULLS['agreed']} AS agreed, "
        f"{source.key or 'CAST(NULL AS VARCHAR)'} AS key, {sure} AS sure, feed_no, line, standing "
        f"FROM {source.table} WHERE {kept}"
    )


def _same_key(source: EventSource) -> str:
    """That no row of the better table holds this row's key for the same child."""
    same = f"better.subject_no = {source.table}.subject_no AND better.{source.key} = {source.table}.{source.key}"
    return f"NOT EXISTS (SELECT 1 FROM {source.unless_in} AS better WHERE {same})"


def _birthday_sql(number: int, age: int) -> str:
    return (
        f"SELECT {number} AS event_no, subject_no, child_no, reckoned.due AS on_day, {NULLS['moment']} AS moment, "
        f"{NULLS['value_on']} AS value_on, {NULLS['agreed']} AS agreed, CAST(NULL AS VARCHAR) AS key, TRUE AS sure, "
        f"feed_no, line, standing FROM child JOIN reckoned ON reckoned.name = '{age} years of age' "
        "AND reckoned.day = child.born_on"
    )


def _file_sql(file: str, entries: Sequence[EventEntry]) -> str:
    numbers = " ".join(f"WHEN {quote(entry.name)} THEN {n}" for n, entry in enumerate(entries) if entry.sql == file)
    text = (HERE / f"{file}.sql").read_text(encoding="utf-8")
    return (
        f"SELECT CASE event {numbers} END AS event_no, subject_no, child_no, on_day, moment, "
        f"{NULLS['value_on']} AS value_on, {NULLS['agreed']} AS agreed, key, sure, feed_no, line, standing "
        f"FROM (\n{text}) AS made"
    )


def _numbered(column: str, numbers: Collection[int]) -> str:
    return f"{column} IN ({', '.join(map(str, sorted(numbers)))})" if numbers else "FALSE"
