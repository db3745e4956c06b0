"""Laws that hold on every history: what is beside the point changes nothing, and time undoes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from sightline.clocks import Clock
from sightline.obligations.history import Event, History, Place, Spell
from sightline.obligations.reference import work_out
from sightline.obligations.row import Row
from sightline.tables.names import event_names, spell_names
from tests.properties.agreement import Batch, Key, make_batch
from tests.properties.histories import make_event
from tests.properties.world import World

LATER = {
    "met": {"met", "cannot_tell"},
    "met_late": {"met_late", "cannot_tell"},
    "missed": {"missed", "cannot_tell"},
    "overdue": {"overdue", "met_late", "missed", "cannot_tell"},
    "not_required": {"not_required", "cannot_tell"},
}
"""What a state may become as the as-of date moves on. Open duties and those not begun may become anything."""

BATCHES = pytest.mark.parametrize("number", (0, 2, 4))


def rows_of(history: History, world: World, clocks: tuple[Clock, ...]) -> list[Row]:
    """The reference engine's rows, without the line of the file each came from, in one order."""
    rows = work_out(clocks, history, standards=world.standards, as_of=world.as_of)
    return sorted((replace(row, place=Place()) for row in rows), key=repr)


@BATCHES
def test_an_event_or_fact_that_no_clock_reads_changes_nothing(number: int) -> None:
    batch, rng = make_batch(number, 600), Random(number)
    for history in batch.histories:
        clocks = tuple(
            clock for clock in batch.world.clocks if clock.starts in {event.name for event in history.events}
        )
        more = replace(
            history,
            events=(*history.events, *unrelated_events(rng, history, clocks)),
            spells=(*history.spells, *unrelated_spells(rng, history, clocks)),
        )
        assert rows_of(more, batch.world, clocks) == rows_of(history, batch.world, clocks)


def unrelated_events(rng: Random, history: History, clocks: tuple[Clock, ...]) -> Iterator[Event]:
    """Events about the same days, under names that these clocks do not hold."""
    names = {name for clock in clocks for name in words(clock)}
    others = [name for name in event_names() if name not in names]
    for event in rng.choices(history.events, k=4):
        if event.on:
            yield make_event(rng, rng.choice(others), event.on, event.key)


def words(clock: Clock) -> tuple[str, ...]:
    """The events that a clock names."""
    return (clock.starts, *clock.met_by, *clock.stops, *clock.extends, *clock.agreed_by, *clock.pauses)


def unrelated_spells(rng: Random, history: History, clocks: tuple[Clock, ...]) -> Iterator[Spell]:
    """Facts about the same days, under names that these clocks do not ask for."""
    conditions = [condition for clock in clocks for condition in clock.only_if]
    steps = [step for clock in clocks for version in clock.versions for step in version.steps]
    asked = {condition.spell for condition in (*conditions, *(step.when for step in steps)) if condition}
    others = [name for name in spell_names() if name not in asked]
    for event in rng.choices(history.events, k=2):
        if event.on and others:
            yield Spell(rng.choice(others), event.on, event.on + timedelta(90), event.key, rng.random() < 0.5)


@BATCHES
def test_order_and_repeated_rows_change_nothing(number: int) -> None:
    batch, rng = make_batch(number, 800), Random(number)
    stirred = Batch([stir(rng, history) for history in batch.histories], batch.world)
    assert differences(stirred.reference(), batch.reference()) == []
    assert differences(stirred.sql(), batch.sql()) == []


def differences(one: dict[Key, int], other: dict[Key, int]) -> list[Key]:
    """A few of the rows that only one of two answers holds."""
    return [key for key in {*one, *other} if one.get(key) != other.get(key)][:3]


def stir(rng: Random, history: History) -> History:
    """The same history in another order, with rows repeated."""
    events = [*history.events, *rng.choices(history.events, k=3)]
    spells = [*history.spells, *rng.choices(history.spells, k=2 if history.spells else 0)]
    rng.shuffle(events)
    rng.shuffle(spells)
    known = dict(rng.sample(sorted(history.known.items()), k=len(history.known)))
    return History(tuple(events), tuple(spells), known, history.reach)


@BATCHES
@pytest.mark.parametrize("back", (1, 9, 60, 400))
def test_a_later_as_of_date_undoes_nothing(number: int, back: int) -> None:
    batch, seen = make_batch(number, 500), 0
    world = batch.world
    # Where an extension may come late, a duty once missed may yet be moved: the one exception.
    clocks = tuple(clock for clock in world.clocks if not clock.may_be_late)
    lapsing = frozenset(clock.id for clock in clocks if clock.lapses)
    for place, history in enumerate(batch.histories):
        before = replace(world, as_of=world.as_of - timedelta(back))
        later = rows_of(history, world, clocks)
        settled = [row for row in rows_of(history, before, clocks) if row.state in LATER]
        seen += len(settled)
        assert [row for row in settled if not stands(row, later, lapsing)] == [], f"history {place}"
    assert seen > 100


def stands(row: Row, later: list[Row], lapsing: frozenset[str]) -> bool:
    """Whether what was said of an interval is still said, or has come to be in doubt. A right that has lapsed may yet
    be used too late.
    """
    allowed = LATER[row.state] | ({"met_late"} if row.clock in lapsing and row.state == "not_required" else set())
    run = [other for other in later if (other.clock, other.run, other.began) == (row.clock, row.run, row.began)]
    same = [other for other in run if other.started == row.started]
    doubted = [other for other in run if other.state == "cannot_tell" and other.started < row.started]
    return any(other.state in allowed for other in same) or (not same and bool(doubted))
