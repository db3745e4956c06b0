"""The two engines give the same rows on histories rich enough to reach every step in every state it can have.

How many histories that takes grows with the steps: each goal (a step in a state) is aimed at BASE times; then those not
yet seen WANTED times are aimed at again, in proportion to what they lack, for as many rounds as it takes.
This is a sample: a million are compared by a command (docs/reference/agreement.md).
"""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

import pytest

from sightline.obligations.state import REASONS
from tests.properties.agreement import Key, aim_at
from tests.properties.world import Goal, goals

BASE, WANTED, HISTORIES, ROUNDS = 12, 30, 4000, 10


@dataclass
class Seen:
    """What both engines gave so far, by batch, and how often each step was in each state."""

    reference: Counter[Key] = field(default_factory=Counter)
    sql: Counter[Key] = field(default_factory=Counter)
    states: Counter[tuple[object, object]] = field(default_factory=Counter)
    batches: int = 0

    def work_out(self, wanted: list[Goal]) -> None:
        """A history for each goal, through both engines, a batch at a time."""
        for start in range(0, len(wanted), HISTORIES):
            batch = aim_at(wanted[start : start + HISTORIES], self.batches)
            for key, count in batch.reference().items():
                self.reference[self.batches, *key] += count
                self.states[key[3], key[12]] += count
            self.sql.update({(self.batches, *key): n for key, n in batch.sql().items()})
            self.batches += 1

    def lacking(self) -> dict[Goal, int]:
        """The goals not seen often enough, with how often they still must be."""
        short = {goal: WANTED - self.states[goal.step.id, goal.state] for goal in goals()}
        return {goal: more for goal, more in short.items() if more > 0}


@pytest.fixture(scope="module")
def both() -> Seen:
    seen, rng = Seen(), Random(0)
    seen.work_out(rng.sample([*goals()] * BASE, len(goals()) * BASE))
    for _ in range(ROUNDS):
        more = [goal for goal, lack in seen.lacking().items() for _ in range(min(2 * lack + 10, 60))]
        seen.work_out(rng.sample(more, len(more)))
    return seen


def test_the_engines_give_the_same_rows(both: Seen) -> None:
    assert list((both.reference - both.sql).items())[:3] == []
    assert list((both.sql - both.reference).items())[:3] == []


def test_every_step_is_seen_thirty_times_in_every_state_it_can_have(both: Seen) -> None:
    assert {(goal.step.id, goal.state): lack for goal, lack in both.lacking().items()} == {}


def test_every_reason_is_given_twenty_times(both: Seen) -> None:
    seen: Counter[object] = Counter()
    for key, count in both.reference.items():
        seen[key[14]] += count
    assert {reason: seen[reason] for reason in REASONS if seen[reason] < 20} == {}
