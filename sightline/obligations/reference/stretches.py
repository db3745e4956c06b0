"""Stretches of a run: what lies between two certain meetings, and every way it may have gone (rule book)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sightline.obligations.history import FAR_FUTURE
from sightline.obligations.reference.outcomes import (
    Limit,
    Outcome,
    Question,
    before_entry,
    is_beyond,
    limit_of,
    limits,
    met_states,
    open_state,
)
from sightline.obligations.reference.runs import Mark, Run
from sightline.obligations.state import LATE, NO_ROW

ONE_DAY = timedelta(1)


@dataclass(frozen=True)
class Stretch:
    """From the start or a certain meeting to the next one, the stop or the as-of date.

    `fewest` and `most` meetings may lie before it (`most` None: without limit). `unknown` is its part without history.
    """

    place: int
    begins: date
    at: int | None
    fewest: int
    most: int | None
    close: Mark | None
    unsure: tuple[Mark, ...]
    unknown: tuple[date, date] | None


def cut(question: Question) -> Iterator[Stretch]:
    """The stretches of a run, in order."""
    clock, run = question.clock, question.run
    known_from = question.history.known_from(clock.met_by)
    sure = [mark for mark in run.marks if mark.sure]
    for place in range(len(sure) + 1 if clock.repeats else 1):
        begins = max(sure[place - 1].on, run.start) if place else run.start
        if place and begins >= run.end:
            return
        close = sure[place] if place < len(sure) else None
        unsure = tuple(m for m in run.marks if not m.sure and _within(m, sure, place, close))
        before = sum(1 for m in run.marks if not m.sure and place and m.on < sure[place - 1].on)
        first = begins + ONE_DAY if place else run.first_day
        last = (
            min(known_from - ONE_DAY, _last_day(run, close), question.as_of) if known_from > first else first - ONE_DAY
        )
        yield Stretch(
            place=place,
            begins=begins,
            at=sure[place - 1].at if place else run.at,
            fewest=place,
            most=None if place and known_from > run.first_day else place + before,
            close=close,
            unsure=unsure,
            unknown=(first, last) if first <= last else None,
        )


def _within(mark: Mark, sure: list[Mark], place: int, close: Mark | None) -> bool:
    return (not place or mark.on > sure[place - 1].on) and (close is None or mark.on < close.on)


def _last_day(run: Run, close: Mark | None) -> date:
    day = close.on if close else run.end
    return day if day == FAR_FUTURE else day - ONE_DAY


Way = tuple[Limit | None, date, Mark | None]


def ways(question: Question, stretch: Stretch) -> Iterator[Way]:
    """Every limit that may have applied, the day its interval began, and the meeting that closed it."""
    return _repeating(question, stretch) if question.clock.repeats else _single(question, stretch)


def outcomes(question: Question, stretch: Stretch, found: Iterable[Way]) -> Iterator[Outcome]:
    """Every way a stretch may have gone, the one in which the run ended earlier among them."""
    may_end = question.run.may_end
    for limit, begins, close in found:
        yield from closed(question, limit, begins, close)
        if stretch.begins <= may_end < FAR_FUTURE and not (close and close.on <= may_end):
            yield from closed(question, limit, begins, None, may_end)


def _repeating(question: Question, stretch: Stretch) -> Iterator[Way]:
    most = stretch.fewest if stretch.most is None else stretch.most
    for limit in _each_nth(question, stretch.begins, stretch.fewest, most, stretch.most is None, stretch.at):
        yield limit, stretch.begins, stretch.close
    for count, mark in enumerate(stretch.unsure, 1):
        begins = max(mark.on, question.run.start)
        endless = stretch.most is None or (stretch.unknown is not None and stretch.unknown[0] < mark.on)
        for limit in _each_nth(question, begins, stretch.fewest + 1, most + count, endless, mark.at):
            yield limit, begins, stretch.close
    for day in _turns(question, stretch):
        begins = max(day, question.run.start)
        for limit in _any_step(question, begins):
            yield limit, begins, stretch.close


def _turns(question: Question, stretch: Stretch) -> list[date]:
    """The days that bound what may have gone on where history is missing: its ends, and both sides of each change."""
    if not stretch.unknown:
        return []
    first, last = stretch.unknown
    changes = {day for day in question.changes() if first < day <= last}
    return sorted({first, last, *changes, *(day - ONE_DAY for day in changes)})


def _each_nth(
    question: Question, day: date, fewest: int, most: int, endless: bool, at: int | None
) -> Iterator[Limit | None]:
    highest = question.clock.max_nth + 1
    top = max(highest, fewest) if endless else min(most, max(highest, fewest))
    for nth in range(fewest, top + 1):
        yield from limits(question, day, nth, at)


def _any_step(question: Question, day: date) -> Iterator[Limit | None]:
    """Where history is missing: any step for `nth` of one or more, whatever its `when`, if there is a duty."""
    owed, version = question.is_owed(day), question.version_on(day)
    if owed is not True:
        yield None
    if owed is not False and version is None:
        yield before_entry(question, day)
    for step in version.steps if version and owed is not False else ():
        if step.nth != 0:
            yield limit_of(question, version, step, day, None, owed is None) if version else None


def _single(question: Question, stretch: Stretch) -> Iterator[Way]:
    for limit in limits(question, stretch.begins, 0, stretch.at):
        for close in closings(stretch):
            yield limit, stretch.begins, close


def closings(stretch: Stretch) -> Iterator[Mark | None]:
    """What may have closed the one interval of a clock that does not repeat; None for no meeting."""
    yield stretch.close
    yield from stretch.unsure
    yield from (Mark(day, None, True) for day in stretch.unknown or ())


def closed(
    question: Question, limit: Limit | None, begins: date, close: Mark | None, stop: date | None = None
) -> Iterator[Outcome]:
    """The outcomes of one limit, by what closes the interval."""
    run = question.run
    ends = stop if stop is not None else run.end
    first = begins == run.start
    if limit is None or (close is None and begins >= ends and not (first and begins == ends)):
        yield Outcome(NO_ROW)
        return
    states, cause = _states(question, limit, close, ends)
    for state in states:
        yield Outcome(state, limit.due, limit.step, limit.version, cause, limit.by_fact, len(states) > 1)


def _states(question: Question, limit: Limit, close: Mark | None, ends: date) -> tuple[tuple[str, ...], str]:
    if limit.due is None:
        return ("cannot_tell",), limit.cause
    if close is None and ends == FAR_FUTURE:
        state, cause = open_state(question, limit)
        return (state,), cause
    if close is None:
        states: tuple[str, ...] = ("not_required" if ends <= limit.due else "missed",)
    else:
        states = met_states(limit, close)
    if any(state in LATE for state in states) and is_beyond(question, limit, close.on if close else ends):
        return ("cannot_tell",), "reach"
    if question.clock.lapses and states == ("missed",):
        return ("not_required",), ""
    return states, ""
