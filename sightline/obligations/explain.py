"""The working of a due day, in one sentence: from which event, by which limit, under which law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sightline.calendars.working_days import Calendar, load_calendars
from sightline.clocks.entry import Clock, Step, Version
from sightline.clocks.standards import Standards
from sightline.obligations.history import Event, History
from sightline.obligations.reference import work_out
from sightline.obligations.row import Row
from sightline.tables.names import event_meanings


@dataclass(frozen=True)
class Working:
    """A row worked out again by the reference engine, with its law and the sentence that shows how."""

    row: Row
    clock: Clock
    version: Version | None
    sentence: str


def explain(clocks: Sequence[Clock], history: History, *, standards: Standards, as_of: date) -> list[Working]:
    """Every duty of one subject, worked out again by the reference engine, each with its working."""
    by_id = {clock.id: clock for clock in clocks}
    rows = work_out(clocks, history, standards=standards, as_of=as_of)
    return [_working(by_id[row.clock], row, history, standards) for row in rows]


def _working(clock: Clock, row: Row, history: History, standards: Standards) -> Working:
    version = next((v for v in clock.versions if v.from_on == row.version), None)
    step = next((s for s in version.steps if s.id == row.step), None) if version else None
    counted = _counted(clock, step, version, row, history, standards) if step and version else ""
    parts = [_said_state(row), counted, version.citation if version else ""]
    return Working(row, clock, version, "; ".join(part for part in parts if part))


def _said_state(row: Row) -> str:
    if row.state == "overdue" and row.due:
        return f"overdue since {say(row.due)}"
    if row.state in ("met", "met_late") and row.met and row.due:
        return f"{'done in time' if row.state == 'met' else 'done late'} on {say(row.met)}, due {say(row.due)}"
    words = {"due": "due", "due_soon": "due soon: on", "paused": "paused: not due before"}.get(row.state, "")
    words = words or f"{row.state.replace('_', ' ')}, due"
    return f"{words} {say(row.due)}" if row.due else row.state.replace("_", " ")


def _counted(clock: Clock, step: Step, version: Version, row: Row, history: History, standards: Standards) -> str:
    if clock.due_with:
        return f"due with {clock.due_with}"
    if row.due is None or row.started is None:
        return ""
    limit = standards.limits.get(step.id) if step.is_local else step.within
    words = f"{limit} (set by your council)" if step.is_local and limit else str(limit or "as ordered")
    joined = " of" if "beginning" in words else " after"
    because, left_out = _because(clock, row, history), _left_out(version, words, row)
    return f"{words}{joined} {say(row.started)}{because}{left_out}{_still(clock, row, history)}"


def _because(clock: Clock, row: Row, history: History) -> str:
    """The event the interval began with, and the row it came from."""
    event = began_with(clock, row, history)
    return f" ({_meaning(event)}; {event.places})" if event else ""


def began_with(clock: Clock, row: Row, history: History) -> Event | None:
    """The event that the interval of a row began with."""
    names = (clock.starts,) if row.started == row.began else clock.met_by
    found = [e for e in history.events if e.name in names and e.on == row.started and _same_run(e, row)]
    return min(found, key=lambda each: (each.place.file, each.place.line), default=None)


def _same_run(event: Event, row: Row) -> bool:
    return event.key in (None, row.run) or row.started != row.began


def _meaning(event: Event) -> str:
    means = event_meanings().get(event.name, event.name).split(";")[0].split(":")[0]
    return means[:1].lower() + means[1:]


def _left_out(version: Version, words: str, row: Row) -> str:
    """The bank holidays that were not counted, in words."""
    if "working day" not in words or row.started is None or row.due is None:
        return ""
    closed = [f"{day.day} {day:%B}" for day in left_out(row.started, row.due, load_calendars()[version.calendar])]
    return f", leaving out {' and '.join(closed)}" if closed else ""


def left_out(started: date, due: date, calendar: Calendar) -> list[date]:
    """The bank holidays between two days that a calendar does not count."""
    days = (started + timedelta(n) for n in range(1, (due - started).days))
    return [day for day in days if day.weekday() < 5 and not calendar.is_working(day)]


def _still(clock: Clock, row: Row, history: History) -> str:
    """The pauses that the due day may rest on."""
    told = (event for event in history.events if event.name in clock.pauses and event.key in (None, row.run))
    last = row.due or date.min
    pauses = sorted({(each.on, each.value_on or date.max) for each in told if each.on and each.on <= last})
    said = [f"from {say(on)}" + (f" until {say(until)}" if until < date.max else " on") for on, until in pauses]
    return f", standing still {' and '.join(said)}" if said else ""


def say(day: date) -> str:
    """A day as people write it: 23 April 2025."""
    return f"{day.day} {day:%B %Y}"
