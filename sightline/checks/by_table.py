"""How many rows there are, how many of them failed any check at all, and how many checks could be run."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from sightline.checks.run import Results
from sightline.engines import duckdb
from sightline.sources.model import Feed

CHECKED = pa.schema(
    [
        *((name, pa.string()) for name in ("council", "table", "feed", "source")),
        *((name, pa.int64()) for name in ("rows", "failed", "ran", "could_not_run")),
    ]
)
"""`failed` counts rows, each once however many checks it failed; `ran` and `could_not_run` count checks."""
BY_CHILD = pa.schema(
    [
        *((name, pa.string()) for name in ("council", "subject_kind", "subject_id", "table")),
        *((name, pa.int64()) for name in ("rows", "failed")),
    ]
)
"""One line for each child and each table that was checked: rows about the child, and how many of them failed."""
_ROW = ("feed", "file", "sheet", "line")
_BY_CHILD = """
WITH whose AS (SELECT DISTINCT child_id, subject_kind, subject_id FROM known),
     had AS (SELECT subject_kind, subject_id, count(*) AS number FROM given JOIN whose USING (child_id) GROUP BY ALL),
     bad AS (SELECT subject_id, count(*) AS number FROM wrong GROUP BY ALL)
SELECT subject_kind, subject_id, had.number AS rows, coalesce(bad.number, 0) AS failed
FROM had LEFT JOIN bad USING (subject_id) ORDER BY subject_kind, subject_id"""


def by_table(tables: Mapping[str, pa.Table], feeds: Sequence[Feed], results: Results, *, council: str) -> pa.Table:
    """One line for each feed of a table of which there are checks (see CHECKED): no child is in it."""
    wrong = results.failures.select(_ROW).group_by(list(_ROW)).aggregate([])
    failed = _counted(wrong["feed"])
    ran: dict[tuple[str, str], dict[bool, int]] = {}
    for line in results.outcomes.select(["table", "feed", "outcome"]).to_pylist():
        counts = ran.setdefault((line["table"], line["feed"]), {True: 0, False: 0})
        counts[line["outcome"] != "could not run"] += 1
    rows = {name: _counted(table["feed"]) for name, table in tables.items()}
    lines = [
        {
            "council": council, "table": feed.table, "feed": feed.id, "source": feed.source,
            "rows": rows.get(feed.table, {}).get(feed.id, 0), "failed": failed.get(feed.id, 0),
            "ran": ran[feed.table, feed.id][True], "could_not_run": ran[feed.table, feed.id][False],
        }
        for feed in sorted(feeds, key=lambda feed: feed.id)
        if (feed.table, feed.id) in ran
    ]  # fmt: skip
    return pa.Table.from_pylist(lines, schema=CHECKED)


def by_child(tables: Mapping[str, pa.Table], results: Results, subjects: pa.Table, *, council: str) -> pa.Table:
    """The same for each child known, whatever the feed (see BY_CHILD): for readers who see some children only."""
    con, made = duckdb.connect(), [BY_CHILD.empty_table()]
    wrong = results.failures.select([*_ROW, "table", "subject_id"]).group_by([*_ROW, "table", "subject_id"])
    failed, known = wrong.aggregate([]), subjects.select(["child_id", "subject_kind", "subject_id"])
    checked = {
        row["table"] for row in results.outcomes.to_pylist() if row["feed"] and row["outcome"] != "could not run"
    }
    for name in sorted(checked & tables.keys()):
        mine = failed.filter(pc.equal(failed["table"], name))
        duckdb.register(con, given=tables[name].select(["child_id"]), known=known, wrong=mine.select(["subject_id"]))
        found = duckdb.query(con, _BY_CHILD)
        named = {"council": council, "table": name}
        for column, value in named.items():
            found = found.append_column(column, pa.array([value] * found.num_rows, pa.string()))
        made.append(found.select(BY_CHILD.names).cast(BY_CHILD))
    return pa.concat_tables(made)


def _counted(column: pa.ChunkedArray) -> dict[str, int]:
    return {pair["values"]: pair["counts"] for pair in column.value_counts().to_pylist()}
