"""Rich random histories, each written backwards from the state in which one step shall end."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from sightline.calendars.time_limit import due_on, local_seconds
from sightline.calendars.working_days import load_calendars
from sightline.clocks.entry import Clock, Step, Version
from sightline.obligations.history import Event, History, Place, Spell
from sightline.obligations.state import LATE
from sightline.tables.names import event_kinds, spell_kinds
from tests.properties.world import CLOSED, Goal, World, goals

KEYS = ("a", "a", "b", "c", None)
TIMES = (None, None, None, 1, 43_200, 86_399)
AGREED = (None, "3 days", "5 working days", "3 weeks", "9000 working days", "nonsense")


def random_history(rng: Random, world: World, goal: Goal) -> History:
    """One subject's history: a run that aims at a goal, often with others beside it, then doubts and disorder."""
    aims = [goal, *_beside(rng, goal)]
    events: list[Event] = []
    spells: list[Spell] = []
    for aim in aims:
        run = _Writer(rng, world, aim).run()
        spells += run[1]
        events += run[0]
    known = {name: _known(rng, world, name, events) for name in goal.clock.met_by if rng.random() < _gap_chance(goal)}
    events = _disorder(rng, world, goal, events)
    lines = tuple(replace(event, place=Place("random", "", n)) for n, event in enumerate(events, 1))
    return History(lines, tuple(spells), known, world.reach)


def _beside(rng: Random, goal: Goal) -> list[Goal]:
    """Mostly a run of another clock; now and then more runs of the same one."""
    if rng.random() < 0.8:
        other = rng.choice(goals())
        return [other] if other.clock is not goal.clock else []
    same = [other for other in goals() if other.clock is goal.clock]
    return [rng.choice(same) for _ in range(rng.choice((1, 1, 2)))]


def _gap_chance(goal: Goal) -> float:
    return 0.25 if goal.state == "cannot_tell" else 0.06


def _known(rng: Random, world: World, name: str, events: list[Event]) -> date:
    """From when history is complete: the latest event, six months back, after the file's end, or any event's day."""
    reach = world.reach.get(name, world.as_of)
    days = [e.on for e in events if e.name == name and e.on and e.on <= reach]
    anyhow = [e.on + timedelta(rng.choice((0, 1, 10))) for e in events if e.on]
    return rng.choice((max(days, default=reach + timedelta(1)), reach - timedelta(183), *anyhow, reach + timedelta(1)))


