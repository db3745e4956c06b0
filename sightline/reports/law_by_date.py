"""The law by date: what changed and when, on what evidence each entry rests, and which have gone stale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sightline.clocks import Clock, Version
from sightline.clocks.entry import NOT_IN_FORCE

CURRENT_EDITION = "2026"
"""The edition of Working Together to Safeguard Children in force since 18 March 2026."""


@dataclass(frozen=True)
class Change:
    """One version of one clock, from the day it holds. `from_on` is None for law not in force yet."""

    from_on: date | None
    clock: str
    title: str
    steps: tuple[str, ...]
    is_first: bool
    citation: str
    evidence: str
    checked: date | None


@dataclass(frozen=True)
class Stale:
    """A version somebody should compare with its source, and why."""

    clock: str
    from_on: date | None
    citation: str
    evidence: str
    why: str


def changes(clocks: Sequence[Clock]) -> list[Change]:
    """Every version of every clock, the oldest first, law not in force yet at the end."""
    found = [change for clock in clocks for change in _changes(clock)]
    return sorted(found, key=lambda change: (change.from_on or NOT_IN_FORCE, change.clock))


def _changes(clock: Clock) -> Iterator[Change]:
    for place, version in enumerate((*clock.versions, *clock.awaiting)):
        steps = tuple(dict.fromkeys(step.id for step in version.steps if step.id))
        held = (clock.id, clock.title, steps, place == 0, version.citation, version.evidence, version.checked)
        yield Change(_day(version), *held)


def _day(version: Version) -> date | None:
    return None if version.from_on == NOT_IN_FORCE else version.from_on


def stale(clocks: Sequence[Clock], since: date | None = None) -> list[Stale]:
    """The versions last in force that nobody compared with their source, or not since a day; and those that rest on an
    edition of Working Together that has been replaced.
    """
    return [
        Stale(clock.id, _day(version), version.citation, version.evidence, why)
        for clock in clocks
        for version in (*clock.versions[-1:], *clock.awaiting)
        if (why := _why(version, since))
    ]


def _why(version: Version, since: date | None) -> str:
    reasons = []
    if version.checked is None:
        reasons.append("never compared with the instrument itself")
    elif since and version.checked < since:
        reasons.append(f"not compared since {version.checked.isoformat()}")
    if edition := replaced_edition(version.citation):
        reasons.append(f"taken from Working Together {edition}, replaced in {CURRENT_EDITION}")
    return "; ".join(reasons)


def replaced_edition(citation: str) -> str:
    """The editions of Working Together that a citation names, if the one in force is not among them; else ""."""
    if "Working Together" not in citation or CURRENT_EDITION in citation:
        return ""
    named = citation.split("Working Together", 1)[1]
    years = [word.strip(",;:.()") for word in named.split(";")[0].split()]
    return " and ".join(word for word in years if word.isdigit() and len(word) == 4)
