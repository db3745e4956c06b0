"""A worker's own children: who they are, what is due next, and when they were last seen."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.calendars.time_limit import days_between
from sightline.store import Snapshot, Subject
from sightline.web.child.called import Called, called, subject_of
from sightline.web.child.seen import last_seen
from sightline.web.pages.reasons import clocks_by_id
from sightline.web.pages.saying import count, short_day

MOST = 200
RUNNING = ("overdue", "due_soon", "due")


@dataclass(frozen=True)
class OwnChild:
    """One line of the list."""

    called: Called
    overdue: int
    unsure: int
    next_due: str
    next_duty: str
    seen: str
    days: str


@dataclass(frozen=True)
class OwnChildren:
    """The children of one worker, what is due first at the top. `more` are left out of a list that is too long."""

    children: tuple[OwnChild, ...]
    as_of: str
    more: int = 0

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Whom the list shows."""
        return tuple(each.called.subject for each in self.children)


def own_children(snapshot: Snapshot) -> OwnChildren:
    """The children whom the reader's ties reach."""
    every = sorted(subject for subject in snapshot.scope.only or () if snapshot.sees(subject))
    duties, events = _grouped(snapshot, "obligations", every), _grouped(snapshot, "events", every)
    as_of = snapshot.record.as_of
    named = called(snapshot, every)
    order = sorted(every, key=lambda subject: (_next(duties.get(subject, ()))[0], named[subject].name))
    lines = tuple(_line(named[each], duties.get(each, ()), events.get(each, ()), as_of) for each in order[:MOST])
    return OwnChildren(lines, short_day(as_of, as_of), max(len(every) - MOST, 0))


def _grouped(snapshot: Snapshot, name: str, subjects: Collection[Subject]) -> dict[Subject, list[dict[str, Any]]]:
    found: dict[Subject, list[dict[str, Any]]] = {}
    for row in snapshot.about(name, subjects):
        found.setdefault(subject_of(row), []).append(row)
    return found


def _next(rows: Collection[dict[str, Any]]) -> tuple[date, str]:
    """The next due day and its clock; overdue ones count as the first."""
    running = [(row["due_on"], row["clock"]) for row in rows if row["state"] in RUNNING and row["due_on"]]
    return min(running, default=(date.max, ""))


def _line(who: Called, duties: Collection[dict[str, Any]], events: Collection[dict[str, Any]], as_of: date) -> OwnChild:
    day, clock = _next(duties)
    last = last_seen(events, as_of)
    return OwnChild(
        who,
        sum(row["state"] == "overdue" for row in duties),
        sum(row["state"] == "cannot_tell" for row in duties),
        short_day(day, as_of) if clock else "",
        clocks_by_id()[clock].title if clock else "",
        short_day(last, as_of) if last else "",
        f"{count(days_between(last, as_of), 'day')} ago" if last else "",
    )
