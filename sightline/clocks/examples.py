"""Reads the worked examples of a clock."""

from datetime import date, datetime
from typing import Any

from sightline.clocks.entry import Example, ExampleEvent, ExampleSpell, Expected
from sightline.clocks.words import EXAMPLE_NEEDS, EXAMPLE_WORDS, EntryFile
from sightline.tables.names import event_names, spell_names


def read_examples(file: EntryFile, entries: list[dict[str, Any]]) -> tuple[Example, ...]:
    """The examples of one entry, in the order they stand."""
    return tuple(_example(file, entry) for entry in entries)


def _example(file: EntryFile, entry: dict[str, Any]) -> Example:
    file.check_words(entry, EXAMPLE_WORDS, "an example")
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
        expect=tuple(_expected(item) for item in entry["expect"]),
        spells=tuple(_spell(file, item) for item in entry.get("spells", [])),
        standards=tuple(entry.get("standards", {}).items()),
        data_to=entry.get("data_to"),
        history=tuple(entry.get("history", {}).items()),
        school_terms=tuple((first, last) for first, last in entry.get("school_terms", [])),
        commenced=entry.get("commenced"),
    )


def _event(file: EntryFile, item: list[Any]) -> ExampleEvent:
    name, on, *rest = item
    file.check_name(name, event_names(), "an event")
    more = next((part for part in rest if isinstance(part, dict)), {})
    key = next((part for part in rest if isinstance(part, str)), None)
    moment = on if isinstance(on, datetime) else None
    day = moment.date() if moment else (on or None)
    return ExampleEvent(name, day, moment, key, **more)


def _spell(file: EntryFile, item: list[Any]) -> ExampleSpell:
    name, *rest = item
    spell = file.check_name(name.replace(" ", "_"), spell_names(), "a known fact")
    more = next((part for part in rest if isinstance(part, dict)), {})
    key = next((part for part in rest if isinstance(part, str) and part), None)
    days = [part or None for part in rest if isinstance(part, date) or part == ""]
    from_on, until_on = [*days, None, None][:2]
    return ExampleSpell(spell, from_on, until_on, key, **more)


def _expected(item: list[Any]) -> Expected:
    step, run, due, state, *more = item
    return Expected(step, run, due or None, state, **(more[0] if more else {}))
