"""The order of the rows, and a row that stands twice, change nothing."""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables.small_council import Rows, facts_of

DAYS = st.one_of(st.none(), st.integers(0, 40).map(lambda n: date(2026, 1, 1) + timedelta(n)))
YES_NO = st.sampled_from(["yes", "no", None])
IDS = st.sampled_from(["a", "b", None])
ROLES = st.sampled_from(["Social Worker", None])
PLACEMENTS = st.sampled_from(["U4", "A3"])
CHILD = st.sampled_from(["1", "2", "3"])
SHAPES = {
    "cla_visit": {"visited_on": DAYS, "seen": YES_NO, "period_of_care_id": IDS},
    "placement": {"started_on": DAYS, "ended_on": DAYS, "placement_id": IDS, "placement_type": PLACEMENTS},
    "referral": {"received_on": DAYS, "closed_on": DAYS, "referral_id": IDS, "no_further_action": YES_NO, "team": IDS},
    "assessment": {"started_on": DAYS, "authorised_on": DAYS, "referral_id": IDS, "child_seen": YES_NO},
    "care_episode": {
        "started_on": DAYS, "ended_on": DAYS, "start_reason": st.sampled_from(["S", "P"]),
        "end_reason": st.sampled_from(["X1", "E8", None]), "period_of_care_id": IDS,
    },
    "care_leaver": {"pathway_plan_on": DAYS, "team": IDS, "adviser": IDS},
    "allocation": {"started_on": DAYS, "ended_on": DAYS, "worker_id": IDS, "role": ROLES},
}  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """A few rows of every table, each with its own line."""
    made: Rows = {}
    for name, columns in SHAPES.items():
        rows = draw(st.lists(st.fixed_dictionaries({"child_id": CHILD, **columns}), max_size=6))
        made[name] = [{**row, "line": n} for n, row in enumerate(rows, 2)]
    return made


@settings(max_examples=15, deadline=None)
@given(tables(), st.integers(0, 1000))
def test_order_and_duplicates_change_nothing(made: Rows, seed: int) -> None:
    mixed = {name: rows + rows[:2] for name, rows in made.items()}
    for rows in mixed.values():
        random.Random(seed).shuffle(rows)
    one, other = facts_of(made), facts_of(mixed)
    for name in ("event", "spell", "known", "reach", "allocation", "subject", "systems_due"):
        assert getattr(one, name).equals(getattr(other, name)), name
