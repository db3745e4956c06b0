"""Control charts of shares: is it really changing, or is it what chance gives? After Shewhart's p-chart.

The expected range is p ± 3·s·√(p(1 − p)/n) for each month, p being the share over the first twelve. s is 1, or more
where those twelve vary by more than chance alone gives (Laney's σz: the average moving range of their z, over 1.128).
Three signs of a change, each judged against that range: a month outside it; seven in a row on one side of the average
(a month exactly on it breaks the row); two of three in a row in the outer third of one side, the third on that side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt
from typing import Final, Literal

from sightline.measures.in_time import FEWEST, InTime

Verdict = Literal["Getting better", "Getting worse", "No real change", "Too early to say"]
Rule = Literal["outside", "in a row", "two of three"]
Side = Literal["above", "below"]

BASELINE: Final = 12
ROW: Final = 7
HALF_A_ROW: Final = 4
RECENT: Final = 3
"""A sign counts for the verdict if it is on one of the last so many months."""
EXPECTED: Final = 5
"""Of the rarer outcome, in a month like those of the baseline: fewer, and no share is charted."""
FALSE_SIGNS: Final = 0.07
"""How often a measure of which nothing changes shows a sign on one of its last three months, by chance alone: simulated
over 24 months with these rules, 3,000 series each of 50 and 120 a month with shares of 0.6 to 0.9: 4% to 8%."""


@dataclass(frozen=True)
class Point:
    """One month: the share from 0 to 1, its expected range, and the sign it carries, if any.

    Further than `outer` from the average is the outer third of the range.
    """

    month: date
    met: int
    due: int
    share: float
    low: float
    high: float
    outer: float
    rule: Rule | None = None
    side: Side | None = None


@dataclass(frozen=True)
class Chart:
    """A measure over time. `average` is that of the baseline; `row` months in a row have been on the side `side`.

    `points` is empty where too few fall due to chart a share.
    """

    points: tuple[Point, ...]
    average: float
    verdict: Verdict
    rule: Rule | None = None
    side: Side | None = None
    row: int = 0

    @property
    def last(self) -> Point | None:
        """The newest month."""
        return self.points[-1] if self.points else None


def control_chart(months: Sequence[tuple[date, InTime]], *, better: Literal["up", "down"]) -> Chart:
    """The chart of shares met in time, oldest month first. Months with fewer than ten due are left out."""
    enough = [(month, counts) for month, counts in months if counts.due >= FEWEST]
    met = sum(counts.met for _, counts in enough[:BASELINE])
    due = sum(counts.due for _, counts in enough[:BASELINE])
    average = met / due if due else 0.0
    if len(enough) < BASELINE or due / BASELINE * min(average, 1 - average) < EXPECTED:
        return Chart((), average, "Too early to say")
    wider = _wider([counts for _, counts in enough[:BASELINE]], average)
    points = _with_signs([_point(month, counts, average, wider) for month, counts in enough], average)
    return _judged(tuple(points), average, better)


def _wider(baseline: Sequence[InTime], average: float) -> float:
    """How much more the baseline varies than chance alone would: Laney's σz, never under 1."""
    z = [(counts.met / counts.due - average) / sqrt(average * (1 - average) / counts.due) for counts in baseline]
    return max(1.0, sum(abs(after - before) for before, after in pairwise(z)) / (len(z) - 1) / 1.128)


def limits(average: float, number: int, wider: float = 1.0) -> tuple[float, float]:
    """The expected range of a share among so many, from 0 to 1."""
    spread = 3 * wider * sqrt(average * (1 - average) / number)
    return max(0.0, average - spread), min(1.0, average + spread)


def _point(month: date, counts: InTime, average: float, wider: float) -> Point:
    low, high = limits(average, counts.due, wider)
    outer = 2 * wider * sqrt(average * (1 - average) / counts.due)
    return Point(month, counts.met, counts.due, counts.met / counts.due, low, high, outer)


def _with_signs(points: Sequence[Point], average: float) -> list[Point]:
    sides = [_side(point.share, average) for point in points]
    judged = []
    for place, point in enumerate(points):
        rule = _rule(points, sides, place, average)
        judged.append(Point(**{**vars(point), "rule": rule, "side": sides[place] if rule else None}))
    return judged


def _rule(points: Sequence[Point], sides: Sequence[Side | None], place: int, average: float) -> Rule | None:
    """The sign a month carries, the plainest first."""
    point, side = points[place], sides[place]
    if side is None:
        return None
    if not point.low <= point.share <= point.high:
        return "outside"
    if _row_to(sides, place) >= ROW:
        return "in a row"
    last_three = range(place - 2, place + 1)
    if place >= 2 and all(sides[each] == side for each in last_three):
        outer = sum(abs(points[each].share - average) > points[each].outer for each in last_three)
        if outer >= 2 and abs(point.share - average) > point.outer:
            return "two of three"
    return None


def _side(share: float, average: float) -> Side | None:
    return None if share == average else "above" if share > average else "below"


def _row_to(sides: Sequence[Side | None], place: int) -> int:
    """How many months up to this one, without a break, have been on its side of the average."""
    number = 0
    while number <= place and sides[place] is not None and sides[place - number] == sides[place]:
        number += 1
    return number


def _judged(points: tuple[Point, ...], average: float, better: Literal["up", "down"]) -> Chart:
    sides = [_side(point.share, average) for point in points]
    row = min(_row_to(sides, len(points) - 1), max(len(points) - BASELINE, 0))
    signs = [point for point in points[BASELINE:][-RECENT:] if point.rule]
    if signs:
        sign = signs[-1]
        verdict: Verdict = "Getting better" if (sign.side == "above") == (better == "up") else "Getting worse"
        return Chart(points, average, verdict, sign.rule, sign.side, row)
    if len(points) < BASELINE + RECENT or row >= HALF_A_ROW:
        return Chart(points, average, "Too early to say", None, sides[-1], row)
    return Chart(points, average, "No real change", None, sides[-1], row)


def expected_false_signs(measures: int) -> int:
    """Of so many measures shown, how many would show a sign by chance if nothing had changed: rounded, at least 1."""
    return max(1, round(measures * FALSE_SIGNS))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The range the true share could be in, 95 in 100: Wilson's interval, from 0 to 1."""
    if not whole:
        return 0.0, 1.0
    z, share = 1.959963984540054, part / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    spread = z / (1 + z * z / whole) * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return max(0.0, middle - spread), min(1.0, middle + spread)
