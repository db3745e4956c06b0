"""Reads events.toml and spells.toml: which dated facts and which lasting facts each table gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sightline.calendars.time_limit import TimeLimit
from sightline.entry_files import BLOCKS, TEXTS, EntryFile, Kind, read_entry
from sightline.sources.declared import load_tables
from sightline.tables.conditions import SHAPES, Condition, parse_condition
from sightline.tables.declared import allowed_values, declared_columns
from sightline.words import UserError

HERE = Path(__file__).parent
EVENT_WORDS: Mapping[str, Kind] = {
    "means": str,
    "per": str,
    "from": BLOCKS,
    "sql": str,
    "tables": TEXTS,
    "birthday": int,
    "recorded": bool,
    "follows": bool,
}
EVENT_SOURCE_WORDS: Mapping[str, Kind] = {
    **dict.fromkeys(("table", "on", "at", "key", "value_on", "agreed", "pick", "blank_day", "unless_in"), str),
    **dict.fromkeys(("if", "unsure_if"), TEXTS),
    **dict.fromkeys(("always_unsure", "complete_on_row"), bool),
}
SPELL_WORDS: Mapping[str, Kind] = {"means": str, "per": str, "from": BLOCKS, "sql": str, "tables": TEXTS}
SPELL_SOURCE_WORDS: Mapping[str, Kind] = {
    **dict.fromkeys(("table", "from_on", "until_on", "key", "lasts", "after", "unsure_when_blank", "unless_fed"), str),
    **dict.fromkeys(("ends_inclusive", "always_unsure"), bool),
    "if": TEXTS,
}
SPELL_COLUMNS = ("table", "from_on", "until_on", "key", "unsure_when_blank", "unless_fed")


@dataclass(frozen=True)
class EventSource:
    """How one table gives an event: the columns that carry it and the rows that count."""

    table: str
    on: str
    at: str = ""
    key: str = ""
    value_on: str = ""
    agreed: str = ""
    conditions: tuple[Condition, ...] = ()
    unsure_if: tuple[Condition, ...] = ()
    always_unsure: bool = False
    first_only: bool = False
    keeps_blank_day: bool = False
    complete_on_row: bool = False
    unless_in: str = ""


@dataclass(frozen=True)
class EventEntry:
    """A dated fact. Exactly one of `sources`, `sql` (with the `tables` it rests on) and `birthday` makes it.

    With `is_recorded` no file carries it: people record it in Sightline. One that `follows` from other facts nobody
    records by itself.
    """

    name: str
    means: str
    per: str
    sources: tuple[EventSource, ...]
    sql: str = ""
    tables: tuple[str, ...] = ()
    birthday: int | None = None
    is_recorded: bool = False
    follows: bool = False
    about: str = "child"


@dataclass(frozen=True)
class SpellSource:
    """How one table gives a lasting fact. `until_on` is the first day it no longer holds, unless `ends_inclusive`."""

    table: str
    from_on: str = ""
    until_on: str = ""
    key: str = ""
    lasts: TimeLimit | None = None
    after: TimeLimit | None = None
    conditions: tuple[Condition, ...] = ()
    ends_inclusive: bool = False
    always_unsure: bool = False
    unsure_when_blank: str = ""
    unless_fed: str = ""


@dataclass(frozen=True)
class SpellEntry:
    """A fact that is true from a day to a day. Either `sources` or `sql`, with the `tables` it rests on, makes it."""

    name: str
    means: str
    per: str
    sources: tuple[SpellSource, ...]
    about: str = "child"
    sql: str = ""
    tables: tuple[str, ...] = ()


@cache
def load_events() -> tuple[EventEntry, ...]:
    """Every event Sightline knows. Raises UserError at the first entry that is wrong."""
    return read_events(HERE / "events.toml")


@cache
def load_spells() -> tuple[SpellEntry, ...]:
    """Every spell Sightline knows. Raises UserError at the first entry that is wrong."""
    return read_spells(HERE / "spells.toml")


def read_events(path: Path) -> tuple[EventEntry, ...]:
    """The events of one file of entries, in its order."""
    return tuple(_event(name, file, entry) for name, file, entry in _entries(path))


def read_spells(path: Path) -> tuple[SpellEntry, ...]:
    """The spells of one file of entries, in its order."""
    return tuple(_spell(name, file, entry) for name, file, entry in _entries(path))


def _entries(path: Path) -> Iterator[tuple[str, EntryFile, dict[str, Any]]]:
    """Each entry of a file: its name, where a refusal of it points, and what it says."""
    file, entries = read_entry(path)
    for name, entry in entries.items():
        if not isinstance(entry, dict):
            file.refuse(f'"{name}" stands outside any entry', "Put it under a [name].", name)
        yield name, replace(file, head=f"[{name}]"), entry


def _event(name: str, file: EntryFile, entry: dict[str, Any]) -> EventEntry:
    _check(file, entry, EVENT_WORDS, "an event")
    ways = [way for way in ("from", "sql", "birthday", "recorded") if way in entry]
    if len(ways) != 1:
        file.refuse(f'"{name}" is made in {len(ways)} ways', "Give one of from, sql, birthday and recorded.", "means")
    _check_sql(name, file, entry)
    return EventEntry(
        name=name,
        means=entry["means"],
        per=entry.get("per", ""),
        sources=tuple(_event_source(at, source) for at, source in _sources(name, file, entry)),
        sql=entry.get("sql", ""),
        tables=tuple(entry.get("tables", [])),
        birthday=entry.get("birthday"),
        is_recorded=entry.get("recorded", False),
        follows=entry.get("follows", False),
        about=_about(name, file, entry),
    )


def _about(name: str, file: EntryFile, entry: dict[str, Any]) -> str:
    """The kind of subject the tables of an entry are about; they must be about the same."""
    named = [*(source["table"] for source in entry.get("from", [])), *entry.get("tables", [])]
    kinds = dict.fromkeys(load_tables()[table].about for table in named)
    if len(kinds) > 1:
        file.refuse(f'"{name}" is about {" and ".join(kinds)}', "Make it from tables about one kind.", "table")
    return next(iter(kinds), "child")


def _check_sql(name: str, file: EntryFile, entry: dict[str, Any]) -> None:
    if "sql" in entry and not (file.path.parent / f"{entry['sql']}.sql").is_file():
        file.refuse(f"There is no file {entry['sql']}.sql beside this one", "Write it, or mend the name.", "sql")
    if "sql" in entry and not entry.get("tables"):
        file.refuse(f'"{name}" does not say which tables it rests on', 'Add "tables".', "sql")
    for table in entry.get("tables", []):
        file.check_name(table, declared_columns(), "a table")


def _event_source(file: EntryFile, source: dict[str, Any]) -> EventSource:
    _check(file, source, EVENT_SOURCE_WORDS, "a source of an event", ("table", "on"))
    _check_columns(file, source, ("on", "at", "key", "value_on", "agreed"))
    if source.get("unless_in"):
        file.check_name(
            source.get("key", ""), declared_columns().get(source["unless_in"], ()), "a column of that table"
        )
    for word, only in (("pick", "first"), ("blank_day", "kept")):
        file.check_name(source.get(word, only), (only,), f'a value of "{word}"')
    return EventSource(
        **{word: source.get(word, "") for word in ("table", "on", "at", "key", "value_on", "agreed", "unless_in")},
        conditions=_conditions(file, source, "if"),
        unsure_if=_conditions(file, source, "unsure_if"),
        always_unsure=source.get("always_unsure", False),
        first_only="pick" in source,
        keeps_blank_day="blank_day" in source,
        complete_on_row=source.get("complete_on_row", False),
    )


def _spell(name: str, file: EntryFile, entry: dict[str, Any]) -> SpellEntry:
    _check(file, entry, SPELL_WORDS, "a spell", ("means",) if "sql" in entry else ("means", "from"))
    _check_sql(name, file, entry)
    sources = tuple(_spell_source(at, source) for at, source in _sources(name, file, entry))
    about, tables = _about(name, file, entry), tuple(entry.get("tables", []))
    return SpellEntry(name, entry["means"], entry.get("per", ""), sources, about, entry.get("sql", ""), tables)


def _spell_source(file: EntryFile, source: dict[str, Any]) -> SpellSource:
    _check(file, source, SPELL_SOURCE_WORDS, "a source of a spell", ("table",))
    _check_columns(file, source, ("from_on", "until_on", "key", "unsure_when_blank"))
    if source.get("unless_fed"):
        file.check_name(source["unless_fed"], declared_columns(), "a table")
    if not source.get("from_on") and any(word in source for word in ("until_on", "lasts", "after")):
        file.refuse("A fact that ends must begin", 'Add "from_on".', "table")
    return SpellSource(
        **{
            word: source.get(word, "")
            for word in ("table", "from_on", "until_on", "key", "unsure_when_blank", "unless_fed")
        },
        lasts=_limit(file, source, "lasts"),
        after=_limit(file, source, "after"),
        conditions=_conditions(file, source, "if"),
        ends_inclusive=source.get("ends_inclusive", False),
        always_unsure=source.get("always_unsure", False),
    )


def _check(
    file: EntryFile, table: dict[str, Any], words: Mapping[str, Kind], where: str, needs: tuple[str, ...] = ("means",)
) -> None:
    file.check_table(table, words, where)
    for word in needs:
        if not table.get(word):
            file.refuse(f'{where[0].upper()}{where[1:]} needs "{word}"', f'Add "{word}".')


def _sources(name: str, file: EntryFile, entry: dict[str, Any]) -> list[tuple[EntryFile, dict[str, Any]]]:
    sources = entry.get("from", [])
    if "from" in entry and not sources:
        file.refuse(f'No table gives "{name}", so that nothing can start with it', "Name a table.", "from")
    return [(replace(file, head=f"[[{name}.from]]", nth=n), source) for n, source in enumerate(sources)]


def _check_columns(file: EntryFile, source: dict[str, Any], words: tuple[str, ...]) -> None:
    table = file.check_name(source["table"], declared_columns(), "a table")
    for word in words:
        if word in source:
            file.check_name(source[word], declared_columns()[table], f"a column of {table}")


def _conditions(file: EntryFile, source: dict[str, Any], word: str) -> tuple[Condition, ...]:
    return tuple(_condition(file, source["table"], text) for text in source.get(word, []))


def _condition(file: EntryFile, table: str, text: str) -> Condition:
    condition = parse_condition(text)
    if condition is None:
        file.refuse(f'"{text}" is not a condition', f"Write it as {SHAPES}.", text)
    column = file.check_name(condition.column, declared_columns()[table], f"a column of {table}")
    allowed = allowed_values(table, column)
    for value in condition.values if allowed else ():
        file.check_name(value, allowed, f"a value of {column}", text)
    return condition


def _limit(file: EntryFile, source: dict[str, Any], word: str) -> TimeLimit | None:
    try:
        limit = TimeLimit.parse(source[word]) if word in source else None
    except UserError as error:
        file.refuse(error.what, error.mend, word)
    of_age = source["from_on"] == "born_on" if limit else False
    too_short = ("hours",) if word == "after" else ("hours", "working days")
    if limit and (limit.unit in too_short or limit.counting != "after"):
        file.refuse(f'"{limit}" is not how long a fact lasts', "Give days, weeks, months or years.", word)
    if limit and of_age and limit.unit != "years":
        file.refuse(f'"{limit}" is not an age', "Give years.", word)
    return limit
