"""One cell to one day: every way councils write a day, and every way it can be wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.sources.cells import read_column, read_day
from sightline.sources.dates import UK, Moment, Trouble, read_moment

DAYS = st.dates(date(1910, 1, 1), date(2100, 12, 31))
SHAPES = (
    "{d:%Y-%m-%d}",
    "{d:%Y-%m-%d} 00:00:00.000",
    "{d:%Y-%m-%d}T00:00:00",
    "{d:%Y-%m-%d} 00:00:00.0000000",
    "{d:%d/%m/%Y}",
    "{d.day}/{d.month}/{d.year}",
    "{d:%d/%m/%Y} 00:00",
    "{d:%d-%m-%Y}",
    "{d:%d.%m.%Y}",
    "{d:%d-%b-%Y}",
    "{d.day}-{d:%b-%Y}",
    "{d:%d %B %Y}",
    "{d:%b} {d.day} {d.year} 12:00AM",
    "{d:%Y%m%d}",
    "{d:%Y/%m/%d}",
)


@given(DAYS, st.sampled_from(SHAPES))
def test_every_shape_gives_the_day_and_no_time(day: date, shape: str) -> None:
    assert read_moment(shape.format(d=day)) == Moment(day)


@given(st.dates(date(1928, 1, 1), date(2100, 12, 31)))
def test_excels_day_numbers(day: date) -> None:
    number = (day - date(1899, 12, 30)).days
    assert read_moment(str(number)) == Moment(day)
    assert read_moment(f"{number}.0") == Moment(day)


@given(st.datetimes(datetime(1972, 1, 1), datetime(2100, 12, 31)).map(lambda t: t.replace(microsecond=0)))
def test_local_times_become_utc(moment: datetime) -> None:
    read = read_moment(moment.isoformat(sep=" "))
    assert isinstance(read, Moment)
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        assert read.at is None
    else:
        assert read.at == int(moment.replace(tzinfo=UK).timestamp())


@given(st.text(max_size=30))
def test_nothing_breaks_it(text: str) -> None:
    assert isinstance(read_moment(text), Moment | Trouble)


@pytest.mark.parametrize(
    ("cell", "utc"),
    [
        ("2026-07-01 14:30", datetime(2026, 7, 1, 13, 30, tzinfo=UTC)),
        ("01/12/2026 14:30:15", datetime(2026, 12, 1, 14, 30, 15, tzinfo=UTC)),
        ("Jul 1 2026 2:30PM", datetime(2026, 7, 1, 13, 30, tzinfo=UTC)),
        ("2026-07-01T14:30:00Z", datetime(2026, 7, 1, 14, 30, tzinfo=UTC)),
        ("2026-07-01T14:30:00+02:00", datetime(2026, 7, 1, 12, 30, tzinfo=UTC)),
        # A quarter of a day after midnight, as Excel counts.
        ("46204.25", datetime(2026, 7, 1, 5, 0, tzinfo=UTC)),
    ],
)
def test_times(cell: str, utc: datetime) -> None:
    read = read_moment(cell)
    assert isinstance(read, Moment)
    assert read.at is not None
    assert datetime.fromtimestamp(read.at, UTC) == utc


def test_a_zone_can_move_the_day() -> None:
    read = read_moment("2026-06-30T23:30:00Z")
    assert isinstance(read, Moment)
    assert read.day == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("31/02/2026", "a date no calendar has"),
        ("2026-13-01", "a date no calendar has"),
        # Months before days, as in America: not guessed at.
        ("10/31/2026", "a date no calendar has"),
        ("30 Foo 2026", "a date no calendar has"),
        ("2206-01-31", "a date out of range"),
        ("31/01/1899", "a date out of range"),
        ("9999-12-31 00:00:00", "a date out of range"),
        ("1900-01-01 00:00:00.000", "a date out of range"),
        ("soon", "not a date"),
        ("6.138", "not a date"),
        ("2026-01", "not a date"),
        ("2026-01-31 and later", "not a date"),
    ],
)
def test_what_is_wrong(cell: str, kind: str) -> None:
    read = read_moment(cell)
    assert isinstance(read, Trouble)
    assert read.kind == kind


@pytest.mark.parametrize(("cell", "year"), [("31-Jan-26", 2026), ("31/01/49", 2049), ("31/01/50", 1950)])
def test_two_figures_of_a_year(cell: str, year: int) -> None:
    assert read_moment(cell) == Moment(date(year, 1, 31))


def test_the_hour_that_comes_twice_is_the_first() -> None:
    read = read_moment("2026-10-25 01:30")
    assert isinstance(read, Moment)
    assert read.at == int((datetime(2026, 10, 25, 0, 30, tzinfo=UTC) + timedelta()).timestamp())


def test_a_column_with_the_months_first_is_not_guessed_at() -> None:
    american = pa.chunked_array([["06/13/2026", "02/25/2026", "06/02/2026", "03/03/2026", "2026-06-02"]])
    days, faults = read_column(american, read_day, pa.date32())
    assert days.to_pylist() == [None, None, None, date(2026, 3, 3), date(2026, 6, 2)]
    kinds = {fault.cell: fault.trouble.kind for fault in faults}
    assert kinds["06/02/2026"] == "a date that can be read two ways"


def test_one_slip_in_a_british_column_casts_no_doubt_on_the_rest() -> None:
    british = pa.chunked_array([["13/06/2026", "25/02/2026", "06/13/2026", "06/02/2026"]])
    days, _ = read_column(british, read_day, pa.date32())
    assert days.to_pylist() == [date(2026, 6, 13), date(2026, 2, 25), None, date(2026, 2, 6)]
