"""Turns numbered facts into the events of Facts: names looked up by number, which is quicker than joining text."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from sightline.engines import duckdb
from sightline.sources.declared import load_kinds
from sightline.tables.entries import EventEntry
from sightline.tables.event_sql import ordered_facts_sql

FEED_WORDS = {"feed": "id", "file": "file", "sheet": "sheet"}


def event_rows(con: duckdb.Connection, entries: Sequence[EventEntry], council: str) -> pa.Table:
    """The table `fact` with every number replaced by what it stands for; columns as in Facts.event.

    A text that stands in many rows is held once, with its number in the rows: Arrow's dictionaries.
    """
    facts = duckdb.query(con, ordered_facts_sql())
    feeds = duckdb.query(con, "SELECT id, file, sheet FROM feed ORDER BY feed_no")
    subjects = duckdb.query(con, "SELECT subject_id, kind_no FROM subject ORDER BY subject_no")
    own = duckdb.query(con, "SELECT source_id FROM known_child WHERE kind = 'child' ORDER BY child_no")
    children = own["source_id"]
    subject = pc.subtract(facts["subject_no"], 1)
    # Ids of children are numbered first: a higher number is that of somebody else's.
    is_child = pc.less_equal(facts["child_no"], len(children))
    child = pc.if_else(is_child, pc.subtract(facts["child_no"], 1), pa.scalar(None, pa.int32()))
    names = pa.chunked_array([[entry.name for entry in entries]], pa.string())
    always = pa.chunked_array([pa.repeat(pa.scalar(0, pa.int8()), facts.num_rows)])
    return pa.table(
        {
            "council": _named(always, pa.chunked_array([[council]], pa.string())),
            "subject_kind": _named(subjects["kind_no"].take(subject), pa.chunked_array([list(load_kinds())])),
            "subject_id": _named(subject, subjects["subject_id"]),
            "child_id": _named(child, children),
            "event": _named(facts["event_no"], names),
            "on_day": facts["on_day"],
            "at": facts["moment"],
            **{name: facts[name] for name in ("value_on", "agreed", "key", "sure")},
            **{word: _named(facts["feed_no"], feeds[column]) for word, column in FEED_WORDS.items()},
            "line": facts["line"],
        }
    )


def _named(numbers: pa.ChunkedArray, texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Numbers as the texts they stand for."""
    words = texts.combine_chunks()
    chunks = [pa.DictionaryArray.from_arrays(chunk, words) for chunk in numbers.chunks]
    return pa.chunked_array(chunks, pa.dictionary(numbers.type, words.type))
