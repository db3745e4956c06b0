"""The two engines give the same rows on histories rich enough to reach every step in every state it can have."""

from collections import Counter

import pytest

from sightline.obligations.state import REASONS
from tests.properties.agreement import Key, make_batch
from tests.properties.world import STATES, can_be, every_clock

BATCHES, HISTORIES = 24, 1800


@pytest.fixture(scope="module")
def both() -> tuple[Counter[Key], Counter[Key]]:
    reference: Counter[Key] = Counter()
    sql: Counter[Key] = Counter()
    for number in range(BATCHES):
        batch = make_batch(number, HISTORIES)
        reference.update({(number, *key): n for key, n in batch.reference().items()})
        sql.update({(number, *key): n for key, n in batch.sql().items()})
    return reference, sql


def test_the_engines_give_the_same_rows(both: tuple[Counter[Key], Counter[Key]]) -> None:
    reference, sql = both
    assert list((reference - sql).items())[:3] == []
    assert list((sql - reference).items())[:3] == []


def test_every_step_is_seen_a_hundred_times_in_every_state_it_can_have(both: tuple[Counter[Key], Counter[Key]]) -> None:
    seen: Counter[tuple[object, object]] = Counter()
    for key, count in both[0].items():
        seen[key[3], key[12]] += count
    steps = {step for clock in every_clock() for step in clock.steps if step}
    wanted = {(step, state) for step in steps for state in STATES if can_be(step, state)}
    assert {pair: seen[pair] for pair in sorted(wanted) if seen[pair] < 100} == {}


def test_every_reason_is_given_twenty_times(both: tuple[Counter[Key], Counter[Key]]) -> None:
    seen: Counter[object] = Counter()
    for key, count in both[0].items():
        seen[key[13]] += count
    assert {reason: seen[reason] for reason in REASONS if seen[reason] < 20} == {}
