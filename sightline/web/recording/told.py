"""What is recorded about a child, for the child's page: who, when, why, and what has been taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sightline.clocks import load_clocks
from sightline.recording import known_as
from sightline.store import Snapshot, Subject
from sightline.store.recorded import Recorded, read_register
from sightline.store.records import say_day
from sightline.tables.names import event_meanings
from sightline.web.people.roles import MEANS, Role
from sightline.web.recording.kinds import KINDS


@dataclass(frozen=True)
class Told:
    """One recorded event in words. `back` is what took it back; `waits`: the duties do not show it yet."""

    event: Recorded
    title: str
    what: str
    role: str
    back: Recorded | None
    waits: bool

    @property
    def number(self) -> int:
        """Its number in the register."""
        return self.event.number

    def may_take_back(self, role: Role) -> bool:
        """Say whether somebody in this role may take it back: whoever may record such a thing."""
        return self.back is None and role in KINDS[self.event.kind].roles


def recorded_for(snapshot: Snapshot, subject: Subject) -> tuple[Told, ...]:
    """Everything ever recorded about a child within the snapshot's scope, the newest first."""
    if not snapshot.sees(subject):
        return ()
    every = read_register(snapshot.store).events
    theirs = [event for event in known_as(snapshot.about("subjects", [subject]), every) if event.subject == subject]
    back = {event.retracts: event for event in theirs if event.kind == "retraction"}
    used = snapshot.record.recorded
    return tuple(
        _told(event, back.get(event.number), max(event.number, _number(back.get(event.number))) > used)
        for event in reversed(theirs)
        if event.kind != "retraction"
    )


def read_saved(query: Mapping[str, str]) -> int:
    """The number that was just saved, as the address has it; 0 for none."""
    number = query.get("saved", "")
    return int(number) if number.isascii() and number.isdigit() else 0


def _number(event: Recorded | None) -> int:
    return event.number if event else 0


def _told(event: Recorded, back: Recorded | None, waits: bool) -> Told:
    role = MEANS[Role(event.role)].title if event.role in set(Role) else event.role
    return Told(event, KINDS[event.kind].title, _what(event), role, back, waits)


def _what(event: Recorded) -> str:
    """What it says, in a sentence."""
    duty = _titles().get(event.clock, event.clock)
    on = say_day(event.on)
    if event.kind == "meeting":
        return f"{event_meanings().get(event.event, event.event).split(';')[0]}: {on}. Recorded for: {duty}."
    if event.kind == "extension":
        return f"{duty}: decided on {on}, the new last day is {say_day(event.value_on)}."
    if event.kind == "pause":
        return f"{duty}: stands still from {on} {f'until {say_day(event.value_on)}' if event.value_on else 'on'}."
    begun = f" (begun {say_day(event.started_on)})" if event.started_on else ""
    return f"{duty}{begun}: not required this once, decided on {on}."


@cache
def _titles() -> dict[str, str]:
    return {clock.id: clock.title for clock in load_clocks()}
