"""The letter before proceedings, and care proceedings with the extensions a court may order."""

from dataclasses import replace
from datetime import date, timedelta

from sightline.made_up.behaviour import act, once
from sightline.made_up.diary import weeks_after, working_on_or_after
from sightline.made_up.duty import Possible
from sightline.made_up.stories.care import Care
from sightline.made_up.stories.outline import Letter
from sightline.made_up.story import Story


def tell_letter(story: Story, letter: Letter) -> None:
    """Sixteen weeks from the letter, as the county asks. A third of the families are in the council's own list too."""
    family = story.person.family_id
    way = Possible("plo_16w", weeks_after(letter.on, 16))
    done = once(story, "pre_proceedings", way, family, letter.on, letter.concluded, None, letter.why)
    outcome = "" if not done else "Decision to Issue Care Proceedings" if letter.issued else "Decision to step down"
    story.tell(
        "ssd_pre_proceedings", prep_table_id=story.new_id("T"), prep_person_id=story.child_id,
        prep_plo_family_id=family, prep_pre_pro_decision_date=letter.on - timedelta(days=7),
        prep_initial_pre_pro_meeting_date=letter.on + timedelta(days=10), prep_pre_pro_outcome=outcome,
        prep_agree_stepdown_issue_date=done, prep_pre_pro_letter_date=letter.on, prep_legal_gateway_outcome="B",
    )  # fmt: skip
    if story.chance(0.33):
        story.note("pre_proceedings_step", family_id=family, letter_on=letter.on, concluded_on=done, outcome=outcome)


def tell_case(story: Story, care: Care, issued: date) -> Care:
    """Care proceedings from the day of issue; gives the period of care with the orders the court made."""
    number = story.new_id("U")
    due = issued + timedelta(days=26 * 7 - 1)  # the day of issue is the first day of the 26 weeks
    turn = act(story, issued + timedelta(days=80), due, story.end)
    day = turn.day if turn.day and turn.day <= story.end else None
    due, day = _extend(story, number, due, day)
    done = once(story, "care_proceedings", Possible("care_proceedings_26w", due), number, issued, day, None, turn.why)
    outcome = "" if not done else story.rng.choice(("Care order", "Supervision order", "Special guardianship order"))
    story.note("court_case", case_id=number, issued_on=issued, order_on=done, outcome=outcome)
    return replace(care, legal=_orders(care, issued, done))


def _extend(story: Story, number: str, due: date, day: date | None) -> tuple[date, date | None]:
    """The court may give eight weeks more; decided too late, the extension moves nothing."""
    if (day is not None and day <= due - timedelta(days=25)) or not story.chance(0.35):
        return due, day
    late = story.chance(0.25)
    decided = working_on_or_after(due + timedelta(days=5)) if late else working_on_or_after(due - timedelta(days=20))
    if decided > min(story.end, day or story.end):
        return due, day
    new_end = weeks_after(due, 8)
    story.note("court_extension", case_id=number, decided_on=decided, new_end_on=new_end)
    if late or decided > due:
        return due, day
    held_on = day + timedelta(days=56) if day else None
    return new_end, working_on_or_after(held_on) if held_on else None


def _orders(care: Care, issued: date, done: date | None) -> tuple[tuple[date, str], ...]:
    """An interim care order from the day of issue, a full order from the day of the final one."""
    made = {day: status for day, status in care.legal if day <= issued or status != "V2"}
    made[max(issued, care.entered)] = "C1"
    if done and done < (care.ceased or done + timedelta(days=1)):
        made[done] = "E1" if care.adoptive_from and care.adoptive_from > done else "C2"
    return tuple(sorted(made.items()))
