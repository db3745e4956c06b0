"""How far a source reaches (`data_to`): the newest day of something that has happened, leaving out days nobody can
believe.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

# A newest day with fewer than this many others in the quarter before it is a slip of the pen, not the day the file
# was drawn ...
QUARTER = timedelta(days=92)
FEWEST_IN_QUARTER = 3
# ... unless the file is so small that nothing can be said.
TOO_FEW_TO_DOUBT = 30
# Where so many things happen in a week, a newest week with less than this share of them is one too.
BUSY_WEEK = 50
LEAST_SHARE = 0.2
WEEK = timedelta(days=7)
YEAR = timedelta(days=364)


@dataclass(frozen=True)
class Reach:
    """The day a source reaches, or None where it holds no day; and the later days that were set aside, newest first."""

    day: date | None
    set_aside: tuple[date, ...] = ()


def find_reach(columns: Iterable[pa.ChunkedArray]) -> Reach:
    """The newest believable day of columns of things that have happened."""
    days = sorted(day for column in columns for day in _days(column))
    aside: list[date] = []
    distinct = sorted(set(days), reverse=True)
    for day in distinct:
        if _is_believable(day, days):
            return Reach(day, tuple(aside))
        aside.append(day)
    return Reach(distinct[0] if distinct else None)


def _days(column: pa.ChunkedArray) -> Iterable[date]:
    for pair in pc.value_counts(column.combine_chunks().drop_null()).to_pylist():
        yield from [pair["values"]] * pair["counts"]


def _is_believable(day: date, days: list[date]) -> bool:
    if len(days) < TOO_FEW_TO_DOUBT:
        return True
    if _count(days, day, QUARTER) < FEWEST_IN_QUARTER:
        return False
    usual = _count(days, day, YEAR) / 52
    return usual < BUSY_WEEK or _count(days, day, WEEK) >= LEAST_SHARE * usual


def _count(days: list[date], day: date, span: timedelta) -> int:
    """How many of the sorted days lie in the span that ends with that day."""
    return bisect_right(days, day) - bisect_right(days, day - span)
