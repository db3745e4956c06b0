"""Time limits: worked dates, laws that hold on every day, and the days on which date sums go wrong."""

import csv
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.calendars.time_limit import (
    OF_SCHOOL,
    UNITS,
    TimeLimit,
    add_months,
    birthday,
    due_at,
    due_on,
    local_seconds,
)
from sightline.calendars.working_days import load_calendars, school_calendar
from sightline.words import UserError

with (Path(__file__).parent / "worked_dates.csv").open(encoding="utf-8", newline="") as lines:
    WORKED = [pytest.param(row, id=row["id"]) for row in csv.DictReader(lines)]
ENGLAND = load_calendars()["england"]
DAYS = st.dates(date(1991, 1, 1), date(2040, 12, 31))
# School days and terms need the council's own terms: below.
EVERYWHERE = [unit for unit in UNITS if unit not in OF_SCHOOL]
SPANS = st.sampled_from([unit for unit in EVERYWHERE if unit != "hours"])
COUNTS = {"years": 20}
AFTER = st.sampled_from(EVERYWHERE).flatmap(
    lambda unit: st.builds(TimeLimit, st.integers(1, COUNTS.get(unit, 200)), st.just(unit))
)


@pytest.mark.parametrize("row", WORKED)
def test_a_worked_date(row: dict[str, str]) -> None:
    limit, calendar = TimeLimit.parse(row["limit"]), load_calendars()[row["calendar"]]
    if "T" in row["start"]:
        ends, day = due_at(limit, local_seconds(datetime.fromisoformat(row["start"])))
        due = datetime.fromisoformat(row["due"])
        assert (ends, day) == (local_seconds(due), due.date())
    else:
        assert due_on(limit, date.fromisoformat(row["start"]), calendar) == date.fromisoformat(row["due"])


@given(AFTER, DAYS, st.integers(1, 400))
def test_a_later_start_is_never_due_earlier(limit: TimeLimit, start: date, more: int) -> None:
    due, later = due_on(limit, start, ENGLAND), due_on(limit, start + timedelta(more), ENGLAND)
    assert due is None or later is None or due <= later


@given(AFTER, DAYS)
def test_a_longer_limit_is_never_due_earlier(limit: TimeLimit, start: date) -> None:
    due = due_on(limit, start, ENGLAND)
    longer = due_on(TimeLimit(limit.n + 1, limit.unit), start, ENGLAND)
    assert due is None or start < due
    assert due is None or longer is None or due <= longer


@given(st.integers(1, 300), SPANS, DAYS)
def test_beginning_with_the_day_is_one_day_less(n: int, unit: str, start: date) -> None:
    after = due_on(TimeLimit.parse(f"{n} {unit}"), start, ENGLAND)
    within = due_on(TimeLimit.parse(f"{n} {unit} beginning with the day"), start, ENGLAND)
    if after is None or within is None:
        assert unit == "years"
    elif unit != "working days":
        assert within == after - timedelta(1)
    else:
        assert ENGLAND.between(within, after) == (1 if start in ENGLAND.days else 0)


@given(st.integers(1, 300), st.sampled_from(("days", "weeks")), DAYS)
def test_before_undoes_after(n: int, unit: str, start: date) -> None:
    due = due_on(TimeLimit.parse(f"{n} {unit}"), start, ENGLAND)
    assert due is not None
    assert due_on(TimeLimit.parse(f"{n} {unit} before"), due, ENGLAND) == start


@given(st.integers(1, 300), DAYS)
def test_before_undoes_after_in_working_days_from_a_working_day(n: int, start: date) -> None:
    due = due_on(TimeLimit(n, "working days"), start, ENGLAND)
    assert due is not None
    back = due_on(TimeLimit(n, "working days", "before"), due, ENGLAND)
    assert (back == start) == (start in ENGLAND.days)


@given(DAYS, st.integers(-300, 300))
def test_months_end_on_the_same_day_or_the_last(start: date, months: int) -> None:
    due = add_months(start, months)
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == months
    assert due.day == min(start.day, monthrange(due.year, due.month)[1])


@given(st.integers(1, 300), st.sampled_from(("months", "years")), DAYS)
def test_before_undoes_months_save_at_month_ends(n: int, unit: str, start: date) -> None:
    n = min(n, 20) if unit == "years" else n
    due = due_on(TimeLimit.parse(f"{n} {unit}"), start, ENGLAND)
    assert due is not None
    back = due_on(TimeLimit.parse(f"{n} {unit} before"), due, ENGLAND)
    assert back == start if start.day == due.day else back == start.replace(day=due.day)


@given(st.integers(1, 400), st.sampled_from(EVERYWHERE), st.sampled_from(("", " beginning with the day", " before")))
def test_a_limit_reads_back_as_it_is_written(n: int, unit: str, counting: str) -> None:
    limit = TimeLimit.parse(f"{n} {unit}{'' if unit == 'hours' else counting}")
    assert TimeLimit.parse(str(limit)) == limit


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("soon", "not a time limit"),
        ("weekly", "not a time limit"),
        ("0 days", "an interval of nothing"),
        ("3 fortnights", "not a unit of time"),
        ("24 hours before", "cannot be counted"),
        ("-3 days", "not a time limit"),
    ],
)
def test_what_is_no_limit_is_refused(words: str, what: str) -> None:
    with pytest.raises(UserError) as refused:
        TimeLimit.parse(words)
    assert what in refused.value.what
    assert TimeLimit.read(words) is None


