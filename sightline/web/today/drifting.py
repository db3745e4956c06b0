"""What is drifting: one mark for each child who waits, on a scale of time."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any, Final

from sightline.store import Snapshot
from sightline.web.figures.kept import kept
from sightline.web.pages.asked import Asked, to_address
from sightline.web.pages.saying import count
from sightline.web.quality.grades import Graded, grade_figure
from sightline.web.quality.stages import grade_at_stage

OPEN: Final = ("overdue", "due_soon", "due")
DAYS: Final = {"week": 7.0, "month": 30.44}
SIZES: Final = ((1080, 7.0), (345, 5.0))
"""The width of each drawing, and the radius of its marks."""
CROWD: Final = 100
"""With more than so many, the short waits are not drawn."""
TALLEST: Final = 12
"""Marks above one another; beyond that a column says how many it holds."""


@dataclass(frozen=True)
class StripDrawing:
    """Where the marks stand: (x, y, past the point where we ask why). `more`: (x, y, how many are not drawn)."""

    width: int
    height: int
    base: int
    radius: float
    marks: tuple[tuple[float, float, bool], ...]
    more: tuple[tuple[float, float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    limit_x: float


@dataclass(frozen=True)
class Strip:
    """One kind of wait."""

    title: str
    finding: str
    sentence: str
    words: str
    unit: str
    past: int
    number: int
    page: str
    query: dict[str, object]
    wide: StripDrawing
    narrow: StripDrawing
    accuracy: Graded


@cache
def load_strips() -> tuple[dict[str, Any], ...]:
    """The kinds of wait, in their order."""
    with (Path(__file__).parent / "drifting.toml").open("rb") as file:
        return tuple(tomllib.load(file)["strip"])


@kept
def find_strips(snapshot: Snapshot) -> tuple[Strip, ...]:
    """Every strip that the data feed and that has anybody on it."""
    return tuple(strip for kind in load_strips() if (strip := _strip(snapshot, kind)) is not None)


def _strip(snapshot: Snapshot, kind: dict[str, Any]) -> Strip | None:
    days = _waited(snapshot, kind)
    if not days:
        return None
    waits = sorted(wait / DAYS[kind["unit"]] for wait in days)
    past = sum(wait >= kind["ask"] for wait in waits)
    start = int(kind["ask"] * 0.8) if len(waits) > CROWD else 0
    drawn = [wait for wait in waits if wait >= start]
    wide, narrow = (_draw(drawn, start, kind, width, radius) for width, radius in SIZES)
    page, query = _behind(kind)
    has = "has" if past == 1 else "have"
    return Strip(
        title=kind["title"],
        finding=f"{kind['title']}: {past:,} of {len(waits):,} {has} lasted {kind['ask']} {kind['unit']}s or more",
        sentence=_sentence(waits, start, kind),
        words=kind["words"],
        unit=kind["unit"],
        past=past,
        number=len(waits),
        page=page,
        query=query,
        wide=wide,
        narrow=narrow,
        accuracy=_accuracy(snapshot, kind),
    )


def _accuracy(snapshot: Snapshot, kind: dict[str, Any]) -> Graded:
    stage = kind.get("stage")
    return grade_at_stage(snapshot, stage) if stage else grade_figure(snapshot, (kind["clock"],), False)


def _sentence(waits: Sequence[float], start: int, kind: dict[str, Any]) -> str:
    unit, over = kind["unit"], sum(wait > kind["limit"] for wait in waits)
    said = f"The longest has lasted {count(int(waits[-1]), unit)}."
    if over:
        said += f" {over:,} {'is' if over == 1 else 'are'} past {kind['limit']} {unit}s ({kind['words']})."
    return f"{said} Only those of {start} {unit}s or more are drawn." if start else said


def _behind(kind: dict[str, Any]) -> tuple[str, dict[str, object]]:
    """The page of those who wait, and its query."""
    if "stage" in kind:
        return "at_stage", {"stage": kind["stage"]}
    return "due_list", to_address(Asked(states=OPEN, clocks=(kind["clock"],)))


def _waited(snapshot: Snapshot, kind: dict[str, Any]) -> list[int]:
    """Days that each has waited as of the day looked from; those whose beginning is blank are left out."""
    as_of = snapshot.record.as_of
    if "stage" in kind:
        if "stages" not in snapshot.record.tables:
            return []
        begun = snapshot.rows("stages", "stage", (kind["stage"],))["since"].to_pylist()
    else:
        rows = snapshot.rows("obligations", "clock", (kind["clock"],)).select(["state", "started_on"]).to_pylist()
        begun = [row["started_on"] for row in rows if row["state"] in OPEN]
    return [(as_of - day).days for day in begun if isinstance(day, date) and day <= as_of]


def _draw(waits: Sequence[float], start: int, kind: dict[str, Any], width: int, radius: float) -> StripDrawing:
    """One column of marks for each mark's width; those far past the limit stand together at the right."""
    last = ceil(kind["limit"] * 1.5)
    right, step = width - 24, radius * 2 + 1
    scale = (right - radius) / (last - start)
    columns: Counter[int] = Counter()
    marks, more = [], []
    height = int(min(TALLEST, _tallest(waits, start, last, scale, step)) * step) + 60
    base = height - 34
    for wait in waits:
        column = int((min(wait, last) - start) * scale / step)
        columns[column] += 1
        if columns[column] <= TALLEST:
            x, y = radius + column * step, base - radius - (columns[column] - 1) * step
            marks.append((round(x, 1), round(y, 1), wait >= kind["ask"]))
    for column, number in columns.items():
        if number > TALLEST:
            more.append((round(radius + column * step, 1), round(base - TALLEST * step - 4, 1), f"+{number - TALLEST}"))
    every = 4 if kind["unit"] == "week" else 6
    ticks = [
        (round((at - start) * scale + radius, 1), str(at))
        for at in range(start, last, every * (1 if width > 400 else 2))
    ]
    ticks.append((round((last - start) * scale, 1), f"{last}+"))
    return StripDrawing(width, height, base, radius, tuple(marks), tuple(more), tuple(ticks),
                        round((kind["limit"] - start) * scale + radius, 1))  # fmt: skip


def _tallest(waits: Sequence[float], start: int, last: int, scale: float, step: float) -> int:
    return max(Counter(int((min(wait, last) - start) * scale / step) for wait in waits).values(), default=1) + 1
