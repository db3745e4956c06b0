"""What the files say of every child besides the work: the person, the family, and who held the case."""

from datetime import timedelta

from sightline.made_up.diary import AS_OF
from sightline.made_up.stories.choices import pick
from sightline.made_up.story import Facts, Story

DISABILITIES = {"LD": 30, "AUT": 30, "BEH": 15, "COMM": 10, "MOB": 8, "DDA": 7}


def finish(story: Story, *, other_id: str = "") -> None:
    """Leave the rows about the person. `other_id`: the number an older system gave the same child."""
    _tell_person(story, other_id)
    person = story.person
    story.tell(
        "ssd_family", fami_table_id=story.new_id("FA"), fami_family_id=person.family_id, fami_person_id=person.child_id
    )
    code = pick(story, DISABILITIES) if person.disabled else "NONE"
    if person.disabled or story.chance(0.5):
        story.tell(
            "ssd_disability",
            disa_person_id=person.child_id,
            disa_table_id=story.new_id("DI"),
            disa_disability_code=code,
        )
    if person.unaccompanied:
        story.tell(
            "ssd_immigration_status", immi_person_id=person.child_id,
            immi_immigration_status_id=story.new_id("IM"), immi_immigration_status="UASC",
            immi_immigration_status_start_date=_first_day(story),
        )  # fmt: skip
    _tell_involvements(story)


def _first_day(story: Story) -> str:
    days = [facts["cine_referral_date"] for table, facts in story.facts if table == "ssd_cin_episodes"]
    return str(days[0]) if days else ""


def _tell_person(story: Story, other_id: str) -> None:
    person = story.person
    unborn = person.born_on > AS_OF
    first = min((a.from_on for a in story.allocations), default=person.born_on)
    expected = person.born_on + timedelta(days=story.rng.randint(-9, 9)) if person.born_on > first else None
    facts: Facts = {
        "pers_person_id": person.child_id,
        "pers_forename": "Unborn" if unborn else person.forename,
        "pers_surname": person.surname,
        "pers_sex": "U" if unborn else person.sex,
        "pers_ethnicity": person.ethnicity,
        "pers_dob": None if unborn or "born_on" in story.untold else person.born_on,
        "pers_expected_dob": expected,
        "pers_legacy_id": other_id,
        "pers_send_flag": "Y" if story.chance(0.12) else "N",
        "pers_death_date": story.marks.get("died"),
        "pers_is_mother": "N",
        "pers_nationality": story.rng.choice(("AFG", "SDN", "ERI", "IRN")) if person.unaccompanied else "",
    }
    story.facts.append(("ssd_person", facts))


def _tell_involvements(story: Story) -> None:
    for held in story.allocations:
        story.tell(
            "ssd_involvements", invo_involvements_id=story.new_id("IV"),
            invo_professional_id=held.worker.worker_id, invo_professional_role_id="Allocated social worker",
            invo_professional_team=held.worker.team.team_id, invo_involvement_start_date=held.from_on,
            invo_involvement_end_date=held.until_on,
            invo_worker_change_reason=held.reason if held.until_on else "", invo_person_id=story.child_id,
        )  # fmt: skip
