"""What pages show about a child besides duties: names, birth, family, where the child lives, visits, who took part.

And where else a fact stands than in the row it was taken from.
"""

from functools import cache
from pathlib import Path

import pyarrow as pa

from sightline.engines import duckdb
from sightline.tables.conditions import quote

HERE = Path(__file__).parent / "about"
COLUMNS = {
    "names": ("forename", "surname"),
    "children": ("born_on", "expected_on", "died_on"),
    "families": ("family",),
    "other_ids": ("other_id",),
    "spans": ("kind", "from_on", "until_on", "key", "what", "more", "file", "sheet", "line"),
    "visits": ("kind", "on_day", "seen", "seen_alone", "file", "sheet", "line"),
    "also_told": ("event", "on_day", "key", "source", "file", "sheet", "line"),
    "involvements": ("worker", "team", "role", "from_on", "until_on", "change_reason", "file", "sheet", "line"),
}
"""The tables and their columns, after council, subject_kind and subject_id. Each is made by the SELECT of its name."""


@cache
def about_selects() -> dict[str, str]:
    """The SELECT of each table, over staged tables and facts; it gives subject_no, with a line feed_no too."""
    return {name: (HERE / f"{name}.sql").read_text(encoding="utf-8") for name in COLUMNS}


def about_tables(con: duckdb.Connection, council: str) -> dict[str, pa.Table]:
    """Every table, in an order that is the same each time. Wants worker_name and team_name beside the staged tables."""
    return {name: duckdb.query(con, _sql(name, council)) for name in COLUMNS}


def _sql(name: str, council: str) -> str:
    columns, has_place = COLUMNS[name], "file" in COLUMNS[name]
    sources = {"file": "feed.file", "sheet": "feed.sheet"}
    chosen = ", ".join(sources.get(column, f"one.{column}") for column in columns)
    order = ", ".join(str(place) for place in range(3, 4 + len(columns)))
    return f"""
SELECT {quote(council)} AS council, 'child' AS subject_kind, subject.subject_id, {chosen}
FROM (
{about_selects()[name]}) AS one
JOIN subject ON subject.subject_no = one.subject_no
{"JOIN feed ON feed.feed_no = one.feed_no" if has_place else ""}
ORDER BY {order}"""
