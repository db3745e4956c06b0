"""The one-line reason of every list, and the words pages share."""

from datetime import date

import pytest

from sightline.clocks import load_clocks
from sightline.store import Snapshot
from sightline.web.pages.reasons import find_reasons, say_reasons
from sightline.web.pages.saying import count, duties, join_words, phrases, say_days, share, short_day, slug

AS_OF = date(2026, 10, 31)


def test_every_start_and_meeting_has_a_phrase() -> None:
    wanted = {event for clock in load_clocks() for event in (clock.starts, *clock.met_by)}
    assert wanted <= set(phrases())
    assert all(set(phrase) == {"after", "named"} for phrase in phrases().values())


def test_a_reason_says_limit_event_and_date(whole: Snapshot) -> None:
    rows = whole.about("obligations", [("Northmoor", "child", "N2")])
    said = dict(zip((row["clock"] for row in rows), say_reasons(whole, rows), strict=True))
    assert said["assessment"] == "45 working days after the referral on 3 August."


@pytest.mark.parametrize(
    ("clock", "step", "is_first", "after"),
    [
        ("assessment", "cf_assessment_45wd", False, "45 working days after the referral on"),
        ("cla_visit", "cla_visit_first_1w", False, "1 week after the placement began on"),
        ("cla_visit", "cla_visit_6w_year1", True, "6 weeks after the placement began on"),
        ("cla_visit", "cla_visit_6w_year1", False, "6 weeks after the visit on"),
        ("care_proceedings", "care_proceedings_26w", True, "26 weeks from the day the application was issued on"),
    ],
)
def test_the_event_is_the_one_the_interval_began_with(
    whole: Snapshot, clock: str, step: str, is_first: bool, after: str
) -> None:
    """Also where a caller does not know: a duty that does not come again always begins with its start."""
    version = next(c for c in load_clocks() if c.id == clock).versions[-1].from_on
    row = {
        "council": "Northmoor", "clock": clock, "step": step, "version": version, "started_on": date(2026, 10, 1),
        "due_on": date(2027, 3, 31), "state": "due", "reason": "",
    }  # fmt: skip
    assert find_reasons(whole).say(row, is_first=is_first).startswith(after)


def test_what_cannot_be_told_says_what_is_missing(whole: Snapshot) -> None:
    row = {
        "council": "Northmoor", "clock": "cla_visit", "step": "cla_visit_6w_year1", "version": date(2020, 9, 25),
        "started_on": None, "due_on": None, "state": "cannot_tell", "reason": "blank_start",
    }  # fmt: skip
    assert find_reasons(whole).say(row, is_first=True) == "The day it began is blank."


@pytest.mark.parametrize(
    ("state", "days", "said"),
    [
        ("overdue", 1, "1 day over"),
        ("missed", 12, "12 days over"),
        ("due_soon", 0, "due today"),
        ("due", -31, "in 31 days"),
        ("met", -2, "2 days early"),
        ("met", 0, "on the day"),
        ("met_late", 4, "4 days late"),
        ("cannot_tell", 4, ""),
    ],
)
def test_days_in_words(state: str, days: int, said: str) -> None:
    assert say_days(state, days) == said


def test_words() -> None:
    assert short_day(date(2026, 4, 23), AS_OF) == "23 April"
    assert short_day(date(2025, 4, 23), AS_OF) == "23 April 2025"
    assert (duties(1), duties(2), count(1644, "row")) == ("1 duty", "2 duties", "1,644 rows")
    assert (join_words(["a", "", "b", "c"]), join_words([])) == ("a, b and c", "")
    assert slug("Children in Care – Team 2") == "children-in-care-team-2"
    assert (share(4, 6), share(88, 100), share(0, 0)) == ("4 of 6", "88%", "")
