"""The bare bones of one referral: what came of it, and when each part began and ended. Duties come later."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sightline.made_up.behaviour import Turn, act
from sightline.made_up.diary import AS_OF, ONE_DAY, weeks_after, working_days_after, working_on_or_after
from sightline.made_up.stories.care import Care, draw_care
from sightline.made_up.stories.choices import ended
from sightline.made_up.story import Story
from sightline.made_up.teams import DISABILITIES, TEAMS, Team

PATHS = {"nfa": 6.5, "untold": 0.5, "assessed": 44, "cin": 34, "cp": 9.2, "care": 0.4, "disabled": 2.2}


@dataclass(frozen=True)
class Part:
    """One part of the work: "cin", "cp" or "care", from a day until another (None: still going on)."""

    kind: str
    from_on: date
    until_on: date | None
    how: str = ""


@dataclass(frozen=True)
class Enquiry:
    """A section 47 enquiry: its strategy discussion, and the conference it may need."""

    on: date
    ended: date | None
    conference: bool | None  # None: the enquiry is not finished, nobody has said
    held: date | None = None
    held_why: str = ""
    plan: bool = False


@dataclass(frozen=True)
class Letter:
    """A letter before proceedings, and how the months after it ended."""

    on: date
    concluded: date | None
    issued: bool
    why: str = ""


@dataclass(frozen=True)
class Outline:
    """A referral from its first day to its last."""

    referral_id: str
    received: date
    path: str
    nfa: str
    team: Team
    closed: date | None = None
    close_reason: str = ""
    assessment_start: date = AS_OF
    assessed: date | None = None
    assessed_why: str = ""
    enquiries: tuple[Enquiry, ...] = ()
    parts: tuple[Part, ...] = ()
    letter: Letter | None = None
    care: tuple[Care, ...] = ()
    transfer: str = ""  # "in", "out", or a visiting child "on another council's plan"


def team_for(story: Story, kind: str) -> Team:
    """The team of a child's part of the county."""
    place = story.person.locality
    if story.person.disabled and kind in ("cin", "cp"):
        return DISABILITIES
    if kind == "care":
        return TEAMS[8 + place % 2]
    return TEAMS[1 + place % 2] if kind == "assessment" else TEAMS[3 + place]


def brief(story: Story, received: date, path: str) -> Outline:
    """A referral that comes to nothing at once: no further action, or a file that does not say."""
    team = team_for(story, "assessment")
    days = story.rng.randint(0, 3) if path == "nfa" else story.rng.randint(10, 80)
    closed = ended(story, working_on_or_after(received + timedelta(days=days)))
    reason = "RC7" if closed else ""
    return Outline(story.new_id("R"), received, path, "Y" if path == "nfa" else "", team, closed, reason)


def draw_enquiry(story: Story, day: date, *, plan: bool, conference: bool) -> Enquiry:
    """An enquiry that starts with a strategy discussion on a working day."""
    on = working_on_or_after(day)
    done = working_days_after(on, story.rng.randint(3, 14))
    if done > AS_OF:
        return Enquiry(on, None, None)
    if not conference:
        return Enquiry(on, done, False)
    turn = act(story, done, max(working_days_after(on, 15), done + ONE_DAY), story.end)
    held = turn.day if turn.day and turn.day < story.end else None
    return Enquiry(on, done, True, held, turn.why, plan and held is not None)


def draw_length(story: Story, mean_days: float, least: int) -> timedelta:
    return timedelta(days=least + int(story.rng.expovariate(1 / mean_days)))


def draw_plan_end(story: Story, from_on: date, mean_days: float, least: int) -> date | None:
    """The working day on which a plan ends, if it has."""
    return ended(story, working_on_or_after(from_on + draw_length(story, mean_days, least)))


def add_cin(story: Story, outline: Outline, day: date, mean_days: float = 125) -> Outline:
    """A child in need plan from the next working day after a day."""
    from_on = working_on_or_after(day + timedelta(days=story.rng.randint(1, 9)))
    if from_on > AS_OF or from_on >= story.marks["adult"]:
        return outline
    until = draw_plan_end(story, from_on, mean_days, 30)
    return replace(outline, parts=(*outline.parts, Part("cin", from_on, until)))


def add_cp(story: Story, outline: Outline, from_on: date) -> Outline:
    """A child protection plan from the day of the conference."""
    until = draw_plan_end(story, from_on, 160, 55)
    return replace(outline, parts=(*outline.parts, Part("cp", from_on, until)))


def last_day(outline: Outline) -> date | None:
    """The day the last part of the work ended; None if it goes on. Without parts, the day of the assessment."""
    ends = [*(part.until_on for part in outline.parts), *(care.ceased for care in outline.care)]
    if not ends:
        return outline.assessed
    return None if None in ends else max(day for day in ends if day)


def close(story: Story, outline: Outline) -> Outline:
    """Close the referral some days after its last work ended; at the latest on the eighteenth birthday."""
    still = [e for e in outline.enquiries if e.conference is None and not outline.transfer]
    last = last_day(outline)
    if still or (last is None and (outline.parts or outline.care)):
        return outline
    if last is None:
        days = story.rng.randint(1, 50) if story.chance(0.5) else 9_999
        last = working_days_after(outline.received, 45) + timedelta(days=days)
    last = max([last, outline.assessed or last, *(e.held or e.ended or e.on for e in outline.enquiries)])
    closed = ended(story, working_on_or_after(last + timedelta(days=story.rng.randint(0, 12))))
    reason = "RC8" if outline.path == "assessed" else "RC7"
    return replace(outline, closed=closed, close_reason=reason if closed else "")


