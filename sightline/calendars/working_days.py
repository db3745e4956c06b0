"""Calendars: each law's own meaning of "working day", with a running number for every one."""

import csv
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Calendar:
    """The working days of one law, in order, from the first day covered to the last."""

    id: str
    title: str
    citation: str
    first: date
    last: date
    days: tuple[date, ...]
    terms: tuple[tuple[date, date], ...] = ()

    def nth_term_after(self, start: date, n: int) -> date | None:
        """The last day of the n-th school term that begins after `start`. None past the calendar's cover."""
        ends = [last for first, last in self.terms if first > start]
        return ends[n - 1] if self.first <= start <= self.last and n <= len(ends) else None

    def on_or_after(self, day: date) -> date | None:
        """The day itself if it is a working day, else the next. None past the calendar's cover."""
        return self.nth_from(day, 1)

    def is_working(self, day: date) -> bool:
        """Say whether a day is a working day."""
        place = bisect_left(self.days, day)
        return place < len(self.days) and self.days[place] == day

    def nth_after(self, start: date, n: int) -> date | None:
        """The n-th working day after `start`; the start itself is day zero. None past the calendar's cover."""
        return self._at(bisect_right(self.days, start) + n - 1, start)

    def nth_from(self, start: date, n: int) -> date | None:
        """The n-th working day counting `start` as the first if it is one. None past the calendar's cover."""
        return self._at(bisect_left(self.days, start) + n - 1, start)

    def nth_before(self, start: date, n: int) -> date | None:
        """The n-th working day before `start`. None before the calendar's cover."""
        return self._at(bisect_left(self.days, start) - n, start)

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`."""
        return bisect_right(self.days, end) - bisect_right(self.days, start)

    def _at(self, place: int, start: date) -> date | None:
        covered = self.first <= start <= self.last and 0 <= place < len(self.days)
        return self.days[place] if covered else None


def school_calendar(terms: Iterable[tuple[date, date]], closed: Iterable[date] = ()) -> Calendar:
    """School days of the terms a council gives: weekdays in them, without bank holidays and the days it names.

    It covers the days from the first term to the last; of a council that gave none, no day at all.
    """
    ordered, shut = tuple(sorted(terms)), frozenset(closed)
    working = load_calendars()["england"].days
    days = tuple(day for day in working if day not in shut and any(a <= day <= b for a, b in ordered))
    first, last = (ordered[0][0], ordered[-1][1]) if ordered else (date.max, date.min)
    return Calendar("school", "School days", "the council's own school terms", first, last, days, ordered)


@cache
def load_calendars() -> dict[str, Calendar]:
    """All calendars by id, read from calendars.toml and the holiday files it names."""
    entries = tomllib.loads((HERE / "calendars.toml").read_text(encoding="utf-8"))
    return {name: _calendar(name, entry) for name, entry in entries.items()}


def _calendar(name: str, entry: dict[str, object]) -> Calendar:
    first, last = date(int(str(entry["first_year"])), 1, 1), date(int(str(entry["last_year"])), 12, 31)
    closed = _holidays(str(entry["holidays"]))
    also = {_day_of_year(str(day)) for day in entry.get("also", [])}  # type: ignore[attr-defined]
    every = (first + timedelta(n) for n in range((last - first).days + 1))
    working = tuple(d for d in every if d.weekday() < 5 and d not in closed and (d.month, d.day) not in also)
    return Calendar(name, str(entry["title"]), str(entry["citation"]), first, last, working)


def _day_of_year(text: str) -> tuple[int, int]:
    """Month and day of a text like 12-24."""
    month, _, day = text.partition("-")
    return int(month), int(day)


@cache
def _holidays(file: str) -> frozenset[date]:
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        return frozenset(date.fromisoformat(row["on"]) for row in csv.DictReader(lines))
