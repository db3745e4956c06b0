"""Contact, referral and decision, the assessment and whether the child was seen, supervision while it is open."""

import json
from datetime import date, datetime, time

from sightline.made_up import published as p
from sightline.made_up.behaviour import Series, act, come_round, once
from sightline.made_up.diary import AS_OF, ONE_DAY, months_after, working_days_after
from sightline.made_up.duty import Possible, state_of
from sightline.made_up.stories.choices import flags, pick
from sightline.made_up.stories.outline import Outline
from sightline.made_up.story import Story
from sightline.made_up.teams import FRONT_DOOR

FACTORS = ["3B", "4B", "2B", "1B", "16A", "17A", "4A", "15A"]


def tell_contact(story: Story, day: date, source: str, *, referred: bool) -> None:
    outcome = flags(NEW_REFERRAL_FLAG=referred, NFA_FLAG=not referred)
    story.tell(
        "ssd_contacts", cont_contact_id=story.new_id("K"), cont_person_id=story.child_id, cont_contact_date=day,
        cont_contact_source_code=source, cont_contact_outcome_json=outcome,
    )  # fmt: skip


def tell_referral(story: Story, outline: Outline) -> None:
    """The referral itself, its decision, and supervision until it closes."""
    source = pick(story, p.REFERRAL_SOURCES)
    tell_contact(story, outline.received, source, referred=True)
    worker = story.workforce.pick(story.rng, FRONT_DOOR, outline.received)
    story.tell(
        "ssd_cin_episodes", cine_referral_id=outline.referral_id, cine_person_id=story.child_id,
        cine_referral_date=outline.received, cine_cin_primary_need_code=pick(story, p.PRIMARY_NEED),
        cine_referral_source_code=source, cine_referral_nfa=outline.nfa,
        cine_referral_outcome_json=flags(SINGLE_ASSESSMENT_FLAG=outline.nfa == "N", NFA_FLAG=outline.nfa == "Y"),
        cine_close_reason=outline.close_reason, cine_close_date=outline.closed,
        cine_referral_team=FRONT_DOOR.team_id, cine_referral_worker_id=worker.worker_id,
    )  # fmt: skip
    _decision(story, outline)
    _supervision(story, outline)


def _decision(story: Story, outline: Outline) -> None:
    start, end = outline.received, outline.closed or AS_OF
    due = working_days_after(start, 1)
    turn = act(story, start - ONE_DAY, due, min(end, AS_OF))
    day = max(turn.day, start) if turn.day else None
    if day == start and not story.chance(0.5):
        day = due
    way = Possible("referral_decision_1wd", due)
    met = once(story, "referral_decision", way, outline.referral_id, start, day, outline.closed, turn.why)
    if met:
        at = datetime.combine(met, time(story.rng.randint(16, 18), 30)) if story.chance(0.7) else None
        story.note("referral_decision", referral_id=outline.referral_id, decided_on=met, decided_at=at)


def _supervision(story: Story, outline: Outline) -> None:
    """Every month while the referral is open."""

    def limit(begin: date, met: int) -> list[Possible]:
        return [Possible("supervision_local", months_after(begin, 1))]

    def write(day: date, counts: str) -> None:
        if counts == "yes":
            story.note("supervision", referral_id=outline.referral_id, held_on=day)

    series = Series("supervision", limit, write, "supervision was called off")
    come_round(story, series, outline.referral_id, outline.received, story.stop_at(outline.closed))


def tell_assessment(story: Story, outline: Outline) -> None:
    """The child and family assessment: by when it was authorised, and whether the child was seen."""
    way = Possible("cf_assessment_45wd", working_days_after(outline.received, 45))
    if outline.nfa == "":
        why = "the file does not say whether the referral needed anything more"
        story.expect(
            "assessment", way.step, outline.referral_id, outline.received, way.due_on, None, "cannot_tell", why
        )
        return
    if outline.nfa == "Y":
        return
    done = once(
        story,
        "assessment",
        way,
        outline.referral_id,
        outline.received,
        outline.assessed,
        outline.closed,
        outline.assessed_why,
    )
    if outline.assessment_start <= min(outline.closed or AS_OF, AS_OF):
        _write_assessment(story, outline, done)


def _write_assessment(story: Story, outline: Outline, done: date | None) -> None:
    number = story.new_id("A")
    seen = _seen(story, outline, done)
    worker = story.workforce.pick(story.rng, outline.team, outline.assessment_start)
    story.tell(
        "ssd_cin_assessments", cina_assessment_id=number, cina_person_id=story.child_id,
        cina_referral_id=outline.referral_id, cina_assessment_start_date=outline.assessment_start,
        cina_assessment_child_seen=seen, cina_assessment_auth_date=done,
        cina_assessment_outcome_nfa="" if not done else "Y" if outline.path == "assessed" else "N",
        cina_assessment_outcome_json=flags(NFA_FLAG=outline.path == "assessed", OTHER_ACTIONS_FLAG=False),
        cina_assessment_team=outline.team.team_id, cina_assessment_worker_id=worker.worker_id,
    )  # fmt: skip
    if done:
        story.tell(
            "ssd_assessment_factors", cinf_table_id=story.new_id("F"), cinf_assessment_id=number,
            cinf_assessment_factors_json=json.dumps(story.rng.sample(FACTORS, 2)),
        )  # fmt: skip
    _know_seen(story, outline, number, seen, done)


def _seen(story: Story, outline: Outline, done: date | None) -> str:
    lot = story.rng.random()
    if "dated visit" in story.leans and lot < 0.6:
        return ""
    missed = 0.02 + 0.3 * story.slackness
    if done is None:
        return "" if lot < 0.5 else "N" if lot < 0.8 else "Y"
    return "N" if lot < missed else "" if lot < missed + 0.01 else "Y"


def _know_seen(story: Story, outline: Outline, number: str, seen: str, done: date | None) -> None:
    """The file says whether, not when: "yes" may be the first day or the last; a dated visit settles it."""
    start = outline.assessment_start
    due = working_days_after(start, 5)
    stop = story.stop_at(done)
    visited = _visit(story, start, due, min(done or AS_OF, story.end) - ONE_DAY)
    surely = visited or (done if seen == "Y" else None)
    ways = {state_of("assessment_child_seen", due, surely, stop)}
    ways |= {"met"} if seen == "Y" else set()
    if seen == "" and done and not visited:
        ways |= {state_of("assessment_child_seen", due, done, stop)}
    state = ways.pop() if len(ways) == 1 else "cannot_tell"
    why = {
        "N": "the child was not seen",
        "": "the file leaves open whether the child was seen",
        "Y": "seen, but not when",
    }[seen]
    story.expect("assessment_child_seen", "assessment_child_seen", number, start, due, surely, state, why)


def _visit(story: Story, start: date, due: date, last: date) -> date | None:
    """A visit during the assessment that the file dates, in some records only."""
    if not story.chance(0.22, "dated visit"):
        return None
    turn = act(story, start, due, last)
    if turn.day is None or turn.day > last:
        return None
    story.tell(
        "ssd_cin_visits", cinv_cin_visit_id=story.new_id("V"), cinv_person_id=story.child_id,
        cinv_cin_visit_date=turn.day, cinv_cin_visit_seen="Y",
        cinv_cin_visit_seen_alone="Y" if story.chance(0.6) else "N",
    )  # fmt: skip
    return turn.day
