"""The kinds of lives in the county, how many children live each, and where each begins."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sightline.made_up import published as p
from sightline.made_up.diary import AS_OF, KNOWN_FROM, months_after, working_days_after, working_on_or_after
from sightline.made_up.stories import front_door, life, outline
from sightline.made_up.stories.care import draw_care
from sightline.made_up.stories.choices import ended, flags, pick
from sightline.made_up.stories.outline import Outline, Part
from sightline.made_up.story import Story


@dataclass(frozen=True)
class Recipe:
    """A kind of life: how many of 10,000 children live it, from which days it may begin, and at which ages."""

    name: str
    children: float
    ages: str = ""
    first: date = KNOWN_FROM
    last: date = AS_OF


LONG_AGO = date(2018, 1, 2)
RECIPES = (
    Recipe("a contact and no more", 2150),
    Recipe("referred", 6250),
    Recipe(
        "referred before the files begin",
        700,
        first=KNOWN_FROM - timedelta(days=330),
        last=KNOWN_FROM - timedelta(days=1),
    ),
    Recipe("looked after for years", 290, "care", LONG_AGO, KNOWN_FROM - timedelta(days=1)),
    Recipe("came alone from abroad", 45, "unaccompanied"),
    Recipe("short breaks", 40, "disabled", KNOWN_FROM, AS_OF - timedelta(days=60)),
    Recipe("left care", 80, "teenager", date(2019, 1, 7), date(2025, 10, 1)),
    Recipe("to be adopted", 35, "young", KNOWN_FROM, AS_OF - timedelta(days=560)),
    Recipe("moved in on a plan", 50),
    Recipe("visiting on another council's plan", 40),
    Recipe("moved away on a plan", 50),
    Recipe("died", 30),
    Recipe("no date of birth in the file", 34, "care", KNOWN_FROM, AS_OF - timedelta(days=420)),
    Recipe("known under two numbers", 45),
    Recipe("reserved for faults", 130),
    Recipe("a placement without a start", 34, "care", KNOWN_FROM, AS_OF - timedelta(days=30)),
)


def tell_recipe(story: Story, recipe: Recipe, start: date) -> None:
    """Live the life from its first day."""
    extra = story.rng.choices((0, 1, 2, 3, 5), (30, 30, 20, 12, 8))[0]
    for _ in range(extra):
        day = max(start, KNOWN_FROM) + timedelta(days=story.rng.randint(0, 1500))
        if day < story.end:
            front_door.tell_contact(story, day, pick(story, p.REFERRAL_SOURCES), referred=False)
    _LIVES.get(recipe.name, life.tell_life)(story, start)


def tell_slip(story: Story, kind: str, start: date) -> None:
    """A life in which much is let slip."""
    if kind in ("care", "left care"):
        _care(story, start)
    else:
        life.tell_outline(story, outline.draw(story, start, kind))


def _contact(story: Story, start: date) -> None:
    front_door.tell_contact(story, start, pick(story, p.REFERRAL_SOURCES), referred=False)
    if story.chance(0.2):
        until = ended(story, working_on_or_after(start + timedelta(days=story.rng.randint(60, 300))))
        story.tell(
            "ssd_early_help_episodes", earl_episode_id=story.new_id("EH"), earl_person_id=story.child_id,
            earl_episode_start_date=start, earl_episode_end_date=until, earl_episode_organisation="Family Hub",
        )  # fmt: skip


def _care(story: Story, start: date, stay: str = "long") -> None:
    entered = working_on_or_after(start + timedelta(days=story.rng.randint(1, 20)))
    if entered >= story.end:
        return
    care = draw_care(story, story.next_id("R"), entered, stay=stay)
    life.tell_outline(story, life.with_care(story, start, care))


def _already_there(story: Story, start: date) -> None:
    """A child who was looked after before the files begin, and still was on their first day."""
    entered = working_on_or_after(start + timedelta(days=story.rng.randint(1, 20)))
    for _ in range(6):
        care = draw_care(story, story.next_id("R"), entered)
        if entered < story.end and (care.ceased is None or care.ceased > KNOWN_FROM):
            life.tell_outline(story, life.with_care(story, start, care))
            return


def _adoption(story: Story, start: date) -> None:
    _care(story, start, "adoption")


def _short_breaks(story: Story, start: date) -> None:
    """Looked after only in a series of short breaks: one long agreement with visits and reviews of its own."""
    number = story.next_id("R")
    entered = working_on_or_after(start + timedelta(days=50))
    if entered >= story.end:
        return
    care = draw_care(story, number, entered)
    ceased = ended(story, entered + timedelta(days=story.rng.randint(300, 1600)))
    placement = replace(care.placements[0], kind="R1", until_on=ceased, last=True)
    care = replace(care, series=True, ceased=ceased, legal=((entered, "V4"),), placements=(placement,))
    care = replace(care, adoptive_from=None, adopted=None, reason="E8" if ceased else "")
    life.tell_outline(story, life.with_care(story, start, care))


def _one_placement(story: Story, start: date) -> None:
    """A period of care with a single placement, whose start nobody wrote down."""
    entered = working_on_or_after(start + timedelta(days=3))
    if entered >= story.end:
        return
    care = draw_care(story, story.next_id("R"), entered, stay="short")
    whole = replace(care.placements[0], until_on=care.ceased, last=True)
    care = replace(care, placements=(whole,), adoptive_from=None, adopted=None)
    if whole.kind[0] == "A" or care.reason in ("E11", "E12"):
        care = replace(care, placements=(replace(whole, kind="U6"),), reason="E8" if care.ceased else "")
    life.tell_outline(story, life.with_care(story, start, care))


def _moved_in(story: Story, start: date) -> None:
    """A child who came with another council's plan: a transfer-in conference and no enquiry of ours."""
    _transfer(story, start, "in", 190)


