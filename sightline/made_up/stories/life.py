"""A child's life with the council: referral after referral, and everything that came of each."""

from dataclasses import replace
from datetime import date, timedelta

from sightline.made_up import published as p
from sightline.made_up.diary import AS_OF, ONE_DAY, months_after, working_on_or_after
from sightline.made_up.names import SURNAMES
from sightline.made_up.stories import (
    adoption,
    care_duties,
    court,
    enquiries,
    front_door,
    in_need,
    leaving,
    missing,
    outline,
    placements,
    protection,
)
from sightline.made_up.stories import care as care_files
from sightline.made_up.stories.care import Care
from sightline.made_up.stories.choices import pick
from sightline.made_up.stories.outline import Outline, team_for
from sightline.made_up.story import Story
from sightline.made_up.teams import FRONT_DOOR, allocate

ADOPTED = "an adopted child's new record"
COMES_BACK = 0.46  # the chance that a closed child is referred again one day
SOON_BACK = 0.70  # of those, within a year


def tell_life(story: Story, start: date, first_path: str = "") -> None:
    """Referrals from a first day on, each closed before the next."""
    day, path = start, first_path
    for _ in range(6):
        if day >= story.end:
            return
        told = outline.draw(story, day, path or pick(story, outline.PATHS))
        tell_outline(story, told)
        if not _may_come_back(story, told):
            return
        assert told.closed is not None
        days = story.rng.randint(12, 364) if story.chance(SOON_BACK) else story.rng.randint(366, 1100)
        day, path = working_on_or_after(told.closed + timedelta(days=days)), _next_path(story, told)


def _next_path(story: Story, told: Outline) -> str:
    """A child who had a protection plan is likelier to have another."""
    had = any(part.kind == "cp" for part in told.parts)
    return "cp" if had and story.chance(0.8) else ""


def _may_come_back(story: Story, told: Outline) -> bool:
    """Whether the child is referred again: never with an assessment left open, after an adoption, or as an adult."""
    finished = told.nfa != "N" or told.assessed is not None
    grown = any(care.adopted for care in told.care)
    had_plan = any(part.kind == "cp" for part in told.parts)
    again = story.chance(0.6 if had_plan else COMES_BACK)
    return told.closed is not None and finished and not grown and told.closed < story.end and again


def tell_outline(story: Story, told: Outline) -> None:
    """Everything one referral leaves in the files, in the order a reader would expect."""
    front_door.tell_referral(story, told)
    front_door.tell_assessment(story, told)
    conferences = [enquiries.tell_enquiry(story, told, enquiry) for enquiry in told.enquiries]
    if told.nfa == "N" and story.chance(0.12, "discussion"):
        enquiries.tell_other_discussion(story, told)
    for part in told.parts:
        if part.kind == "cin":
            in_need.tell_plan(story, told, part)
        else:
            protection.tell_plan(story, told, part, next(iter(conferences), ""))
    if told.letter:
        story.marks["letter"] = told.letter.on
        court.tell_letter(story, told.letter)
    for care in told.care:
        tell_care(story, care, told)
    _allocate(story, told)
    _early_missing(story, told)


def tell_care(story: Story, care: Care, told: Outline) -> None:
    """A period of care with its proceedings, duties, missing episodes and what follows it."""
    if told.letter and told.letter.issued:
        care = court.tell_case(story, care, care.entered)
    elif not told.letter and not care.series and not story.person.unaccompanied and story.chance(0.3, "court"):
        day = working_on_or_after(
            care.entered + timedelta(days=story.rng.randint(5, 40 if "court" in story.leans else 200))
        )
        if day < min(care.ceased or story.end, story.end) and "letter" not in story.marks:
            care = court.tell_case(story, care, day)
    care = care_files.not_at_home_under_an_order(care)
    care_files.tell_care(story, care)
    if care.adopted and care.adopted < story.end - timedelta(days=40):
        _new_identity(story, care.adopted)
    placements.tell_placements(story, care)
    reviews = care_duties.tell_care_duties(story, care)
    if care.adoptive_from:
        adoption.tell_adoption(story, care, reviews)
    _go_missing(story, care)
    if care.period_id == told.care[-1].period_id:
        leaving.tell_leaving(story, care)


def _new_identity(story: Story, adopted: date) -> None:
    """An adopted child begins a new record under a new name; nothing in the files leads from one to the other."""
    number = story.child_id[:-1] + str(5 + int(story.child_id[-1]))
    person = replace(
        story.person, child_id=number, surname=story.rng.choice(SURNAMES), family_id=f"{story.person.family_id}A"
    )
    record = Story(person, story.rng, story.workforce, marks={"adult": story.marks["adult"]})
    day = working_on_or_after(adopted + timedelta(days=story.rng.randint(10, 39)))
    if story.chance(0.3):
        tell_outline(record, outline.draw(record, day, "assessed"))
    else:
        front_door.tell_contact(record, day, "1A", referred=False)
    story.others.append((record, ADOPTED))


def _go_missing(story: Story, care: Care) -> None:
    """Older children in care go missing, a few of them often."""
    start = max(care.entered + timedelta(days=20), months_after(story.person.born_on, 144))
    end = min(care.ceased or story.end, story.end)
    room = (end - start).days - (20 if "missing" in story.leans else 90)
    likely = p.MISSING_SHARE_OF_LOOKED_AFTER * 3.2
    if "missing" in story.marks or care.series or room < 0 or not story.chance(likely, "missing"):
        return
    story.marks["missing"] = start
    missing.tell_missing(story, start + timedelta(days=story.rng.randint(0, room)), end)


def _early_missing(story: Story, told: Outline) -> None:
    """Some teenagers go missing from home while work with them goes on."""
    twelve = months_after(story.person.born_on, 144)
    start = max(told.received, twelve)
    end = told.closed or story.end
    if "missing" in story.marks or told.care or not told.parts or start >= end or not story.chance(0.10):
        return
    story.marks["missing"] = start
    missing.tell_missing(story, start, min(end, story.end))


def _allocate(story: Story, told: Outline) -> None:
    """Who held the child through this referral."""
    stages = [(told.received, FRONT_DOOR)]
    if told.nfa == "N":
        stages.append((min(told.assessment_start + ONE_DAY, AS_OF), told.team))
    stages += [(part.from_on, team_for(story, part.kind)) for part in told.parts]
    stages += [(care.entered, team_for(story, "care")) for care in told.care]
    stages = sorted(dict(sorted(stages, key=lambda stage: stage[0])).items())
    for number, (day, team) in enumerate(stages):
        until = stages[number + 1][0] if number + 1 < len(stages) else told.closed
        if until is None or until > day:
            story.allocations.extend(allocate(story.workforce, story.rng, team, day, until))


def with_care(story: Story, received: date, care: Care, path: str = "care") -> Outline:
    """A referral that was for nothing but one period of care."""
    told = outline.draw(story, received, "assessed")
    return replace(
        told, path=path, care=(care,), closed=care.ceased, close_reason="RC7" if care.ceased else "", enquiries=()
    )