def test_a_birthday_on_29_february_falls_on_1_march_in_a_common_year() -> None:
    born = date(2008, 2, 29)
    assert [birthday(born, age) for age in (4, 5, 16, 18, 21)] == [
        date(2012, 2, 29), date(2013, 3, 1), date(2024, 2, 29), date(2026, 3, 1), date(2029, 3, 1),
    ]  # fmt: skip
    assert birthday(date(2100 - 92, 2, 29), 92) == date(2100, 3, 1)


@given(DAYS, st.integers(0, 25))
def test_a_birthday_is_never_before_the_age_is_reached(born: date, age: int) -> None:
    assert birthday(born, age) - add_months(born, 12 * age) == timedelta(birthday(born, age).month != born.month)


def local(*parts: int) -> int:
    return local_seconds(datetime(*parts))


def test_hours_elapse_across_both_changes_of_the_clocks() -> None:
    limit = TimeLimit.parse("72 hours")
    # Summer time ends on 25 October 2026: the day has 25 hours. It begins on 28 March 2027: the day has 23.
    assert due_at(limit, local(2026, 10, 24, 20)) == (local(2026, 10, 27, 19), date(2026, 10, 27))
    assert due_at(limit, local(2027, 3, 27, 20)) == (local(2027, 3, 30, 21), date(2027, 3, 30))
    assert due_at(limit, local(2026, 10, 23, 0, 30)) == (local(2026, 10, 25, 23, 30), date(2026, 10, 25))
    assert due_at(limit, local(2027, 3, 26, 23, 30)) == (local(2027, 3, 30, 0, 30), date(2027, 3, 30))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)), st.integers(1, 400))
def test_hours_are_hours_whatever_the_clocks_do(moment: datetime, hours: int) -> None:
    at = int(moment.replace(tzinfo=UTC).timestamp())
    ends, day = due_at(TimeLimit(hours, "hours"), at)
    assert ends - at == hours * 3600
    assert abs((day - moment.date()).days * 24 - hours) < 25


@pytest.mark.parametrize(("hours", "days"), [(1, 1), (24, 1), (25, 2), (48, 2), (72, 3)])
def test_hours_from_a_day_without_a_time_end_with_a_whole_day(hours: int, days: int) -> None:
    start = date(2026, 12, 24)
    assert due_on(TimeLimit(hours, "hours"), start, ENGLAND) == start + timedelta(days)


@pytest.mark.parametrize("words", ["9999 years", "99999999 days", "9000000 weeks", "130000 months"])
def test_a_day_no_calendar_holds_is_none(words: str) -> None:
    assert due_on(TimeLimit.parse(words), date(2026, 1, 1), ENGLAND) is None
    assert due_on(TimeLimit.parse(words + " before"), date(2026, 1, 1), ENGLAND) is None


TERMS = (
    (date(2026, 9, 2), date(2026, 10, 23)),
    (date(2026, 11, 2), date(2026, 12, 18)),
    (date(2027, 1, 4), date(2027, 2, 12)),
)
SCHOOL = school_calendar(TERMS, closed=[date(2026, 9, 2)])


@pytest.mark.parametrize(
    ("words", "start", "due"),
    [
        # A Sunday, a bank holiday after a weekend, and a day that is a working day already.
        ("1 month, then the next working day", date(2026, 10, 15), date(2026, 11, 16)),
        ("1 month, then the next working day", date(2026, 11, 25), date(2026, 12, 29)),
        ("1 month, then the next working day", date(2026, 10, 31), date(2026, 11, 30)),
        # Christmas makes ten working days longer than two weeks; else they are alike.
        ("10 working days or 2 weeks, the sooner", date(2026, 12, 21), date(2027, 1, 4)),
        ("10 working days or 3 weeks, the sooner", date(2026, 11, 2), date(2026, 11, 16)),
        ("3 months or 10 weeks, the sooner", date(2026, 6, 1), date(2026, 8, 10)),
        ("3 months before", date(2027, 5, 31), date(2027, 2, 28)),
        ("10 working days before", date(2027, 1, 4), date(2026, 12, 16)),
    ],
)
def test_limits_that_roll_or_end_sooner(words: str, start: date, due: date) -> None:
    limit = TimeLimit.parse(words)
    assert due_on(limit, start, ENGLAND) == due
    assert TimeLimit.parse(str(limit)) == limit


@pytest.mark.parametrize(
    ("words", "start", "due"),
    [
        ("2 school days", date(2026, 9, 2), date(2026, 9, 4)),
        ("2 school days beginning with the day", date(2026, 9, 3), date(2026, 9, 4)),
        ("1 school day", date(2026, 10, 23), date(2026, 11, 2)),
        ("1 school day before", date(2026, 11, 2), date(2026, 10, 23)),
        ("1 school term", date(2026, 9, 2), date(2026, 12, 18)),
        ("1 school term", date(2026, 10, 28), date(2026, 12, 18)),
        ("2 school terms", date(2026, 10, 1), date(2027, 2, 12)),
        ("2 school terms", date(2026, 11, 20), None),
        ("1 school day", date(2026, 8, 31), None),
        ("40 school days", date(2027, 1, 4), None),
    ],
)
def test_limits_counted_by_the_councils_school_terms(words: str, start: date, due: date | None) -> None:
    assert due_on(TimeLimit.parse(words), start, SCHOOL) == due
    assert due_on(TimeLimit.parse(words), start, school_calendar(())) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("72 hours, then the next working day", "cannot be counted. Hours do not move to a working day."),
        ("1 school term before", "cannot be counted. School terms are counted after the start."),
        ("3 weeks, the sooner", "is not a time limit"),
    ],
)
def test_what_cannot_be_counted_is_refused(words: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        TimeLimit.parse(words)
