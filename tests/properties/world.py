"""What a batch of random histories shares: clocks, local standards, how far each feed reaches, and the as-of date."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from sightline.calendars.time_limit import TimeLimit, due_on
from sightline.calendars.working_days import Calendar, load_calendars, school_calendar
from sightline.clocks import Clock, Standards, load_clocks, read_clocks
from sightline.clocks.entry import Step, Version
from sightline.tables.names import event_kinds, event_names

# Most batches are looked at from a plain day; some from a week in which versions change, or where the calendars end.
AS_OF = (
    date(2026, 10, 31),
    date(2026, 10, 31),
    date(2026, 3, 27),
    date(2026, 10, 31),
    date(2020, 10, 9),
    date(2045, 11, 24),
)
CLOSED = ("met", "met_late", "missed", "not_required")
STATES = ("not_started", "due", "due_soon", "overdue", "paused", *CLOSED, "cannot_tell")


@cache
def every_clock() -> tuple[Clock, ...]:
    """The catalogue, and a few clocks of shapes that it does not hold yet."""
    return (*load_clocks(), *read_clocks(Path(__file__).parent / "odd_clocks"))


def unlike_clocks() -> tuple[Clock, ...]:
    """Clocks no two of which are of one shape: alike in all their words but for names and numbers."""
    return tuple({_shape(clock): clock for clock in every_clock()}.values())


def _shape(clock: Clock) -> tuple[object, ...]:
    ways = (clock.early, clock.extends, clock.agreed_by, clock.pauses, clock.due_with, clock.only_if, clock.stops)
    flags = (clock.repeats, clock.may_be_late, clock.day_of_start_counts, clock.lapses, len(clock.versions) > 1)
    kinds = [event_kinds().get(name) == clock.per for name in (clock.starts, *clock.met_by, *clock.stops)]
    return (*map(bool, ways), *flags, *sorted(set(kinds)), *(_step_shape(s) for s in clock.versions[-1].steps))


def _step_shape(step: Step) -> tuple[object, ...]:
    limit = step.within
    counted = (limit.unit, limit.counting, limit.rolls, bool(limit.or_sooner)) if limit else ()
    return (step.nth, bool(step.when), step.judged_on, step.is_local, step.as_ordered, step.no_duty, *counted)


@dataclass(frozen=True)
class World:
    """What every history of a batch is looked at with."""

    clocks: tuple[Clock, ...]
    standards: Standards
    reach: Mapping[str, date]
    as_of: date

    def limit(self, step: Step) -> TimeLimit | None:
        """The limit of a step, the council's own where it is local."""
        return self.standards.limits.get(step.id) if step.is_local else step.within

    def due(self, step: Step, version: Version, begin: date, otherwise: int) -> date:
        """When a step falls due, before extensions; so many days on where it has no limit."""
        limit = self.limit(step)
        day = due_on(limit, begin, self.standards.calendar_for(limit, version.calendar)) if limit else None
        return day or begin + timedelta(otherwise)


@dataclass(frozen=True)
class Goal:
    """A step of a clock, and the state a history shall end in."""

    clock: Clock
    step: Step
    state: str


def make_world(rng: Random, number: int) -> World:
    """Standards and reaches at random; the as-of date by the number of the batch."""
    clocks, as_of = every_clock(), AS_OF[number % len(AS_OF)]
    # Most feeds reach to the as-of date, some not so far, some beyond it, and a few are not there.
    days = (0, 0, 0, 0, 0, 14, -20)
    reach = {name: as_of - timedelta(rng.choice(days)) for name in event_names() if rng.random() < 0.98}
    return World(clocks, replace(_standards(rng, clocks), school=_school(as_of)), reach, as_of)


def _school(as_of: date) -> Calendar:
    """Four years of school terms about the as-of date, three a year with a half-term each."""
    years = range(as_of.year - 3, as_of.year + 2)
    days = ((9, 2, 10, 23), (11, 2, 12, 18), (1, 5, 2, 13), (2, 23, 3, 27), (4, 13, 5, 22), (6, 1, 7, 21))
    return school_calendar((date(year, a, b), date(year, c, d)) for year in years for a, b, c, d in days)


def _standards(rng: Random, clocks: tuple[Clock, ...]) -> Standards:
    """Limits for most local steps; some are left unset, and one in many lies past the end of the calendars."""
    local = sorted(
        {step.id for clock in clocks for version in clock.versions for step in version.steps if step.is_local}
    )
    common = ("10 working days", "6 weeks", "6 weeks", "3 months", "24 hours")
    limits = (*common * 3, "6000 working days")
    chosen = {step: TimeLimit.parse(rng.choice(limits)) for step in local if rng.random() < 0.93}
    return Standards("made-up", chosen)


@cache
def goals() -> tuple[Goal, ...]:
    """Every step in every state it can have, each once."""
    return tuple(
        Goal(clock, step, state)
        for clock in every_clock()
        for step, version in steps_of(clock)
        for state in STATES
        if can_be(clock, step, version, state)
    )


def steps_of(clock: Clock) -> list[tuple[Step, Version]]:
    """Each step of a clock as its last version to hold it has it."""
    found = {step.id: (step, version) for version in clock.versions for step in version.steps if step.id}
    return list(found.values())


def can_be(clock: Clock, step: Step, version: Version, state: str) -> bool:
    """Whether a step can be in a state often enough to ask for it."""
    if state == "not_started":
        return may_come_first(clock, step, version)
    if counts_back(step) and state in ("due", "due_soon", "overdue"):
        return False
    if state == "paused":
        return bool(clock.pauses)
    if state == "due":
        return is_ever_far_off(clock, step, version)
    if state in ("overdue", "missed"):
        return not clock.lapses and (state == "overdue" or bool(clock.stops))
    return state != "not_required" or clock.lapses or bool(clock.stops)


def counts_back(step: Step) -> bool:
    """Whether it falls due before the day it is counted from."""
    return step.within is not None and step.within.counting == "before"


def may_come_first(clock: Clock, step: Step, version: Version) -> bool:
    """Whether the first interval of a run can well be under this step: not one that only a later meeting opens, that
    waits for the row of another duty, or that a fact of the days to come may set aside altogether.
    """
    if clock.due_with or step.nth or (step.when and version.steps[-1].no_duty):
        return False
    before = version.steps[: version.steps.index(step)]
    return step.nth == 0 or not any(other.nth == 0 and other.when is None for other in before)


def is_ever_far_off(clock: Clock, step: Step, version: Version) -> bool:
    """Whether it is plainly due on one in five of its first days, and not only over a weekend or holiday: elsewhere it
    is due soon at once.
    """
    if step.within is None or step.within.is_of_school:
        return True
    calendar = load_calendars()[version.calendar]
    days = [date(2026, 6, 1) + timedelta(n) for n in range(30)]
    dues = [(day, due_on(step.within, day, calendar)) for day in days]
    warnings = [(day, due_on(clock.warn, due, calendar)) for day, due in dues if due]
    return sum(bool(warned and warned > day) for day, warned in warnings) >= 6
