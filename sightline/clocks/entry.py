"""What a clock is: one duty with a time limit, its versions, steps and worked examples."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from sightline.calendars.time_limit import TimeLimit

Strength = Literal["statutory", "guidance", "national_standard", "local", "drift"]
NOT_IN_FORCE = date.max
JudgedOn = Literal["start", "due"]


@dataclass(frozen=True)
class Condition:
    """A fact that must hold, or not hold: "not in a series of short breaks"."""

    spell: str
    wanted: bool = True

    def __str__(self) -> str:
        return ("" if self.wanted else "not ") + self.spell.replace("_", " ")


@dataclass(frozen=True)
class Step:
    """One limit within a version. Exactly one of `within`, `is_local`, `as_ordered` and `no_duty` is set."""

    id: str
    nth: int | None
    when: Condition | None
    judged_on: JudgedOn | None
    within: TimeLimit | None
    is_local: bool
    as_ordered: bool
    no_duty: bool
    strength: Strength


@dataclass(frozen=True)
class Version:
    """A clock as it stands from a day; it ends the day before the next version begins.

    One that is not in force yet has `from_on` = NOT_IN_FORCE.
    """

    from_on: date
    citation: str
    url: str
    calendar: str
    evidence: str
    reading: str
    checked: date | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ExampleEvent:
    """One event of an example; `key` and the rest as the rule book has them."""

    event: str
    on: date | None
    at: datetime | None = None
    key: str | None = None
    sure: bool = True
    value_on: date | None = None
    agreed: str | None = None


@dataclass(frozen=True)
class ExampleSpell:
    """A fact true from a day until (not on) another; `sure` false where nobody recorded it."""

    spell: str
    from_on: date | None
    until_on: date | None = None
    key: str | None = None
    sure: bool = True


@dataclass(frozen=True)
class Expected:
    """One row an example must give."""

    step: str
    run: str
    due: date | None
    state: str
    started: date | None = None
    met: date | None = None


@dataclass(frozen=True)
class Example:
    """A history and every row it must give: the test of a clock and its documentation."""

    name: str
    events: tuple[ExampleEvent, ...]
    as_of: date
    expect: tuple[Expected, ...]
    spells: tuple[ExampleSpell, ...] = ()
    standards: tuple[tuple[str, str], ...] = ()
    data_to: date | None = None
    history: tuple[tuple[str, date | Literal["latest only"]], ...] = ()
    school_terms: tuple[tuple[date, date], ...] = ()
    commenced: date | None = None


@dataclass(frozen=True)
class Clock:
    """One duty: what starts it, meets it and stops it, and how long there is, by date.

    `lapses`: a right or a window, not a duty: unused, it ends with its due day and nobody is late. `awaiting`: versions
    that are law and not in force; a clock with no other gives no rows.
    """

    id: str
    title: str
    question: str
    area: str
    about: str
    strength: Strength
    starts: str
    per: str
    met_by: tuple[str, ...]
    stops: tuple[str, ...]
    only_if: tuple[Condition, ...]
    repeats: bool
    early: TimeLimit | None
    extends: tuple[str, ...]
    may_be_late: bool
    agreed_by: tuple[str, ...]
    pauses: tuple[str, ...]
    due_with: str
    day_of_start_counts: bool
    lapses: bool
    warn: TimeLimit
    owner: str
    versions: tuple[Version, ...]
    awaiting: tuple[Version, ...]
    examples: tuple[Example, ...]
    file: Path

    @property
    def max_nth(self) -> int:
        """The highest `nth` that any step names; beyond it all intervals are alike."""
        return max((step.nth or 0 for version in self.versions for step in version.steps), default=0)

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of all steps that ask for something, each once, in the order they stand in the entry."""
        every = (step.id for version in (*self.versions, *self.awaiting) for step in version.steps)
        return tuple(dict.fromkeys(step for step in every if step))
