"""Child protection plans: visits, core groups and review conferences."""

from datetime import date, timedelta

from sightline.made_up import published as p
from sightline.made_up.behaviour import Series, come_round
from sightline.made_up.diary import AS_OF, months_after, weeks_after, working_days_after, working_on_or_after
from sightline.made_up.duty import Possible
from sightline.made_up.stories.choices import pick
from sightline.made_up.stories.outline import Outline, Part
from sightline.made_up.story import Story

STANDARD_DAYS = 10  # working days between visits, the county's standard


def tell_plan(story: Story, outline: Outline, part: Part, conference_id: str = "") -> None:
    """A plan from the day of its conference to its end; one of another council is only written down."""
    number = story.new_id("P")
    category = pick(story, p.ABUSE)
    later = pick(story, p.ABUSE) if story.chance(0.2) else category
    elsewhere = part.how == "another council's plan"
    story.tell(
        "ssd_cp_plans", cppl_cp_plan_id=number, cppl_referral_id=outline.referral_id,
        cppl_icpc_id=conference_id, cppl_person_id=story.child_id, cppl_cp_plan_start_date=part.from_on,
        cppl_cp_plan_end_date=part.until_on, cppl_cp_plan_initial_category=category,
        cppl_cp_plan_latest_category=later, cppl_cp_plan_ola="Y" if elsewhere else "N",
    )  # fmt: skip
    if elsewhere:
        for clock in ("core_group", "cp_review", "cp_visit"):
            story.exclude(clock, number, part.from_on, "another council's plan")
        return
    stop = story.stop_at(part.until_on)
    come_round(story, _visits(story, number, part), number, part.from_on, stop)
    come_round(story, _core_groups(story, number), number, part.from_on, stop)
    reviews = come_round(story, _reviews(story, number), number, part.from_on, stop)
    if stop is None and story.chance(0.5):
        _book(story, number, max([part.from_on, *reviews]), len(reviews))


def _visits(story: Story, number: str, part: Part) -> Series:
    """Every ten working days, or sooner where the plan says so; a longer interval agreed does not count."""
    agreed_on, days = _agreement(story, number, part)

    def limit(begin: date, met: int) -> list[Possible]:
        shorter = agreed_on is not None and agreed_on <= begin and days < STANDARD_DAYS
        return [Possible("cp_visit", working_days_after(begin, days if shorter else STANDARD_DAYS))]

    def write(day: date, counts: str) -> None:
        story.tell(
            "ssd_cp_visits", cppv_cp_visit_id=story.new_id("Y"), cppv_person_id=story.child_id,
            cppv_cp_plan_id=number, cppv_cp_visit_date=day,
            cppv_cp_visit_seen={"yes": "Y", "no": "N", "blank": ""}[counts],
            cppv_cp_visit_seen_alone="Y" if counts == "yes" and story.chance(0.65) else "N",
        )  # fmt: skip

    return Series("cp_visit", limit, write, unsure_from=0)


def _agreement(story: Story, number: str, part: Part) -> tuple[date | None, int]:
    if not story.chance(0.15):
        return None, STANDARD_DAYS
    day = working_on_or_after(part.from_on + timedelta(days=story.rng.choice((0, 0, 21, 40))))
    if day > story.end:
        return None, STANDARD_DAYS
    days = story.rng.choice((5, 5, 20))
    story.note("agreed_interval", plan_id=number, duty="cp_visit", agreed_on=day, interval=f"{days} working days")
    return day, days


def _core_groups(story: Story, number: str) -> Series:
    def limit(begin: date, met: int) -> list[Possible]:
        if met == 0:
            return [Possible("core_group_first_10wd", working_days_after(begin, 10))]
        return [Possible("core_group_subsequent", weeks_after(begin, 6))]

    def write(day: date, counts: str) -> None:
        if counts == "yes":
            story.note("core_group", plan_id=number, held_on=day)

    return Series("core_group", limit, write, "the core group was called off")


def review_limit(begin: date, met: int) -> list[Possible]:
    """Three months to the first review conference, six to each one after."""
    if met == 0:
        return [Possible("cp_review_first_3m", months_after(begin, 3))]
    return [Possible("cp_review_subsequent_6m", months_after(begin, 6))]


def _reviews(story: Story, number: str) -> Series:
    held: list[date] = []

    def write(day: date, counts: str) -> None:
        _tell_review(story, number, day, {"yes": "Y", "no": "N", "blank": ""}[counts])
        held.append(day)

    return Series("cp_review", review_limit, write, "not enough agencies came", unsure_from=1)


def _tell_review(story: Story, number: str, day: date, quorate: str) -> None:
    story.tell(
        "ssd_cp_reviews", cppr_cp_review_id=story.new_id("C"), cppr_person_id=story.child_id,
        cppr_cp_plan_id=number, cppr_cp_review_date=day, cppr_cp_review_quorate=quorate,
        cppr_cp_review_outcome_continue_cp="Y",
    )  # fmt: skip


def _book(story: Story, number: str, last: date, held: int) -> None:
    """A review that has a date in the diary and has not happened yet."""
    day = working_on_or_after(max(review_limit(last, held)[0].due_on - timedelta(days=4), AS_OF + timedelta(days=3)))
    _tell_review(story, number, day, "")
