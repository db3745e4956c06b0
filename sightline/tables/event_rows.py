"""Turns numbered facts into the events of Facts: names looked up by number, which is quicker than joining text."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines import duckdb
from sightline.tables.entries import EventEntry
from sightline.tables.event_sql import ordered_facts_sql

FEED_WORDS = {"feed": "id", "file": "file", "sheet": "sheet"}


def event_rows(con: duckdb.Connection, entries: Sequence[EventEntry], council: str) -> pa.Table:
    """The table `fact` with every number replaced by what it stands for; columns as in Facts.event."""
    facts = duckdb.query(con, ordered_facts_sql())
    feeds = duckdb.query(con, "SELECT id, file, sheet FROM feed ORDER BY feed_no")
    subjects = duckdb.query(con, "SELECT subject_id FROM subject ORDER BY subject_no")["subject_id"]
    children = duckdb.query(con, "SELECT child_id FROM known_child ORDER BY child_no")["child_id"]
    names = pa.chunked_array([[entry.name for entry in entries]], pa.string())
    return pa.table(
        {
            "council": pa.repeat(pa.scalar(council, pa.string()), facts.num_rows),
            "subject_kind": pa.repeat(pa.scalar("child", pa.string()), facts.num_rows),
            "subject_id": subjects.take(pc.subtract(facts["subject_no"], 1)),
            "child_id": children.take(pc.subtract(facts["child_no"], 1)),
            "event": names.take(facts["event_no"]),
            "on_day": facts["on_day"],
            "at": facts["moment"],
            **{name: facts[name] for name in ("value_on", "agreed", "key", "sure")},
            **{word: feeds[column].take(facts["feed_no"]) for word, column in FEED_WORDS.items()},
            "line": facts["line"],
        }
    )
