"""The grade of a figure with its parts, from a snapshot: counts alone, so every reader of figures may ask."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from sightline.calendars.time_limit import last_of_month
from sightline.measures.grade import SHARES, Part, events_of, grade_of, load_letters, tables_of, worst
from sightline.measures.small_numbers import FEWEST, HIDDEN
from sightline.store import Months, Snapshot
from sightline.tables.declared import table_title
from sightline.web.figures.counts import SHOWN, months_of
from sightline.web.figures.kept import kept
from sightline.web.pages.words import clocks_by_id

ANSWERED = ("met", "met_late", "missed", "overdue", "due_soon", "due", "paused")
ASKED = (*ANSWERED, "cannot_tell")
RECORDED = "recorded_in_time"
UNTOLD = "Cannot be told"
NOTHING = "Nothing to grade"


@dataclass(frozen=True)
class Graded:
    """A letter and its three shares in words, each with what it is of; `table` is the one that passes least.

    `held_by` is the share that keeps it from a better letter, "" where it has the best or none.
    """

    letter: str
    says: str
    answered: str
    passing: str
    recorded: str
    counts: tuple[str, ...]
    table: str = ""
    held_by: str = ""

    @property
    def words(self) -> str:
        """The grade in one line."""
        return f"{self.letter} {self.says}" if self.letter.isalpha() else self.says


@kept
def grade_figure(snapshot: Snapshot, clocks: tuple[str, ...], hides: bool) -> Graded:
    """How far the figures of these clocks can be believed, within the scope of whoever asks.

    `hides`: small numbers of duties, rows and facts are protected. A share that rests on one is then "c", and the
    letter too, unless it would be the same whatever the number from 1 to 5.
    """
    good, unknown, people = _duties(snapshot, clocks)
    rows = {name: _rows(snapshot).get(name, (0, 0, 0, 0)) for name in _tables(clocks)}
    passing = {name: Part(n - failed, n) for name, (n, failed, ran, _) in rows.items() if ran}
    lowest = worst(passing.values())
    parts = Part(good, good + unknown), lowest, _recorded(snapshot, clocks)
    behind = min(unknown, people), lowest.of - lowest.good, parts[2].of - parts[2].good
    few = tuple(hides and 0 < number < FEWEST for number in behind)
    letter, says = _letter(parts, few)
    shares = [HIDDEN if hidden else say_share(part) for part, hidden in zip(parts, few, strict=True)]
    return Graded(
        letter,
        says,
        shares[0],
        shares[1],
        shares[2] if parts[2].of else UNTOLD,
        tuple(
            HIDDEN if hidden else f"{p.good:,} of {p.of:,}" if p.of else "Nothing yet"
            for p, hidden in zip(parts, few, strict=True)
        ),
        next((name for name, part in passing.items() if part == lowest and part.of), ""),
        _held_by(letter, parts, few),
    )


def _letter(parts: Sequence[Part], few: Sequence[bool]) -> tuple[str, str]:
    """The letter and its word; "c" where a protected number decides it."""
    ends = [
        {_with(part, 1), _with(part, max(FEWEST - 1, part.of - part.good))} if hidden else {part}
        for part, hidden in zip(parts, few, strict=True)
    ]
    found = {grade_of(*each) for each in product(*ends)}
    if len(found) > 1:
        return HIDDEN, "Not shown: it would give a small number away"
    only = found.pop()
    return only.letter, only.says


def _held_by(letter: str, parts: Sequence[Part], few: Sequence[bool]) -> str:
    """The share that reaches no better letter by itself; of several the first. One that is protected is not said."""
    letters = [each.letter for each in load_letters()]
    if letter not in letters[1:]:
        return ""
    better = load_letters()[letters.index(letter) - 1]
    held = [name for name, part, hidden in zip(SHARES, parts, few, strict=True)
            if not hidden and not part.reaches(getattr(better, name))]  # fmt: skip
    return held[0] if held else ""


def _with(part: Part, bad: int) -> Part:
    """The same with another number that is not good."""
    return Part(max(0, part.of - bad), part.of)


def say_share(part: Part) -> str:
    """Whole per cent, rounded down so that 100% means all."""
    return f"{100 * part.good // part.of}%" if part.of else NOTHING


def _say_counts(part: Part) -> str:
    return f"{part.good:,} of {part.of:,}" if part.of else "Nothing yet"


def _tables(clocks: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({name for each in clocks for name in tables_of(clocks_by_id()[each])}))


def _recorded(snapshot: Snapshot, clocks: Collection[str]) -> Part:
    """Of the facts that begin or meet these duties: how many are known to have been recorded in time, of how many."""
    events = {event for each in clocks for event in events_of(clocks_by_id()[each])}
    held = [counts for event, counts in recorded_by_event(snapshot).items() if event in events]
    return Part(sum(counts[0] for counts in held), sum(map(sum, held)))


@kept
def recorded_by_event(snapshot: Snapshot) -> Mapping[str, tuple[int, int, int]]:
    """By event: facts recorded in time, late, and those of which it cannot be told; of the whole council."""
    found: dict[str, tuple[int, int, int]] = {}
    if RECORDED in snapshot.record.tables:
        for row in snapshot.table(RECORDED).to_pylist():
            have = found.get(row["event"], (0, 0, 0))
            found[row["event"]] = (have[0] + row["in_time"], have[1] + row["late"], have[2] + row["cannot_tell"])
    return found


def _duties(snapshot: Snapshot, clocks: Collection[str]) -> tuple[int, int, int]:
    """Of the duties of these clocks: how many have an answer, how many have none, and children of the latter."""
    good = sum(n for (clock, state), (n, _) in _counted(snapshot).items() if clock in clocks and state in ANSWERED)
    unknown = [_counted(snapshot).get((clock, "cannot_tell"), (0, 0)) for clock in clocks]
    return good, sum(n for n, _ in unknown), max((people for _, people in unknown), default=0)


@kept
def _counted(snapshot: Snapshot) -> Mapping[tuple[str, str], tuple[int, int]]:
    """(clock, state) → duties and children, without the duties that fell due before the last twelve whole months."""
    by, asked = ["clock", "state"], {"state": ASKED}
    before = Months("due_on", date.min, last_of_month(months_of(snapshot)[-SHOWN - 1]))
    older = {(row["clock"], row["state"]): row["rows"] for row in snapshot.figures("obligations", by, asked, before)
             .to_pylist()}  # fmt: skip
    return {
        (row["clock"], row["state"]): (row["rows"] - older.get((row["clock"], row["state"]), 0), row["subjects"])
        for row in snapshot.figures("obligations", by, asked).to_pylist()
    }


@kept
def _rows(snapshot: Snapshot) -> Mapping[str, tuple[int, int, int, int]]:
    """By table: rows, rows that fail, checks that ran and that could not. Empty for a snapshot made before this was."""
    found: dict[str, tuple[int, int, int, int]] = {}
    if "checked_tables" not in snapshot.record.tables:
        return found
    for row in snapshot.table("checked_tables").to_pylist():
        have = found.get(row["table"], (0, 0, 0, 0))
        more = (row["rows"], row["failed"], row["ran"], row["could_not_run"])
        found[row["table"]] = (have[0] + more[0], have[1] + more[1], have[2] + more[2], have[3] + more[3])
    return found


def rows_by_table(snapshot: Snapshot) -> Mapping[str, tuple[int, int, int, int]]:
    """Rows, rows that fail any check, checks that ran, checks that could not, of each table that was read."""
    return _rows(snapshot)


def name_table(table: str) -> str:
    """What a table is called at the beginning of a line."""
    title = table_title(table)
    return title[:1].upper() + title[1:]
