"""Rows that fail a check, load by load, as steps: a share holds until the next load, and nothing is drawn between."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sightline.calendars.time_limit import days_between
from sightline.store.records import say_day
from sightline.web.quality.history import AtLoad

WIDE: Final = (1080, 230)
NARROW: Final = (345, 220)
LEFT, RIGHT, TOP, BOTTOM = 50, 70, 18, 30
TOPS: Final = (1, 2, 5, 10, 20, 50, 100)
"""Per cent: the scale begins at nought and ends at the first of these that nothing exceeds."""


@dataclass(frozen=True)
class Steps:
    """The drawing of one size: the path of the steps, a mark for each load, and words on the axes (place, text)."""

    width: int
    height: int
    left: int
    right: int
    path: str
    marks: tuple[tuple[float, float], ...]
    down: tuple[tuple[float, str], ...]
    across: tuple[tuple[float, str], ...]
    last: tuple[float, str]


@dataclass(frozen=True)
class Trend:
    """What is found over loads: the finding in a sentence, and the chart wide and narrow."""

    finding: str
    wide: Steps
    narrow: Steps


def trend_of(loads: Sequence[AtLoad]) -> Trend | None:
    """The trend of loads, the newest first; None where fewer than two of them have any rows."""
    told = [load for load in reversed(loads) if load.rows]
    if len(told) < 2:
        return None
    now, before = (say_share(load) for load in (told[-1], told[0]))
    was = "as" if now == before else f"it was {before}"
    finding = f"{now} of rows fail a check{',' if now == before else ';'} {was} on {say_day(told[0].as_of)}"
    return Trend(finding, _draw(told, WIDE), _draw(told, NARROW))


def say_share(load: AtLoad) -> str:
    """The share of rows that fail, to a tenth of a per cent; "" where there are none."""
    return f"{100 * load.failed / load.rows:.1f}%" if load.rows else ""


def _draw(loads: Sequence[AtLoad], size: tuple[int, int]) -> Steps:
    width, height = size
    right, bottom = width - RIGHT, height - BOTTOM
    high = next(top for top in TOPS if all(100 * load.failed <= top * load.rows for load in loads))
    first, newest = loads[0].as_of, loads[-1].as_of
    days = days_between(first, newest)

    def x(place: int) -> float:
        part = days_between(first, loads[place].as_of) / days if days else place / (len(loads) - 1)
        return round(LEFT + part * (right - LEFT), 1)

    def y(per_cent: float) -> float:
        return round(bottom - per_cent / high * (bottom - TOP), 1)

    marks = tuple((x(n), y(100 * load.failed / load.rows)) for n, load in enumerate(loads))
    steps = "".join(f"H{across}V{down}" for across, down in marks[1:])
    return Steps(
        width, height, LEFT, right,
        path=f"M{marks[0][0]} {marks[0][1]}{steps}",
        marks=marks,
        down=tuple((y(part), f"{part:g}%") for part in (0, high / 2, high)),
        across=((LEFT, f"{first.day} {first:%b %Y}"), (right, f"{newest.day} {newest:%b %Y}")),
        last=(marks[-1][1], say_share(loads[-1])),
    )  # fmt: skip
