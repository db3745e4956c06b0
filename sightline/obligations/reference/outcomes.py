"""Outcomes of one interval: every step that may apply, its due day, and the state it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sightline.calendars.time_limit import TimeLimit, due_at, due_on
from sightline.calendars.working_days import Calendar, load_calendars
from sightline.clocks.entry import Clock, Condition, Step, Version
from sightline.clocks.standards import Standards
from sightline.obligations.history import FAR_FUTURE, History
from sightline.obligations.reference.pauses import Moved, move_due
from sightline.obligations.reference.runs import Mark, Run, counted, key_for
from sightline.obligations.state import NO_ROW
from sightline.tables.names import spell_kinds


@dataclass(frozen=True)
class Outcome:
    """One way an interval may have gone. `cause` says why it alone cannot be told, where that is so."""

    state: str
    due: date | None = None
    step: Step | None = None
    version: Version | None = None
    cause: str = ""
    by_fact: bool = False
    by_hours: bool = False

    def known(self) -> tuple[Step, Version]:
        """The step and version of an outcome that puts a duty on somebody."""
        assert self.step is not None
        assert self.version is not None
        return self.step, self.version


@dataclass(frozen=True)
class Limit:
    """A step that may apply to an interval, and when it falls due."""

    step: Step
    version: Version
    due: date | None
    due_at: int | None = None
    cause: str = ""
    by_fact: bool = False
    is_paused: bool = False


@dataclass(frozen=True)
class Question:
    """What an interval is judged by: the clock, its run, the history and the council's standards."""

    clock: Clock
    run: Run
    history: History
    standards: Standards
    as_of: date

    def holds(self, condition: Condition, day: date) -> bool | None:
        """Whether a fact holds on a day; None where nobody recorded it."""
        found = [s for s in self.history.spells if s.name == condition.spell and s.from_on <= day < s.until_on]
        answers = [self._applies(spell.key, condition.spell, spell.sure) for spell in found]
        value = True if True in answers else None if None in answers else False
        return value if value is None or condition.wanted else not value

    def _applies(self, key: str | None, spell: str, sure: bool) -> bool | None:
        if key is not None and spell_kinds().get(spell) == self.clock.per:
            if self.run.key is not None and key != self.run.key:
                return False
            sure = sure and self.run.key is not None
        return True if sure else None

    def is_owed(self, day: date) -> bool | None:
        """Whether all of `only_if` holds on the day an interval begins."""
        answers = [self.holds(condition, day) for condition in self.clock.only_if]
        return False if False in answers else None if None in answers else True

    def changes(self) -> Iterator[date]:
        """The days on which what is owed of an interval may change: facts, versions, agreements, what moves it."""
        facts = {condition.spell for condition in self.clock.only_if}
        for spell in (spell for spell in self.history.spells if spell.name in facts):
            yield from (spell.from_on, spell.until_on)
        yield from (version.from_on for version in self.clock.versions)
        for event in self.history.events:
            if event.on and event.name in (*self.clock.agreed_by, *self.clock.pauses):
                yield event.on
            if event.on and event.name in self.clock.extends:
                yield event.on + timedelta(1)

    def version_on(self, day: date) -> Version | None:
        """The version in force on a day."""
        return next((v for v in reversed(self.clock.versions) if v.from_on <= day), None)


def limits(question: Question, day: date, nth: int, at: int | None) -> Iterator[Limit | None]:
    """Every limit that may apply to an interval begun on `day`; None for no duty."""
    owed = question.is_owed(day)
    if owed is not True:
        yield None
    if owed is False:
        return
    version = question.version_on(day)
    if version is None:
        yield before_entry(question, day)
        return
    doubted = owed is None
    for step in version.steps:
        if step.nth not in (None, nth):
            continue
        limit = limit_of(question, version, step, day, at, doubted)
        answer = _judge(question, step, day, limit)
        doubted = doubted or answer is None
        if answer is not False:
            yield mark_doubt(limit, doubted)
        if answer is True:
            return


def before_entry(question: Question, day: date) -> Limit | None:
    """What is owed of an interval begun before the first version: not to be told, or nothing if nobody set a limit."""
    first = question.clock.versions[0]
    step = first.steps[0]
    is_set = not step.is_local or step.id in question.standards.limits or _agreed(question, day) is not None
    return Limit(step, first, None, cause="before_entry") if is_set else None


def mark_doubt(limit: Limit | None, doubted: bool) -> Limit | None:
    """The limit, marked where a fact that nobody recorded could set it aside."""
    if limit is None or not doubted:
        return limit
    return replace(limit, by_fact=True)


def _judge(question: Question, step: Step, day: date, limit: Limit | None) -> bool | None:
    if step.when is None:
        return True
    judged = day if step.judged_on == "start" else (limit.due if limit else None)
    return question.holds(step.when, judged) if judged else None


