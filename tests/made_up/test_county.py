"""The county as a whole: the same by seed, in proportion, near the published figures, enough of every plant."""

from datetime import date
from pathlib import Path

import pytest

from sightline.made_up import make_county
from sightline.made_up.county import begin, tell_families
from sightline.made_up.plenty import LEAST, NEVER_HAPPENS, SLIPS
from sightline.made_up.published import CHILDREN_WHO_LIVE_HERE, PER_10K
from tests.made_up.conftest import YEAR_ENDS, Told

SHORT_BREAKS = ("cla_visit", "cla_review", "cla_health", "pep", "placement_plan", "permanence")
UNTELLABLE = (
    "cf_assessment_45wd", "assessment_child_seen", "cin_visit", "cp_visit", "cp_review_subsequent_6m", "rhi_72h_offer",
    "rhi_72h_interview", "cla_visit_first_1w", "cla_visit_6w_year1", "cla_visit_after_y1_3m", "cla_visit_after_y1_6w",
    "cla_visit_lt_foster_6m", "cla_placement_plan", "rha_under5_6m", "rha_5plus_12m", "pep_initial_10wd", "pa_visit_2m",
    "pathway_review_6m",
)  # fmt: skip


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for name, seed in (("one", 8), ("again", 8), ("other", 9)):
        make_county(tmp_path / name, seed=seed, children=70)
    one, again, other = (_bytes(tmp_path / name) for name in ("one", "again", "other"))
    assert one.keys() == again.keys()
    assert [name for name in one if one[name] != again[name]] == []
    assert one["ssd/ssd_person.csv"] != other["ssd/ssd_person.csv"]


def test_a_county_keeps_its_proportions():
    sizes = []
    for children in (200, 400):
        county = begin(5, children)
        told = Told()
        for _, story in tell_families(county, told.plants):
            told.count(story)
        sizes.append(told.children)
    assert sizes[0] >= 200
    assert sizes[1] >= 400
    assert 1.5 < sizes[1] / sizes[0] < 2.5


@pytest.mark.parametrize("step", sorted(SLIPS))
@pytest.mark.parametrize("state", ["overdue", "missed", "met_late"])
def test_every_way_of_being_late_is_planted_often(told, step, state):
    if (step, state) not in NEVER_HAPPENS:
        assert told.plants[SLIPS[step].clock, step, state] >= LEAST


@pytest.mark.parametrize("step", UNTELLABLE)
def test_what_cannot_be_told_is_planted_often(told, step):
    assert told.plants[SLIPS[step].clock, step, "cannot_tell"] >= LEAST


@pytest.mark.parametrize("clock", SHORT_BREAKS)
def test_those_to_whom_a_duty_does_not_apply_are_there(told, clock):
    assert told.plants[clock, "", "no row"] >= LEAST


# The distance allowed from the published rates, lowest and highest of the last three years (see published.py).
@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        ("ssd_cin_episodes", 524.4 * 0.85, 524.4 * 1.15),
        ("ssd_s47_enquiry", 233.5 * 0.85, 274.1 * 1.15),
        ("ssd_initial_cp_conference", 71.4 * 0.9, 118.3 * 1.1),
        ("ssd_cp_plans", 58.7 * 0.9, 96.8 * 1.1),
        ("ssd_cin_plans", 187.7 * 0.85, 270.9 * 1.1),
    ],
)
def test_what_begins_in_a_year_is_near_what_is_published(told, table, low, high):
    yearly = [told.begun[table, year] for year in (2023, 2024, 2025, 2026)]
    rate = sum(yearly) / len(yearly) / CHILDREN_WHO_LIVE_HERE * 10_000
    assert low <= rate <= high


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        ("ssd_cin_plans", 85.8 * 0.85, 108.4 * 1.15),
        ("ssd_cp_plans", 40.4 * 0.85, 65.6 * 1.15),
        ("ssd_cla_episodes", 100.0 * 0.75, 122.0 * 1.15),
    ],
)
def test_what_is_open_at_a_year_end_is_near_what_is_published(told, table, low, high):
    for day in YEAR_ENDS[1:]:
        assert low <= told.held[table, day] / CHILDREN_WHO_LIVE_HERE * 10_000 <= high, day


def test_known_children_are_some_ten_thousand(told):
    assert 10_000 <= told.children <= 11_200
    assert PER_10K["referrals"] == 524.4


def test_nobody_visits_when_the_offices_are_closed(told):
    assert told.visits_on_closed_days == 0


def test_two_years_of_decline_then_recovery(told):
    share = {
        year: told.in_time[year, True] / (told.in_time[year, True] + told.in_time[year, False])
        for year in range(2021, 2027)
    }
    assert share[2021] > 0.8
    assert share[2024] < share[2021] - 0.1
    assert share[2026] > share[2024] + 0.05


def test_the_newest_day_is_a_saturday_on_which_something_happened(small):
    contacts = (small / "ssd" / "ssd_contacts.csv").read_text(encoding="utf-8")
    assert date(2026, 10, 31).isoformat() in contacts
