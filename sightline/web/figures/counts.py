"""The figures by month behind every chart and table of shares, for one scope; and which of them must not be shown."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from sightline.calendars.time_limit import last_of_month, whole_months
from sightline.measures.in_time import ASKED, InTime, Series, in_time
from sightline.measures.small_numbers import Line, hidden_cells
from sightline.store import Months, Snapshot
from sightline.web.figures.kept import kept

MONTHS: Final = 24
SHOWN: Final = 12
YEAR: Final = "year"
Part = Literal["met", "late", "due", "cannot_tell"]
LATE: Final = ("met_late", "missed", "overdue")


@kept
def by_duty(snapshot: Snapshot) -> Mapping[str, Series]:
    """Every duty over 24 whole months, all teams together."""
    return {series.clock: series for series in in_time(snapshot, months_of(snapshot))}


@kept
def by_team(snapshot: Snapshot) -> Mapping[tuple[str, str], Series]:
    """Every duty in every team over 24 whole months."""
    return {(series.clock, series.team): series for series in in_time(snapshot, months_of(snapshot), by_team=True)}


def months_of(snapshot: Snapshot) -> tuple[date, ...]:
    """The last 24 months that had ended by the as-of date."""
    return whole_months(snapshot.record.as_of, MONTHS)


@dataclass(frozen=True)
class Protected:
    """Which figures are hidden: (clock, month or "year", part). Nothing is hidden for those who may see children."""

    hidden: frozenset[Hashable] = frozenset()

    def hides(self, clock: str, month: date | str, *parts: Part) -> bool:
        """Say whether any of these figures is hidden."""
        return any((clock, month, part) in self.hidden for part in parts)


@kept
def protected(snapshot: Snapshot) -> Protected:
    """What those who see figures only may not be shown, of every duty by month and of the last 12 months together."""
    values: dict[Hashable, int] = {}
    lines = []
    for clock, series in by_duty(snapshot).items():
        shown = [*months_of(snapshot)]
        for month in shown:
            values |= _cells(clock, month, series.months.get(month, InTime()))
            lines.append(_sum(clock, month))
        year = shown[-SHOWN:]
        values |= _cells(clock, YEAR, series.over(year))
        lines.append(_sum(clock, YEAR))
        for part in ("met", "late", "due", "cannot_tell"):
            lines.append(Line((clock, YEAR, part), tuple((clock, month, part) for month in year)))
    return Protected(_by_clock(values, lines, _people(snapshot)))


def _cells(clock: str, month: date | str, counts: InTime) -> dict[Hashable, int]:
    parts = {"met": counts.met, "late": counts.due - counts.met, "due": counts.due, "cannot_tell": counts.cannot_tell}
    return {(clock, month, part): number for part, number in parts.items()}


def _sum(clock: str, month: date | str) -> Line:
    return Line((clock, month, "due"), ((clock, month, "met"), (clock, month, "late")))


def _by_clock(values: Mapping[Hashable, int], lines: list[Line], people: Mapping[Hashable, int]) -> frozenset[Hashable]:
    """Each clock by itself: no sum joins two of them here."""
    found: set[Hashable] = set()
    for clock in {key[0] for key in values if isinstance(key, tuple)}:
        own: dict[Hashable, int] = {
            key: value for key, value in values.items() if isinstance(key, tuple) and key[0] == clock
        }
        found |= hidden_cells(own, [line for line in lines if line.total in own], people=people)
    return frozenset(found)


def _people(snapshot: Snapshot) -> dict[Hashable, int]:
    """How many children stand behind each figure; of a sum at least as many as behind its largest part."""
    months = months_of(snapshot)
    span = Months("due_on", months[0], last_of_month(months[-1]))
    found: dict[Hashable, int] = {}
    for row in snapshot.figures("obligations", ["clock", "month", "state"], {"state": ASKED}, span).to_pylist():
        part = "late" if row["state"] in LATE else row["state"]
        for key in ((row["clock"], row["month"], part), (row["clock"], YEAR, part)):
            found[key] = max(found.get(key, 0), row["subjects"])
        if part != "cannot_tell":
            for due in ((row["clock"], row["month"], "due"), (row["clock"], YEAR, "due")):
                found[due] = max(found.get(due, 0), row["subjects"])
    return found
