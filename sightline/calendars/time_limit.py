"""Time limits, and the only date arithmetic in Sightline.

A limit is a value ("20 working days"), never a number. Day zero is the day of the start unless the law says
"beginning with" that day. Months end on the same day of the month, or on its last day if it has no such day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sightline.calendars.working_days import Calendar
from sightline.words import UserError, nearest

Unit = Literal["hours", "days", "weeks", "months", "years", "working days", "school days", "school terms"]
Counting = Literal["after", "beginning with the day", "before"]
UNITS: tuple[Unit, ...] = ("hours", "days", "weeks", "months", "years", "working days", "school days", "school terms")
OF_SCHOOL: tuple[Unit, ...] = ("school days", "school terms")
LOCAL_TIME = ZoneInfo("Europe/London")
ROLLS = ", then the next working day"
SOONER = ", the sooner"
_WORDS = re.compile(r"^(\d+) ([a-z ]+?)( beginning with the day| before)?$")


@dataclass(frozen=True)
class TimeLimit:
    """So many units, counted after the start, from it ("beginning with the day") or back from it ("before").

    `rolls`: an end on a weekend or bank holiday moves to the next working day. `or_sooner`: the earlier of two.
    """

    n: int
    unit: Unit
    counting: Counting = "after"
    rolls: bool = False
    or_sooner: "TimeLimit | None" = None

    @classmethod
    def parse(cls, text: str) -> "TimeLimit":
        """Read "20 working days", "26 weeks beginning with the day", "5 working days before",
        "1 month, then the next working day" or "10 working days or 3 weeks, the sooner".
        """
        words = " ".join(text.split())
        if words.endswith(SOONER):
            first, _, second = words.removesuffix(SOONER).partition(" or ")
            return replace(cls.parse(first), or_sooner=cls.parse(second))
        limit = _parse_one(words.removesuffix(ROLLS), text)
        if limit.unit == "hours" and words.endswith(ROLLS):
            raise UserError(f'"{text}" cannot be counted', mend="Hours do not move to a working day.")
        return replace(limit, rolls=words.endswith(ROLLS))

    @classmethod
    def read(cls, text: str) -> "TimeLimit | None":
        """Read a limit that somebody typed into a case record; None where it is not one."""
        try:
            return cls.parse(text)
        except UserError:
            return None

    def __str__(self) -> str:
        unit = self.unit[:-1] if self.n == 1 else self.unit
        counted = "" if self.counting == "after" else f" {self.counting}"
        sooner = f" or {self.or_sooner}{SOONER}" if self.or_sooner else ""
        return f"{self.n} {unit}{counted}{ROLLS if self.rolls else ''}{sooner}"

    @property
    def is_of_school(self) -> bool:
        """Whether it is counted by school days or terms, which the council supplies."""
        return self.unit in OF_SCHOOL


def _parse_one(words: str, text: str) -> TimeLimit:
    found = _WORDS.match(words)
    if not found:
        raise UserError(f'"{text}" is not a time limit', mend='Write a number and a unit, such as "20 working days".')
    number, unit, counting = int(found[1]), found[2], (found[3] or " after").strip()
    unit = unit if unit.endswith("s") else unit + "s"
    if unit not in UNITS:
        raise UserError(f'"{found[2]}" is not a unit of time', mend=nearest(unit, UNITS))
    if number < 1:
        raise UserError(f'"{text}" is an interval of nothing', mend="Give a number of one or more.")
    if unit == "hours" and counting != "after":
        raise UserError(f'"{text}" cannot be counted', mend="Hours are counted after the start.")
    if unit == "school terms" and counting != "after":
        raise UserError(f'"{text}" cannot be counted', mend="School terms are counted after the start.")
    return TimeLimit(number, unit, counting)  # type: ignore[arg-type]


def due_on(limit: TimeLimit, start: date, calendar: Calendar) -> date | None:
    """The last day in time for a limit that starts on `start`. None where the calendar does not reach.

    Hours counted from a day without a time end with the last whole day they touch: 72 hours with the third day.
    A limit in school days or terms is counted by the `calendar` of the council's school terms.
    """
    due = _one(limit, start, calendar)
    if due and limit.rolls:
        due = calendar.on_or_after(due)
    other = due_on(limit.or_sooner, start, calendar) if limit.or_sooner else due
    return min(due, other) if due and other else None


def _one(limit: TimeLimit, start: date, calendar: Calendar) -> date | None:
    if limit.unit in ("working days", "school days"):
        return _working_days(limit, start, calendar)
    if limit.unit == "school terms":
        return calendar.nth_term_after(start, limit.n)
    try:
        return _calendar_days(limit, start)
    except (OverflowError, ValueError):
        return None


def _working_days(limit: TimeLimit, start: date, calendar: Calendar) -> date | None:
    if limit.counting == "before":
        return calendar.nth_before(start, limit.n)
    if limit.counting == "beginning with the day":
        return calendar.nth_from(start, limit.n)
    return calendar.nth_after(start, limit.n)


def _calendar_days(limit: TimeLimit, start: date) -> date:
    way = -1 if limit.counting == "before" else 1
    less = timedelta(1 if limit.counting == "beginning with the day" else 0)
    if limit.unit in ("months", "years"):
        return add_months(start, way * limit.n * (12 if limit.unit == "years" else 1)) - less
    days = {"days": limit.n, "weeks": 7 * limit.n, "hours": -(-limit.n // 24)}[limit.unit]
    return start + way * timedelta(days) - less


def days_between(first: date, last: date) -> int:
    """Days from one day to another; negative where the second comes first."""
    return (last - first).days


def day_after(start: date, days: int) -> date:
    """The day so many days on."""
    return start + timedelta(days)


def add_months(start: date, months: int) -> date:
    """The same day of the month so many months on; the month's last day where it has no such day."""
    month = start.year * 12 + start.month - 1 + months
    year, month = divmod(month, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def birthday(born: date, age: int) -> date:
    """The day an age is reached; a child born on 29 February reaches it on 1 March in a common year."""
    year = born.year + age
    if (born.month, born.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return born.replace(year=year)


def due_at(limit: TimeLimit, at: int) -> tuple[int, date]:
    """When a limit in hours ends, from a time in UTC seconds: (UTC seconds, the local day in England)."""
    ends = at + limit.n * 3600
    return ends, datetime.fromtimestamp(ends, UTC).astimezone(LOCAL_TIME).date()


def local_seconds(moment: datetime) -> int:
    """UTC seconds of a moment; one without a time zone is local time in England."""
    return int((moment if moment.tzinfo else moment.replace(tzinfo=LOCAL_TIME)).timestamp())


def last_of_month(month: date) -> date:
    """The last day of the month a day lies in."""
    return add_months(month.replace(day=1), 1) - timedelta(1)


def whole_months(as_of: date, number: int) -> tuple[date, ...]:
    """The first days of the last `number` months that had ended by the end of the as-of date, oldest first."""
    first = as_of.replace(day=1)
    after = add_months(first, 1) if as_of == last_of_month(as_of) else first
    return tuple(add_months(after, back) for back in range(-number, 0))
