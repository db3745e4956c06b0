"""The made-up council's own diary: weekdays, bank holidays and calendar months, counted day by day.

It is kept apart from the calendars of Sightline on purpose: the answers of the county must be an independent check.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

AS_OF = date(2026, 10, 31)  # the day every file of the county is drawn
KNOWN_FROM = date(2020, 11, 1)  # six years of work are in the files
LONDON = ZoneInfo("Europe/London")
ONE_DAY = timedelta(days=1)

# Bank holidays in England, as published each year on gov.uk (2028 to 2030 by the same rules), substitute days included.
_HOLIDAYS = """
2018: 0101 0330 0402 0507 0528 0827 1225 1226
2019: 0101 0419 0422 0506 0527 0826 1225 1226
2020: 0101 0410 0413 0508 0525 0831 1225 1228
2021: 0101 0402 0405 0503 0531 0830 1227 1228
2022: 0103 0415 0418 0502 0602 0603 0829 0919 1226 1227
2023: 0102 0407 0410 0501 0508 0529 0828 1225 1226
2024: 0101 0329 0401 0506 0527 0826 1225 1226
2025: 0101 0418 0421 0505 0526 0825 1225 1226
2026: 0101 0403 0406 0504 0525 0831 1225 1228
2027: 0101 0326 0329 0503 0531 0830 1227 1228
2028: 0103 0414 0417 0501 0529 0828 1225 1226
2029: 0101 0330 0402 0507 0528 0827 1225 1226
2030: 0101 0419 0422 0506 0527 0826 1225 1226
"""


def _read_holidays() -> frozenset[date]:
    days = set()
    for line in _HOLIDAYS.split("\n"):
        year, _, rest = line.partition(":")
        days |= {date(int(year), int(word[:2]), int(word[2:])) for word in rest.split()}
    return frozenset(days)


BANK_HOLIDAYS = _read_holidays()


@cache
def is_working_day(day: date) -> bool:
    """Whether the council's offices are open: a weekday that is no bank holiday."""
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


@cache
def working_days_after(day: date, number: int) -> date:
    """The day on which so many working days have passed; the day itself is day zero."""
    while number > 0:
        day += ONE_DAY
        number -= is_working_day(day)
    return day


@cache
def months_after(day: date, number: int) -> date:
    """The same day of the month so many months on, or the last day of that month where it has no such day."""
    year, month = divmod(day.month - 1 + number, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def weeks_after(day: date, number: int) -> date:
    """So many times seven days on."""
    return day + timedelta(weeks=number)


@cache
def working_on_or_before(day: date) -> date:
    """The day itself if the offices are open, else the last open day before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


@cache
def working_on_or_after(day: date) -> date:
    """The day itself if the offices are open, else the next open day."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def hours_after(moment: datetime, hours: int) -> datetime:
    """So many elapsed hours after a moment of London time (no zone), across any change of the clocks."""
    start = moment.replace(tzinfo=LONDON).astimezone(UTC)
    return (start + timedelta(hours=hours)).astimezone(LONDON).replace(tzinfo=None)


def age_on(born_on: date, day: date) -> int:
    """Whole years of age on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
