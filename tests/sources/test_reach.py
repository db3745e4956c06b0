"""How far files reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.sources import read_paths
from sightline.sources.reach import Reach, find_reach

from .conftest import as_csv

Put = Callable[..., Path]
LAST = date(2026, 10, 30)


def reach(days: Sequence[date | None]) -> Reach:
    """The reach of one column of days."""
    return find_reach([pa.chunked_array([pa.array(days, pa.date32())])])


def busy(until: date, days: int, each: int) -> list[date]:
    """So many things on each of so many days, up to and including the last."""
    return [until - timedelta(days=n) for n in range(days) for _ in range(each)]


def test_the_newest_day() -> None:
    assert reach([None, date(2026, 1, 1), LAST]) == Reach(LAST)
    assert reach([]) == Reach(None)


def test_slips_of_the_pen_are_set_aside() -> None:
    slips = [date(2062, 10, 30), date(2062, 10, 1), date(2036, 1, 1)]
    assert reach(busy(LAST, 100, 1) + slips) == Reach(LAST, tuple(sorted(slips, reverse=True)))


def test_a_few_bookings_do_not_move_a_busy_file() -> None:
    bookings = [LAST + timedelta(days=n) for n in (9, 12, 20)]
    assert reach(busy(LAST, 400, 60) + bookings).day == LAST


def test_a_small_file_is_believed() -> None:
    assert reach([date(2020, 1, 1), LAST]).day == LAST


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 1, 1)), min_size=1, max_size=80))
def test_it_is_one_of_the_days_and_nothing_later_is_forgotten(days: list[date]) -> None:
    found = reach(days)
    assert found.day in days
    assert {d for d in days if d > (found.day or d)} <= set(found.set_aside)


def contacts(*days: str) -> str:
    """A table of contacts on some days."""
    return as_csv(
        [["cont_contact_id", "cont_person_id", "cont_contact_date"], *[[str(n), "1", d] for n, d in enumerate(days)]]
    )


def test_due_dates_and_ends_say_nothing_of_the_reach(put: Put) -> None:
    put("in/ssd_contacts.csv", contacts("2026-10-30"))
    header = ["clar_cla_review_id", "clar_cla_person_id", "clar_cla_review_due_date", "clar_cla_review_date"]
    path = put("in/ssd_cla_reviews.csv", as_csv([header, ["r", "1", "2026-12-01", "2026-12-01"]]))
    assert {f.data_to for f in read_paths([path.parent]).feeds} == {LAST}


def test_said_on_the_command_line(put: Put) -> None:
    path = put("ssd_contacts_20261231.csv", contacts("2026-10-30"))
    assert read_paths([path], data_to=date(2026, 11, 2)).feeds[0].data_to == date(2026, 11, 2)
    assert read_paths([path]).feeds[0].data_to == LAST


@pytest.mark.parametrize(
    ("logged", "taken"), [("2026-11-02", date(2026, 11, 2)), ("2026-12-24", LAST), ("2024-01-01", LAST)]
)
def test_the_ssds_version_log(put: Put, logged: str, taken: date) -> None:
    put("in/ssd_contacts.csv", contacts("2026-10-30"))
    path = put(
        "in/ssd_version_log.csv", as_csv([["version_number", "is_current", "created_at"], ["1.4.5", "1", logged]])
    )
    assert {f.data_to for f in read_paths([path.parent]).feeds} == {taken}


def test_each_source_reaches_as_far_as_it_reaches(put: Put) -> None:
    first = put("ssd/ssd_contacts.csv", contacts("2026-10-30"))
    second = put("annex/List 1.csv", as_csv([["Child Unique ID", "Date of Contact"], ["1", "2026-09-30"]]))
    reading = read_paths([first.parent, second.parent])
    assert {(f.source, f.data_to) for f in reading.feeds} == {("ssd", LAST), ("annex_a", date(2026, 9, 30))}


def test_a_day_set_aside_is_said(put: Put) -> None:
    days = [f"2026-{m:02}-{d:02}" for m in range(1, 11) for d in range(1, 29)]
    findings = read_paths([put("ssd_contacts.csv", contacts(*days, "2062-01-01"))]).findings
    assert [f.what for f in findings if f.kind == "a newest date set aside"] == [
        "The newest day of something that happened is 1 January 2062, but too little happens near it to believe it; "
        "the files were taken to reach 28 October 2026"
    ]
