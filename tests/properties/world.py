"""What a batch of random histories shares: clocks, local standards, how far each feed reaches, and the as-of date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from sightline.calendars.time_limit import TimeLimit, due_on
from sightline.calendars.working_days import load_calendars
from sightline.clocks import Clock, Standards, load_clocks, read_clocks
from sightline.clocks.entry import Step, Version
from sightline.tables.names import event_names

# Most batches are looked at from a plain day; some from a week in which versions change, or where the calendars end.
AS_OF = (
    date(2026, 10, 31),
    date(2026, 10, 31),
    date(2026, 3, 27),
    date(2026, 10, 31),
    date(2020, 10, 9),
    date(2045, 11, 24),
)
CLOSED = ("met", "met_late", "missed", "not_required")
STATES = ("not_started", "due", "due_soon", "overdue", "paused", *CLOSED, "cannot_tell")


@cache
def every_clock() -> tuple[Clock, ...]:
    """The catalogue, and a few clocks of shapes that it does not hold yet."""
    return (*load_clocks(), *read_clocks(Path(__file__).parent / "odd_clocks"))


@dataclass(frozen=True)
class World:
    """What every history of a batch is looked at with."""

    clocks: tuple[Clock, ...]
    standards: Standards
    reach: Mapping[str, date]
    as_of: date

    def limit(self, step: Step) -> TimeLimit | None:
        """The limit of a step, the council's own where it is local."""
        return self.standards.limits.get(step.id) if step.is_local else step.within

    def due(self, step: Step, version: Version, begin: date, otherwise: int) -> date:
        """When a step falls due, before extensions; so many days on where it has no limit."""
        limit = self.limit(step)
        day = due_on(limit, begin, load_calendars()[version.calendar]) if limit else None
        return day or begin + timedelta(otherwise)


@dataclass(frozen=True)
class Goal:
    """A step of a clock, and the state a history shall end in."""

    clock: Clock
    step: Step
    state: str


def make_world(rng: Random, number: int) -> World:
    """Standards and reaches at random; the as-of date by the number of the batch."""
    clocks, as_of = every_clock(), AS_OF[number % len(AS_OF)]
    # Most feeds reach to the as-of date, some not so far, some beyond it, and a few are not there.
    days = (0, 0, 0, 0, 0, 14, -20)
    reach = {name: as_of - timedelta(rng.choice(days)) for name in event_names() if rng.random() < 0.98}
    return World(clocks, _standards(rng, clocks), reach, as_of)


def _standards(rng: Random, clocks: tuple[Clock, ...]) -> Standards:
    """Limits for most local steps; some are left unset, and one in many lies past the end of the calendars."""
    local = sorted(
        {step.id for clock in clocks for version in clock.versions for step in version.steps if step.is_local}
    )
    common = ("10 working days", "6 weeks", "6 weeks", "3 months", "24 hours")
    limits = (*common * 3, "6000 working days")
    chosen = {step: TimeLimit.parse(rng.choice(limits)) for step in local if rng.random() < 0.93}
    return Standards("made-up", chosen)


@cache
def goals() -> tuple[Goal, ...]:
    """Every step in every state it can have; the rarer ones stand here more than once."""
    found = []
    for clock in every_clock():
        steps = {step.id: step for version in clock.versions for step in version.steps if step.id}
        for step in steps.values():
            found += [Goal(clock, step, state) for state in STATES for _ in range(_weight(step.id, state))]
    return tuple(found)


def _weight(step: str, state: str) -> int:
    if not can_be(step, state) or (step in PLENTY and state not in ("not_started", "due_soon")):
        return 0
    more = {"due_soon": 4, "due": 4, "not_started": 3, "overdue": 2, "met_late": 2, "missed": 3}.get(state, 1)
    return more * (2 + (step in SCARCE) + 2 * (step in RARE) + (state == "met"))


# First steps, which every run that aims at a later one has as well.
PLENTY = {
    "iha_20wd", "cla_review_first_20wd", "cla_visit_first_1w", "core_group_first_10wd", "cp_review_first_3m",
    "cp_visit",
}  # fmt: skip
# Steps that many a run misses: by a weekend, a fact, an unset or an endless limit.
SCARCE = {
    "pep_initial_10wd", "strategy_discussion", "plo_16w", "cf_assessment_45wd", "cla_visit_lt_foster_6m",
    "rha_under5_6m", "rha_5plus_12m", "core_group_subsequent", "referral_decision_1wd", "cla_permanence_second_review",
    "odd_short", "odd_third", "odd_long", "odd_hours_next", "pathway_review_6m",
    "cla_visit_after_y1_3m", "odd_still_long",
}  # fmt: skip
RARE = {"odd_long"}
# Never, or only over a weekend, further off than their day of warning: so hardly ever plainly "due".
ALWAYS_SOON = {
    "referral_decision_1wd", "rhi_72h_offer", "rhi_72h_interview", "cla_placement_plan", "cla_visit_first_1w",
    "odd_short", "odd_hours_first", "odd_still_first",
}  # fmt: skip
# Of the clocks that may be paused.
PAUSED = {"cin_plan_review", "odd_still_first", "odd_still_short", "odd_still_long"}
# Reached only after a first meeting, or after another duty's row, so never "not started".
LATER = {
    "cla_permanence_second_review", "cla_review_second_3m", "cla_review_subsequent_6m", "cla_visit_6w_year1",
    "cla_visit_after_y1_3m", "cla_visit_after_y1_6w", "cla_visit_lt_foster_6m", "core_group_subsequent",
    "cp_review_subsequent_6m", "rha_5plus_12m", "rha_under5_6m", "odd_short", "odd_third", "odd_hours_next", "odd_long",
    "odd_still_short", "odd_still_long",
}  # fmt: skip


def can_be(step: str, state: str) -> bool:
    """Whether a step can be in a state often enough to ask for it."""
    if state == "paused" and step not in PAUSED:
        return False
    return not (state == "due" and step in ALWAYS_SOON) and not (state == "not_started" and step in LATER)
