"""Sets the rows of one source beside those of another: the same thing told otherwise, or told by one of them only.

Two rows of one child tell of the same thing where the columns of the check's slot are equal; what is left over is told
apart by its order, the latest first. A source that does not reach a day, or does not go back to it, says nothing of it.
"""

from collections.abc import Sequence

from sightline.checks.entry import Check
from sightline.sources.declared import load_tables

QUARTER = 92
"""Days: what two sources have further apart than this is not one thing with a slip in its day."""
_ALL = """
WITH told AS (
    SELECT *, {day} AS day, {ends} AS last_day,
           {nth} AS nth
    FROM {table} WHERE source_bit > 0 AND subject_no IS NOT NULL{filled}
),
twin AS (
    SELECT lesser.row_no, better.row_no AS other_no, lesser.source_bit, better.source_bit AS other_bit
    FROM told AS lesser JOIN told AS better ON better.subject_no = lesser.subject_no AND better.nth = lesser.nth
        AND better.source_bit < lesser.source_bit{same}
)"""
# What another source tells of: its days, as far back as it goes. One that holds the latest only tells of what is later.
_LEFT_OVER = """,
reach AS (
    SELECT subject_no, source_bit{lead}, max(CASE WHEN day <= data_to THEN day END) AS latest
    FROM told GROUP BY subject_no, source_bit{lead}
),
drawn AS (
    SELECT source_bit, max(data_to) AS data_to, bool_or(history = 'all') AS is_whole, min(since) AS since,
           bool_and(history <> 'six months') AS with_open
    FROM {table} WHERE source_bit > 0 GROUP BY source_bit
),
single AS (
    SELECT one.row_no, one.subject_no, one.source_bit, drawn.source_bit AS other_bit, one.day{led},
           row_number() OVER (PARTITION BY one.subject_no, one.source_bit, drawn.source_bit{led}
               ORDER BY one.day DESC, one.row_no) AS place,
           drawn.is_whole OR CASE WHEN drawn.since IS NOT NULL
               THEN one.day >= drawn.since OR (drawn.with_open AND one.last_day >= drawn.since)
               ELSE coalesce(one.day > reach.latest, FALSE) END AS is_told
    FROM told AS one
    JOIN drawn ON drawn.source_bit <> one.source_bit AND (one.known_in & drawn.source_bit) <> 0
    LEFT JOIN reach ON reach.subject_no = one.subject_no AND reach.source_bit = drawn.source_bit{same_lead}
    WHERE one.day <= least(one.data_to, drawn.data_to)
        AND NOT EXISTS (SELECT 1 FROM twin WHERE (twin.row_no = one.row_no AND twin.other_bit = drawn.source_bit)
            OR (twin.other_no = one.row_no AND twin.source_bit = drawn.source_bit))
),
shifted AS (
    SELECT lesser.row_no, better.row_no AS other_no
    FROM single AS lesser JOIN single AS better ON better.subject_no = lesser.subject_no AND better.place = lesser.place
        AND better.source_bit = lesser.other_bit AND better.other_bit = lesser.source_bit{paired}
    WHERE better.source_bit < lesser.source_bit AND (lesser.is_told OR better.is_told)
        AND abs(lesser.day - better.day) <= {quarter}
)"""
_ALONE = """
SELECT DISTINCT row_no FROM single
WHERE is_told AND row_no NOT IN (SELECT row_no FROM shifted UNION SELECT other_no FROM shifted)"""
# Of what is so now, only files drawn on one day can disagree.
_SAME_DAY = " AND better.data_to = lesser.data_to"
_DIFFERS = """
SELECT DISTINCT lesser.row_no FROM twin JOIN told AS lesser ON lesser.row_no = twin.row_no
JOIN told AS better ON better.row_no = twin.other_no WHERE {otherwise}"""


def beside_sql(check: Check) -> str:
    """The rows that fail: those of the lesser source where both tell of the same thing, else the row of either."""
    declared = load_tables()[check.table]
    slot = check.slot
    said = _ALL.format(
        table=check.table,
        day=slot[-1] if slot else "CAST(NULL AS DATE)",
        ends=_last_day(check),
        nth=_nth(slot),
        filled="".join(f" AND {column} IS NOT NULL" for column in slot),
        same=_equal("better", "lesser", slot) if slot or declared.unique == "child_id" else _SAME_DAY,
    )
    if check.alone:
        return said + _left_over(check) + _ALONE
    otherwise = [_otherwise(column, declared.column(column).type) for column in check.differs if column not in slot]
    found = said
    parts = [_DIFFERS.format(otherwise=" OR ".join(otherwise))] if otherwise else []
    if set(check.differs) & set(slot):
        found += _left_over(check)
        parts.append("\nSELECT row_no FROM shifted")
    return found + "\nUNION".join(parts)


def _left_over(check: Check) -> str:
    lead = check.slot[:-1]
    return _LEFT_OVER.format(
        table=check.table,
        quarter=QUARTER,
        lead="".join(f", {column}" for column in lead),
        led="".join(f", one.{column}" for column in lead),
        same_lead=_equal("reach", "one", lead),
        paired=_equal("better", "lesser", lead),
    )


def _nth(slot: Sequence[str]) -> str:
    """Which of several rows of one slot; a child that has one row has one slot."""
    columns = "".join(f", {column}" for column in slot)
    return f"row_number() OVER (PARTITION BY subject_no, source_bit{columns} ORDER BY row_no)" if slot else "1"


def _equal(one: str, other: str, columns: Sequence[str]) -> str:
    return "".join(f" AND {one}.{column} = {other}.{column}" for column in columns)


def _last_day(check: Check) -> str:
    """The last day of a row: open, as far as its file reaches; where it has no end, its own day."""
    declared = load_tables()[check.table]
    if check.slot != (declared.begins,) or not declared.ends:
        return check.slot[-1] if check.slot else "CAST(NULL AS DATE)"
    return f"coalesce({declared.ends}, data_to)"


def _otherwise(column: str, kind: str) -> str:
    """That two rows say different things of a column; a day that only one of them reaches is no difference."""
    differs = f"lesser.{column} <> better.{column}"
    if kind != "date":
        return f"coalesce({differs}, FALSE)"
    return f"coalesce({differs}, {_silent('lesser', 'better', column)} OR {_silent('better', 'lesser', column)})"


def _silent(one: str, other: str, column: str) -> str:
    """That one row holds a day, which the other's file reaches and leaves blank."""
    return (
        f"coalesce({one}.{column} <= {other}.data_to AND {other}.{column} IS NULL "
        f"AND list_contains({other}.holds, '{column}'), FALSE)"
    )
