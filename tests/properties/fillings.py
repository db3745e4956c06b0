"""Concrete ways in which the gaps of a history may be filled: each gives a history in which nothing is open."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from sightline.calendars.time_limit import local_seconds
from sightline.obligations.history import Event, History
from sightline.tables.names import event_kinds
from tests.properties.world import World, every_clock

# Meetings of these clocks begin no other interval, so that the hour of one only says whether it was in time.
TIMED = {name for clock in every_clock() if not clock.repeats for name in clock.met_by} - {
    name for clock in every_clock() for name in (clock.starts, *(clock.met_by if clock.repeats else ()))
}
MEETINGS = {name for clock in every_clock() for name in clock.met_by}


def filled(rng: Random, history: History, world: World) -> History:
    """One filling: every unsure event and fact in or out, missing history written, hours given to meetings.

    Not filled, since the rule book settles them itself: the hour of a start (the last whole day counts), the run of a
    meeting that carries no key, and what follows the end of a feed.
    """
    events = list(_settled(rng, history.events))
    events += [event for name, since in history.known.items() for event in _missing(rng, history, name, since, world)]
    spells = tuple(replace(spell, sure=True) for spell in history.spells if spell.sure or rng.random() < 0.5)
    return History(tuple(_timed(rng, event) for event in events), spells, {}, history.reach)


def _settled(rng: Random, events: tuple[Event, ...]) -> Iterator[Event]:
    """Unsure events in or out: those of one name and day together, for they are one; none beside a certain one."""
    certain = {(event.name, event.on) for event in events if event.sure}
    happened = {(event.name, event.on): rng.random() < 0.5 for event in events if not event.sure}
    for event in events:
        same = event.name, event.on
        if event.sure or (same not in certain and happened[same]):
            yield replace(event, sure=True)


def _missing(rng: Random, history: History, name: str, since: date, world: World) -> Iterator[Event]:
    """Meetings of which no feed tells: on the last day not known, about the days of other events, anywhere."""
    last = min(since - timedelta(1), world.as_of, history.reach.get(name, world.as_of))
    days = [event.on for event in history.events if event.on]
    keys = [event.key for event in history.events if event_kinds().get(event.name) == event_kinds().get(name)]
    for _ in range(rng.choice((0, 1, 1, 2, 3, 6))):
        near = rng.choice(days or [last]) + timedelta(rng.choice((0, 0, 1, -1, 7, 28, rng.randrange(200))))
        day = min(last, rng.choice((near, near, last, last - timedelta(rng.randrange(30)))))
        yield Event(name, day, key=rng.choice([*keys, None]))


def _timed(rng: Random, event: Event) -> Event:
    if event.on is None or event.at is not None or event.name not in TIMED:
        return event
    midnight = datetime(event.on.year, event.on.month, event.on.day)
    return replace(event, at=local_seconds(midnight + timedelta(minutes=rng.randrange(1, 1440))))


def is_gapped(history: History) -> bool:
    """Whether anything in a history is open."""
    return bool(history.known) or not all(fact.sure for fact in (*history.events, *history.spells))


def opened(rng: Random, history: History) -> History:
    """The same history with more gaps: any event or fact may be unsure, any meeting's history missing."""
    share = rng.choice((0, 0.1, 0.4))
    events = tuple(replace(event, sure=event.sure and rng.random() >= share) for event in history.events)
    spells = tuple(replace(spell, sure=spell.sure and rng.random() >= share) for spell in history.spells)
    days = [event.on for event in events if event.on]
    known = dict(history.known)
    for name in sorted({event.name for event in events} & MEETINGS):
        if rng.random() < 0.6:
            known[name] = rng.choice(days) + timedelta(rng.choice((-1, 0, 1, 15, 40)))
    return History(events, spells, known, history.reach)
