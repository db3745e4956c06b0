"""In time: of the duties that fell due in a month, how many were met on or before the day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sightline.calendars.time_limit import last_of_month
from sightline.store import Months, Snapshot

ASKED: Final = ("met", "met_late", "missed", "overdue", "cannot_tell")
FEWEST: Final = 10
"""Fewer than so many in the denominator: the count is shown, not a percentage."""


@dataclass(frozen=True)
class InTime:
    """Counts of duties. `due` is the denominator: what cannot be told is beside it, never inside."""

    met: int = 0
    met_late: int = 0
    missed: int = 0
    overdue: int = 0
    cannot_tell: int = 0

    @property
    def due(self) -> int:
        """met + met_late + missed + overdue."""
        return self.met + self.met_late + self.missed + self.overdue

    @property
    def share(self) -> float | None:
        """Met in time as a share from 0 to 1; None where fewer than ten fell due."""
        return self.met / self.due if self.due >= FEWEST else None

    def __add__(self, other: "InTime") -> "InTime":
        return InTime(
            self.met + other.met, self.met_late + other.met_late, self.missed + other.missed,
            self.overdue + other.overdue, self.cannot_tell + other.cannot_tell,
        )  # fmt: skip


@dataclass(frozen=True)
class Series:
    """One duty, in one team or all of them ("*"), by month. A month in which nothing fell due is not there."""

    clock: str
    team: str
    months: Mapping[date, InTime]

    def over(self, months: Iterable[date]) -> InTime:
        """The sum over some months."""
        return sum((self.months.get(month, InTime()) for month in months), InTime())


def in_time(
    snapshot: Snapshot, months: Collection[date], *, by_team: bool = False, clocks: Collection[str] = ()
) -> tuple[Series, ...]:
    """Every duty (or those named) by the month in which it fell due, within the scope.

    With `by_team` one series for each duty and team ("" where no team is known), else one for each duty. A duty
    whose due day cannot be told belongs to no month, so it is in none of these.
    """
    if not months:
        return ()
    span = Months("due_on", min(months), last_of_month(max(months)))
    where: dict[str, Collection[str]] = {"state": ASKED, **({"clock": clocks} if clocks else {})}
    by = ["clock", *(["team"] if by_team else []), "month", "state"]
    counted = snapshot.figures("obligations", by, where, span).to_pylist()
    return _series(counted)


def _series(counted: Iterable[Mapping[str, Any]]) -> tuple[Series, ...]:
    found: dict[tuple[str, str], dict[date, dict[str, int]]] = {}
    for row in counted:
        key = row["clock"], (row["team"] or "") if "team" in row else "*"
        states = found.setdefault(key, {}).setdefault(row["month"], {})
        states[row["state"]] = states.get(row["state"], 0) + row["rows"]
    return tuple(
        Series(clock, team, {month: InTime(**states) for month, states in sorted(by_month.items())})
        for (clock, team), by_month in sorted(found.items())
    )
