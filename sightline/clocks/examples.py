"""Reads the worked examples of a clock."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sightline.clocks.entry import Example, ExampleEvent, ExampleSpell, Expected
from sightline.clocks.words import EXAMPLE_NEEDS, EXAMPLE_WORDS
from sightline.entry_files import EntryFile, Kind
from sightline.tables.names import event_names, spell_names

EVENT_MORE: Mapping[str, Kind] = {"sure": bool, "value_on": date, "agreed": str}
SPELL_MORE: Mapping[str, Kind] = {"sure": bool}
EXPECTED_MORE: Mapping[str, Kind] = {"started": date, "met": date}


def read_examples(file: EntryFile, entries: list[dict[str, Any]]) -> tuple[Example, ...]:
    """The examples of one entry, in the order they stand."""
    return tuple(_example(file, entry) for entry in entries)


def _example(file: EntryFile, entry: dict[str, Any]) -> Example:
    file.check_table(entry, EXAMPLE_WORDS, "an example")
    file.check_needs(entry, (word for word in EXAMPLE_NEEDS if word != "expect"), "This example")
    if "expect" not in entry:
        file.refuse(
            "This example expects nothing",
            "Add expect = [...], empty where there must be no row.",
            entry["name"],
        )
    return Example(
        name=entry["name"],
        events=tuple(_event(file, item) for item in entry["events"]),
        as_of=entry["as_of"],
        expect=tuple(_expected(file, item) for item in entry["expect"]),
        spells=tuple(_spell(file, item) for item in entry.get("spells", [])),
        standards=tuple(entry.get("standards", {}).items()),
        data_to=entry.get("data_to"),
        history=tuple(entry.get("history", {}).items()),
        school_terms=tuple(_term(file, term) for term in entry.get("school_terms", [])),
        commenced=entry.get("commenced"),
    )


def _event(file: EntryFile, item: Any) -> ExampleEvent:
    """One event: ["name", day], and then its key, and what else is said of it."""
    name, on, rest = _said(file, item, 2, '["cla_visit", 2026-09-02, "c1"]')
    file.check_name(name, event_names(), "an event")
    moment = on if isinstance(on, datetime) else None
    day = moment.date() if moment else _day(file, on)
    return ExampleEvent(name, day, moment, _text(rest), **_more(file, rest, EVENT_MORE))


def _spell(file: EntryFile, item: Any) -> ExampleSpell:
    """One fact: ["name", first day, the day after its last], and then its key, and what else is said of it."""
    name, first, rest = _said(file, item, 2, '["child in need", 2026-09-02]')
    spell = file.check_name(str(name).replace(" ", "_"), spell_names(), "a known fact")
    until = rest[0] if rest and (isinstance(rest[0], date) or rest[0] == "") else None
    return ExampleSpell(spell, _day(file, first), _day(file, until), _text(rest), **_more(file, rest, SPELL_MORE))


def _expected(file: EntryFile, item: Any) -> Expected:
    """One row: [step, run, due day, state], and then the days it began and was met, where the example says them."""
    step, run, (due, state, *more) = _said(file, item, 4, '["cla_visit", "c1", 2026-09-02, "due"]')
    return Expected(step, run, _day(file, due), state, **_more(file, more, EXPECTED_MORE))


def _term(file: EntryFile, item: Any) -> tuple[date, date]:
    first, last, _ = _said(file, item, 2, "[2026-09-02, 2026-12-18]")
    if not (_day(file, first) and _day(file, last)):
        file.refuse("A school term of an example has no end", "Write both its days.", "school_terms")
    return first, last


def _said(file: EntryFile, item: Any, least: int, like: str) -> tuple[Any, Any, list[Any]]:
    """The first two of a list of at least so many, and the rest."""
    if not isinstance(item, list) or len(item) < least:
        file.refuse(f'"{item}" cannot be read', f"Write it as {like}.", _on_line(item))
    return item[0], item[1], item[2:]


def _on_line(item: Any) -> str:
    return str(item[0] if isinstance(item, list) and item else item)


def _day(file: EntryFile, value: Any) -> date | None:
    """A day; none where it is left blank."""
    if value not in (None, "") and type(value) is not date:
        file.refuse(f'"{value}" is not a day', "Write it as 2026-09-02, without quotes.", str(value))
    return value or None


def _text(rest: list[Any]) -> str | None:
    return next((part for part in rest if isinstance(part, str) and part), None)


def _more(file: EntryFile, rest: list[Any], words: Mapping[str, Kind]) -> dict[str, Any]:
    more = next((part for part in rest if isinstance(part, dict)), {})
    file.check_table(more, words, "an example")
    return more
