"""The duties of a child in groups by state, each with its one-line reason and its working."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sightline.calendars.time_limit import TimeLimit, days_between
from sightline.obligations.explain import Working
from sightline.reports.known import known_of
from sightline.reports.workings import COMPARED, standards_in
from sightline.store import Snapshot
from sightline.web.child.record import Record, Row
from sightline.web.child.steps import FiveSteps, five_steps
from sightline.web.pages.law import say_evidence
from sightline.web.pages.reasons import clocks_by_id, find_reasons, find_step
from sightline.web.pages.saying import brief_day, say_days, short_day
from sightline.web.pages.words import STRENGTH_WORDS

OPEN = ("overdue", "cannot_tell", "due_soon", "due", "paused", "not_started")
"""The states of duties that run, in the order in which they are read."""
FINISHED = ("met", "met_late", "missed", "not_required")
SETTLES = {
    "blank_start": "The day it began, filled in where the record is kept.",
    "unsure_start": "A record that says plainly whether it began.",
    "may_have_ended": "A record that says which of the two was ended.",
    "before_entry": "Nothing in the files: the law of that time is not written down here.",
    "calendar": "Bank holidays of later years, with the next Sightline.",
    "no_value": "The day set by the court or the plan, filled in.",
    "due_with": "Whatever settles the duty it is due with.",
    "reach": "A newer file that reaches past the day on which it fell due.",
    "history": "A file that goes further back.",
    "unsure_meeting": "A record that says when it was, whether it counts and what it belongs to.",
    "count": "A file that holds the earlier ones.",
    "fact": "The missing fact, such as a date of birth, filled in.",
    "hours": "The time of day, filled in.",
}
"""For each reason why an answer cannot be told: what would settle it."""

MOST_CELLS = 100
MOST_FINISHED = 25
"""Finished duties shown at first: the newest. The others are one link away, and in the export."""


@dataclass(frozen=True)
class Strip:
    """The days of an interval, one cell each: those allowed and those beyond the due day."""

    allowed: int
    over: int
    left: int
    begins: str
    ends: str
    said: str


@dataclass(frozen=True)
class Duty:
    """One duty of the child. `steps` is None where the reference engine gives another answer."""

    row: Row
    place: str
    title: str
    why: str
    due: str
    days: str
    booked: str
    sentence: str
    steps: FiveSteps | None
    strip: Strip | None
    law: str
    settles: str
    known: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """The state of the duty."""
        return str(self.row["state"])


@dataclass(frozen=True)
class Duties:
    """All of them: those that run, those that are over, and how many there are in each state.

    `differ` are duties to which the reference engine gives another answer, `unmatched` its answers that no row has.
    """

    running: tuple[Duty, ...]
    finished: tuple[Duty, ...]
    counts: Mapping[str, int]
    differ: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()

    def number(self, *states: str) -> int:
        """How many there are in one of these states."""
        return sum(self.counts.get(state, 0) for state in states)

    @property
    def over(self) -> int:
        """How many are finished, shown or not."""
        return self.number(*FINISHED)


def duties_of(snapshot: Snapshot, record: Record, most_finished: int | None = MOST_FINISHED) -> Duties:
    """Every duty that runs, and so many of the finished ones (None: all of them), the newest first."""
    workings = {_key(working): working for working in record.workings}
    finished = [row for row in reversed(record.duties) if row["state"] in FINISHED]
    given = {_row_key(row) for row in record.duties}
    running = [row for row in record.duties if row["state"] in OPEN]
    places = {id(row): f"duty-{number}" for number, row in enumerate(record.duties, 1)}
    say = _reasons(snapshot, record)

    def make(rows: Iterable[Row]) -> list[Duty]:
        given = list(rows)
        return [
            replace(_duty(snapshot, record, row, say(row), workings.get(_row_key(row)), places[id(row)]), known=said)
            for row, said in zip(given, known_of(snapshot, given), strict=True)
        ]

    return Duties(
        tuple(sorted(make(running), key=_order)),
        tuple(make(finished[:most_finished])),
        Counter(row["state"] for row in record.duties),
        tuple(clocks_by_id()[row["clock"]].title for row in record.duties if _row_key(row) not in workings),
        tuple(working.sentence for key, working in workings.items() if key not in given),
    )


def _reasons(snapshot: Snapshot, record: Record) -> Callable[[Row], str]:
    """What gives the one-line reason of a duty."""
    firsts: dict[tuple[str, str], date] = {}
    for row in record.duties:
        run, day = (row["clock"], row["run"]), row["started_on"] or date.max
        firsts[run] = min(firsts.get(run, day), day)
    reasons = find_reasons(snapshot)

    def say(row: Row) -> str:
        return reasons.say(row, is_first=(row["started_on"] or date.max) == firsts[row["clock"], row["run"]])

    return say


def limit_of(snapshot: Snapshot, row: Row) -> TimeLimit | None:
    """The limit a row was counted by; None for one that was ordered or is due with another duty."""
    clock = clocks_by_id()[row["clock"]]
    found = find_step(clock, row["step"], row["version"])
    if found is None or clock.due_with:
        return None
    step = found[1]
    rules = standards_in(snapshot.store, snapshot.record.id, row["council"])
    return rules.limits.get(step.id) if step.is_local else step.within


def _order(duty: Duty) -> tuple[int, int, str]:
    """By state; what is over longest first, what is due next first, what cannot be told newest first."""
    if duty.state == "cannot_tell":
        newest = duty.row["started_on"] or duty.row["due_last"] or date.min
        return OPEN.index(duty.state), days_between(newest, date.max), duty.title
    return OPEN.index(duty.state), -(duty.row["days"] or 0), duty.title


def _duty(snapshot: Snapshot, record: Record, row: Row, why: str, working: Working | None, place: str) -> Duty:
    version = working.version if working else None
    settles = SETTLES.get(row["reason"] or "", "") if row["state"] == "cannot_tell" else ""
    return Duty(
        row=row,
        place=place,
        title=clocks_by_id()[row["clock"]].title,
        why=why,
        due=short_day(row["due_on"], record.as_of),
        days=say_days(row["state"], row["days"]),
        booked=short_day(row["booked_on"], record.as_of),
        sentence=_capital(working.sentence) if working else "",
        steps=five_steps(record, row, working, limit_of(snapshot, row), why) if working else None,
        strip=strip_of(row, record.as_of),
        law=f"{version.citation}. {say_evidence(version.evidence)}" if version else STRENGTH_WORDS[row["strength"]],
        settles=settles,
    )


def strip_of(row: Row, as_of: date) -> Strip | None:
    """The days from the start to the as-of date; None where there are none, or too many to draw one by one."""
    start, due = row["started_on"], row["due_on"]
    if start is None or due is None or start > due or row["state"] not in ("overdue", "due_soon", "due"):
        return None
    allowed, over = days_between(start, due), max(days_between(due, as_of), 0)
    if allowed + over > MOST_CELLS:
        return None
    gone = min(days_between(start, as_of), allowed)
    said = f"{allowed} days from {brief_day(start, as_of)} to {brief_day(due, as_of)}" + (
        f", {over} over" if over else ""
    )
    return Strip(gone, over, allowed - gone, brief_day(start, as_of), brief_day(due, as_of), said)


def _key(working: Working) -> tuple[Any, ...]:
    row = working.row
    return row.clock, row.step, row.run, row.started, row.due, row.met, row.state, row.days


def _row_key(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in COMPARED)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
