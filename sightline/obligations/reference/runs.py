"""Runs of a clock: where each begins and ends, and which meetings belong to it (rule book, Runs)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sightline.calendars.time_limit import due_on
from sightline.calendars.working_days import load_calendars
from sightline.clocks.entry import Clock
from sightline.obligations.history import FAR_FUTURE, FAR_PAST, Event, History, Place
from sightline.tables.names import event_kinds


@dataclass(frozen=True)
class Mark:
    """A meeting of a run: its day, its time where held, and whether it certainly belongs."""

    on: date
    at: int | None
    sure: bool


@dataclass(frozen=True)
class Run:
    """One running of a clock. `end` is the certain stop; `may_end` an earlier day on which it may have stopped.

    `reach` is the last day of which the feed of its start can know.
    """

    key: str | None
    start: date
    at: int | None
    value_on: date | None
    sure: bool
    place: Place
    first_day: date
    end: date = FAR_FUTURE
    may_end: date = FAR_FUTURE
    marks: tuple[Mark, ...] = ()
    begun: bool = True
    reach: date = FAR_FUTURE

    @property
    def name(self) -> str:
        """How the run is called: its key, or the day it began."""
        return self.key or self.start.isoformat()


def key_for(clock: Clock, event: Event) -> str | None:
    """The event's key, where it is of the clock's kind."""
    return event.key if event_kinds().get(event.name) == clock.per else None


def counted(events: Iterable[Event], history: History, names: tuple[str, ...], as_of: date) -> Iterator[Event]:
    """The events of these names that have happened by `as_of`, as far as their feeds reach."""
    for event in events:
        if event.name in names and event.on and event.on <= min(as_of, history.reach_of(event)):
            yield event


def find_runs(clock: Clock, history: History, as_of: date) -> list[Run]:
    """All runs of a clock, each with its end and its meetings, in order of start and key."""
    starts = [_run(clock, group, history) for group in _starts(clock, history).values()]
    if not starts:
        return []
    begun = [run for run in starts if run.start <= min(as_of, run.reach)]
    ended = _end_runs(clock, begun, history, as_of)
    with_marks = _share_meetings(clock, ended, history, as_of)
    waiting = [replace(run, begun=False) for run in starts if run.start > run.reach]
    return sorted([*with_marks, *waiting], key=lambda run: (run.start, run.key or ""))


def blank_starts(clock: Clock, history: History) -> list[tuple[str | None, Place]]:
    """Starts whose day the file leaves blank: (key, row), one for each key."""
    places: dict[str | None, list[Place]] = defaultdict(list)
    for event in history.events:
        if event.name == clock.starts and event.on is None:
            places[key_for(clock, event)].append(event.place)
    return [(key, min(found, key=_order)) for key, found in places.items()]


def _order(place: Place) -> tuple[str, str, int]:
    return place.file, place.sheet, place.line


def _starts(clock: Clock, history: History) -> dict[tuple[str | None, date], list[Event]]:
    groups: dict[tuple[str | None, date], list[Event]] = defaultdict(list)
    for event in history.events:
        if event.name == clock.starts and event.on:
            groups[key_for(clock, event), event.on].append(event)
    return groups


def _run(clock: Clock, events: list[Event], history: History) -> Run:
    start = events[0].on
    assert start is not None
    told = [event for event in events if event.sure] or events
    return Run(
        key=key_for(clock, events[0]),
        start=start,
        at=min((event.at for event in told if event.at is not None), default=None),
        value_on=min((event.value_on for event in told if event.value_on), default=None),
        sure=any(event.sure for event in events),
        place=min((event.place for event in events), key=_order),
        first_day=_first_day(clock, start),
        reach=max(history.reach_of(event) for event in events),
    )


def _first_day(clock: Clock, start: date) -> date:
    if clock.early:
        return due_on(clock.early, start, load_calendars()[clock.versions[-1].calendar]) or start
    return start if clock.day_of_start_counts else start + timedelta(1)


def _end_runs(clock: Clock, runs: list[Run], history: History, as_of: date) -> list[Run]:
    stops = list(counted(history.events, history, clock.stops, as_of))
    plain = [
        replace(run, end=min(_next_start(run, runs), _earliest(s.on for s in stops if _ends(clock, s, run))))
        for run in runs
    ]
    ends: dict[Run, set[date]] = defaultdict(set)
    may: dict[Run, set[date]] = defaultdict(set)
    for stop in stops:
        fits = [run for run in plain if _may_end(clock, stop, run)]
        for run in fits:
            (ends if len(fits) == 1 and stop.sure else may)[run].add(stop.on or FAR_FUTURE)
    for run in plain:
        may[run] |= {stop.on or FAR_FUTURE for stop in stops if not stop.sure and _names(clock, stop, run)}
        may[run] |= {other.start for other in _later_starts(run, plain) if not other.sure}
    return [_ended(run, ends[run], may[run]) for run in plain]


def _next_start(run: Run, runs: list[Run]) -> date:
    """The day a later run with the same key certainly begins: the earlier one is over."""
    return _earliest(other.start for other in _later_starts(run, runs) if other.sure)


def _later_starts(run: Run, runs: list[Run]) -> Iterator[Run]:
    return (other for other in runs if other.key and other.key == run.key and other.start > run.start)


def _ended(run: Run, ends: set[date], may: set[date]) -> Run:
    end = min([run.end, *ends])
    may_end = min([day for day in may if day < end], default=FAR_FUTURE)
    return replace(run, end=end, may_end=may_end)


def _earliest(days: Iterable[date | None]) -> date:
    return min((day for day in days if day), default=FAR_FUTURE)


def _names(clock: Clock, stop: Event, run: Run) -> bool:
    """Whether a stop speaks of this run: the same key, or of another kind altogether."""
    if stop.on is None or stop.on < run.start:
        return False
    if event_kinds().get(stop.name) != clock.per:
        return True
    return stop.key is not None and stop.key == run.key


def _ends(clock: Clock, stop: Event, run: Run) -> bool:
    return stop.sure and _names(clock, stop, run)


def _may_end(clock: Clock, stop: Event, run: Run) -> bool:
    of_kind = event_kinds().get(stop.name) == clock.per
    unkeyed = stop.key is None or run.key is None
    return of_kind and unkeyed and stop.on is not None and run.start <= stop.on <= run.end


def _share_meetings(clock: Clock, runs: list[Run], history: History, as_of: date) -> list[Run]:
    meetings = list(counted(history.events, history, clock.met_by, as_of))
    fits = [[run for run in runs if _fits(clock, meeting, run)] for meeting in meetings]
    over = {} if clock.repeats else _first_certain(clock, meetings, fits)
    marks: dict[Run, list[Mark]] = defaultdict(list)
    for meeting, fit in zip(meetings, fits, strict=True):
        for run in fit:
            open_runs = [other for other in fit if over.get(other, FAR_FUTURE) >= (meeting.on or FAR_FUTURE)]
            marks[run].append(_mark(clock, meeting, run, open_runs))
    return [replace(run, marks=_by_day(marks[run])) for run in runs]


def _first_certain(clock: Clock, meetings: list[Event], fits: list[list[Run]]) -> dict[Run, date]:
    """The day each run was certainly met: a later meeting that might be another run's is no longer its own."""
    first: dict[Run, date] = {}
    for meeting, fit in zip(meetings, fits, strict=True):
        for run in fit:
            mark = _mark(clock, meeting, run, fit)
            if mark.sure:
                first[run] = min(mark.on, first.get(run, FAR_FUTURE))
    return first


