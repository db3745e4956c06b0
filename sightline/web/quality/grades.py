"""The grade of a figure or a list with its parts, kept for each scope: every reader of figures may ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

from sightline.measures.accuracy import Counted, Parts, Stopped, count, parts_of_all, parts_of_duties, parts_of_tables
from sightline.measures.grade import SHARES, Part, grade_of, load_letters
from sightline.measures.small_numbers import FEWEST, HIDDEN
from sightline.store import Snapshot
from sightline.tables.declared import table_title
from sightline.web.figures.kept import kept

TITLES: Final = {
    "answered": "Duties with an answer",
    "passing": "Rows passing their checks",
    "recorded": "Recorded in time",
    "looked_for": "Checks that could run",
    "filling": "Tables still filling up",
}
PROTECTED: Final = ("answered", "passing", "recorded")
"""The shares behind which children stand."""
UNTOLD: Final = "Cannot be told"
NOTHING: Final = "Nothing to grade"
NO_DUTIES: Final = "No duty"


@dataclass(frozen=True)
class Graded:
    """A letter and its shares in words, each with what it is of, by the names of grade.SHARES.

    `held_by` is the share that keeps it from a better letter, "" where it has the best or none; `passes_least` and
    `looked_at_least` are tables. `query`: what the page of data quality is asked to show its parts.
    """

    letter: str
    says: str
    shares: Mapping[str, str]
    counts: Mapping[str, str]
    held_by: str = ""
    passes_least: str = ""
    looked_at_least: str = ""
    stopped: tuple[Stopped, ...] = ()
    query: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The grade in one line."""
        return f"{self.letter} {self.says}" if self.letter.isalpha() else self.says

    def say(self, of: str) -> str:
        """The grade as a line of a file."""
        said = {TITLES[name].lower(): share for name, share in self.shares.items() if share != NO_DUTIES}
        return f"Accuracy of {of}: {self.words} ({'; '.join(f'{title} {share}' for title, share in said.items())})."

    @property
    def is_of_nothing(self) -> bool:
        """Say whether there is neither a duty nor a row."""
        return self.shares["answered"] in (NOTHING, NO_DUTIES) and self.shares["passing"] == NOTHING


@kept
def counted_for_grades(snapshot: Snapshot) -> Counted:
    """What all grades of one scope are made of."""
    return count(snapshot)


@kept
def grade_figure(snapshot: Snapshot, clocks: tuple[str, ...], hides: bool) -> Graded:
    """How far the figures of these clocks can be believed, within the scope of whoever asks.

    `hides`: small numbers of duties, rows and facts are protected. A share that rests on one is then "c", and the
    letter too, unless it would be the same whatever the number from 1 to 5.
    """
    asked = {"clock": clocks[0]} if len(clocks) == 1 else {}
    return _graded(parts_of_duties(counted_for_grades(snapshot), clocks), hides, asked)


@kept
def grade_all(snapshot: Snapshot, hides: bool) -> Graded:
    """The grade of every duty within the scope together.

    With `hides` its shares are left out: taken from the sum, what is shown of the stages would give what is hidden.
    """
    made = _graded(parts_of_all(counted_for_grades(snapshot)), hides, {})
    hidden = dict.fromkeys(PROTECTED, HIDDEN) if hides else {}
    return replace(made, shares={**made.shares, **hidden}, counts={**made.counts, **hidden})


@kept
def grade_tables(snapshot: Snapshot, tables: tuple[str, ...], hides: bool) -> Graded:
    """How far a list can be believed that is made of these tables and of no duty; of none named, of all there are."""
    counted = counted_for_grades(snapshot)
    asked = {"table": tables[0]} if len(tables) == 1 else {}
    return _graded(parts_of_tables(counted, tables), hides, asked)


def _graded(parts: Parts, hides: bool, query: Mapping[str, object]) -> Graded:
    few = {name: hides and 0 < _behind(parts, name) < FEWEST for name in parts.shares}
    letter, says = _letter(parts.shares, few)
    hidden = {name for name, part in parts.shares.items() if few[name] or (hides and _is_of_few(name, part))}
    return Graded(
        letter,
        says,
        {name: HIDDEN if name in hidden else _say(name, parts.shares.get(name)) for name in SHARES},
        {name: HIDDEN if name in hidden else _say_counts(parts.shares.get(name)) for name in SHARES},
        _held_by(letter, parts.shares, few),
        parts.passes_least,
        parts.looked_at_least,
        parts.stopped,
        query,
    )


def _is_of_few(name: str, part: Part) -> bool:
    """Say whether a share is of so few duties, rows or facts that how many there are is not shown."""
    return name in PROTECTED and 0 < part.of < FEWEST


def _behind(parts: Parts, name: str) -> int:
    """How many duties, rows or facts are not good, or children behind them: checks and tables are nobody's."""
    part = parts.shares[name]
    bad = part.of - part.good
    if name == "answered":
        return min(bad, parts.children)
    return bad if name in PROTECTED else 0


def _letter(parts: Mapping[str, Part], few: Mapping[str, bool]) -> tuple[str, str]:
    """The letter and its word; "c" where a protected number decides it."""
    ends = [
        {_with(part, 1), _with(part, max(FEWEST - 1, part.of - part.good))} if few.get(name) else {part}
        for name, part in parts.items()
    ]
    found = {grade_of(dict(zip(parts, each, strict=True))) for each in product(*ends)}
    if len(found) > 1:
        return HIDDEN, "Not shown: it would give a small number away"
    only = found.pop()
    return only.letter, only.says


def _held_by(letter: str, parts: Mapping[str, Part], few: Mapping[str, bool]) -> str:
    """The share that reaches no better letter by itself; of several the first. One that is protected is not said."""
    letters = [each.letter for each in load_letters()]
    if letter not in letters[1:]:
        return ""
    better = load_letters()[letters.index(letter) - 1]
    held = [name for name, part in parts.items() if not few.get(name) and not part.reaches(getattr(better, name))]
    return held[0] if held else ""


def _with(part: Part, bad: int) -> Part:
    """The same with another number that is not good."""
    return Part(max(0, part.of - bad), part.of)


def _say(name: str, part: Part | None) -> str:
    if part is None:
        return NO_DUTIES
    if name == "recorded" and not part.of:
        return UNTOLD
    return f"{part.good} of {part.of}" if name == "filling" and part.of else say_share(part)


def say_share(part: Part) -> str:
    """Whole per cent, rounded down so that 100% means all."""
    return f"{100 * part.good // part.of}%" if part.of else NOTHING


def _say_counts(part: Part | None) -> str:
    return f"{part.good:,} of {part.of:,}" if part and part.of else "Nothing yet"


def name_table(table: str) -> str:
    """What a table is called at the beginning of a line."""
    title = table_title(table)
    return title[:1].upper() + title[1:]