class _Writer:
    """Writes one run towards a goal."""

    def __init__(self, rng: Random, world: World, goal: Goal) -> None:
        self.rng, self.world, self.goal = rng, world, goal
        self.clock, self.key = goal.clock, rng.choice(KEYS)
        self.version = rng.choice([v for v in self.clock.versions if goal.step in v.steps] or self.clock.versions)
        self.usual = rng.choice((1, 7, 14, 42, 91, 180))
        self.state = rng.choice((*CLOSED, "overdue", "due")) if goal.state == "cannot_tell" else goal.state

    def run(self) -> tuple[list[Event], list[Spell]]:
        """The events and facts of the run."""
        closing, begin = self._ending()
        meetings = [begin]
        for place in range(self._meetings_before(), 0, -1):
            meetings.insert(0, meetings[0] - timedelta(self._gap(place - 1, meetings[0])))
        start = meetings[0]
        opening = self._event(self.clock.starts, start, self.key)
        ordered = self.goal.step.as_ordered and self.rng.random() < 0.9
        events = [replace(opening, value_on=self._due(begin)) if ordered else opening]
        events += [self._met(day) for day in meetings[1:]]
        if self.state in ("met", "met_late"):
            events.append(self._met(closing))
        if self.rng.random() < (0.25 if self._in_hours() else 0.03):
            events.append(replace(self._met(closing), sure=False))
        stays_open = self.clock.lapses and self.rng.random() < 0.5
        if self.state in ("missed", "not_required") and self.clock.stops and not stays_open:
            stop = self.rng.choice(self.clock.stops[: self.rng.choice((1, 9))])
            events.append(self._event(stop, closing, self.rng.choice((self.key, self.key, self.key, None))))
        return events + self._pauses(start, begin) + self._others(start, self._due(begin)), self._facts(start, begin)

    def _in_hours(self) -> bool:
        limit = self.world.limit(self.goal.step)
        return bool(limit and limit.unit == "hours")

    def _due(self, begin: date) -> date:
        if not self.clock.due_with:
            return self.world.due(self.goal.step, self.version, begin, self.usual)
        first, _owner, step, version = self._owner(begin)
        return self.world.due(step, version, first, self.usual)

    def _owner(self, begin: date) -> tuple[date, Clock, Step, Version]:
        """For a duty that falls due with another: the other's first meeting, and the step it is due with."""
        owner = next(clock for clock in self.world.clocks if self.clock.due_with in clock.steps)
        version = owner.versions[-1]
        step = next(step for step in version.steps if step.id == self.clock.due_with)
        return begin + timedelta((10, 25, 28, 40)[self.usual % 4]), owner, step, version

    def _ending(self) -> tuple[date, date]:
        """The day that closes the last interval (the as-of date for an open one), and the day it begins."""
        rng, as_of = self.rng, self.world.as_of
        if self.state == "not_started":
            begin = max(as_of, self.world.reach.get(self.clock.starts, as_of)) + timedelta(rng.randrange(1, 20))
            return begin, begin
        back = rng.choice((0, rng.randrange(40), rng.randrange(900), rng.randrange(20) if self.clock.early else 0))
        closing = as_of - timedelta(back if self.state in CLOSED else 0)
        begin = self._begin_for(closing - timedelta(self._late()))
        return (closing if self.clock.early else max(closing, begin)), begin

    def _late(self) -> int:
        """How many days after its due day the last interval closes; negative before it."""
        rng, span = self.rng, max(0, (self._due(self.world.as_of) - self.world.as_of).days)
        lapsed = self.clock.lapses and self.state == "not_required" and rng.random() < 0.7
        if self.state in ("met", "not_required") and not lapsed:
            more = 28 if self.clock.early and rng.random() < 0.3 else 0
            return rng.choice((0, 0, -1, -3, -rng.randrange(span + 1 + more)))
        warning = due_on(self.clock.warn, self.world.as_of, load_calendars()[self.version.calendar])
        soon = (self.world.as_of - (warning or self.world.as_of)).days
        if self.state == "due_soon":
            return -rng.choice((0, soon, rng.randrange(soon + 1)))
        if self.state == "paused":
            return -rng.randrange(span + 1)
        if self.state == "due":
            return -rng.choice((span, rng.randrange(min(span, soon + 1), span + 1)))
        return rng.choice((1, 1, 2, 5, rng.randrange(1, 60)))

    def _begin_for(self, due: date) -> date:
        """The day from which the step falls due on this day, or as near to it as keeps the state."""
        guess, late = due - (self._due(due) - due), self.state in LATE
        near = [(guess + timedelta(n), (self._due(guess + timedelta(n)) - due).days) for n in range(-9, 10)]
        if late:
            return max(near, key=lambda pair: (pair[1] <= 0, -abs(pair[1]), pair[0]))[0]
        return min(near, key=lambda pair: (pair[1] < 0, abs(pair[1]), pair[0]))[0]

    def _meetings_before(self) -> int:
        """How many meetings come before the interval of the goal."""
        if not self.clock.repeats:
            return 0
        if self.goal.step.nth is not None:
            return self.goal.step.nth
        named = [step.nth + 1 for step in self.version.steps if step.nth is not None]
        return max(named, default=0) + self.rng.choice((0, 0, 0, 1, 3))

    def _gap(self, nth: int, before: date) -> int:
        """A gap that ends on, just before or just after a limit, or anywhere."""
        steps = [step for step in self.version.steps if step.nth in (None, nth) and step.id]
        if self.rng.random() < 0.15 or not steps:
            return self.rng.randrange(0, 220)
        due = self.world.due(self.rng.choice(steps), self.version, before, self.usual)
        return max(0, (due - before).days + self.rng.choice((-3, -1, 0, 0, 1, 2)))

    def _met(self, day: date) -> Event:
        name = self.rng.choice(self.clock.met_by)
        return self._event(name, day, self.rng.choice((*[self.key] * 9, *KEYS)))

    def _others(self, start: date, due: date) -> list[Event]:
        """Extensions, agreed intervals, and the meetings of the duty this one falls due with."""
        rng, others = self.rng, []
        for name in (*self.clock.extends, *self.clock.agreed_by) * 2:
            if rng.random() < 0.25:
                day = rng.choice((start, due, due + timedelta(rng.randrange(-5, 3)), due + timedelta(30)))
                others.append(self._event(name, day, rng.choice((self.key, self.key, None))))
        if self.clock.due_with and rng.random() < 0.93:
            first, owner, _, _ = self._owner(start)
            days = (first, first + timedelta(rng.choice((60, 90, 91, 92, 150))))
            others += [self._event(owner.met_by[0], day, self.key) for day in days[: rng.choice((1, 2))]]
        return others

    def _pauses(self, start: date, begin: date) -> list[Event]:
        """Pauses anywhere in the run, over or still open; one that runs on the as-of date where that is the goal."""
        rng, as_of, found = self.rng, self.world.as_of, []
        for name in self.clock.pauses * 2:
            if rng.random() < 0.3:
                day = rng.choice((start, begin, self._due(begin), as_of)) + timedelta(rng.randrange(-6, 3))
                until = rng.choice((None, day + timedelta(rng.choice((0, 1, 5, 20, 90)))))
                found.append(replace(self._event(name, day, rng.choice((self.key, *KEYS))), value_on=until))
        if self.state == "paused":
            day = max(begin, as_of - timedelta(rng.randrange(9)))
            running = self._event(self.clock.pauses[0], day, self.key)
            found.append(replace(running, value_on=rng.choice((None, as_of + timedelta(rng.randrange(1, 30))))))
        return found

    def _event(self, name: str, on: date, key: str | None) -> Event:
        return make_event(self.rng, name, on, key)

    def _facts(self, start: date, begin: date) -> list[Spell]:
        """Facts under which the goal's step is owed: those of `only_if`, and the `when` of each step up to it."""
        wanted = {c.spell: (c.wanted, begin, 0.93) for c in self.clock.only_if}
        for step in reversed(self.version.steps[: self.version.steps.index(self.goal.step) + 1]):
            if step.when:
                due = self.world.due(step, self.version, begin, self.usual)
                holds = step.when.wanted == (step == self.goal.step)
                wanted[step.when.spell] = (holds, begin if step.judged_on == "start" else due, 0.9)
        found = []
        for name, (holds, day, chance) in wanted.items():
            found += self._fact(name, holds == (self.rng.random() < chance), start, day)
        return found

    def _fact(self, name: str, holds: bool, start: date, day: date) -> list[Spell]:
        """A fact that holds on a day, or one that ended just before it, or none."""
        rng = self.rng
        since = rng.choice((start, start, start - timedelta(400), min(day, start + timedelta(20))))
        until = day + timedelta(rng.choice((1, 30, 3000, 3000)) if holds else 0)
        if (not holds and rng.random() < 0.6) or until <= since:
            return []
        key = rng.choice((*[self.key] * 7, None, "a")) if spell_kinds().get(name) else None
        first = Spell(name, since, until, key, rng.random() < 0.96)
        again = Spell(
            name,
            until + timedelta(rng.choice((0, 30)) if holds else 30),
            until + timedelta(365),
            key,
            rng.random() < 0.9,
        )
        return [first, again] if rng.random() < 0.2 else [first]


