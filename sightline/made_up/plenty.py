"""Enough of everything: more children whose duties went wrong in a given way, until no kind of plant is rare."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sightline.made_up.diary import AS_OF, KNOWN_FROM
from sightline.made_up.duty import PLANTED
from sightline.made_up.recipes import Recipe

LEAST = 30  # plants of each step and state in a county of the ordinary size
TRIES = 500  # families tried for one kind of plant before it is left as it is
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Slip:
    """How a duty comes to be let slip: the life it belongs to, the ages, and how many days ago the life begins."""

    clock: str
    life: str
    overdue: tuple[int, int]
    ages: str = ""
    leans: str = ""
    missed_ages: str = ""
    missed: tuple[int, int] = (330, 1900)


SLIPS = {
    "referral_decision_1wd": Slip("referral_decision", "assessed", (3, 120)),
    "cf_assessment_45wd": Slip("assessment", "assessed", (68, 190)),
    "assessment_child_seen": Slip("assessment_child_seen", "assessed", (10, 130), leans="dated visit"),
    "supervision_local": Slip("supervision", "assessed", (40, 160)),
    "strategy_discussion": Slip(
        "strategy_discussion", "assessed", (3, 120), "", "discussion", "nearly 25 120", (200, 1900)
    ),
    "icpc_15wd": Slip("icpc", "cp", (35, 150), missed_ages="nearly 45 150", missed=(200, 1900)),
    "core_group_first_10wd": Slip("core_group", "cp", (50, 170)),
    "core_group_subsequent": Slip("core_group", "cp", (100, 260)),
    "cp_review_first_3m": Slip("cp_review", "cp", (140, 250)),
    "cp_review_subsequent_6m": Slip("cp_review", "cp", (330, 480)),
    "cp_visit": Slip("cp_visit", "cp", (50, 200)),
    "cin_visit": Slip("cin_visit", "cin", (100, 230)),
    "cin_plan_review": Slip("cin_plan_review", "cin", (170, 300)),
    "plo_16w": Slip("pre_proceedings", "cp", (190, 330), "", "letter", "nearly 200 330"),
    "care_proceedings_26w": Slip("care_proceedings", "care", (200, 330), "", "court", "nearly 230 330"),
    "iha_20wd": Slip("cla_health", "care", (34, 150), "care"),
    "rha_under5_6m": Slip("cla_health", "care", (230, 380), "young"),
    "rha_5plus_12m": Slip("cla_health", "care", (430, 560), "care", missed=(700, 1900)),
    "cla_review_first_20wd": Slip("cla_review", "care", (34, 150), "care"),
    "cla_review_second_3m": Slip("cla_review", "care", (140, 270), "care"),
    "cla_review_subsequent_6m": Slip("cla_review", "care", (320, 480), "care"),
    "cla_visit_first_1w": Slip("cla_visit", "care", (9, 120), "care"),
    "cla_visit_6w_year1": Slip("cla_visit", "care", (65, 200), "care"),
    "cla_visit_after_y1_3m": Slip("cla_visit", "care", (480, 760), "care", "long term", missed=(700, 1900)),
    "cla_visit_after_y1_6w": Slip("cla_visit", "care", (440, 700), "care", missed=(700, 1900)),
    "cla_visit_lt_foster_6m": Slip("cla_visit", "care", (620, 900), "care", "long term", missed=(900, 1900)),
    "cla_placement_plan": Slip("placement_plan", "care", (10, 130), "care"),
    "pep_initial_10wd": Slip("pep", "care", (17, 140), "care"),
    "cla_permanence_second_review": Slip("permanence", "care", (140, 270), "care"),
    "pa_visit_2m": Slip("pa_visit", "left care", (500, 1900), "teenager", missed=(1500, 2800)),
    "pathway_review_6m": Slip("pathway_plan", "left care", (500, 1900), "teenager", missed=(1500, 2800)),
    "rhi_72h_offer": Slip("rhi_offer", "care", (70, 200), "teenager", "missing", "nearly 90 200"),
    "rhi_72h_interview": Slip("rhi_interview", "care", (70, 200), "teenager", "missing", "nearly 90 200"),
}
SLOW = ("rha_5plus_12m", "cla_visit_after_y1_3m", "cla_visit_after_y1_6w", "cla_visit_lt_foster_6m")
# Steps that a worker's unclear record can make untellable; the others are so by the lives in recipes.py.
UNCLEAR = (
    "cin_visit", "cp_visit", "cp_review_subsequent_6m", "rhi_72h_offer", "rhi_72h_interview", "cla_visit_6w_year1",
    "cla_visit_after_y1_3m", "cla_visit_after_y1_6w", "cla_visit_lt_foster_6m", "rha_under5_6m", "rha_5plus_12m",
    "pa_visit_2m", "pathway_review_6m",
)  # fmt: skip
NEVER_HAPPENS = {("pathway_review_6m", "met_late")}  # the file keeps only the latest plan


def wanted() -> list[Key]:
    """Every kind of plant there should be enough of: those the stories can make, in a fixed order."""
    keys = [(slip.clock, step, state) for step, slip in SLIPS.items() for state in PLANTED]
    return [key for key in keys if key[1:] not in NEVER_HAPPENS and (key[2] != "cannot_tell" or key[1] in UNCLEAR)]


def recipe_for(key: Key) -> Recipe:
    """The kind of life in which such a plant is likely."""
    slip = SLIPS[key[1]]
    missed = key[2] != "overdue"
    ago = slip.missed if missed else slip.overdue
    ages = slip.missed_ages if missed and slip.missed_ages and key[2] == "missed" else slip.ages
    first = max(AS_OF - timedelta(days=ago[1]), KNOWN_FROM - timedelta(days=800))
    return Recipe(f"let slip: {key[1]} {key[2]}", 0, ages, first, AS_OF - timedelta(days=ago[0]))


def life_for(key: Key) -> tuple[str, frozenset[str]]:
    """Which life to live, and what it leans towards."""
    slip = SLIPS[key[1]]
    leans = {slip.leans} if slip.leans else set()
    if key[2] == "missed" and slip.life == "care":
        leans.add("longer stay" if key[1] in SLOW else "short stay")
    if key[2] == "cannot_tell":
        leans.add("unclear")
    return slip.life, frozenset(leans)


def lacking(counts: Counter[Key], scale: float) -> Iterator[Key]:
    """The kinds of plants of which there are too few, one at a time, until there are enough or no more can be made."""
    least = max(1, round(LEAST * min(1.0, scale)))
    for key in wanted():
        for _ in range(TRIES):
            if counts[key] >= least:
                break
            yield key
