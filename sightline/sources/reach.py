"""How far a source reaches (`data_to`): the newest day of something that has happened, leaving out days nobody can
believe.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

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
    counts: Counter[date] = Counter()
    for column in columns:
        for pair in pc.value_counts(column.combine_chunks().drop_null()).to_pylist():
            counts[pair["values"]] += pair["counts"]
    days = sorted(counts)
    sums = [0, *accumulate(counts[day] for day in days)]
    aside: list[date] = []
    for day in reversed(days):
        if _is_believable(day, days, sums):
            return Reach(day, tuple(aside))
        aside.append(day)
    return Reach(days[-1] if days else None)


def _is_believable(day: date, days: list[date], sums: list[int]) -> bool:
    """`sums`: how many things happened before each of the sorted days, and at last in all."""

    def count(span: timedelta) -> int:
        return sums[bisect_right(days, day)] - sums[bisect_right(days, day - span)]

    if sums[-1] < TOO_FEW_TO_DOUBT:
        return True
    if count(QUARTER) < FEWEST_IN_QUARTER:
        return False
    usual = count(YEAR) / 52
    return usual < BUSY_WEEK or count(WEEK) >= LEAST_SHARE * usual
