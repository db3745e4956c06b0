"""Calendars of working days: the bank holidays against another's count of them, and the ends of what is covered."""

import csv
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from sightline.calendars import working_days
from sightline.calendars.time_limit import TimeLimit, due_on
from sightline.calendars.working_days import Calendar, load_calendars

FIRST, LAST = 1990, 2045
ALL = pytest.mark.parametrize("calendar", load_calendars().values(), ids=load_calendars())


def test_bank_holidays_are_those_of_the_holidays_package() -> None:
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST, LAST + 1))
    with (Path(working_days.__file__).parent / "england_bank_holidays.csv").open(encoding="utf-8", newline="") as lines:
        ours = [date.fromisoformat(row["on"]) for row in csv.DictReader(lines)]
    assert ours == sorted(set(ours))
    assert {day for day in ours if day.weekday() < 5} == {day for day in theirs if day.weekday() < 5}


@pytest.mark.parametrize(
    "on",
    [
        date(1999, 12, 31), date(2002, 6, 3), date(2011, 4, 29), date(2012, 6, 5), date(2020, 5, 8), date(2022, 6, 3),
        date(2022, 9, 19), date(2023, 5, 8), date(2021, 12, 28), date(2027, 12, 28),
    ],
)  # fmt: skip
def test_days_that_stood_once_or_in_place_of_another_are_no_working_days(on: date) -> None:
    assert all(on not in calendar.days for calendar in load_calendars().values())


@pytest.mark.parametrize("on", [date(2020, 5, 4), date(2012, 5, 28), date(2022, 5, 30), date(2021, 12, 24)])
def test_days_that_others_took_the_place_of_are_working_days(on: date) -> None:
    assert all(on in calendar.days for calendar in load_calendars().values())


@ALL
def test_every_day_is_a_working_day_a_weekend_or_a_holiday(calendar: Calendar) -> None:
    assert (calendar.first, calendar.last) == (date(FIRST, 1, 1), date(LAST, 12, 31))
    assert list(calendar.days) == sorted(set(calendar.days))
    assert all(day.weekday() < 5 for day in calendar.days)
    closed = (calendar.last - calendar.first).days + 1 - len(calendar.days)
    assert closed > (LAST - FIRST + 1) * (104 + 8)


@ALL
def test_counting_forward_and_between_agree(calendar: Calendar) -> None:
    for start in (date(2026, 4, 1) + timedelta(n) for n in range(0, 400, 3)):
        for n in (1, 5, 20, 45):
            due = calendar.nth_after(start, n)
            assert due is not None
            assert calendar.between(start, due) == n
            assert calendar.between(start, due - timedelta(1)) == n - 1


@ALL
def test_past_the_last_year_there_is_no_answer(calendar: Calendar) -> None:
    one = TimeLimit.parse("1 working day")
    last = calendar.days[-1]
    assert due_on(one, last - timedelta(3), calendar) is not None
    assert due_on(one, last, calendar) is None
    assert due_on(one, calendar.last, calendar) is None
    assert due_on(one, calendar.last + timedelta(1), calendar) is None
    assert due_on(TimeLimit.parse("6000 working days"), date(2026, 10, 31), calendar) is None
    assert due_on(TimeLimit.parse("1 week"), calendar.last, calendar) == calendar.last + timedelta(7)


@ALL
def test_before_the_first_year_there_is_no_answer(calendar: Calendar) -> None:
    before = TimeLimit.parse("1 working day before")
    assert due_on(TimeLimit.parse("1 working day"), calendar.first - timedelta(1), calendar) is None
    assert due_on(before, calendar.first, calendar) is None
    assert due_on(before, calendar.days[0], calendar) is None
    assert due_on(before, calendar.days[1], calendar) == calendar.days[0]
