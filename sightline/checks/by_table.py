"""For each feed: how many rows it has, how many of them failed any check at all, and how many checks could be run."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from sightline.checks.run import Results
from sightline.sources.model import Feed

CHECKED = pa.schema(
    [
        *((name, pa.string()) for name in ("council", "table", "feed", "source")),
        *((name, pa.int64()) for name in ("rows", "failed", "ran", "could_not_run")),
    ]
)
"""`failed` counts rows, each once however many checks it failed; `ran` and `could_not_run` count checks."""
_ROW = ("feed", "file", "sheet", "line")


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


def _counted(column: pa.ChunkedArray) -> dict[str, int]:
    return {pair["values"]: pair["counts"] for pair in column.value_counts().to_pylist()}
