"""What every entry must have: a source, a mark of evidence, and examples on both sides of each line it draws."""

import re
from datetime import date
from functools import cache

import pytest

from sightline.calendars.time_limit import TimeLimit
from sightline.calendars.working_days import load_calendars
from sightline.clocks import Clock, Example, load_clocks
from sightline.obligations.row import Row
from sightline.obligations.trial import try_example

CLOCKS = load_clocks()
EACH = pytest.mark.parametrize("clock", CLOCKS, ids=[clock.id for clock in CLOCKS])

STEPS = """
referral_decision_1wd cf_assessment_45wd assessment_child_seen cin_plan_review cin_visit strategy_discussion icpc_15wd
core_group_first_10wd core_group_subsequent cp_review_first_3m cp_review_subsequent_6m cp_visit rhi_72h_offer
rhi_72h_interview cla_visit_first_1w cla_visit_6w_year1 cla_visit_after_y1_6w cla_visit_after_y1_3m
cla_visit_lt_foster_6m cla_placement_plan cla_review_first_20wd cla_review_second_3m cla_review_subsequent_6m iha_20wd
rha_under5_6m rha_5plus_12m pep_initial_10wd cla_permanence_second_review plo_16w care_proceedings_26w
pathway_review_6m pa_visit_2m supervision_local
""".split()

WORKED_DATES = """
o002 o003 o005 o008 o009 o013 o014 o016 o018 o025 o029 o033 o034 o035 o043 o046 o049 o050 o057 o058 o059 o060 o062
o063 o065 o069 o070 o071 o074 o075 o076 o098 o099
""".split()
"""The rows of the catalogue's worked dates that belong to these clocks."""

HOLIDAY_TESTED = {date(year, 12, 25) for year in range(2011, 2028)}
EASTERS = {date(2015, 4, 3), date(2025, 4, 18), date(2026, 4, 3), date(2027, 3, 26)}


@cache
def rows_of(clock: Clock) -> list[tuple[Example, Row]]:
    """Every row the reference engine gives for a clock's own examples."""
    tried = ((example, try_example(CLOCKS, example)) for example in clock.examples)
    return [(example, row) for example, rows in tried for row in rows if row.clock == clock.id]


def test_every_duty_has_its_step_and_no_other() -> None:
    assert sorted(step for clock in CLOCKS for step in clock.steps) == sorted(STEPS)


def test_every_worked_date_is_an_example() -> None:
    names = " ".join(example.name for clock in CLOCKS for example in clock.examples)
    assert [worked for worked in WORKED_DATES if not re.search(rf"\b{worked}\b", names)] == []


def test_there_are_at_least_sixty_examples_and_forty_whole_histories() -> None:
    examples = [(clock, example) for clock in CLOCKS for example in clock.examples]
    whole = [example for clock, example in examples if is_whole(clock, example)]
    assert len(examples) >= 60
    assert len(whole) >= 40


def is_whole(clock: Clock, example: Example) -> bool:
    """A start, several meetings or several runs, and a stop, with a row for each interval."""
    names = [event.event for event in example.events]
    meetings = sum(name in clock.met_by for name in names)
    stopped = any(name in clock.stops for name in names)
    return meetings >= 2 and stopped and clock.starts in names and len(example.expect) >= 2


@EACH
def test_a_history_is_a_whole_one(clock: Clock) -> None:
    named = [example for example in clock.examples if example.name.startswith("History: ")]
    assert named, "Write at least one whole history"
    for example in named:
        names = [event.event for event in example.events]
        assert clock.starts in names
        assert len(example.events) >= 4, example.name
        assert sum(name in (*clock.met_by, clock.starts) for name in names) >= 3, example.name


@EACH
def test_it_names_its_source_and_how_it_was_read(clock: Clock) -> None:
    for version in clock.versions:
        assert version.citation
        assert version.url.startswith("https://")
        assert version.reading
        assert version.evidence in ("read", "to_confirm") or version.evidence.startswith("second_hand (")
        assert (version.checked is not None) == (version.evidence == "read"), "Say on which day it was compared"


