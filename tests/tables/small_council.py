"""A small council built in code: rows of our tables in, facts out as plain rows."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa

from sightline.sources.declared import load_tables, schema
from sightline.sources.model import Feed
from sightline.tables import Facts, build_facts

DRAWN = date(2026, 10, 31)
SOURCE_FILES = {
    "ssd": "ssd_{}.csv",
    "annex_a": "annex_a.xlsx",
    "ssda903": "{}.csv",
    "cin_census": "census.xml",
    "local": "templates.xlsx",
}
Rows = dict[str, list[dict[str, Any]]]


def day(text: str) -> date:
    """A day written as 2026-01-31."""
    return date.fromisoformat(text)


def feed_of(table: str, source: str = "ssd", history: str = "all", drawn: date = DRAWN, **more: Any) -> Feed:
    """One feed; its id is the source and the table. It holds every column unless `holds` says otherwise."""
    held = tuple(load_tables()[table].names)
    name = SOURCE_FILES[source].format(table)
    return Feed(
        f"{source}:{table}", source, table, name, more.get("sheet", ""), history, drawn, 1, more.get("holds", held)
    )  # type: ignore[arg-type]


def table_of(name: str, rows: Iterable[dict[str, Any]], source: str = "ssd") -> pa.Table:
    """Rows of one feed as our table; a row may say its own line and feed."""
    shape = schema(load_tables()[name])
    whole = []
    for n, row in enumerate(rows, 2):
        told = {
            key: day(value) if key.endswith("_on") and isinstance(value, str) else value for key, value in row.items()
        }
        place = {"feed": f"{source}:{name}", "file": SOURCE_FILES[source].format(name), "sheet": "", "line": n}
        whole.append({**dict.fromkeys(shape.names), **place, **told})
    return pa.Table.from_pylist(whole, schema=shape)


def facts_of(ssd: Rows | None = None, annex_a: Rows | None = None, local: Rows | None = None, **more: Any) -> Facts:
    """Facts from rows by source and table. `histories`: (source, table) → history; `drawn`: source → the day its files
    reach; `feeds`: in place of the usual.
    """
    returns = {name: more.get(name, {}) for name in ("ssda903", "cin_census")}
    given = {"ssd": ssd or {}, "annex_a": annex_a or {}, **returns, "local": local or {}}
    histories, drawn = more.get("histories", {}), more.get("drawn", {})
    feeds, tables = [], {}
    for source, by_table in given.items():
        for name, rows in by_table.items():
            history = histories.get((source, name), "all")
            feeds.append(feed_of(name, source, history, drawn.get(source, DRAWN)))
            part = table_of(name, rows, source)
            tables[name] = pa.concat_tables([tables[name], part]) if name in tables else part
    return build_facts(tables, more.get("feeds", feeds), council="Shire", aliases=more.get("aliases"))


def events_of(facts: Facts, *names: str) -> list[tuple[Any, ...]]:
    """(subject, event, day, key, sure) of the events, all or those named."""
    rows = facts.event.to_pylist()
    columns = ("subject_id", "event", "on_day", "key", "sure")
    return [tuple(row[c] for c in columns) for row in rows if not names or row["event"] in names]


def spells_of(facts: Facts, *names: str) -> list[tuple[Any, ...]]:
    """(subject, spell, from, until, key, sure) of the spells, all or those named."""
    rows = facts.spell.to_pylist()
    columns = ("subject_id", "spell", "from_on", "until_on", "key", "sure")
    return [tuple(row[c] for c in columns) for row in rows if not names or row["spell"] in names]