def make_event(rng: Random, name: str, on: date, key: str | None) -> Event:
    """A sure event, with whatever else it might carry."""
    seconds = rng.choice(TIMES)
    midnight = datetime(on.year, on.month, on.day)
    return Event(
        name,
        on,
        local_seconds(midnight + timedelta(seconds=seconds)) if seconds else None,
        key if event_kinds().get(name) else None,
        value_on=on + timedelta(rng.randrange(10, 120)) if rng.random() < 0.9 else None,
        agreed=rng.choice(AGREED),
        recorded=rng.random() < 0.05,
    )


def _disorder(rng: Random, world: World, goal: Goal, events: list[Event]) -> list[Event]:
    """Doubts, blank days, stray events, bookings and repeated rows; more of them where the goal is not to tell."""
    much = 4 if goal.state == "cannot_tell" else 1
    events = [_doubt(rng, event, much, goal.clock) for event in events]
    for chance, write in ((0.12, _stray), (0.06, _booking), (0.06, _repeated)):
        if rng.random() < chance:
            events.append(write(rng, world, goal.clock, events))
    rng.shuffle(events)
    return events


def _doubt(rng: Random, event: Event, much: int, clock: Clock) -> Event:
    if event.name == clock.starts and rng.random() < 0.015:
        return replace(event, on=None, at=None)
    rate = 0.012 if event.name == clock.starts else 0.04
    return replace(event, sure=rng.random() > rate * much)


def _stray(rng: Random, world: World, clock: Clock, events: list[Event]) -> Event:
    """A meeting, stop or start on the day of something else, or the day before or after it."""
    day = rng.choice([event.on for event in events if event.on] or [world.as_of])
    name = rng.choice((*clock.met_by, *clock.met_by, *clock.stops, clock.starts))
    event = make_event(rng, name, day + timedelta(rng.choice((-1, 0, 0, 1, 5))), rng.choice(KEYS))
    return replace(event, sure=rng.random() < 0.8)


def _booking(rng: Random, world: World, clock: Clock, events: list[Event]) -> Event:
    day = world.as_of + timedelta(rng.randrange(-13, 40))
    return make_event(rng, rng.choice(clock.met_by), day, rng.choice(KEYS))


def _repeated(rng: Random, world: World, clock: Clock, events: list[Event]) -> Event:
    """The same row again, or one with another time."""
    event = rng.choice(events)
    again = make_event(rng, event.name, event.on or world.as_of, event.key)
    return event if rng.random() < 0.5 or not event.on else replace(event, at=again.at, sure=rng.random() < 0.7)