def _fits(clock: Clock, meeting: Event, run: Run) -> bool:
    key = key_for(clock, meeting)
    agree = key is None or run.key is None or key == run.key
    return agree and meeting.on is not None and run.first_day <= meeting.on <= run.end


def _mark(clock: Clock, meeting: Event, run: Run, fits: list[Run]) -> Mark:
    assert meeting.on is not None
    key = key_for(clock, meeting)
    certain = key is not None and key == run.key
    rivals = [other for other in fits if other is not run and not _touch(run, other, meeting.on)]
    return Mark(meeting.on, meeting.at, meeting.sure and (certain or not rivals))


def _touch(run: Run, other: Run, day: date) -> bool:
    """Whether one of the runs ends on this day and the other begins on it."""
    return (run.end == day == other.start) or (other.end == day == run.start)


def _by_day(marks: list[Mark]) -> tuple[Mark, ...]:
    """One mark a day: the day's certain ones if there are any, else the unsure ones; its time is the earliest held."""
    days: dict[date, list[Mark]] = defaultdict(list)
    for mark in marks:
        days[mark.on].append(mark)
    marked = []
    for day, found in sorted(days.items()):
        certain = [mark for mark in found if mark.sure]
        times = [mark.at for mark in certain or found if mark.at is not None]
        marked.append(Mark(day, min(times, default=None), bool(certain)))
    return tuple(marked)


__all__ = ["FAR_FUTURE", "FAR_PAST", "Mark", "Run", "blank_starts", "counted", "find_runs", "key_for"]