def draw(story: Story, received: date, path: str) -> Outline:
    """What comes of a referral, by the path it takes."""
    if path in ("nfa", "untold"):
        return brief(story, received, path)
    team = team_for(story, "assessment")
    start = min(received + timedelta(days=story.rng.choice((0, 0, 1, 2, 3, 5))), AS_OF)
    turn = draw_assessment(story, received)
    outline = Outline(
        story.new_id("R"), received, path, "N", team, assessment_start=start, assessed=turn.day, assessed_why=turn.why
    )
    outline = _add_enquiries(story, outline)
    return close(story, _add_parts(story, outline))


def draw_assessment(story: Story, received: date) -> Turn:
    """By when the assessment of a referral is authorised, if it ever is."""
    due = working_days_after(received, 45)
    turn = act(story, received + timedelta(days=5), due, story.end)
    if turn.day and turn.why == "done in time" and story.chance(0.55):
        quick = working_on_or_after(received + timedelta(days=story.rng.randint(6, 40)))
        turn = replace(turn, day=min(quick, turn.day))
    return turn if turn.day and turn.day <= story.end else replace(turn, day=None)


def _add_enquiries(story: Story, outline: Outline) -> Outline:
    """Section 47 enquiries of this referral: one for a plan, and for others as often as is published."""
    plan = outline.path == "cp"
    if not plan and not story.chance(0.43 if outline.path != "care" else 0.6):
        return outline
    on = outline.received + timedelta(days=story.rng.randint(0, 16))
    if working_on_or_after(on) > story.end:
        return outline
    enquiry = draw_enquiry(story, on, plan=plan, conference=plan or story.chance(0.09))
    return replace(outline, enquiries=(enquiry,))


def _add_parts(story: Story, outline: Outline) -> Outline:
    if outline.path in ("cin", "disabled") and outline.assessed:
        return _from_need_to_care(
            story, add_cin(story, outline, outline.assessed, 125 if outline.path == "cin" else 900)
        )
    if outline.path == "cp" and outline.enquiries and outline.enquiries[0].held:
        return _after_plan(story, add_cp(story, outline, outline.enquiries[0].held))
    if outline.path == "care":
        return add_care(story, outline, outline.received + timedelta(days=story.rng.randint(0, 30)))
    return outline


def _from_need_to_care(story: Story, outline: Outline) -> Outline:
    """A few children on a plan come into care on the day their plan is overtaken."""
    if not outline.parts or not story.chance(0.012):
        return outline
    plan = outline.parts[-1]
    if plan.until_on is None or plan.until_on >= story.end:
        return outline
    overtaken = replace(outline, parts=(*outline.parts[:-1], replace(plan, how="overtaken")))
    with_care = add_care(story, overtaken, plan.until_on)
    return with_care if with_care.care else outline


def add_care(story: Story, outline: Outline, entered: date, stay: str = "") -> Outline:
    """A period of care; now and then a second one, some months after going home."""
    entered = max(working_on_or_after(entered), story.person.born_on)
    if entered >= story.end:
        return outline
    care = draw_care(story, outline.referral_id, entered, stay=stay)
    outline = replace(outline, care=(*outline.care, care))
    home = care.ceased and care.reason[:2] in ("E4", "E8", "E1") and not care.adopted and care.ceased < story.end
    if not home or not care.ceased or not story.chance(0.12) or len(outline.care) > 1:
        return outline
    return add_care(story, outline, care.ceased + timedelta(days=story.rng.randint(40, 300)))


def _after_plan(story: Story, outline: Outline) -> Outline:
    """During and after a child protection plan: a letter before proceedings, care, or a child in need plan."""
    if story.chance(0.14, "letter") and "letter" not in story.marks:
        outline = _add_letter(story, outline)
    last = outline.parts[-1].until_on
    if outline.care or last is None or last >= story.end:
        return outline
    if story.chance(0.03):
        return add_care(story, outline, last)
    if not outline.assessed or not story.chance(0.6):
        return outline
    return add_cin(story, outline, max(last, outline.assessed))


def _add_letter(story: Story, outline: Outline) -> Outline:
    """Pre-proceedings while the plan runs; where proceedings are issued, the child comes into care."""
    plan = outline.parts[-1]
    on = working_on_or_after(plan.from_on + timedelta(days=story.rng.randint(20, 120)))
    if on >= min(plan.until_on or story.end, story.end):
        return outline
    turn = act(story, on + timedelta(days=35), weeks_after(on, 16), story.end)
    concluded = turn.day if turn.day and turn.day < story.end else None
    issued = concluded is not None and story.chance(0.33)
    outline = replace(outline, letter=Letter(on, concluded, issued, turn.why))
    if not issued or concluded is None:
        return outline
    over = ended(story, working_on_or_after(concluded + timedelta(days=story.rng.randint(0, 25))))
    outline = replace(outline, parts=(*outline.parts[:-1], replace(plan, until_on=over)))
    return add_care(story, outline, concluded, "proceedings")
