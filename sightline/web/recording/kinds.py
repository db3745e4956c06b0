"""What may be recorded, by whom, and for which of a child's duties."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.clocks import Clock, load_clocks
from sightline.store import Snapshot, Subject
from sightline.store.records import say_day
from sightline.tables.names import event_kinds, event_meanings
from sightline.web.people.roles import Role

WORK_WITH_CHILDREN = frozenset(
    {Role.WORKER, Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.REVIEWING_OFFICER, Role.CONFERENCE_CHAIR}
)
MANAGE = frozenset({Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.DIRECTOR})
MAY_RECORD = WORK_WITH_CHILDREN | MANAGE
RUNNING = ("overdue", "due_soon", "due", "paused", "cannot_tell")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of thing that may be recorded. Empty `ends` or `authority`: it is not asked for."""

    name: str
    title: str
    means: str
    on: str
    on_hint: str
    roles: frozenset[Role]
    ends: str = ""
    ends_hint: str = ""
    must_end: bool = False
    authority: str = "Who decided it?"
    why: str = "Why?"
    states: tuple[str, ...] = (*RUNNING, "missed")


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            name="meeting",
            title="A meeting or visit that happened",
            means="It was held, and the files do not show it. If they show it later, it counts once.",
            on="When was it?",
            on_hint="The day it happened, such as 27 3 2026",
            authority="",
            why="How is it known?",
            roles=WORK_WITH_CHILDREN,
        ),
        Kind(
            name="extension",
            title="An extension",
            means="Somebody who may do so gave a later day. Only where the law lets the day be moved.",
            on="When was it decided?",
            on_hint="It counts if it was decided on or before the day it was due",
            ends="What is the new last day?",
            ends_hint="As it stands in the order",
            must_end=True,
            roles=WORK_WITH_CHILDREN,
        ),
        Kind(
            name="pause",
            title="A pause",
            means="The council lets a time limit of its own stand still for a while. The law’s own limits cannot.",
            on="From which day does it stand still?",
            on_hint="The first day of the pause",
            ends="On which day does it run again?",
            ends_hint="Leave empty while nobody knows",
            roles=MANAGE,
            states=RUNNING,
        ),
        Kind(
            name="exemption",
            title="An exemption",
            means="This once, the duty is not required. Every figure is also counted without it.",
            on="When was it decided?",
            on_hint="It counts from that day",
            roles=MANAGE,
        ),
    )
}


@dataclass(frozen=True)
class Option:
    """One duty for which something may be recorded, and the event it would be."""

    value: str
    text: str
    hint: str
    clock: str
    run: str
    started_on: date | None
    event: str
    key: str | None


def kinds_for(role: Role) -> tuple[Kind, ...]:
    """What somebody in this role may record."""
    return tuple(kind for kind in KINDS.values() if role in kind.roles)


def options(snapshot: Snapshot, subject: Subject, kind: Kind) -> tuple[Option, ...]:
    """The duties of a child for which this may be recorded: what runs now first, then by the day it was due."""
    rows = snapshot.about("obligations", [subject])
    keys = {row["key"] for row in snapshot.about("events", [subject], ("key",))} - {None}
    clocks = {clock.id: clock for clock in load_clocks()}
    rows = [row for row in rows if row["state"] in kind.states]
    found: dict[str, Option] = {}
    for row in sorted(rows, key=_order):
        for option in _options(kind, row, clocks[row["clock"]], keys):
            found.setdefault(option.value, option)
    return tuple(found.values())


def _order(row: Row) -> tuple[bool, str, str]:
    return row["state"] in ("missed", "cannot_tell"), str(row["due_on"] or "9999"), row["clock"]


def _options(kind: Kind, row: Row, clock: Clock, keys: set[str]) -> Iterator[Option]:
    for event in _events(kind, clock):
        of_kind = event_kinds().get(event) == clock.per
        key = row["run"] if of_kind and row["run"] in keys else None
        # A meeting belongs to a run by its key and its day: the interval it falls in is found by the engine.
        started = row["started_on"] if kind.name == "exemption" else None
        yield Option(
            value="|".join((clock.id, row["run"] or "", event, started.isoformat() if started else "")),
            text=f"{clock.title}: {_says(event)}" if event and kind.name == "meeting" else clock.title,
            hint=f"{_due(row)}{', record ' + row['run'] if row['run'] in keys else ''}",
            clock=clock.id,
            run=row["run"] or "",
            started_on=started,
            event=event,
            key=key,
        )


def _events(kind: Kind, clock: Clock) -> Sequence[str]:
    return {"meeting": clock.met_by, "extension": clock.extends, "pause": clock.pauses, "exemption": ("",)}[kind.name]


def _says(event: str) -> str:
    """What happened, in the words of the entry without its remarks."""
    means = event_meanings().get(event, event).split(";")[0].split(":")[0].split(" (")[0].split(". ")[0]
    return means[:1].lower() + means[1:]


def _due(row: Row) -> str:
    if row["due_on"]:
        return f"Due {say_day(row['due_on'])}"
    return f"Began {say_day(row['started_on'])}" if row["started_on"] else "Day not known"
