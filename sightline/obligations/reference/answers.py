"""Answers: the ways a stretch may have gone, brought down to the one row they allow (rule book)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sightline.clocks.entry import Clock, Step
from sightline.clocks.standards import Standards
from sightline.obligations.history import FAR_FUTURE, History, Place
from sightline.obligations.reference.outcomes import Limit, Outcome, Question, before_entry
from sightline.obligations.reference.runs import blank_starts, find_runs, key_for
from sightline.obligations.reference.stretches import Stretch, Way, closings, cut, outcomes, ways
from sightline.obligations.row import Row
from sightline.obligations.state import LATE, NO_ROW, OPEN, REASONS


def work_out(clocks: Sequence[Clock], history: History, *, standards: Standards, as_of: date) -> list[Row]:
    """Every row of one subject, in order of clock, start and stretch."""
    rows: list[Row] = []
    for clock in sorted(clocks, key=lambda each: bool(each.due_with)):
        if any(name in history.reach for name in clock.met_by):
            rows += _clock_rows(clock, history, standards, as_of, rows)
    return rows


def _clock_rows(clock: Clock, history: History, standards: Standards, as_of: date, done: Sequence[Row]) -> list[Row]:
    first = clock.versions[-1].steps[0]
    is_set = not first.is_local or first.id in standards.limits
    rows = [_blank_row(clock, first, key, place) for key, place in blank_starts(clock, history) if is_set]
    for run in find_runs(clock, history, as_of):
        question = Question(clock, run, history, standards, as_of)
        rows += _due_with(question, done) if clock.due_with else _run_rows(question)
    return rows


def _blank_row(clock: Clock, step: Step, key: str | None, place: Place) -> Row:
    return Row(
        clock=clock.id,
        step=step.id,
        version=None,
        run=key or "",
        began=None,
        started=None,
        due=None,
        due_first=None,
        due_last=None,
        met=None,
        booked=None,
        state="cannot_tell",
        reason="blank_start",
        days=None,
        place=place,
    )


def _run_rows(question: Question) -> Iterator[Row]:
    for stretch in cut(question):
        row = settle(question, stretch, list(outcomes(question, stretch, ways(question, stretch))))
        if row:
            yield row


def settle(question: Question, stretch: Stretch, found: Sequence[Outcome]) -> Row | None:
    """The one row that all these outcomes allow; None where none of them puts a duty on anybody."""
    told = [outcome for outcome in found if outcome.state != NO_ROW]
    if not told:
        return None
    state = _state(question, stretch, found)
    chosen = _chosen(state, told)
    dues = sorted(outcome.due for outcome in told if outcome.due)
    shared = dues and dues[0] == dues[-1] and len(dues) == len(told)
    due = chosen.due if state != "cannot_tell" or shared else None
    met = stretch.close.on if stretch.close else None
    step, version = chosen.known()
    return Row(
        clock=question.clock.id,
        step=step.id,
        version=version.from_on,
        run=question.run.name,
        began=question.run.start,
        started=stretch.begins,
        due=due,
        due_first=dues[0] if dues else None,
        due_last=dues[-1] if dues else None,
        met=met,
        booked=_booked(question, stretch, state),
        state=state,
        reason=_reason(question, stretch, state, found),
        days=_days(state, due, met, question),
        place=question.run.place,
        is_owed=len(told) == len(found),
    )


def _state(question: Question, stretch: Stretch, found: Sequence[Outcome]) -> str:
    run, states = question.run, {outcome.state for outcome in found}
    if not run.sure or stretch.begins > run.may_end:
        return "cannot_tell"
    if not run.begun:
        return "not_started" if run.start > question.as_of and NO_ROW not in states else "cannot_tell"
    if states == {"due", "due_soon"}:
        return "due_soon"
    return states.pop() if len(states) == 1 else "cannot_tell"


def _chosen(state: str, told: Sequence[Outcome]) -> Outcome:
    """The outcome whose due day claims least: the latest for a late state, else the earliest."""
    late = state in LATE
    return (max if late else min)(told, key=lambda o: _weight(o, late))


def _weight(outcome: Outcome, late: bool) -> tuple[date, int, int]:
    step, version = outcome.known()
    sign = -1 if late else 1
    return outcome.due or FAR_FUTURE, sign * version.from_on.toordinal(), sign * version.steps.index(step)


def _reason(question: Question, stretch: Stretch, state: str, found: Sequence[Outcome]) -> str:
    dues = {outcome.due for outcome in found}
    if state != "cannot_tell" and len(dues) == 1:
        return ""
    return min((word for word in _doubts(question, stretch, found)), key=REASONS.index, default="")


def _doubts(question: Question, stretch: Stretch, found: Iterable[Outcome]) -> Iterator[str]:
    run = question.run
    if not run.sure:
        yield "unsure_start"
    if run.may_end < FAR_FUTURE and not (stretch.close and stretch.close.on <= run.may_end):
        yield "may_have_ended"
    if not run.begun and run.start <= question.as_of:
        yield "reach"
    if stretch.unknown:
        yield "history"
    if stretch.unsure:
        yield "unsure_meeting"
    if stretch.most != stretch.fewest:
        yield "count"
    for outcome in found:
        yield from [outcome.cause] if outcome.cause else []
        yield from ["fact"] if outcome.by_fact or outcome.state == NO_ROW else []
        yield from ["hours"] if outcome.by_hours else []


def _booked(question: Question, stretch: Stretch, state: str) -> date | None:
    if stretch.close or question.run.end < FAR_FUTURE:
        return None
    return booking(question)


def booking(question: Question) -> date | None:
    """The earliest meeting that lies beyond what its feed can know, or was recorded ahead: booked, not held."""
    history, run = question.history, question.run
    days = []
    for event in history.events:
        reach = question.as_of if event.recorded else history.reach.get(event.name, FAR_FUTURE)
        if event.name in question.clock.met_by and event.on and event.on > max(reach, run.start):
            key = key_for(question.clock, event)
            if key is None or run.key is None or key == run.key:
                days.append(event.on)
    return min(days, default=None)


def _days(state: str, due: date | None, met: date | None, question: Question) -> int | None:
    if due is None or state in ("cannot_tell", "not_required", "not_started", "paused"):
        return None
    until = question.as_of if state in OPEN else question.run.end if state == "missed" else met
    return (until - due).days if until else None


def _due_with(question: Question, done: Sequence[Row]) -> Iterator[Row]:
    """A duty that falls due with another: one row for the first row of that step in the same run."""
    ours = question.run.name, question.run.start
    others = [row for row in done if row.step == question.clock.due_with and (row.run, row.began) == ours]
    if others:
        stretch = next(cut(question))
        row = settle(question, stretch, list(outcomes(question, stretch, _ways_with(question, stretch, others[0]))))
        yield from [row] if row else []


def _ways_with(question: Question, stretch: Stretch, other: Row) -> Iterator[Way]:
    owed = question.is_owed(question.run.start)
    if owed is not True:
        yield None, stretch.begins, stretch.close
    if owed is not False:
        limit = _limit_with(question, other, owed is None)
        for close in closings(stretch):
            yield limit, stretch.begins, close


def _limit_with(question: Question, other: Row, by_fact: bool) -> Limit | None:
    version = question.version_on(question.run.start)
    if version is None:
        return before_entry(question, question.run.start)
    due = other.due if other.is_owed and other.due_first == other.due_last else None
    return Limit(version.steps[0], version, due, None, "" if due else "due_with", by_fact)


__all__ = ["settle", "work_out"]
