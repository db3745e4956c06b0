"""Pauses of a clock that may be paused: how far they move a due day, and whether one runs (rule book, Pauses)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sightline.calendars.working_days import Calendar
from sightline.clocks.entry import Clock
from sightline.obligations.history import History
from sightline.obligations.reference.runs import Run, counted, key_for

ONE_DAY = timedelta(1)


@dataclass(frozen=True)
class Pause:
    """From a day until (not on) another."""

    on: date
    until: date


@dataclass(frozen=True)
class Moved:
    """The due day as pauses moved it; None, with the cause, where that cannot be told. `runs`: one runs."""

    due: date | None
    cause: str = ""
    runs: bool = False


def move_due(
    clock: Clock, run: Run, history: History, as_of: date, first: date, due: date, calendar: Calendar | None
) -> Moved:
    """Move a due day by the days that stood still: working days of a calendar, or every day where it is None.

    `first` is the first day that the limit counts.
    """
    pauses = list(_pauses(clock, run, history, as_of))
    runs = False
    for pause in _merged([pause for pause, sure in pauses if sure]):
        from_on = max(pause.on, first)
        if from_on > due:
            break
        later = _add(due, from_on, pause.until, calendar) if pause.until > from_on else due
        if later is None:
            return Moved(None, "calendar")
        due, runs = later, runs or pause.until > as_of
    if any(not sure and pause.until >= first and max(pause.on, first) <= due for pause, sure in pauses):
        return Moved(None, "no_value")
    return Moved(due, runs=runs)


def _pauses(clock: Clock, run: Run, history: History, as_of: date) -> Iterator[tuple[Pause, bool]]:
    """The pauses that fit a run, each with whether it is sure. One without an end lasts to the as-of date."""
    still_open = as_of + ONE_DAY
    for event in counted(history.events, history, clock.pauses, as_of):
        key = key_for(clock, event)
        until = event.value_on or still_open
        if event.on and event.on < until and (None in (key, run.key) or key == run.key):
            yield Pause(event.on, until), event.sure


def _merged(pauses: list[Pause]) -> list[Pause]:
    """The same days without overlap, in order."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.on):
        if merged and pause.on <= merged[-1].until:
            merged[-1] = Pause(merged[-1].on, max(merged[-1].until, pause.until))
        else:
            merged.append(pause)
    return merged


def _add(due: date, from_on: date, until: date, calendar: Calendar | None) -> date | None:
    """The due day after the days from `from_on` until (not on) `until` stood still; None past the calendar's cover."""
    if calendar is None:
        return due + (until - from_on)
    if until - ONE_DAY > calendar.last:
        return None
    still = calendar.between(from_on - ONE_DAY, until - ONE_DAY)
    return calendar.nth_after(due, still) if still else due
