"""Young people leaving care: the pathway plan, the personal adviser's visits, and what the file says of them."""

from dataclasses import replace
from datetime import date, timedelta

from sightline.made_up.behaviour import NEVER, Series, come_round
from sightline.made_up.diary import (
    AS_OF,
    ONE_DAY,
    age_on,
    months_after,
    weeks_after,
    working_on_or_after,
    working_on_or_before,
)
from sightline.made_up.duty import Possible, state_of
from sightline.made_up.stories.care import Care
from sightline.made_up.stories.choices import pick
from sightline.made_up.story import Story
from sightline.made_up.teams import LEAVING_CARE

COUNCIL_PLACES = {"C": 4, "D": 60, "E": 26, "T": 10}  # kinds that the council may be providing
OTHER_PLACES = {"B": 22, "K": 6, "U": 40, "Z": 24, "S": 2, "W": 2, "X": 3, "R": 1}
ACTIVITY = {"F1": 5, "F2": 20, "P2": 3, "F4": 5, "F5": 24, "P5": 3, "G4": 12, "G5": 24, "G6": 4}
OLDEST = 24


def tell_leaving(story: Story, care: Care) -> None:
    """One row for a young person who is or was looked after at sixteen or over; only the latest dates are kept."""
    born = story.person.born_on
    age = age_on(born, AS_OF)
    last_in_care = care.ceased or AS_OF
    if (
        age < 16
        or age > OLDEST
        or (age > 20 and story.chance(0.75))
        or age_on(born, last_in_care - ONE_DAY) < 16
        or care.series
    ):
        return
    if "died" in story.marks or "leaver" in story.marks or (care.adopted or last_in_care < date(2018, 6, 1)):
        return
    story.marks["leaver"] = last_in_care
    eligibility = "Eligible" if care.ceased is None else "Relevant" if age < 18 else "Former Relevant"
    adult = months_after(born, 21 * 12)
    stop = adult if adult <= AS_OF else None
    latest = _pathway(story, months_after(born, 16 * 12), stop)
    kind, contact = (
        _adviser(story, max(months_after(born, 18 * 12), care.entered), adult, stop) if age >= 18 else ("", None)
    )
    _tell_leaver(story, eligibility, latest, kind or pick(story, OTHER_PLACES), contact)


def _pathway(story: Story, sixteen: date, stop: date | None) -> date | None:
    """The latest plan: every six months until 21. The duty that the file shows is the one after it."""
    if story.chance(0.08, "unclear"):
        story.expect(
            "pathway_plan", "pathway_review_6m", "", None, None, None, "cannot_tell", "no pathway plan date in the file"
        )
        return None
    end = min(stop or AS_OF, AS_OF)
    gap = story.rng.randint(5, 170) if story.chance(0.62) else story.rng.randint(185, 420)
    latest = working_on_or_before(max(end - timedelta(days=gap), sixteen))
    if latest >= end:
        latest = end - timedelta(days=1)
    due = months_after(latest, 6)
    state = state_of("pathway_plan", due, None, stop)
    why = {"overdue": "not done yet", "missed": "not done before the young person was 21"}.get(state, "")
    story.expect("pathway_plan", "pathway_review_6m", latest.isoformat(), latest, due, None, state, why)
    return latest


def _adviser(story: Story, adult: date, twenty_one: date, stop: date | None) -> tuple[str, date | None]:
    """Visits by the personal adviser; a duty only in accommodation that the council provides."""
    first = working_on_or_after(adult + timedelta(days=story.rng.randint(5, 40)))
    if first >= min(stop or AS_OF, AS_OF):
        return "", None
    _tell_visit(story, first, "Y")
    lot = story.rng.random()
    if lot < 0.62:
        story.note("council_accommodation", started_on=adult, ended_on=None)
        _first_visit(story, adult, first)
        days = come_round(story, _visits(story, 1), first.isoformat(), first, stop)
        return pick(story, COUNCIL_PLACES), max([first, *days])
    before = len(story.expected)
    days = come_round(story, _visits(story, NEVER), first.isoformat(), first, stop)
    known = story.expected[before:]
    del story.expected[before:]
    if lot > 0.78:
        story.exclude("pa_visit", first.isoformat(), first, "not in accommodation the council provides")
        return pick(story, OTHER_PLACES), max([first, *days])
    why = "nobody recorded whether the council provides the accommodation"
    story.expected.extend(replace(row, state="cannot_tell", why=why) for row in known)
    return pick(story, COUNCIL_PLACES), max([first, *days])


def _first_visit(story: Story, moved: date, visited: date) -> None:
    """The visit within seven days of moving in."""
    due = weeks_after(moved, 1)
    state, why = ("met", "done in time") if visited <= due else ("met_late", "done late")
    story.expect("adviser_first_visit", "pa_visit_move_7d", moved.isoformat(), moved, due, visited, state, why)


def _visits(story: Story, unsure_from: int) -> Series:
    def limit(begin: date, met: int) -> list[Possible]:
        return [Possible("pa_visit_2m", months_after(begin, 2))]

    def write(day: date, counts: str) -> None:
        _tell_visit(story, day, {"yes": "Y", "no": "N", "blank": ""}[counts])

    return Series("pa_visit", limit, write, unsure_from=unsure_from)


def _tell_visit(story: Story, day: date, seen: str) -> None:
    worker = story.workforce.pick(story.rng, LEAVING_CARE, day)
    story.note(
        "visit_made", visited_on=day, visited_at=None, visited_by=worker.name, role="Personal Adviser",
        purpose="personal adviser", seen=seen,
    )  # fmt: skip


def _tell_leaver(story: Story, eligibility: str, latest: date | None, kind: str, contact: date | None) -> None:
    worker = story.workforce.pick(story.rng, LEAVING_CARE, AS_OF)
    touch = pick(story, {"YES": 92, "NO": 5, "REFU": 2, "NREQ": 1})
    story.tell(
        "ssd_care_leavers", clea_table_id=story.new_id("Z"), clea_person_id=story.child_id,
        clea_care_leaver_eligibility=eligibility, clea_care_leaver_in_touch=touch,
        clea_care_leaver_latest_contact=(contact or _contact(story)) if touch == "YES" else None,
        clea_care_leaver_accommodation=kind, clea_care_leaver_accom_suitable="2" if kind in "SWX" else "1",
        clea_care_leaver_activity=pick(story, ACTIVITY), clea_pathway_plan_review_date=latest,
        clea_care_leaver_personal_advisor=worker.worker_id,
        clea_care_leaver_allocated_team=LEAVING_CARE.team_id, clea_care_leaver_worker_id=worker.worker_id,
    )  # fmt: skip


def _contact(story: Story) -> date:
    return working_on_or_before(AS_OF - timedelta(days=story.rng.randint(1, 75)))
