"""The reference of events and lasting facts as a page for people, written from their entries: `make docs` writes it
again.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sightline.clocks import Clock
from sightline.tables.entries import EventEntry, EventSource, SpellEntry, SpellSource, load_events, load_spells

INTRODUCTION: Final = """\
# Events and lasting facts

The dated facts that clocks start with, are met by and stop with, and the facts that are true from a day to a day.
This page is written from `sightline/tables/events.toml` and `spells.toml`; `make docs` writes it again.
The tables: [Tables](tables.md).

*Key* says which plan, placement or referral an event is about: by it a meeting finds its own run of a clock.
*Unsure* means that the file leaves open whether it happened; see
[What cannot be told](../how-to/what-cannot-be-told.md).
"""


def events_page(clocks: Sequence[Clock]) -> str:
    """The page of all events and lasting facts, in the order of their files, in Markdown."""
    parts = [INTRODUCTION, "## Events\n", "| event | means | key | used by |\n|---|---|---|---|"]
    for entry in load_events():
        used = ", ".join(f"`{clock.id}`" for clock in clocks if entry.name in _named(clock))
        parts.append(f"| [`{entry.name}`](#{entry.name}) | {entry.means} | {entry.per.replace('_', ' ')} | {used} |")
    parts += ["\n".join(_event(entry)) for entry in load_events()]
    parts.append("\n## Lasting facts\n")
    parts += ["\n".join(_spell(entry, clocks)) for entry in load_spells()]
    return "\n".join(parts).rstrip() + "\n"


def _named(clock: Clock) -> tuple[str, ...]:
    return (clock.starts, *clock.met_by, *clock.stops, *clock.extends, *clock.agreed_by, *clock.pauses)


def _event(entry: EventEntry) -> Iterator[str]:
    yield f"\n### {entry.name}\n\n{entry.means}.\n"
    if entry.birthday is not None:
        yield f"- made from the date of birth: the birthday of age {entry.birthday}"
    if entry.is_recorded:
        yield "- recorded in Sightline: no file carries it"
    if entry.sql:
        yield f"- made by `sightline/tables/{entry.sql}.sql` from {_listed(entry.tables)}"
    yield from (f"- {_from_table(source)}" for source in entry.sources)


def _from_table(source: EventSource) -> str:
    parts = [f"`{source.table}.{source.on}`"]
    if source.first_only:
        parts.append("the earliest of a child only")
    if source.conditions:
        parts.append("if " + " and ".join(map(str, source.conditions)))
    if source.always_unsure:
        parts.append("always unsure")
    if source.unsure_if:
        parts.append("unsure if " + " or ".join(map(str, source.unsure_if)))
    if source.unless_in:
        parts.append(f"unless `{source.unless_in}` says it")
    if source.keeps_blank_day:
        parts.append("a blank day is kept: it gives an answer that cannot be told")
    return "; ".join(parts)


def _spell(entry: SpellEntry, clocks: Sequence[Clock]) -> Iterator[str]:
    yield f"\n### {entry.name.replace('_', ' ')}\n\n{entry.means}.\n"
    users = [clock.id for clock in clocks if entry.name in _conditions(clock)]
    if users:
        yield f"- used by {_listed(users)}"
    yield from (f"- {_lasting(source)}" for source in entry.sources)


def _conditions(clock: Clock) -> set[str]:
    steps = (step.when for version in clock.versions for step in version.steps)
    return {condition.spell for condition in (*clock.only_if, *steps) if condition}


def _lasting(source: SpellSource) -> str:
    begins = f"from `{source.table}.{source.from_on}`" if source.from_on else f"on every day, from `{source.table}`"
    parts = [begins]
    if source.after:
        parts.append(f"beginning {source.after} later")
    if source.until_on:
        parts.append(f"until `{source.until_on}`" + (", that day included" if source.ends_inclusive else ""))
    if source.lasts:
        parts.append(f"for {source.lasts} at most")
    if source.conditions:
        parts.append("if " + " and ".join(map(str, source.conditions)))
    if source.always_unsure:
        parts.append("always unsure")
    if source.unsure_when_blank:
        parts.append(f"unsure while `{source.unsure_when_blank}` is blank")
    return "; ".join(parts)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
