"""The geometry of a control chart: where each line, mark and word stands. Drawn by templates/figures/chart.html."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from sightline.measures.charts import BASELINE, Chart, Point

WIDE: Final = (540, 250)
NARROW: Final = (345, 230)
FULL: Final = (1080, 280)
LEFT, RIGHT, TOP, BOTTOM = 44, 84, 16, 30
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


def draw(chart: Chart, size: tuple[int, int]) -> Drawing:
    """Lay out a chart that has points."""
    width, height = size
    right, bottom = width - RIGHT, height - BOTTOM
    low, high = _scale(chart.points)
    step = (right - LEFT) / len(chart.points)

    def x(place: float) -> float:
        return round(LEFT + step * (place + 0.5), 1)

    def y(share: float) -> float:
        return round(bottom - (share - low) / (high - low) * (bottom - TOP), 1)

    last = chart.points[-1]
    average_y, last_y = _apart(y(chart.average), y(last.share))
    kind = "better" if chart.verdict == "Getting better" else "worse"
    marks = [Mark(x(n), y(p.share), _kind(chart, p, n, kind)) for n, p in enumerate(chart.points)]
    return Drawing(
        width=width,
        height=height,
        band=_band(chart.points, [LEFT + step * n for n in range(len(chart.points) + 1)], y),
        line=" ".join(f"{mark.x},{mark.y}" for mark in marks),
        marks=tuple(marks),
        average_line=y(chart.average),
        range_at=round(y(chart.points[0].low) - 6, 1),
        average=Tick(average_y, f"average {round(100 * chart.average)}%"),
        last=Tick(last_y, f"{round(100 * last.share)}%"),
        last_month=f"{last.month:%b}",
        across=_across(chart.points, x),
        down=tuple(Tick(y(share), f"{round(100 * share)}%") for share in _steps(low, high)),
        row=_row(chart, marks) if chart.rule == "in a row" else None,
        row_text=f"{chart.row} months {chart.side} average",
        right=right,
        bottom=bottom,
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


def _band(points: Sequence[Point], edges: Sequence[float], y: Callable[[float], float]) -> str:
    """The expected range as a path, stepped from month to month."""
    top = [f"L{edges[n]:.1f} {y(p.high)}L{edges[n + 1]:.1f} {y(p.high)}" for n, p in enumerate(points)]
    under = [f"L{edges[n + 1]:.1f} {y(p.low)}L{edges[n]:.1f} {y(p.low)}" for n, p in enumerate(points)]
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


def _across(points: Sequence[Point], x: Callable[[float], float]) -> tuple[Tick, ...]:
    places = sorted({0, len(points) // 2, len(points) - 1})
    return tuple(Tick(x(place), f"{points[place].month:%b %Y}") for place in places)


def _apart(average: float, last: float) -> tuple[float, float]:
    """Two words at the right edge, moved apart where they would run into each other."""
    if abs(average - last) >= NEAR:
        return average, last
    middle = (average + last) / 2
    return (middle + NEAR / 2, middle - NEAR / 2) if last <= average else (middle - NEAR / 2, middle + NEAR / 2)
