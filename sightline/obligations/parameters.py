"""The entries as small tables of numbers, which the SQL steps join to the events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

from sightline.calendars.time_limit import TimeLimit
from sightline.calendars.working_days import Calendar, load_calendars
from sightline.clocks.entry import Clock, Condition, Step, Version
from sightline.clocks.standards import Standards
from sightline.tables.names import event_kinds, event_names, spell_kinds, spell_names

FAR = 9_999_999
EPOCH = date(1970, 1, 1).toordinal()

SCHEMAS: dict[str, list[tuple[str, pa.DataType]]] = {
    "clock": [
        ("clock", pa.int64()), ("starts", pa.int32()), ("start_of_kind", pa.bool_()), ("repeats", pa.bool_()),
        ("skip_days", pa.int32()), ("early_limit", pa.int32()), ("may_be_late", pa.bool_()), ("max_nth", pa.int64()),
        ("is_due_with", pa.bool_()), ("has_choice", pa.bool_()), ("warn_limit", pa.int32()), ("last_reach", pa.int32()),
        ("blank_step", pa.int32()), ("lapses", pa.bool_()),
    ],
    "role": [("role", pa.string()), ("clock", pa.int64()), ("name", pa.int32()), ("of_kind", pa.bool_())],
    "only_if": [("clock", pa.int64()), ("spell", pa.int32()), ("wanted", pa.bool_()), ("of_kind", pa.bool_())],
    "version": [
        ("version", pa.int32()), ("clock", pa.int64()), ("from_day", pa.int32()), ("until_day", pa.int32()),
        ("before_entry", pa.bool_()),
    ],
    "step": [
        ("step_row", pa.int64()), ("version", pa.int32()), ("step_place", pa.int32()), ("nth", pa.int64()),
        ("limit_id", pa.int32()), ("is_hours", pa.bool_()), ("no_duty", pa.bool_()), ("is_local", pa.bool_()),
        ("as_ordered", pa.bool_()), ("spell", pa.int32()), ("wanted", pa.bool_()), ("of_kind", pa.bool_()),
        ("judged_on_due", pa.bool_()), ("agreed_calendar", pa.int32()), ("in_working_days", pa.bool_()),
        ("counted_from", pa.int32()),
    ],
    "rule": [
        ("clock", pa.int64()), ("nth", pa.int64()), ("from_day", pa.int32()), ("until_day", pa.int32()),
        ("step_row", pa.int64()), ("limit_id", pa.int32()),
    ],
    "target": [("step_row", pa.int64()), ("limit_id", pa.int32())],
    "due_with": [("clock", pa.int64()), ("step_row", pa.int64())],
    "nth": [("nth", pa.int64())],
    "edge": [("turn", pa.int64())],
    "as_of": [("day", pa.int32())],
    "running": [("calendar", pa.int32()), ("day", pa.int32()), ("number", pa.int32())],
}  # fmt: skip


@dataclass
class Limits:
    """Every time limit in use, with the calendar it is counted in, each under a number."""

    rules: Standards
    numbers: dict[tuple[TimeLimit, str], int] = field(default_factory=dict)

    def number(self, limit: TimeLimit, calendar: str) -> int:
        """The number of a limit; a new one is given the next."""
        return self.numbers.setdefault((limit, calendar), len(self.numbers))

    def known(self) -> dict[int, tuple[TimeLimit, Calendar]]:
        """Each limit by its number, with the calendar it is counted by."""
        return {n: (limit, self.rules.calendar_for(limit, name)) for (limit, name), n in self.numbers.items()}


@dataclass(frozen=True)
class Parameters:
    """The tables of numbers; `steps` gives (clock, step, version) for each step_row, `clocks` each clock by number."""

    tables: dict[str, pa.Table]
    clocks: tuple[Clock, ...]
    steps: tuple[tuple[Clock, Step, Version], ...]
    limits: Limits
    calendars: tuple[str, ...]


def day_number(day: date | None) -> int | None:
    """A day as the number of days since 1 January 1970."""
    return day.toordinal() - EPOCH if day else None


def build_parameters(
    clocks: Sequence[Clock], *, standards: Standards, as_of: date, reach: dict[str, date]
) -> Parameters:
    """The tables of all clocks that some feed can meet; the others give no rows."""
    fed = tuple(clock for clock in clocks if any(name in reach for name in clock.met_by))
    steps = tuple((clock, step, version) for clock in fed for version in clock.versions for step in version.steps)
    calendars = tuple(sorted({version.calendar for _, _, version in steps}))
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SCHEMAS}
    limits = Limits(standards)
    numbers = {(clock.id, v.from_on, s.id): place for place, (clock, s, v) in enumerate(steps)}
    for number, clock in enumerate(fed):
        rows["clock"].append(_clock(number, clock, limits, reach, as_of, _blank_step(clock, numbers, standards)))
        rows["role"] += _roles(number, clock)
        rows["only_if"] += [(number, spell_names().index(c.spell), c.wanted, _of_kind(c, clock)) for c in clock.only_if]
        version = len(rows["version"])
        rows["version"] += _versions(version, number, clock)
        for place, each in enumerate(clock.versions, version):
            for order, step in enumerate(each.steps):
                row_no = numbers[clock.id, each.from_on, step.id]
                rows["step"].append(_step(row_no, place, order, clock, each, step, standards, limits, calendars))
    rows["rule"] = list(_rules(fed, numbers, standards, limits))
    rows["target"] = list(_targets(steps, standards, limits))
    rows["due_with"] = list(_due_with(fed, steps))
    rows["nth"] = [(n,) for n in range(max((clock.max_nth for clock in fed), default=0) + 2)]
    rows["edge"] = [(0,), (1,)]
    rows["as_of"] = [(day_number(as_of),)]
    tables = {name: as_table(schema, rows[name]) for name, schema in SCHEMAS.items()}
    if any(clock.pauses for clock in fed):
        tables["running"] = _running(tuple(load_calendars()[name] for name in calendars))
    return Parameters(tables, fed, steps, limits, calendars)


def as_table(schema: list[tuple[str, pa.DataType]], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Rows as an Arrow table of a stated schema, empty or not."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(c, t) for c, (_, t) in zip(columns, schema, strict=True)], pa.schema(schema).names)


def _clock(
    number: int, clock: Clock, limits: Limits, reach: dict[str, date], as_of: date, blank_step: int | None
) -> tuple[Any, ...]:
    last = clock.versions[-1]
    known_to = min((reach[name] for name in clock.met_by if name in reach), default=date.max)
    known_day = FAR if known_to == date.max else day_number(known_to)
    return (
        number,
        event_names().index(clock.starts),
        event_kinds().get(clock.starts) == clock.per,
        clock.repeats,
        0 if clock.day_of_start_counts else 1,
        limits.number(clock.early, last.calendar) if clock.early else None,
        clock.may_be_late,
        clock.max_nth,
        bool(clock.due_with),
        any(len(version.steps) > 1 for version in clock.versions),
        limits.number(clock.warn, last.calendar),
        known_day,
        blank_step,
        clock.lapses,
    )


def _blank_step(clock: Clock, numbers: dict[Any, int], standards: Standards) -> int | None:
    """The step a start without a day is shown under; None where the council has not set its limit."""
    last = clock.versions[-1]
    first = last.steps[0]
    is_set = not first.is_local or first.id in standards.limits
    return numbers[clock.id, last.from_on, first.id] if is_set else None


def _roles(number: int, clock: Clock) -> Iterator[tuple[str, int, int, bool]]:
    words = {
        "met": clock.met_by,
        "stop": clock.stops,
        "extend": clock.extends,
        "agree": clock.agreed_by,
        "pause": clock.pauses,
    }
    for role, names in words.items():
        for name in dict.fromkeys(names):
            yield role, number, event_names().index(name), event_kinds().get(name) == clock.per


def _of_kind(condition: Condition, clock: Clock) -> bool:
    return spell_kinds().get(condition.spell) == clock.per


def _versions(first: int, number: int, clock: Clock) -> Iterator[tuple[Any, ...]]:
    days = [day_number(version.from_on) for version in clock.versions]
    yield first, number, -FAR, days[0], True
    for place, day in enumerate(days):
        yield first + place, number, day, days[place + 1] if place + 1 < len(days) else FAR, False


def _step(
    row_no: int,
    version: int,
    place: int,
    clock: Clock,
    under: Version,
    step: Step,
    standards: Standards,
    limits: Limits,
    calendars: Sequence[str],
) -> tuple[Any, ...]:
    limit = _limit(step, standards)
    return (
        row_no,
        version,
        place,
        step.nth,
        limits.number(limit, under.calendar) if limit else None,
        bool(limit and limit.unit == "hours"),
        step.no_duty,
        step.is_local,
        step.as_ordered,
        spell_names().index(step.when.spell) if step.when else None,
        step.when.wanted if step.when else True,
        bool(step.when and _of_kind(step.when, clock)),
        step.judged_on == "due",
        calendars.index(under.calendar),
        bool(limit and limit.unit == "working days"),
        0 if limit and limit.counting == "beginning with the day" else 1,
    )


def _due_with(clocks: Sequence[Clock], steps: Sequence[tuple[Clock, Step, Version]]) -> Iterator[tuple[int, int]]:
    for number, clock in enumerate(clocks):
        for row_no, (_, step, _version) in enumerate(steps):
            if clock.due_with and step.id == clock.due_with:
                yield number, row_no


@cache
def _running(calendars: tuple[Calendar, ...]) -> pa.Table:
    """How many working days each calendar has had by each day it covers: what a pause stands still is a difference."""
    rows = []
    for place, calendar in enumerate(calendars):
        working, number = set(calendar.days), 0
        for day in range(calendar.first.toordinal(), calendar.last.toordinal() + 1):
            number += date.fromordinal(day) in working
            rows.append((place, day - EPOCH, number))
    return as_table(SCHEMAS["running"], rows)


def _rules(
    clocks: Sequence[Clock], numbers: dict[Any, int], standards: Standards, limits: Limits
) -> Iterator[tuple[Any, ...]]:
    """For clocks that ask nothing but their limit: which step, and limit, holds for each number of meetings."""
    owners = {clock.due_with for clock in clocks}
    for number, clock in enumerate(clocks):
        if not _is_plain(clock) or owners & set(clock.steps):
            continue
        days = [*(day_number(version.from_on) for version in clock.versions), FAR]
        for version, from_day, until_day in zip(clock.versions, days, days[1:], strict=False):
            for nth in range(clock.max_nth + 2):
                step = next((step for step in version.steps if step.nth in (None, nth)), None)
                limit = _limit(step, standards) if step else None
                if step and limit and limit.unit != "hours":
                    place = numbers[clock.id, version.from_on, step.id]
                    yield number, nth, from_day, until_day, place, limits.number(limit, version.calendar)


def _is_plain(clock: Clock) -> bool:
    steps = [step for version in clock.versions for step in version.steps]
    return not (
        clock.only_if or clock.due_with or clock.lapses or any(s.when or s.no_duty or s.as_ordered for s in steps)
    )


def _limit(step: Step, standards: Standards) -> TimeLimit | None:
    return standards.limits.get(step.id) if step.is_local else step.within


def _targets(
    steps: Sequence[tuple[Clock, Step, Version]], standards: Standards, limits: Limits
) -> Iterator[tuple[int, int]]:
    for row_no, (_, step, version) in enumerate(steps):
        if step.id in standards.targets:
            yield row_no, limits.number(standards.targets[step.id], version.calendar)
