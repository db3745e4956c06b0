"""Strategy discussions, section 47 enquiries and initial child protection conferences."""

from datetime import date, datetime, time, timedelta

from sightline.made_up.behaviour import act, once
from sightline.made_up.diary import ONE_DAY, working_days_after, working_on_or_before
from sightline.made_up.duty import Possible
from sightline.made_up.stories.choices import flags
from sightline.made_up.stories.outline import Enquiry, Outline
from sightline.made_up.story import Story


def tell_discussion(story: Story, held: date | None, requested: date, why: str) -> None:
    """A strategy discussion, in the council's own list. Nothing but a birthday or a death ends the duty to hold it."""
    number = story.new_id("D")
    due = working_days_after(requested, 1)
    met = once(story, "strategy_discussion", Possible("strategy_discussion", due), number, requested, held, None, why)
    at = datetime.combine(requested, time(9, 30)) if story.chance(0.6) else None
    story.note("strategy_discussion", discussion_id=number, requested_on=requested, requested_at=at, held_on=met)


def tell_other_discussion(story: Story, outline: Outline) -> None:
    """A strategy discussion that led to no enquiry, or that nobody held."""
    requested = working_on_or_before(outline.received + timedelta(days=story.rng.randint(0, 20)))
    if requested < outline.received or requested >= story.end:
        return
    due = working_days_after(requested, 1)
    turn = act(story, requested - ONE_DAY, due, story.end)
    tell_discussion(story, turn.day, requested, turn.why)


def tell_enquiry(story: Story, outline: Outline, enquiry: Enquiry) -> str:
    """The enquiry, its discussion and its conference; gives the id of the conference ("" if there was none)."""
    number = story.new_id("Q")
    lag = 0 if story.chance(0.6) else 1 if story.chance(0.75) else story.rng.randint(2, 8)
    requested = working_on_or_before(enquiry.on - timedelta(days=lag))
    tell_discussion(story, enquiry.on, max(requested, outline.received - ONE_DAY), "held on the day the enquiry began")
    worker = story.workforce.pick(story.rng, outline.team, enquiry.on)
    json = "" if enquiry.conference is None else flags(CP_CONFERENCE_FLAG=enquiry.conference, MONITOR_FLAG=False)
    story.tell(
        "ssd_s47_enquiry", s47e_s47_enquiry_id=number, s47e_referral_id=outline.referral_id,
        s47e_person_id=story.child_id, s47e_s47_start_date=enquiry.on, s47e_s47_end_date=enquiry.ended,
        s47e_s47_nfa="" if enquiry.ended is None else "N" if enquiry.conference else "Y",
        s47e_s47_outcome_json=json, s47e_s47_completed_by_worker_id=worker.worker_id,
        s47e_s47_completed_by_team=outline.team.team_id,
    )  # fmt: skip
    if not enquiry.conference:
        return ""
    due = working_days_after(enquiry.on, 15)
    held = once(story, "icpc", Possible("icpc_15wd", due), number, enquiry.on, enquiry.held, None, enquiry.held_why)
    return _tell_conference(story, outline, number, due, held, enquiry.plan) if held else ""


def _tell_conference(story: Story, outline: Outline, enquiry_id: str, target: date, held: date, plan: bool) -> str:
    number = story.new_id("I")
    worker = story.workforce.pick(story.rng, outline.team, held)
    story.tell(
        "ssd_initial_cp_conference", icpc_icpc_id=number, icpc_s47_enquiry_id=enquiry_id,
        icpc_person_id=story.child_id, icpc_cp_plan_id=story.next_id("P") if plan else "",
        icpc_referral_id=outline.referral_id, icpc_icpc_transfer_in="N", icpc_icpc_target_date=target,
        icpc_icpc_date=held, icpc_icpc_outcome_cp_flag="Y" if plan else "N",
        icpc_icpc_outcome_json=flags(CP_FLAG=plan, NFA_FLAG=not plan), icpc_icpc_team=outline.team.team_id,
        icpc_icpc_worker_id=worker.worker_id,
    )  # fmt: skip
    return number
