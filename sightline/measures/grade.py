"""How far a figure can be believed: the one rule of grade.toml, and the tables a duty is worked out from."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from sightline.clocks import Clock
from sightline.tables.entries import load_events
from sightline.words import UserError

ENTRY: Final = Path(__file__).parent / "grade.toml"
WORDS: Final = {"letter": str, "says": str, "answered": int, "passing": int}
UNGRADED: Final = "–"


@dataclass(frozen=True)
class Letter:
    """One letter, and the least shares (in per cent) of duties answered and of rows passing that it takes."""

    letter: str
    says: str
    answered: int
    passing: int


NOT_GRADED: Final = Letter(UNGRADED, "Not graded", 0, 0)


@dataclass(frozen=True)
class Part:
    """So many of so many: duties with an answer, or rows that pass."""

    good: int = 0
    of: int = 0

    def reaches(self, per_cent: int) -> bool:
        """Say whether the share is at least so many per cent."""
        return 100 * self.good >= per_cent * self.of

    def is_below(self, other: "Part") -> bool:
        """Say whether the share is lower than another's; both of something."""
        return self.good * other.of < other.good * self.of


@cache
def load_letters() -> tuple[Letter, ...]:
    """The letters, the best first. Raises UserError for an entry that no figure could be graded by."""
    return read_letters(ENTRY)


def read_letters(path: Path) -> tuple[Letter, ...]:
    """The letters of one file."""
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("grade", [])
    for row in rows:
        if {name: type(value) for name, value in row.items()} != WORDS:
            raise UserError("A grade says something else than it must", path.name, f"Write {', '.join(WORDS)}.")
    letters = tuple(Letter(**row) for row in rows)
    falls = all(a.answered >= b.answered and a.passing >= b.passing for a, b in pairwise(letters))
    if not letters or not falls or (letters[-1].answered, letters[-1].passing) != (0, 0):
        mend = "Write the best letter first, and 0 and 0 for the last."
        raise UserError("The grades do not fall from the best to one that every figure reaches", path.name, mend)
    return letters


def grade_of(answered: Part, passing: Part) -> Letter:
    """The best letter of which both shares are reached; none where there is nothing to grade."""
    if not answered.of or not passing.of:
        return NOT_GRADED
    return next(each for each in load_letters() if answered.reaches(each.answered) and passing.reaches(each.passing))


def worst(parts: Iterable[Part]) -> Part:
    """The part with the lowest share, of those that are of something; an empty one where there is none."""
    found = Part()
    for part in parts:
        if part.of and (not found.of or part.is_below(found)):
            found = part
    return found


@cache
def tables_of(clock: Clock) -> tuple[str, ...]:
    """The tables that give what a duty begins with and what meets it."""
    wanted = {clock.starts, *clock.met_by}
    found: dict[str, None] = {}
    for event in load_events():
        if event.name in wanted:
            names = (*(source.table for source in event.sources), *event.tables)
            found.update(dict.fromkeys([*names, *(["child"] if event.birthday else [])]))
    return tuple(sorted(found))
