"""Child in need plans: visits at which the child is seen, and reviews of the plan."""

from datetime import date, timedelta

from sightline.made_up.behaviour import Series, come_round
from sightline.made_up.diary import months_after, working_days_after
from sightline.made_up.duty import Possible
from sightline.made_up.stories.outline import Outline, Part, team_for
from sightline.made_up.story import Story


def tell_plan(story: Story, outline: Outline, part: Part) -> None:
    """A plan from its first day to its last."""
    number = story.new_id("N")
    team = team_for(story, "cin")
    worker = story.workforce.pick(story.rng, team, part.from_on)
    story.tell(
        "ssd_cin_plans", cinp_cin_plan_id=number, cinp_referral_id=outline.referral_id,
        cinp_person_id=story.child_id, cinp_cin_plan_start_date=part.from_on,
        cinp_cin_plan_end_date=_recorded_end(story, part), cinp_cin_plan_team=team.team_id,
        cinp_cin_plan_worker_id=worker.worker_id,
    )  # fmt: skip
    stop = story.stop_at(part.until_on)
    come_round(story, _visits(story), number, part.from_on, stop)
    come_round(story, _reviews(story, number), number, part.from_on, stop)


def _recorded_end(story: Story, part: Part) -> date | None:
    """Where a plan was overtaken (by a child protection plan, by care), the worker may close it only weeks later."""
    if part.until_on and part.how == "overtaken" and story.chance(0.5):
        late = part.until_on + timedelta(days=story.rng.randint(3, 40))
        return late if late <= story.end else None
    return part.until_on


def _visits(story: Story) -> Series:
    def limit(begin: date, met: int) -> list[Possible]:
        return [Possible("cin_visit", working_days_after(begin, 20))]

    def write(day: date, counts: str) -> None:
        story.tell(
            "ssd_cin_visits", cinv_cin_visit_id=story.new_id("V"), cinv_person_id=story.child_id,
            cinv_cin_visit_date=day, cinv_cin_visit_seen={"yes": "Y", "no": "N", "blank": ""}[counts],
            cinv_cin_visit_seen_alone="Y" if counts == "yes" and story.chance(0.6) else "N",
        )  # fmt: skip

    return Series("cin_visit", limit, write, unsure_from=0)


def _reviews(story: Story, number: str) -> Series:
    def limit(begin: date, met: int) -> list[Possible]:
        return [Possible("cin_plan_review", months_after(begin, 3))]

    def write(day: date, counts: str) -> None:
        if counts == "yes":
            story.note("cin_review", plan_id=number, held_on=day)

    return Series("cin_plan_review", limit, write, "the review was called off")
