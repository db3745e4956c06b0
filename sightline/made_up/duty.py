"""What the made-up council knows of each duty it plants: when it fell due and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sightline.made_up.diary import AS_OF, weeks_after, working_days_after

PLANTED = ("overdue", "missed", "met_late", "cannot_tell")
_LATE = ("overdue", "missed", "met_late")
# How long before its due day a duty is shown as due soon: five working days where nothing is said.
_TEN_WORKING_DAYS = (
    "cp_review",
    "cla_review",
    "short_break_visit",
    "short_break_review",
    "adoption_review_waiting",
    "adoption_review_placed",
)
_FOUR_WEEKS = ("pre_proceedings", "care_proceedings", "pathway_plan")


@cache
def soon(clock: str) -> date:
    """The last due day that is near, seen from the day the files are drawn."""
    if clock in _FOUR_WEEKS:
        return weeks_after(AS_OF, 4)
    return working_days_after(AS_OF, 10 if clock in _TEN_WORKING_DAYS else 5)


@dataclass(frozen=True)
class Expected:
    """One row that must be found: a duty of one child, with the story behind it."""

    child_id: str
    clock: str
    step: str
    run: str
    started_on: date | None
    due_on: date | None
    met_on: date | None
    state: str
    why: str = ""


@dataclass(frozen=True)
class Possible:
    """One way things may have gone: the step and the day it asks for."""

    step: str
    due_on: date


def state_of(clock: str, due: date, met: date | None, stop: date | None) -> str:
    """What became of a duty, seen from the last day of the files."""
    if met:
        return "met" if met <= due else "met_late"
    if stop and stop <= AS_OF:
        return "not_required" if stop <= due else "missed"
    if due < AS_OF:
        return "overdue"
    return "due_soon" if due <= soon(clock) else "due"


def settle(clock: str, ways: Sequence[Possible], met: date | None, stop: date | None) -> tuple[Possible, str, bool]:
    """The one answer all the ways allow, the way that claims least, and whether all agree on the due day."""
    if len(ways) == 1:
        return ways[0], state_of(clock, ways[0].due_on, met, stop), True
    states = {state_of(clock, way.due_on, met, stop) for way in ways}
    if states == {"due", "due_soon"}:
        states = {"due_soon"}
    state = states.pop() if len(states) == 1 else "cannot_tell"
    pick = max if state in _LATE else min
    return pick(ways, key=lambda way: way.due_on), state, len({way.due_on for way in ways}) == 1