def limit_of(
    question: Question, version: Version, step: Step, day: date, at: int | None, by_fact: bool = False
) -> Limit | None:
    """When a step falls due for an interval begun on `day`; None where it puts no duty on anybody."""
    if step.no_duty:
        return None
    due, end_at, cause = _due(question, step, day, at, version.calendar)
    if cause == NO_ROW:
        return None
    if due and question.clock.pauses:
        moved = _paused(question, step, day, due, load_calendars()[version.calendar])
    else:
        extended = _extended(question, due, day)
        moved = Moved(extended, "no_value" if due and not extended else cause)
    end_at = end_at if moved.due == due else None
    return Limit(step, version, moved.due, end_at, moved.cause, by_fact, moved.runs)


def _paused(question: Question, step: Step, day: date, due: date, calendar: Calendar) -> Moved:
    limit = question.standards.limits.get(step.id) if step.is_local else step.within
    counts = calendar if limit and limit.unit == "working days" else None
    first = day if limit and limit.counting == "beginning with the day" else day + timedelta(1)
    return move_due(question.clock, question.run, question.history, question.as_of, first, due, counts)


def _due(
    question: Question, step: Step, day: date, at: int | None, calendar: str
) -> tuple[date | None, int | None, str]:
    if step.as_ordered:
        return question.run.value_on, None, "" if question.run.value_on else "no_value"
    limit = question.standards.limits.get(step.id) if step.is_local else step.within
    told = _agreed(question, day) if step.is_local else None
    agreed = TimeLimit.read(told) if told else None
    if told is not None and not agreed:
        return None, None, "no_value"
    if not (limit or agreed):
        return None, None, NO_ROW
    rules = question.standards
    due, ends = _counted(limit, day, at, rules.calendar_for(limit, calendar)) if limit else (None, None)
    stricter = due_on(agreed, day, rules.calendar_for(agreed, calendar)) if agreed else None
    if stricter and (due is None or stricter < due):
        due, ends = stricter, None
    return due, ends, "" if due else "calendar"


def _counted(limit: TimeLimit, day: date, at: int | None, calendar: Calendar) -> tuple[date | None, int | None]:
    """The due day, and the second it ends on where the limit is in hours and the time of the start is held."""
    if limit.unit == "hours" and at is not None:
        ends, on = due_at(limit, at)
        return on, ends
    return due_on(limit, day, calendar), None


def _agreed(question: Question, day: date) -> str | None:
    """The interval this plan itself agreed, as it stood on a day; "" where blank or not sure, None where none was."""
    clock, run = question.clock, question.run
    found = []
    for event in counted(question.history.events, question.history, clock.agreed_by, question.as_of):
        key = key_for(clock, event)
        ours = key == run.key if key and run.key else event.on is not None and run.start <= event.on <= run.end
        if ours and event.on and event.on <= day:
            found.append((event.on, (event.agreed or "") if event.sure else ""))
    return max(found)[1] if found else None


def _extended(question: Question, due: date | None, day: date) -> date | None:
    """The due day as extensions moved it: each counts if decided in time; the first too late ends the chain.

    None where one that counts does not say until when, or is not sure.
    """
    clock, run = question.clock, question.run
    if due is None or not clock.extends:
        return due
    found = []
    for event in counted(question.history.events, question.history, clock.extends, question.as_of):
        key = key_for(clock, event)
        fits = (key is None or run.key is None or key == run.key) and event.on and day <= event.on <= run.end
        if fits and event.on:
            found.append((event.on, event.value_on if event.sure and event.value_on else FAR_FUTURE))
    for on, value_on in sorted(found):
        if on > due and not clock.may_be_late:
            break
        if value_on == FAR_FUTURE:
            return None
        due = value_on
    return due


def met_states(limit: Limit, mark: Mark) -> tuple[str, ...]:
    """In time or late; both where the limit ends at a time of that day and the meeting's time is not held."""
    assert limit.due is not None
    if mark.on == limit.due and limit.due_at is not None:
        if mark.at is None:
            return "met", "met_late"
        return ("met",) if mark.at <= limit.due_at else ("met_late",)
    return ("met",) if mark.on <= limit.due else ("met_late",)


def is_beyond(question: Question, limit: Limit, closes: date) -> bool:
    """Whether a feed that could have met a limit in time ends too early to know, on the day that closes it."""
    reach = question.history.known_to(question.clock.met_by)
    return limit.due is not None and closes > reach and limit.due >= reach


def open_state(question: Question, limit: Limit) -> tuple[str, str]:
    """The state of a duty nothing has closed, and why it cannot be told where its feed ends too early."""
    assert limit.due is not None
    if is_beyond(question, limit, question.as_of):
        return "cannot_tell", "reach"
    if limit.is_paused:
        return "paused", ""
    if question.as_of > limit.due:
        return ("not_required" if question.clock.lapses else "overdue"), ""
    warn_on = due_on(question.clock.warn, limit.due, load_calendars()[limit.version.calendar])
    return ("due_soon" if warn_on and question.as_of >= warn_on else "due"), ""


__all__ = ["FAR_FUTURE", "Limit", "Outcome", "Question", "is_beyond", "limit_of", "limits", "met_states", "open_state"]