@EACH
def test_its_title_question_and_owner_are_sentences_for_people(clock: Clock) -> None:
    assert clock.question.endswith("?")
    assert "_" not in clock.title + clock.question + clock.owner + clock.area
    assert clock.file.parent.name in AREAS[clock.area]


AREAS = {
    "front door": ("front_door",),
    "assessment": ("assessment",),
    "child in need": ("child_in_need",),
    "child protection": ("child_protection",),
    "missing children": ("missing",),
    "children in care": ("care",),
    "court": ("court",),
    "leaving care": ("leaving_care",),
    "governance": ("governance",),
}


@EACH
def test_every_step_and_every_version_is_reached(clock: Clock) -> None:
    rows = [row for _, row in rows_of(clock)]
    assert {row.step for row in rows} == set(clock.steps)
    assert {version.from_on for version in clock.versions} <= {row.version for row in rows}


@EACH
def test_every_example_expects_only_its_own_steps(clock: Clock) -> None:
    for example in clock.examples:
        assert {want.step for want in example.expect} <= set(clock.steps), example.name


@EACH
def test_the_last_day_in_time_and_the_day_after_are_shown(clock: Clock) -> None:
    seen = {(row.state, row.days) for _, row in rows_of(clock)}
    assert ("met", 0) in seen
    assert ("overdue", 1) in seen
    assert {state for state, days in seen if days == 0} & {"due", "due_soon"}
    assert any(state == "met_late" and days is not None and days <= 3 for state, days in seen)


@EACH
def test_a_stop_before_and_after_the_due_day_is_shown(clock: Clock) -> None:
    assert {"not_required", "missed"} <= {row.state for _, row in rows_of(clock)}


@EACH
def test_missing_days_are_shown(clock: Clock) -> None:
    reasons = {row.reason for _, row in rows_of(clock) if row.state == "cannot_tell"}
    assert "blank_start" in reasons
    assert len(reasons) >= 2


@EACH
def test_easter_and_christmas_are_shown(clock: Clock) -> None:
    spans = [(row.started, row.due) for _, row in rows_of(clock) if row.started and row.due]
    for holidays in (HOLIDAY_TESTED, EASTERS):
        assert any(start <= day <= due for start, due in spans for day in holidays), sorted(holidays)[-2:]


@EACH
def test_each_version_has_an_example_on_both_sides(clock: Clock) -> None:
    starts = [day for _, row in rows_of(clock) if (day := row.started)]
    for version in clock.versions:
        if version.from_on.year >= 2014 or not is_all_local(clock):
            assert any(day < version.from_on for day in starts) or version is clock.versions[0]
            assert any(day >= version.from_on for day in starts)


def is_all_local(clock: Clock) -> bool:
    """Whether the council alone says how long there is."""
    return all(step.is_local for version in clock.versions for step in version.steps)


@EACH
def test_local_limits_are_given_where_an_example_needs_them(clock: Clock) -> None:
    local = {step.id for version in clock.versions for step in version.steps if step.is_local}
    for example in clock.examples:
        assert {step for step, _ in example.standards} <= local, example.name
        for _, limit in example.standards:
            TimeLimit.parse(limit)
    if local and local == set(clock.steps):
        assert any(not example.standards and not example.expect for example in clock.examples), "Show it unset"


@EACH
def test_its_calendar_is_the_law_it_cites(clock: Clock) -> None:
    for version in clock.versions:
        assert version.calendar in load_calendars()
        assert (version.calendar == "care_planning_2010") == ("SI 2010/959" in version.citation or clock.due_with != "")


@EACH
def test_each_example_has_a_name_of_its_own(clock: Clock) -> None:
    names = [example.name for example in clock.examples]
    assert len(names) == len(set(names))
