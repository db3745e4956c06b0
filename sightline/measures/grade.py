"""How far a figure can be believed: the one rule of grade.toml, and the tables a duty is worked out from."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from sightline.calendars.time_limit import TimeLimit
from sightline.clocks import Clock
from sightline.tables.entries import load_events
from sightline.words import UserError

ENTRY: Final = Path(__file__).parent / "grade.toml"
FILE_WORDS: Final = {"recorded_within", "grade"}
SHARES: Final = ("answered", "passing", "recorded", "looked_for", "filling")
WORDS: Final = {"letter": str, "says": str, **dict.fromkeys(SHARES, int)}
UNGRADED: Final = "–"


@dataclass(frozen=True)
class Letter:
    """One letter, and the least shares (in per cent) that it takes: of duties answered, of rows passing, of facts
    recorded in time, of checks that could be run, of tables that still fill up.
    """

    letter: str
    says: str
    answered: int
    passing: int
    recorded: int
    looked_for: int
    filling: int

    @property
    def words(self) -> str:
        """The letter and what it says."""
        return self.says if self.letter == UNGRADED else f"{self.letter} {self.says}"


NOT_GRADED: Final = Letter(UNGRADED, "Not graded", 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Rule:
    """The letters, the best first, and how soon a fact must be in the files."""

    letters: tuple[Letter, ...]
    recorded_within: TimeLimit


@dataclass(frozen=True)
class Part:
    """So many of so many: duties with an answer, rows that pass, facts recorded in time, checks run, tables filling."""

    good: int = 0
    of: int = 0

    def reaches(self, per_cent: int) -> bool:
        """Say whether the share is at least so many per cent; one of nothing reaches only 0."""
        return not per_cent or (bool(self.of) and 100 * self.good >= per_cent * self.of)

    def is_below(self, other: "Part") -> bool:
        """Say whether the share is lower than another's; both of something."""
        return self.good * other.of < other.good * self.of


@cache
def load_rule() -> Rule:
    """The rule. Raises UserError for an entry that no figure could be graded by."""
    return read_rule(ENTRY)


def load_letters() -> tuple[Letter, ...]:
    """The letters, the best first."""
    return load_rule().letters


def read_rule(path: Path) -> Rule:
    """The rule of one file."""
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = held.get("grade", [])
    wrong = next((row for row in rows if {name: type(value) for name, value in row.items()} != WORDS), None)
    if wrong or not set(held) <= FILE_WORDS:
        raise UserError("A grade says something else than it must", path.name, f"Write {', '.join(WORDS)}.")
    letters = tuple(Letter(**row) for row in rows)
    falls = all(getattr(a, name) >= getattr(b, name) for a, b in pairwise(letters) for name in SHARES)
    if not letters or not falls or any(getattr(letters[-1], name) for name in SHARES):
        mend = "Write the best letter first, and 0 for every share of the last."
        raise UserError("The grades do not fall from the best to one that every figure reaches", path.name, mend)
    within = TimeLimit.read(str(held.get("recorded_within", "")))
    if within is None:
        mend = 'Write recorded_within = "10 working days".'
        raise UserError("The grades do not say how soon a fact must be recorded", path.name, mend)
    return Rule(letters, within)


def grade_of(parts: Mapping[str, Part]) -> Letter:
    """The best letter of which all these shares are reached; none where there is no duty or no row to grade.

    Where nothing is known of recording, no letter that asks for it is reached. A list without duties has no `answered`.
    """
    if not parts.get("answered", Part(1, 1)).of or not parts["passing"].of:
        return NOT_GRADED
    return next(each for each in load_letters() if reaches(parts, each))


def reaches(parts: Mapping[str, Part], letter: Letter) -> bool:
    """Say whether all these shares are those of a letter."""
    return all(part.reaches(getattr(letter, name)) for name, part in parts.items())


def worst(parts: Iterable[Part]) -> Part:
    """The part with the lowest share, of those that are of something; an empty one where there is none."""
    found = Part()
    for part in parts:
        if part.of and (not found.of or part.is_below(found)):
            found = part
    return found


def add(parts: Iterable[Part]) -> Part:
    """All of them as one."""
    held = tuple(parts)
    return Part(sum(part.good for part in held), sum(part.of for part in held))


@cache
def tables_of(clock: Clock) -> tuple[str, ...]:
    """The tables that give what a duty begins with and what meets it."""
    found: dict[str, None] = {}
    for event in load_events():
        if event.name in events_of(clock):
            names = (*(source.table for source in event.sources), *event.tables)
            found.update(dict.fromkeys([*names, *(["child"] if event.birthday else [])]))
    return tuple(sorted(found))


def events_of(clock: Clock) -> frozenset[str]:
    """The events that a duty begins with and that meet it."""
    return frozenset({clock.starts, *clock.met_by})
