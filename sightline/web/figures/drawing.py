"""The geometry of a control chart: where each line, mark and word stands. Drawn by templates/figures/chart.html."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from sightline.measures.charts import BASELINE, Chart, Point

WIDE: Final = (540, 250)
NARROW: Final = (345, 230)
FULL: Final = (1080, 280)
LEFT, RIGHT, TOP, BOTTOM = 44, 98, 16, 30
ROOM: Final = 260
"""A chart narrower than this has no room for a word under its middle."""
NEAR: Final = 17
"""Two words closer than this, in the chart's own units, would run into each other."""


@dataclass(frozen=True)
class Mark:
    """One month on the chart; `kind` is "plain", "better" or "worse"."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True)
class Tick:
    """A word on an axis."""

    at: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """A chart of one size."""

    width: int
    height: int
    band: str
    line: str
    marks: tuple[Mark, ...]
    average_line: float
    average: Tick
    range_at: float
    last: Tick
    last_month: str
    across: tuple[Tick, ...]
    down: tuple[Tick, ...]
    row: tuple[float, float, float] | None
    row_text: str
    left: int = LEFT
    right: float = 0
    bottom: float = 0


@dataclass(frozen=True)
class Plane:
    """Where a chart is drawn: its size, how many months across, and the shares at its foot and its head."""

    width: int
    height: int
    months: int
    low: float
    high: float

    @property
    def right(self) -> float:
        """Where the months end and the words at the right begin."""
        return self.width - RIGHT

    @property
    def bottom(self) -> float:
        """The line of the lowest share."""
        return self.height - BOTTOM

    def edge(self, place: int) -> float:
        """Where a month begins."""
        return LEFT + (self.right - LEFT) / self.months * place

    def x(self, place: int) -> float:
        """The middle of a month."""
        return round((self.edge(place) + self.edge(place + 1)) / 2, 1)

    def y(self, share: float) -> float:
        """The height of a share."""
        return round(self.bottom - (share - self.low) / (self.high - self.low) * (self.bottom - TOP), 1)


def draw(chart: Chart, size: tuple[int, int]) -> Drawing:
    """Lay out a chart that has points."""
    plane = Plane(*size, len(chart.points), *_scale(chart.points))
    last = chart.points[-1]
    average_y, last_y = _apart(plane.y(chart.average), plane.y(last.share))
    marks = _marks(chart, plane)
    return Drawing(
        width=plane.width,
        height=plane.height,
        band=_band(chart.points, plane),
        line=" ".join(f"{mark.x},{mark.y}" for mark in marks),
        marks=marks,
        average_line=plane.y(chart.average),
        range_at=round(plane.y(chart.points[0].low) - 6, 1),
        average=Tick(average_y, f"average {round(100 * chart.average)}%"),
        last=Tick(last_y, f"{round(100 * last.share)}%"),
        last_month=f"{last.month:%b}",
        across=_across(chart.points, plane),
        down=tuple(Tick(plane.y(share), f"{round(100 * share)}%") for share in _steps(plane.low, plane.high)),
        row=_row(chart, marks) if chart.rule == "in a row" else None,
        row_text=f"{chart.row} months {chart.side} average",
        right=plane.right,
        bottom=plane.bottom,
    )


def _marks(chart: Chart, plane: Plane) -> tuple[Mark, ...]:
    kind = "better" if chart.verdict == "Getting better" else "worse"
    return tuple(
        Mark(plane.x(place), plane.y(point.share), _kind(chart, point, place, kind))
        for place, point in enumerate(chart.points)
    )


def _scale(points: Sequence[Point]) -> tuple[float, float]:
    """From the ten (or twenty) per cent below everything drawn to the ten (or twenty) above."""
    lowest = min(min(point.low, point.share) for point in points)
    highest = max(max(point.high, point.share) for point in points)
    by = 10 if highest - lowest < 0.35 else 5
    low, high = floor(by * lowest) / by, ceil(by * highest) / by
    return low, max(high, low + 0.2)


def _steps(low: float, high: float) -> list[float]:
    by = 1 if high - low < 0.55 else 2
    return [place / 10 for place in range(round(low * 10), round(high * 10) + 1, by)]


def _band(points: Sequence[Point], plane: Plane) -> str:
    """The expected range as a path, stepped from month to month."""
    edge, y = plane.edge, plane.y
    top = [f"L{edge(n):.1f} {y(p.high)}L{edge(n + 1):.1f} {y(p.high)}" for n, p in enumerate(points)]
    under = [f"L{edge(n + 1):.1f} {y(p.low)}L{edge(n):.1f} {y(p.low)}" for n, p in enumerate(points)]
    return f"M{''.join(top)[1:]}{''.join(reversed(under))}Z"


def _kind(chart: Chart, point: Point, place: int, kind: str) -> str:
    """Only unlikely months of the verdict get a colour and a shape."""
    if chart.rule is None or place < BASELINE or point.side not in (None, chart.side):
        return "plain"
    in_row = chart.rule == "in a row" and place >= len(chart.points) - chart.row
    return kind if in_row or (point.rule and point.side == chart.side) else "plain"


def _row(chart: Chart, marks: Sequence[Mark]) -> tuple[float, float, float]:
    """From where to where the row is bracketed, and how high."""
    inside = marks[len(marks) - chart.row :]
    return inside[0].x, inside[-1].x, max(min(mark.y for mark in inside) - 14, 8)


def _across(points: Sequence[Point], plane: Plane) -> tuple[Tick, ...]:
    middle = {len(points) // 2} if plane.right - LEFT > ROOM else set()
    places = sorted({0, len(points) - 1, *middle})
    return tuple(Tick(plane.x(place), f"{points[place].month:%b %Y}") for place in places)


def _apart(average: float, last: float) -> tuple[float, float]:
    """Two words at the right edge, moved apart where they would run into each other."""
    if abs(average - last) >= NEAR:
        return average, last
    middle = (average + last) / 2
    return (middle + NEAR / 2, middle - NEAR / 2) if last <= average else (middle - NEAR / 2, middle + NEAR / 2)