def _visiting(story: Story, start: date) -> None:
    _transfer(story, start, "another council's plan", 60)


def _transfer(story: Story, start: date, how: str, mean_days: float) -> None:
    told = outline.draw(story, start, "assessed")
    day = working_days_after(start, story.rng.randint(5, 14))
    if day >= story.end or told.assessed is None:
        life.tell_outline(story, told)
        return
    until = outline.draw_plan_end(story, day, mean_days, 40)
    told = replace(told, enquiries=(), parts=(Part("cp", day, until, how),), transfer=how, closed=None, close_reason="")
    if how == "in":
        _transfer_conference(story, told, day)
    life.tell_outline(story, outline.close(story, told))


def _transfer_conference(story: Story, told: Outline, day: date) -> None:
    story.tell(
        "ssd_initial_cp_conference", icpc_icpc_id=story.new_id("I"), icpc_person_id=story.child_id,
        icpc_cp_plan_id=story.next_id("P"), icpc_referral_id=told.referral_id, icpc_icpc_transfer_in="Y",
        icpc_icpc_date=day, icpc_icpc_outcome_cp_flag="Y", icpc_icpc_outcome_json=flags(CP_FLAG=True),
        icpc_icpc_team=told.team.team_id,
    )  # fmt: skip


def _moved_away(story: Story, start: date) -> None:
    """A plan that ends because another council takes the child's case."""
    told = outline.draw(story, start, "cp")
    if told.parts and not told.care and told.parts[-1].until_on:
        plan = replace(told.parts[0], how="moved away")
        told = replace(told, parts=(plan,), closed=None, close_reason="")
        told = outline.close(story, told)
        told = replace(told, close_reason="RC5" if told.closed else "")
    life.tell_outline(story, told)


def _dies(story: Story, start: date) -> None:
    """A child who dies while on a plan or looked after; every duty ends that day."""
    path = story.rng.choice(("cp", "care", "cin"))
    story.marks["died"] = min(start + timedelta(days=story.rng.randint(60, 420)), months_after(AS_OF, -1))
    if story.marks["died"] <= start:
        del story.marks["died"]
    told = outline.draw(story, start, path)
    life.tell_outline(story, replace(told, close_reason="RC2") if told.closed == story.marks.get("died") else told)


def _two_numbers(story: Story, start: date) -> None:
    """A child whose first referral stands under an older number; the newer record names it."""
    old = replace(story.person, child_id=story.child_id[:-1] + str(5 + int(story.child_id[-1])))
    before = Story(old, story.rng, story.workforce, marks=dict(story.marks))
    told = outline.draw(before, start, "assessed")
    life.tell_outline(before, told)
    story.others.append((before, TWO_RECORDS))
    if told.closed and told.assessed and told.closed < story.end:
        life.tell_life(story, working_on_or_after(told.closed + timedelta(days=story.rng.randint(20, 200))))
    if not story.allocations:
        front_door.tell_contact(story, min(story.end, AS_OF), "1A", referred=False)


def _reserved(story: Story, start: date) -> None:
    """An ordinary life with much in it, in which a fault can be planted."""
    life.tell_life(story, start, story.rng.choice(("cin", "cin", "cp", "cp", "care", "assessed")))


TWO_RECORDS = "two records of one child"
RESERVED = "reserved for faults"
_LIVES = {
    "known under two numbers": _two_numbers,
    RESERVED: _reserved,
    "a contact and no more": _contact,
    "looked after for years": _already_there,
    "came alone from abroad": _care,
    "left care": _care,
    "short breaks": _short_breaks,
    "to be adopted": _adoption,
    "moved in on a plan": _moved_in,
    "visiting on another council's plan": _visiting,
    "moved away on a plan": _moved_away,
    "died": _dies,
    "no date of birth in the file": _care,
    "a placement without a start": _one_placement,
}
UNTOLD = {"no date of birth in the file": "born_on", "a placement without a start": "placement_start"}
