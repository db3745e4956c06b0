"""What every entry must have: a source, a mark of evidence, and examples on both sides of each line it draws."""

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sightline.calendars.time_limit import TimeLimit
from sightline.calendars.working_days import load_calendars
from sightline.clocks import Clock, Example, load_catalogue
from sightline.clocks.catalogue import load_left_out, load_rows
from sightline.obligations.row import Row
from sightline.obligations.trial import try_example

CLOCKS = load_catalogue()


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def is_indicator(step: str) -> bool:
    """Whether the catalogue says that it is a published figure."""
    return any(row.id == step and row.status == "indicator" for row in load_rows())


EACH = pytest.mark.parametrize("clock", CLOCKS, ids=[clock.id for clock in CLOCKS])

WORKED = [row for row in read_rows(Path(__file__).parent / "worked_dates.csv") if not is_indicator(row["step"])]
NO_DUE_DAY = {
    "o035": "a day on which an offer was declined",
    "o072": "of an age for it",
    "o073": "not of an age for it",
    "o090": "a first day, asked the other way round: back from the consent",
    "o091": "a first day, asked the other way round: back from the application",
}
"""Worked dates whose answer is not a due day."""

HOLIDAY_TESTED = {date(year, 12, 25) for year in range(2011, 2028)}
EASTERS = {date(2015, 4, 3), date(2025, 4, 18), date(2026, 4, 3), date(2027, 3, 26)}


@cache
def rows_of(clock: Clock) -> list[tuple[Example, Row]]:
    """Every row the reference engine gives for a clock's own examples."""
    tried = ((example, try_example(CLOCKS, example)) for example in clock.examples)
    return [(example, row) for example, rows in tried for row in rows if row.clock == clock.id]


def test_every_row_of_the_catalogue_is_a_step_or_left_out_and_not_both() -> None:
    steps, left = {step for clock in CLOCKS for step in clock.steps}, load_left_out()
    duties = {row.id for row in load_rows() if row.status != "indicator"}
    assert set(left) <= duties
    assert set(left) & steps == set()
    assert all(reason and not reason.endswith(".") for reason in left.values())


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in WORKED])
def test_a_worked_date_is_an_example_by_its_id(row: dict[str, str]) -> None:
    """Name the example "o084: …": it runs through both engines, and its due day is that of the worked date."""
    found = [example for clock in CLOCKS for example in clock.examples if re.search(rf"\b{row['id']}\b", example.name)]
    assert found, f"No example is named {row['id']}"
    dues = {want.due for example in found for want in example.expect}
    assert row["id"] in NO_DUE_DAY or date.fromisoformat(row["due"][:10]) in dues


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
    for version in (*clock.versions, *clock.awaiting):
        assert version.citation
        assert version.url.startswith("https://")
        assert version.reading
        assert version.evidence in ("read", "to_confirm") or version.evidence.startswith("second_hand (")
        assert (version.checked is not None) == (version.evidence == "read"), "Say on which day it was compared"


@EACH
def test_its_title_question_and_owner_are_sentences_for_people(clock: Clock) -> None:
    assert clock.question.endswith("?")
    assert "_" not in clock.title + clock.question + clock.owner + clock.area
    others = {other.file.parent for other in CLOCKS if other.area == clock.area}
    assert others == {clock.file.parent}, "An area has one folder"


@EACH
def test_every_step_and_every_version_is_reached(clock: Clock) -> None:
    rows = [row for _, row in rows_of(clock)]
    assert {row.step for row in rows} == set(clock.steps)
    asking = {version.from_on for version in clock.versions if any(step.id for step in version.steps)}
    assert asking <= {row.version for row in rows}


@EACH
def test_every_example_expects_only_its_own_steps(clock: Clock) -> None:
    for example in clock.examples:
        assert {want.step for want in example.expect} <= set(clock.steps), example.name


@EACH
def test_the_last_day_in_time_and_the_day_after_are_shown(clock: Clock) -> None:
    seen = {(row.state, row.days) for _, row in rows_of(clock)}
    assert ("met", 0) in seen
    after = ("overdue", 1) in seen or (counts_back(clock) and any(state == "overdue" for state, _ in seen))
    assert after or (clock.lapses and ("not_required", None) in seen)
    if not counts_back(clock):
        assert {state for state, days in seen if days == 0} & {"due", "due_soon"}
    assert any(state == "met_late" and days is not None and days <= 3 for state, days in seen)


def counts_back(clock: Clock) -> bool:
    """Whether it falls due before it begins: it is past its due day as soon as it is known."""
    written = [step.within for version in clock.versions for step in version.steps if step.within]
    local = [TimeLimit.parse(limit) for example in clock.examples for _, limit in example.standards]
    return any(limit.counting == "before" for limit in (*written, *local))


@EACH
def test_a_stop_before_and_after_the_due_day_is_shown(clock: Clock) -> None:
    wanted = {"not_required", *(() if clock.lapses else ("missed",))} if clock.stops else set()
    assert wanted <= {row.state for _, row in rows_of(clock)}


@EACH
def test_missing_days_are_shown(clock: Clock) -> None:
    reasons = {row.reason for _, row in rows_of(clock) if row.state == "cannot_tell"}
    assert "blank_start" in reasons
    assert len(reasons) >= 2


@EACH
def test_easter_and_christmas_are_shown(clock: Clock) -> None:
    spans = [sorted((row.started, row.due)) for _, row in rows_of(clock) if row.started and row.due]
    for holidays in (HOLIDAY_TESTED, EASTERS):
        assert any(start <= day <= due for start, due in spans for day in holidays), sorted(holidays)[-2:]


@EACH
def test_each_version_has_an_example_on_both_sides(clock: Clock) -> None:
    starts = [day for _, row in rows_of(clock) if (day := row.started)]
    starts += [event.on for each in clock.examples for event in each.events if event.event == clock.starts and event.on]
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
