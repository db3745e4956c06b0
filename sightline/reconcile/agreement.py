"""Links the rows of several lists, and says where the lists agree and where they do not."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from sightline.reconcile.lists import ChildList, ListRow
from sightline.sources.cells import read_day
from sightline.sources.plain import plain
from sightline.words import UserError

# Columns that different people call differently, by the name they are compared under.
ALIKE = dict.fromkeys(("started", "start", "start date", "date started", "from", "placed on", "placed since"), "since")
MOST_ALIKE = 40
"""Rows. A name, or a date of birth, that more of them share tells nobody apart by itself."""
MOST_PAIRS = 2_000
Place = tuple[int, int]
"""A row: the position of its list, and its own within it."""
SubjectOf = Callable[[str], str]


@dataclass(frozen=True)
class Entry:
    """One child as the lists have it: the rows of each list, where their cells differ, and what better lists say.

    `conflicts`: by column, the cells of each list that has one. `proposed`: by column, the cell of the first list (in
    the order of precedence) that has one. `on` is proposed true where the first list that could know has the child.
    """

    key: str
    rows: dict[int, tuple[ListRow, ...]]
    conflicts: dict[str, dict[int, str]] = field(default_factory=dict)
    proposed: dict[str, str] = field(default_factory=dict)

    @property
    def lists(self) -> tuple[int, ...]:
        """The positions of the lists that the child is on."""
        return tuple(sorted(self.rows))


@dataclass(frozen=True)
class Perhaps:
    """Two entries that may be one child, and why. Nothing links them until a person decides."""

    first: str
    second: str
    why: str


@dataclass(frozen=True)
class Agreement:
    """How far lists agree. `cells`: for each combination of lists that occurs, how many children are on just these."""

    lists: tuple[ChildList, ...]
    entries: tuple[Entry, ...]
    perhaps: tuple[Perhaps, ...]

    @property
    def cells(self) -> dict[tuple[int, ...], int]:
        """Most lists first."""
        counted = Counter(entry.lists for entry in self.entries)
        return dict(sorted(counted.items(), key=lambda cell: (-len(cell[0]), cell[0])))

    @property
    def is_agreed(self) -> bool:
        """Whether every list has the same children and nothing about them differs."""
        every = tuple(range(len(self.lists)))
        return not self.perhaps and all(entry.lists == every and not entry.conflicts for entry in self.entries)


def compare_lists(
    lists: Sequence[ChildList],
    *,
    subject_of: SubjectOf = str,
    sealed: Collection[str] = (),
    known: Collection[str] | None = None,
    same: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> Agreement:
    """Compare lists; the first is the one to believe where they differ, then the second.

    `subject_of` gives the subject of a child id (see identity); ids of one subject are one child. An id in `sealed` is
    linked with nothing but the same id, and its name with nothing at all; so is one that is not in `known`, where that
    is given: nobody can tell a sealed id from one that was never loaded. `same` and `apart` are what people decided of
    pairs of keys.

    Raises UserError where more pairs may be one child than people can decide.
    """

    def is_hidden(child_id: str) -> bool:
        return child_id in sealed or (known is not None and child_id not in known)

    grouped, hidden = _grouped(lists, subject_of, is_hidden)
    joined = _joined(grouped, [pair for pair in same if not hidden & set(pair)])
    entries = tuple(_entry(key, places, lists) for key, places in sorted(joined.items()))
    settled = {frozenset(pair) for pair in apart}
    perhaps = tuple(p for p in _perhaps(entries, hidden) if frozenset((p.first, p.second)) not in settled)
    return Agreement(tuple(lists), entries, perhaps)


def _grouped(
    lists: Sequence[ChildList], subject_of: SubjectOf, is_hidden: Callable[[str], bool]
) -> tuple[dict[str, list[Place]], set[str]]:
    """The rows of each child by key, and the keys that are linked with nothing else."""
    grouped: dict[str, list[Place]] = defaultdict(list)
    hidden: set[str] = set()
    for at, each in enumerate(lists):
        for n, row in enumerate(each.rows):
            if row.child_id is None:
                key = row_key(row, at)
            elif is_hidden(row.child_id):
                key = row.child_id
                hidden.add(key)
            else:
                key = subject_of(row.child_id)
            grouped[key].append((at, n))
    return grouped, hidden


def row_key(row: ListRow, at: int) -> str:
    """What a row without an id is called: its list, counted from 1, and its line."""
    return f"list {at + 1}, row {row.line}"


def _joined(grouped: Mapping[str, list[Place]], same: Iterable[tuple[str, str]]) -> dict[str, list[Place]]:
    """The groups, with those that a person said are one child put together."""
    stands_for = {key: key for key in grouped}

    def find(key: str) -> str:
        while stands_for.get(key, key) != key:
            key = stands_for[key]
        return key

    for first, second in same:
        if first in grouped and second in grouped:
            kept, other = sorted((find(first), find(second)), key=lambda key: (key.startswith("list "), key))
            stands_for[other] = kept
    joined: dict[str, list[Place]] = defaultdict(list)
    for key, places in grouped.items():
        joined[find(key)] += places
    return dict(joined)


def _entry(key: str, places: Sequence[Place], lists: Sequence[ChildList]) -> Entry:
    rows: dict[int, list[ListRow]] = defaultdict(list)
    for at, n in sorted(places):
        rows[at].append(lists[at].rows[n])
    told = {at: tuple(found) for at, found in rows.items()}
    cells = _cells(told)
    conflicts = {column: found for column, found in cells.items() if len({alike(cell) for cell in found.values()}) > 1}
    proposed = {column: found[min(found)] for column, found in cells.items()}
    return Entry(key, told, conflicts, proposed)


def _cells(rows: Mapping[int, tuple[ListRow, ...]]) -> dict[str, dict[int, str]]:
    """By column (as compared), the cell of each list; several rows of one list are written one after another."""
    cells: dict[str, dict[int, str]] = defaultdict(dict)
    for at, found in rows.items():
        columns: dict[str, list[str]] = defaultdict(list)
        for row in found:
            for header, text in [*row.cells.items(), *_birth(row)]:
                if text not in columns[column_of(header)]:
                    columns[column_of(header)].append(text)
        for column, texts in columns.items():
            cells[column][at] = "; ".join(texts)
    return dict(sorted(cells.items()))


def column_of(header: str) -> str:
    """What a column is compared under: case and marks do not count, and a few names mean the same."""
    return ALIKE.get(plain(header), plain(header))


def _birth(row: ListRow) -> list[tuple[str, str]]:
    return [("Date of birth", row.born_on.isoformat())] if row.born_on else []


def alike(cell: str) -> str:
    """A cell as compared: days by the day, texts without case, marks and needless blanks."""
    day = as_day(cell)
    return day.isoformat() if day else plain(cell)


def as_day(cell: str) -> date | None:
    """The day that a cell holds; None where it holds none."""
    day = read_day(cell)
    return day if isinstance(day, date) else None


def _perhaps(entries: Sequence[Entry], hidden: Collection[str]) -> list[Perhaps]:
    """Pairs that may be one child: the same name and date of birth, or one of the two and no contradiction."""
    by_trait: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.key not in hidden:
            for trait in _traits(entry):
                by_trait[trait].append(entry)
    found: list[Perhaps] = []
    seen: set[tuple[str, str]] = set()
    for trait, alike in by_trait.items():
        if len(alike) > MOST_ALIKE:
            if len(trait) == 1:
                continue
            raise _too_many()
        for first, second in combinations(alike, 2):
            pair = (first.key, second.key)
            why = "" if pair in seen or set(first.rows) & set(second.rows) else _why(first, second)
            seen.add(pair)
            found += [Perhaps(*pair, why)] if why else []
        if len(found) > MOST_PAIRS:
            raise _too_many()
    return sorted(found, key=lambda pair: (pair.first, pair.second))


def _too_many() -> UserError:
    what = "More rows may be one child than people can decide"
    return UserError(what, "", 'Give each list a column "Child ID".')


def _traits(entry: Entry) -> set[tuple[object, ...]]:
    rows = [row for found in entry.rows.values() for row in found if row.name]
    return {trait for row in rows for trait in ((row.name,), (row.born_on,), (row.name, row.born_on)) if all(trait)}


def _why(first: Entry, second: Entry) -> str:
    ones = [row for found in first.rows.values() for row in found]
    others = [row for found in second.rows.values() for row in found]
    names = any(one.name == other.name for one in ones for other in others if one.name)
    born = {row.born_on for row in ones if row.born_on} & {row.born_on for row in others if row.born_on}
    known = all(any(row.born_on for row in rows) for rows in (ones, others))
    share = any(set(one.name) & set(other.name) for one in ones for other in others)
    if names and born:
        return "the same name and date of birth"
    if names:
        return "the same name; the dates of birth differ" if known else "the same name; one has no date of birth"
    return "the same date of birth, and part of the name" if born and share else ""
