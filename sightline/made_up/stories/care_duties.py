"""Duties of a period of care: reviews, permanence by the second review, health, and the personal education plan."""

import json
from datetime import date, timedelta
from random import Random

from sightline.made_up.behaviour import Series, act, come_round, once
from sightline.made_up.diary import AS_OF, ONE_DAY, age_on, months_after, working_days_after, working_on_or_after
from sightline.made_up.duty import Possible
from sightline.made_up.stories.care import Care, break_limit
from sightline.made_up.story import Story

PERMANENCE = ("RETURN6M", "RETURNEV", "LTRELFR", "LTFOST18", "RESPLMT", "SUPPLIV", "ADOPTION", "OTHERPLN")


def tell_care_duties(story: Story, care: Care) -> list[date]:
    """Everything that runs from the day the child became looked after; nothing in a series of short breaks.

    Gives the days on which the child's care was reviewed.
    """
    if care.series:
        for clock in ("cla_review", "cla_health", "pep", "permanence", "care_plan"):
            story.exclude(clock, care.period_id, care.entered, "in a series of short breaks")
        _break_reviews(story, care)
        return []
    reviews = _reviews(story, care)
    _permanence(story, care, reviews)
    _health(story, care)
    _education(story, care)
    return reviews


def _owed_until(care: Care) -> date | None:
    """Being placed for adoption ends what the care planning regulations ask, like ceasing to be looked after."""
    return min((day for day in (care.ceased, care.adoptive_from) if day), default=None)


def review_limit(begin: date, met: int) -> list[Possible]:
    """Twenty working days, then three months, then six."""
    if met == 0:
        return [Possible("cla_review_first_20wd", working_days_after(begin, 20))]
    if met == 1:
        return [Possible("cla_review_second_3m", months_after(begin, 3))]
    return [Possible("cla_review_subsequent_6m", months_after(begin, 6))]


def _reviews(story: Story, care: Care) -> list[date]:
    def write(day: date, counts: str) -> None:
        _tell_review(story, care, day, "" if counts == "yes" else "Y")

    stop = story.stop_at(_owed_until(care))
    series = Series("cla_review", review_limit, write, "the review was cancelled")
    held = come_round(story, series, care.period_id, care.entered, stop)
    if care.adoptive_from:
        story.exclude(
            "cla_review", care.period_id, care.adoptive_from, "placed for adoption: no reviews after this day"
        )
    if stop is None and story.chance(0.6):
        last = max([care.entered, *held])
        due = review_limit(last, len(held))[0].due_on
        day = working_on_or_after(max(due - timedelta(days=5), AS_OF + timedelta(days=4)))
        _tell_review(story, care, day, "")
    return held


def _break_reviews(story: Story, care: Care) -> None:
    """Reviews of a series of short breaks: the first in three months, then every six."""

    def write(day: date, counts: str) -> None:
        _tell_review(story, care, day, "" if counts == "yes" else "Y")

    series = Series("short_break_review", break_limit("cla_review_short_break"), write, "the review was cancelled")
    come_round(story, series, f"from:{care.entered}", care.entered, story.stop_at(care.ceased))


def _tell_review(story: Story, care: Care, day: date, cancelled: str) -> None:
    young = age_on(story.person.born_on, day) < 4
    story.tell(
        "ssd_cla_reviews", clar_cla_review_id=story.new_id("H"), clar_cla_id=care.period_id,
        clar_cla_person_id=story.child_id, clar_cla_review_date=day, clar_cla_review_cancelled=cancelled,
        clar_cla_review_participation="PN0" if young else story.rng.choice(("PN1", "PN2", "PN5", "PN6", "PN7")),
    )  # fmt: skip


