"""The two engines give the same rows on histories rich enough to reach every step in every state it can have."""

from collections import Counter

import pytest

from sightline.clocks import load_clocks
from tests.properties.agreement import Key, make_batch

SEEDS = range(24)
STATES = ("not_started", "due", "due_soon", "overdue", "met", "met_late", "missed", "not_required", "cannot_tell")
# Never, or only over a weekend, further off than the five working days of warning: so hardly ever plainly "due".
ALWAYS_SOON = {
    "referral_decision_1wd", "rhi_72h_offer", "rhi_72h_interview", "cla_placement_plan", "cla_visit_first_1w",
}  # fmt: skip
# Reached only after a first meeting, or after another duty's row, so never "not started".
LATER = {
    "cla_permanence_second_review", "cla_review_second_3m", "cla_review_subsequent_6m", "cla_visit_6w_year1",
    "cla_visit_after_y1_3m", "cla_visit_after_y1_6w", "cla_visit_lt_foster_6m", "core_group_subsequent",
    "cp_review_subsequent_6m", "rha_5plus_12m", "rha_under5_6m",
}  # fmt: skip


@pytest.fixture(scope="module")
def both() -> tuple[Counter[Key], Counter[Key]]:
    reference: Counter[Key] = Counter()
    sql: Counter[Key] = Counter()
    for seed in SEEDS:
        batch = make_batch(seed, 2000, load_clocks())
        reference.update({(seed, *key): n for key, n in batch.reference().items()})
        sql.update({(seed, *key): n for key, n in batch.sql().items()})
    return reference, sql


def test_the_engines_give_the_same_rows(both: tuple[Counter[Key], Counter[Key]]) -> None:
    reference, sql = both
    assert list((reference - sql).items())[:3] == []
    assert list((sql - reference).items())[:3] == []


def test_every_step_is_seen_a_hundred_times_in_every_state_it_can_have(both: tuple[Counter[Key], Counter[Key]]) -> None:
    seen: Counter[tuple[object, object]] = Counter()
    for key, count in both[0].items():
        seen[key[3], key[12]] += count
    wanted = {
        (step, state)
        for clock in load_clocks()
        for step in clock.steps
        for state in STATES
        if step and not (state == "due" and step in ALWAYS_SOON) and not (state == "not_started" and step in LATER)
    }
    assert {pair: seen[pair] for pair in wanted if seen[pair] < 100} == {}
