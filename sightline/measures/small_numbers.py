"""Small numbers protected: 1 to 5 are hidden, and whatever more is needed so that they cannot be worked out.

0 stays 0. A line is a sum that is shown with its parts (a row, a column, a year of months). In each line that holds a
hidden part, at least two are hidden, and so much together that none of them is known to within five; where that
cannot be had the sum is hidden itself. Everything shown of one table must go through one call.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

FEWEST: Final = 6
"""Smaller figures identify people. The Department for Education hides 1 to 5 in its tables of children's services."""
HIDDEN: Final = "c"
Key = Hashable


@dataclass(frozen=True)
class Line:
    """A sum and its parts, by their keys."""

    total: Key
    parts: tuple[Key, ...]


def hidden_cells(
    values: Mapping[Key, int], lines: Sequence[Line] = (), *, people: Mapping[Key, int] | None = None
) -> frozenset[Key]:
    """Which figures are not shown.

    `people` says for a figure how many people stand behind it, where that is another number: 8 visits to 2 children
    are hidden too. Sums are figures like others; a sum that holds for no line is protected by itself.
    """
    counted = people or {}
    hidden = {key for key, value in values.items() if 0 < min(value, counted.get(key, value)) < FEWEST}
    while more := _more_to_hide(values, lines, hidden):
        hidden |= more
    return frozenset(hidden)


def show(value: int, key: Key, hidden: Collection[Key]) -> str:
    """A figure as it may be shown."""
    return HIDDEN if key in hidden else f"{value:,}"


def _more_to_hide(values: Mapping[Key, int], lines: Sequence[Line], hidden: set[Key]) -> set[Key]:
    for line in lines:
        if more := _in_line(values, line, hidden):
            return {more}
    known = recoverable(values, lines, hidden)
    if not known:
        return set()
    shown = [line.total for line in lines if line.total not in hidden]
    return {min(shown, key=lambda key: (values[key], str(key)))} if shown else set()


def _in_line(values: Mapping[Key, int], line: Line, hidden: set[Key]) -> Key | None:
    """What else a line must hide: its smallest part that is not 0, or its sum."""
    parts = [key for key in line.parts if key in hidden]
    if line.total in hidden:
        unseen = [*parts, line.total]
        return _smallest(values, line, hidden) if len(unseen) == 1 else None
    spare = sum(values[key] for key in parts) - len(parts)
    if not parts or (len(parts) > 1 and spare >= FEWEST - 1):
        return None
    return _smallest(values, line, hidden) or line.total


def _smallest(values: Mapping[Key, int], line: Line, hidden: set[Key]) -> Key | None:
    shown = [key for key in line.parts if key not in hidden and values[key]]
    return min(shown, key=lambda key: (values[key], str(key)), default=None)


def recoverable(values: Mapping[Key, int], lines: Sequence[Line], hidden: Collection[Key]) -> frozenset[Key]:
    """The hidden figures that the sums give away exactly: those a reader could work out with pencil and paper."""
    unknown = [key for key in values if key in hidden]
    place = {key: number for number, key in enumerate(unknown)}
    rows = []
    for line in lines:
        row = [Fraction(0)] * len(unknown)
        for key in line.parts:
            if key in place:
                row[place[key]] += 1
        if line.total in place:
            row[place[line.total]] -= 1
        if any(row):
            rows.append(row)
    return frozenset(unknown[number] for number in _determined(rows))


def _determined(rows: list[list[Fraction]]) -> list[int]:
    """The unknowns that a system of equations fixes: those alone in a row once it is reduced."""
    reduced: list[list[Fraction]] = []
    for row in rows:
        for other in reduced:
            lead = next(number for number, value in enumerate(other) if value)
            row = [a - row[lead] * b for a, b in zip(row, other, strict=True)]
        if any(row):
            first = next(value for value in row if value)
            row = [value / first for value in row]
            lead = next(number for number, value in enumerate(row) if value)
            reduced = [[a - other[lead] * b for a, b in zip(other, row, strict=True)] for other in reduced] + [row]
    return [next(n for n, value in enumerate(row) if value) for row in reduced if sum(map(bool, row)) == 1]
