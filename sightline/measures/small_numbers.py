"""Small numbers protected: 1 to 5 are hidden, and whatever more is needed so that they cannot be worked out.

0 stays 0. A line is a sum that is shown with its parts (a row, a column, a year of months). In each line that holds a
hidden part, at least two are hidden, and so much together that none of them is known to within five; where that
cannot be had the sum is hidden itself. Everything shown of one table must go through one call.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 6
"""Smaller figures identify people. The Department for Education hides 1 to 5 in its tables of children's services."""
HIDDEN: Final = "c"
PRIME: Final = 2**61 - 1
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

    Where sums taken together would give a hidden figure away, the sums of the last lines are given up first.
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
    asked: set[Key] = set()
    for line in lines:
        if more := _in_line(values, line, hidden | asked):
            asked.add(more)
    if asked:
        return asked
    known = recoverable(values, lines, hidden)
    if not known:
        return set()
    given_up = next((line.total for line in reversed(lines) if line.total not in hidden and values[line.total]), None)
    return set() if given_up is None else {given_up}


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
    rows = []
    for line in lines:
        row: dict[Key, int] = {}
        for key, sign in ((line.total, PRIME - 1), *((part, 1) for part in line.parts)):
            if key in hidden:
                row[key] = (row.get(key, 0) + sign) % PRIME
        rows.append({key: value for key, value in row.items() if value})
    return frozenset(next(iter(row)) for row in _reduced(rows) if len(row) == 1)


def _reduced(rows: Sequence[dict[Key, int]]) -> list[dict[Key, int]]:
    """The equations reduced until each has an unknown of its own. Counted modulo a prime, which keeps numbers small."""
    reduced: dict[Key, dict[Key, int]] = {}
    for given in rows:
        row = dict(given)
        for key in [key for key in given if key in reduced]:
            row = _less(row, reduced[key], row.get(key, 0))
        if not row:
            continue
        lead = min(row, key=lambda key: (sum(key in other for other in reduced.values()), str(key)))
        inverse = pow(row[lead], -1, PRIME)
        row = {key: value * inverse % PRIME for key, value in row.items()}
        reduced = {key: _less(other, row, other.get(lead, 0)) for key, other in reduced.items()} | {lead: row}
    return list(reduced.values())


def _less(row: dict[Key, int], other: dict[Key, int], times: int) -> dict[Key, int]:
    if not times:
        return row
    less = dict(row)
    for key, value in other.items():
        less[key] = (less.get(key, 0) - times * value) % PRIME
    return {key: value for key, value in less.items() if value}
