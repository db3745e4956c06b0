"""Why did it change? One duty, or every one, between two loads: step by step, by cause, down to the records."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sightline.calendars.time_limit import days_between
from sightline.comparing import CAUSES, Comparison, Moved, compare_loads
from sightline.knowing import FactChange
from sightline.store import Snapshot, Subject
from sightline.store.loads import list_loads
from sightline.store.records import say_day
from sightline.web.figures.kept import kept
from sightline.web.pages.address import Query, number_of, one
from sightline.web.pages.paging import NO_PAGES, Paging, page_within
from sightline.web.pages.saying import count, join_words
from sightline.web.pages.words import clocks_by_id, say_event
from sightline.web.quality.grades import Graded, grade_all, grade_figure
from sightline.words import UserError

FACTS: Final = 3
"""Facts shown beside a duty: those nearest to the day it began."""
ALWAYS: Final = CAUSES[:3]
"""Entries, standards and the passing of time are named even where they moved nothing."""
COUNTED: Final = ("met", "met_late", "missed", "overdue")
"""The states of which those in time are a share."""
SAID: Final = ("overdue", "cannot_tell")


@dataclass(frozen=True)
class Asked:
    """The duty ("": every one), and the earlier and the later load."""

    clock: str
    first: int
    second: int

    def address(self, **changed: object) -> dict[str, object]:
        """The query of the same page, or of it with something changed."""
        return {"clock": self.clock, "from": self.first, "to": self.second, **changed}


@dataclass(frozen=True)
class StepSaid:
    """One step: its words, how many duties it moved (None for the loads themselves), and the figures after it.

    `bar` is from where to where it took the share, from 0 to 100 across the picture; None where there is no share.
    """

    words: str
    moved: int | None
    in_time: int
    counted: int
    others: tuple[int, ...]
    bar: tuple[float, float] | None = None

    @property
    def share(self) -> str:
        """In time as a share, to one place."""
        return f"{100 * self.in_time / self.counted:.1f}%" if self.counted else "–"

    @property
    def of(self) -> str:
        """The share with its numbers."""
        return f"{self.share} in time ({self.in_time:,} of {self.counted:,})" if self.counted else "not to be counted"


@dataclass(frozen=True)
class MovedSaid:
    """One duty that moved. `is_known`: the child has a page that the reader may see."""

    subject: Subject
    child: str
    is_known: bool
    duty: str
    begun: str
    before: str
    after: str
    cause: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class ComparePage:
    """The page; without `steps` where it could not be made, and `refused` says why."""

    asked: Asked
    loads: tuple[tuple[int, str], ...]
    clocks: tuple[tuple[str, str], ...]
    title: str
    steps: tuple[StepSaid, ...] = ()
    causes: tuple[str, ...] = ()
    moved: tuple[MovedSaid, ...] = ()
    paging: Paging = NO_PAGES
    children: int = 0
    refused: str = ""
    accuracy: Graded | None = None
    subjects: tuple[Subject, ...] = field(default_factory=tuple)

    @property
    def answer(self) -> str:
        """The answer in a sentence or two."""
        first, last = self.steps[0], self.steps[-1]
        if not self.causes:
            return "No record behind this figure changed between these loads."
        said = f"It was {first.of}. It is now {last.of}. " if first.counted or last.counted else ""
        moved = sum(step.moved or 0 for step in self.steps)
        return f"{said}{count(moved, 'duty', 'duties')} of {count(self.children, 'child', 'children')} moved."

    @property
    def finding(self) -> str:
        """What moved it most, as a heading."""
        if not self.causes:
            return "Nothing moved it"
        most = max(self.steps, key=lambda step: step.moved or 0)
        return most.words if len(self.causes) == 1 else f"Most often: {most.words[:1].lower()}{most.words[1:]}"


def compare_page(snapshot: Snapshot, query: Query) -> ComparePage:
    """The page an address asks for: the newest load and the one before, where it does not say."""
    records = list_loads(snapshot.store)
    loads = tuple((load.number, f"Load {load.number}, to {say_day(load.data_to)}") for load in reversed(records))
    newest = records[-1].number if records else 0
    first, second = (number_of(query, name, usual) or usual for name, usual in (("from", newest - 1), ("to", newest)))
    asked = Asked(one(query, "clock"), first, second)
    clocks = tuple(sorted(((clock.id, clock.title) for clock in clocks_by_id().values()), key=lambda pair: pair[1]))
    known = clocks_by_id().get(asked.clock)
    empty = ComparePage(asked, loads, clocks, known.title if known else "Every duty")
    if len(records) < 2:
        return _refuse(empty, "There is only one load so far: nothing to compare it with.")
    if asked.clock and known is None:
        return _refuse(empty, f"There is no duty “{asked.clock}”.")
    try:
        comparison = _compared(snapshot, asked.first, asked.second)
    except UserError as error:
        return _refuse(empty, f"{error.what}.")
    return _filled(empty, snapshot, comparison, query)


@kept
def _compared(snapshot: Snapshot, first: int, second: int) -> Comparison:
    """Loads never change, and the snapshot in use stands for what else can move a figure."""
    return compare_loads(snapshot.store, first, second)


def _refuse(page: ComparePage, why: str) -> ComparePage:
    return ComparePage(page.asked, page.loads, page.clocks, page.title, refused=why)


def _filled(page: ComparePage, snapshot: Snapshot, comparison: Comparison, query: Query) -> ComparePage:
    asked = page.asked
    mine = [each for each in comparison.moved if asked.clock in ("", each.clock)]
    seen = sorted((each for each in mine if _may_see(snapshot, each)), key=lambda each: CAUSES.index(each.cause))
    paging = page_within(query, len(seen), asked.address())
    moved = tuple(_said(snapshot, each) for each in seen[paging.shown])
    return ComparePage(
        asked,
        page.loads,
        page.clocks,
        page.title,
        steps=_placed(_steps(comparison, asked.clock, Counter(each.cause for each in mine))),
        causes=tuple(cause for cause in CAUSES if any(each.cause == cause for each in mine)),
        moved=moved,
        paging=paging,
        children=len({each.subject for each in mine}),
        accuracy=grade_figure(snapshot, (asked.clock,), False) if asked.clock else grade_all(snapshot, False),
        subjects=tuple(dict.fromkeys(each.subject for each in moved)),
    )


def _steps(comparison: Comparison, clock: str, moved: "Counter[str]") -> tuple[StepSaid, ...]:
    """From the one load to the other in the order of the causes: each adds its part to what was there before it."""
    states, after = comparison.stood(clock)
    loads = [f"Load {load.number}, to {say_day(load.data_to)}" for load in (comparison.first, comparison.second)]
    steps = [_step(loads[0], None, states)]
    for cause, part in comparison.parts(clock).items():
        if not moved[cause] and cause not in ALWAYS:
            continue
        states.update(part)
        steps.append(_step(cause[:1].upper() + cause[1:], moved[cause], states))
    return *steps, _step(loads[1], None, after)


def _placed(steps: tuple[StepSaid, ...]) -> tuple[StepSaid, ...]:
    """The steps with their bars on one scale, from a little below the lowest share to a little above the highest."""
    shares = [step.in_time / step.counted if step.counted else None for step in steps]
    known = [each for each in shares if each is not None]
    if not known:
        return steps
    low, wide = min(known), max(max(known) - min(known), 0.01)
    at = [None if each is None else round(5 + 90 * (each - low) / wide, 1) for each in shares]
    pairs = zip([at[0], *at], at, steps, strict=False)
    return tuple(
        step if before is None or after is None else replace(step, bar=(before, after)) for before, after, step in pairs
    )


def _step(words: str, moved: int | None, states: "Counter[str]") -> StepSaid:
    counted = sum(states[state] for state in COUNTED)
    return StepSaid(words, moved, states["met"], counted, tuple(states[state] for state in SAID))


def _may_see(snapshot: Snapshot, moved: Moved) -> bool:
    """One who is in the files no more is shown by id to those who see every child; sealed records are in none of it."""
    return snapshot.sees(moved.subject) or (snapshot.scope.only is None and not moved.after)


def _said(snapshot: Snapshot, moved: Moved) -> MovedSaid:
    from sightline.reports.sentences import STATE_WORDS

    clock = clocks_by_id().get(moved.clock)
    return MovedSaid(
        subject=moved.subject,
        child=moved.child_id or moved.subject[2],
        is_known=moved.subject[1] == "child" and snapshot.sees(moved.subject),
        duty=clock.title if clock else moved.clock,
        begun=say_day(moved.started_on) if moved.started_on else "Not known",
        before=STATE_WORDS.get(moved.before, "No duty"),
        after=STATE_WORDS.get(moved.after, "No duty"),
        cause=moved.cause[:1].upper() + moved.cause[1:],
        facts=_say_facts(moved),
    )


def _say_facts(moved: Moved) -> tuple[str, ...]:
    """The facts nearest to the day the duty began; those of one kind that became the same stand on one line."""
    start = moved.started_on or date.min
    near = sorted(moved.facts, key=lambda fact: abs(days_between(start, fact.after or fact.before or date.max)))
    alike: dict[str, list[str]] = {}
    for fact in near[:FACTS]:
        what = say_event(fact.event)
        alike.setdefault(f"{what[:1].upper()}{what[1:]}: {fact.became}", []).append(_say_days(fact))
    said = tuple(f"{what}{', ' if any(days) else ''}{join_words(days)}" for what, days in alike.items())
    more = len(near) - FACTS
    return (*said, f"and {count(more, 'more fact')} of the same child") if more > 0 else said


def _say_days(fact: FactChange) -> str:
    return " → ".join(dict.fromkeys(say_day(day) for day in (fact.before, fact.after) if day))
