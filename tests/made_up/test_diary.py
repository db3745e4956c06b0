"""The council's own diary, against another's list of bank holidays and days counted by hand."""

from datetime import date, datetime

import holidays
import pytest

from sightline.made_up.diary import BANK_HOLIDAYS, age_on, hours_after, months_after, working_days_after
from sightline.made_up.duty import Possible, settle, state_of


def test_bank_holidays_are_those_of_england():
    theirs = {
        day for day in holidays.country_holidays("GB", subdiv="ENG", years=range(2018, 2031)) if day.weekday() < 5
    }
    assert theirs == BANK_HOLIDAYS


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 6), 1, date(2026, 11, 9)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 4, 1), 15, date(2026, 4, 24)),
        (date(2026, 12, 21), 20, date(2027, 1, 21)),
        (date(2026, 9, 7), 45, date(2026, 11, 9)),
    ],
)
def test_working_days(start, days, due):
    assert working_days_after(start, days) == due


def test_months_keep_to_the_last_day_of_the_month():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2027, 2, 10), 6) == date(2027, 8, 10)
    assert months_after(date(2026, 5, 31), -6) == date(2025, 11, 30)


def test_hours_run_through_the_change_of_the_clocks():
    assert hours_after(datetime(2026, 10, 24, 20), 72) == datetime(2026, 10, 27, 19)
    assert hours_after(datetime(2026, 12, 24, 9), 72) == datetime(2026, 12, 27, 9)


def test_age_changes_on_the_birthday():
    assert age_on(date(2020, 6, 1), date(2025, 5, 31)) == 4
    assert age_on(date(2020, 6, 1), date(2025, 6, 1)) == 5


@pytest.mark.parametrize(
    ("due", "met", "stop", "state"),
    [
        (date(2026, 6, 1), date(2026, 6, 1), None, "met"),
        (date(2026, 6, 1), date(2026, 6, 2), None, "met_late"),
        (date(2026, 6, 1), None, date(2026, 6, 1), "not_required"),
        (date(2026, 6, 1), None, date(2026, 6, 2), "missed"),
        (date(2026, 10, 30), None, None, "overdue"),
        (date(2026, 10, 31), None, None, "due_soon"),
        (date(2026, 11, 6), None, None, "due_soon"),
        (date(2026, 11, 7), None, None, "due"),
    ],
)
def test_what_became_of_a_duty(due, met, stop, state):
    assert state_of("cin_visit", due, met, stop) == state


def test_an_unclear_record_leaves_an_answer_only_if_all_readings_agree():
    early, late = Possible("cp_visit", date(2026, 5, 1)), Possible("cp_visit", date(2026, 6, 1))
    assert settle("cp_visit", [early, late], date(2026, 4, 30), None)[:2] == (early, "met")
    assert settle("cp_visit", [early, late], date(2026, 7, 1), None)[:2] == (late, "met_late")
    assert settle("cp_visit", [early, late], date(2026, 5, 20), None)[1] == "cannot_tell"