def _permanence(story: Story, care: Care, reviews: list[date]) -> None:
    """A plan for permanence, due the same day as the second review."""
    target = months_after(reviews[0] if reviews else working_days_after(care.entered, 20), 3)
    turn = act(story, care.entered, target, min(care.ceased or story.end, story.end))
    day = turn.day if turn.day and turn.day <= min(care.ceased or story.end, story.end) else None
    if care.adoptive_from:
        day = min(
            day or target, care.adoptive_from - timedelta(days=30)
        )  # nobody is placed for adoption without such a plan
    if reviews and reviews[0] < min(care.ceased or AS_OF + ONE_DAY, AS_OF + ONE_DAY):
        way = Possible("cla_permanence_second_review", target)
        once(story, "permanence", way, care.period_id, care.entered, day, care.ceased, turn.why)
    first = _first_plan(story, care)
    if first:
        _tell_plan(story, first, "", care.ceased)
    if day:
        _tell_plan(story, day, story.rng.choice(PERMANENCE), care.ceased)
    made = min((each for each in (first, day) if each), default=None)
    way, stop = Possible("cla_care_plan_10wd", working_days_after(care.entered, 10)), _owed_until(care)
    once(story, "care_plan", way, care.period_id, care.entered, made, stop, "the plan was late")


def _first_plan(story: Story, care: Care) -> date | None:
    """The day of the first care plan: mostly in the second week, now and then too late, now and then never."""
    lot = Random(f"{care.period_id} care plan").random()
    day = care.entered + timedelta(days=8 if lot < 0.82 else 16 + int(60 * (lot - 0.82)))
    return day if lot < 0.95 and day <= min(care.ceased or story.end, story.end) else None


def _tell_plan(story: Story, day: date, permanence: str, until: date | None) -> None:
    if day > min(until or story.end, story.end):
        return
    flags = json.dumps({code: "Y" if code == permanence else "N" for code in PERMANENCE}) if permanence else ""
    story.tell(
        "ssd_cla_care_plan", lacp_table_id=story.new_id("J"), lacp_person_id=story.child_id,
        lacp_cla_care_plan_start_date=day, lacp_cla_care_plan_end_date=until, lacp_cla_care_plan_json=flags,
    )  # fmt: skip


def _health(story: Story, care: Care) -> None:
    """A first assessment in 20 working days; then every six months under five, every twelve from five."""
    fifth = months_after(story.person.born_on, 60)

    def limit(begin: date, met: int) -> list[Possible]:
        if met == 0:
            return [Possible("iha_20wd", working_days_after(begin, 20))]
        young = Possible("rha_under5_6m", months_after(begin, 6))
        older = Possible("rha_5plus_12m", months_after(begin, 12))
        if "born_on" in story.untold:
            return [young, older] if young.due_on < fifth else [older, young]
        return [young if young.due_on < fifth else older]

    def write(day: date, counts: str) -> None:
        status = {"yes": "Completed", "no": story.rng.choice(("Refused", "Cancelled")), "blank": ""}[counts]
        _tell_check(story, "Health Assessment", day, status)
        if counts == "yes" and story.chance(0.7):
            _tell_check(story, "Dental Check", day, "Completed")

    series = Series("cla_health", limit, write, "the assessment was refused or cancelled", unsure_from=1)
    come_round(story, series, care.period_id, care.entered, story.stop_at(_owed_until(care)))
    if care.adoptive_from:
        story.exclude("cla_health", care.period_id, care.adoptive_from, "placed for adoption: none after this day")


def _tell_check(story: Story, kind: str, day: date, status: str) -> None:
    story.tell(
        "ssd_cla_health", clah_health_check_id=story.new_id("O"), clah_person_id=story.child_id,
        clah_health_check_type=kind, clah_health_check_date=day, clah_health_check_status=status,
    )  # fmt: skip


def _education(story: Story, care: Care) -> None:
    """A personal education plan within ten working days, for those aged 3 to 17 when they came."""
    if not 3 <= age_on(story.person.born_on, care.entered) < 18 and "born_on" not in story.untold:
        return
    due = working_days_after(care.entered, 10)
    turn = act(story, care.entered, due, min(care.ceased or story.end, story.end))
    way = Possible("pep_initial_10wd", due)
    if "born_on" in story.untold:
        story.expect(
            "pep", way.step, care.period_id, care.entered, due, None, "cannot_tell", "no date of birth in the file"
        )
        return
    met = once(story, "pep", way, care.period_id, care.entered, turn.day, care.ceased, turn.why)
    if not met:
        return
    story.note("pep", started_on=met)
    day = working_on_or_after(met + timedelta(days=115))
    while day < min(care.ceased or story.end, story.end):
        story.note("pep", started_on=day)
        day = working_on_or_after(day + timedelta(days=120))
