"""Which clocks the loaded files can run, and what to say of those they cannot."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from sightline.sources.declared import load_kinds
from sightline.sources.layouts import load_sources
from sightline.tables.entries import EventEntry, load_events

if TYPE_CHECKING:
    from sightline.clocks.entry import Clock

Fed = Literal["fed", "partly", "not_fed"]
FedBy = Literal["national_file", "template", "nothing"]
FED_WORDS: dict[FedBy, str] = {
    "national_file": "can be fed by a file every council makes",
    "template": "can be fed by a local template or what is recorded",
    "nothing": "can be fed by nothing yet",
}
"""The three figures of the catalogue, in words."""
OWN = frozenset({"local", "recorded"})
"""Sources that the council fills for Sightline; every other is a file it makes anyway."""


@dataclass(frozen=True)
class Coverage:
    """Whether a clock can run on what is loaded; `sentence` says why it cannot run at all, else "". `unnumbered` says
    the same without how many children it would be about.
    """

    clock: str
    fed: Fed
    sentence: str
    unnumbered: str = ""


def cover(clock: "Clock", reached: Collection[str], set_steps: Collection[str], started: int) -> Coverage:
    """Say how far a clock can run.

    `reached`: the events that any feed gives. `set_steps`: the local steps the council has set. `started`: how many
    children have an event that starts the clock."""
    local = [step.id for version in clock.versions for step in version.steps if step.is_local]
    unset = [step for step in local if step not in set_steps]
    missing = [name for name in (clock.starts, *clock.met_by) if name not in reached]
    if clock.starts not in reached or (clock.met_by and set(clock.met_by) <= set(missing)):
        names = [clock.starts] if clock.starts not in reached else list(clock.met_by)
        return Coverage(clock.id, "not_fed", *(_say_missing(clock, names, number) for number in (started, 0)))
    if unset and set(clock.steps) <= set(unset):
        return Coverage(clock.id, "not_fed", *(_say_unset(clock, number) for number in (started, 0)))
    if missing or unset:
        return Coverage(clock.id, "partly", "")
    return Coverage(clock.id, "fed", "")


def fed_by(clock: "Clock") -> FedBy:
    """What could feed a clock: its start and one of the events that meet it must both be given."""
    starts, met = _given_by([clock.starts]), _given_by(clock.met_by)
    if starts - OWN and met - OWN:
        return "national_file"
    return "template" if starts and met else "nothing"


def sources_of(clock: "Clock") -> tuple[str, ...]:
    """The sources that give the start of a clock or what meets it, in the order in which they are preferred."""
    given = _given_by([clock.starts, *clock.met_by])
    return tuple(source.name for source in load_sources() if source.name in given)


def _given_by(names: Sequence[str]) -> set[str]:
    """The sources of which some list fills a table that one of these events can come from."""
    tables = {table for name in names for table in (*tables_of(_events()[name]), *_of_birthday(name))}
    return {
        source.name
        for source in load_sources()
        if any(feed.table in tables for layout in source.layouts for feed in layout.feeds)
    }


def _of_birthday(name: str) -> tuple[str, ...]:
    return ("child",) if _events()[name].birthday is not None else ()


def _say_missing(clock: "Clock", names: Sequence[str], started: int) -> str:
    entries = [_events()[name] for name in names]
    sought = " or when ".join(_as_clause(entry.means) for entry in entries)
    helpful = sorted({table for entry in entries for table in tables_of(entry)} & _templates())
    children = f"; {_say_number(clock, started)}" if started else ""
    mend = f"; use the template {' or '.join(helpful)}" if helpful else ""
    return f"{clock.title}: nothing you loaded says when {sought}{children}{mend}"


def _say_unset(clock: "Clock", started: int) -> str:
    children = f"; {_say_number(clock, started)}" if started else ""
    return f"{clock.title}: your council has not set this{children}; set it in standards.toml (--standards)"


def _say_number(clock: "Clock", number: int) -> str:
    kind = load_kinds()[clock.about]
    return f"1 {kind.one}" if number == 1 else f"{number:,} {kind.several}"


def tables_of(entry: EventEntry) -> tuple[str, ...]:
    """The tables an event can come from."""
    return (*entry.tables, *(source.table for source in entry.sources))


@cache
def _events() -> dict[str, EventEntry]:
    return {entry.name: entry for entry in load_events()}


@cache
def _templates() -> frozenset[str]:
    """The tables that the local templates fill."""
    local = [source for source in load_sources() if source.name == "local"]
    return frozenset(feed.table for source in local for layout in source.layouts for feed in layout.feeds)


def _as_clause(means: str) -> str:
    """What an event means, without the remarks that follow it."""
    first = re.split(r"[:;.(]", means)[0].strip()
    return first[:1].lower() + first[1:]
