"""One cell to one day and, where the cell holds it, one moment. Plain Python, called once for each distinct cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sightline.sources.model import Kind

UK = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Excel counts days from here (it believes in 29 February 1900, so the count is right from March 1900).
EXCEL_DAY_ZERO = date(1899, 12, 30)
# A number below this is more likely an age or a count than a day in 1927; above, beyond the year 2100.
FIRST_SERIAL, LAST_SERIAL = 10_000, 73_415
SQL_SERVERS_BLANK = date(1900, 1, 1)
# Two figures of a year: 49 is 2049, 50 is 1950.
CENTURY_TURN = 50

MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
CLOCK = (
    r"(?:[T ,]+(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,:]\d+)?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?$"
)
YEAR_FIRST = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + CLOCK)
DAY_FIRST = re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4}|\d{2})" + CLOCK)
DAY_MONTH_NAME = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[-/ ](?P<name>[A-Za-z]{3,9})[-/ ,]+(?P<y>\d{4}|\d{2})" + CLOCK
)
# SQL Server's own way: "Jan 31 2026 12:00AM".
MONTH_NAME_DAY = re.compile(r"(?P<name>[A-Za-z]{3,9})\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4})" + CLOCK)
EIGHT_FIGURES = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})" + CLOCK)
SHAPES = (YEAR_FIRST, DAY_FIRST, DAY_MONTH_NAME, MONTH_NAME_DAY, EIGHT_FIGURES)
SERIAL = re.compile(r"\d{1,6}(?:\.\d+)?$")


@dataclass(frozen=True)
class Trouble:
    """Why a cell gives no value: one of the kinds of findings, and what to do. The cell itself is not in it."""

    kind: Kind
    mend: str


@dataclass(frozen=True)
class Moment:
    """A day as the UK calendar has it, and the second in UTC where the cell holds a time (midnight means that it does
    not).
    """

    day: date
    at: int | None = None


NO_SUCH_DAY = Trouble("a date no calendar has", "Correct the date in the case system; the cell counts as blank.")
OUT_OF_RANGE = Trouble(
    "a date out of range",
    f"Correct the year in the case system (it must lie between {FIRST_YEAR} and {LAST_YEAR}); "
    "the cell counts as blank.",
)
BLANK_DATE = Trouble(
    "a date out of range",
    "SQL Server writes an empty date as 1 January 1900: leave the cell empty in the extract; it counts as blank.",
)
NOT_A_DATE = Trouble("not a date", "Write the date as 2026-01-31 or 31/01/2026; the cell counts as blank.")


TWO_WAYS = Trouble(
    "a date that can be read two ways",
    "Most dates of this column have the month first, as in America. Write dates as 2026-01-31; "
    "the cell counts as blank.",
)


def is_month_first(cells: list[str]) -> bool:
    """Whether more of these cells can only have the month first (06/13/2026) than can only have the day first."""
    parts = [match.group("d", "m") for cell in cells if (match := DAY_FIRST.match(cell))]
    month_first = sum(int(first) <= 12 < int(second) for first, second in parts)
    return month_first > sum(int(second) <= 12 < int(first) for first, second in parts)


def has_two_readings(cell: str) -> bool:
    """Whether day and month could change places and give another day."""
    match = DAY_FIRST.match(cell)
    return match is not None and int(match["d"]) <= 12 and int(match["m"]) <= 12 and match["d"] != match["m"]


def read_moment(cell: str) -> Moment | Trouble:
    """Read a tidy cell that is not blank. Numbers are Excel's day numbers; 31/01/2026 is day first, as in the UK."""
    for shape in SHAPES:
        if match := shape.match(cell):
            return _from_parts(match.groupdict())
    return _from_serial(cell) if SERIAL.match(cell) else NOT_A_DATE


def _from_parts(part: dict[str, str | None]) -> Moment | Trouble:
    month = int(part["m"] or 0) if part.get("m") else MONTHS.get((part.get("name") or "")[:3].lower(), 0)
    year = int(part["y"] or 0)
    if len(part["y"] or "") == 2:
        year += 2000 if year < CENTURY_TURN else 1900
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return OUT_OF_RANGE
    try:
        return _with_clock(date(year, month, int(part["d"] or 0)), part)
    except ValueError:
        return NO_SUCH_DAY


def _with_clock(day: date, part: dict[str, str | None]) -> Moment | Trouble:
    hour, minute, second = (int(part[k] or 0) for k in ("h", "mi", "s"))
    if half := (part["half"] or "").lower():
        hour = hour % 12 + (12 if half == "pm" else 0)
    local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UK)
    if zone := part["zone"]:
        local = _in_zone(local, zone).astimezone(UK)
    if local.date() == SQL_SERVERS_BLANK:
        return BLANK_DATE
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        return Moment(local.date())
    return Moment(local.date(), int(local.timestamp()))


def _in_zone(local: datetime, zone: str) -> datetime:
    if zone == "Z":
        return local.replace(tzinfo=UTC)
    return datetime.fromisoformat(local.replace(tzinfo=None).isoformat() + zone)


def _from_serial(cell: str) -> Moment | Trouble:
    number = float(cell)
    if not FIRST_SERIAL <= number < LAST_SERIAL:
        return NOT_A_DATE
    day = EXCEL_DAY_ZERO + timedelta(days=int(number))
    seconds = round((number - int(number)) * 86_400)
    if not 0 < seconds < 86_400:
        return Moment(day)
    local = datetime(day.year, day.month, day.day, tzinfo=UK) + timedelta(seconds=seconds)
    return Moment(day, int(local.timestamp()))
