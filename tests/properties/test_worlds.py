"""The principle by brute force: an answer is given only if it is the same however the missing history is filled.

Each history with gaps is worked out as it stands, and again with its gaps filled in many concrete ways (`fillings`).
An answer is a row whose state is not `cannot_tell`; it speaks of one stretch of a run: from where it begins to the
certain meeting that closes it, else the stop, else the as-of date. A filling may cut a stretch of a repeating clock
into several intervals. The answer speaks of the last of them, the one that the same meeting, the stop or the as-of
date closes. It is contradicted where, in some filling,

* that interval has another state (`due_soon` may also stand for `due`); one that is `cannot_tell` there too says
  nothing, since a filling settles the history and not how far the feeds reach;
* its due day lies outside `due_first` to `due_last`, or the answer claims more than it does: an earlier due day for
  what is late, a later one for what is not (the day on which what is not required would have been due says nothing);
* there is no such interval: the duty was not owed, or nothing was left to close. Only `not_required` stands where a
  meeting on the very day of the stop leaves nothing for the stop to close, if it was in time or what it used was a
  right that lapses: nothing was missed either way.
"""

from collections.abc import Iterator
from random import Random

import pytest

from sightline.clocks import Clock
from sightline.obligations.history import History
from sightline.obligations.reference import work_out
from sightline.obligations.row import Row
from sightline.obligations.state import LATE
from tests.properties.agreement import make_batch
from tests.properties.fillings import filled, is_gapped, opened
from tests.properties.world import World

BATCHES, HISTORIES, FILLINGS = 6, 800, 8


@pytest.mark.parametrize("number", range(BATCHES))
def test_no_filling_contradicts_an_answer(number: int) -> None:
    batch, answered = make_batch(number, HISTORIES), 0
    for place, history in enumerate(batch.histories):
        gapped = opened(Random(place), history)
        rows = answers(gapped, batch.world)
        answered += len(rows) if is_gapped(gapped) else 0
        if rows and is_gapped(gapped):
            assert list(contradictions(Random(place), gapped, rows, batch.world)) == [], f"history {place}"
    assert answered > 500


def test_a_filling_can_contradict() -> None:
    """The check itself: an engine that took unsure meetings for sure would be found out."""
    batch, found = make_batch(0, 300), 0
    for place, history in enumerate(batch.histories):
        gapped = opened(Random(place), history)
        rash = filled(Random(-1), gapped, batch.world)
        found += len(list(contradictions(Random(place), gapped, answers(rash, batch.world), batch.world)))
    assert found > 100


def answers(history: History, world: World) -> list[Row]:
    """The rows that say something, save of a clock whose starts or stops are not all known: no rule speaks of it."""
    clocks = {clock.id: clock for clock in world.clocks}
    rows = work_out(world.clocks, history, standards=world.standards, as_of=world.as_of)
    told = (row for row in rows if row.state != "cannot_tell")
    return [row for row in told if history.known.keys().isdisjoint(begins_or_ends(clocks[row.clock]))]


def begins_or_ends(clock: Clock) -> tuple[str, ...]:
    """The events that begin or end a run of a clock."""
    return (clock.starts, *clock.stops)


def contradictions(rng: Random, history: History, rows: list[Row], world: World) -> Iterator[tuple[str, Row]]:
    """Every answer that some filling contradicts, and how."""
    ids = {row.clock for row in rows}
    owners = {clock.due_with for clock in world.clocks if clock.id in ids}
    clocks = {clock.id: clock for clock in world.clocks if clock.id in ids or not owners.isdisjoint(clock.steps)}
    for _ in range(FILLINGS):
        full = filled(rng, history, world)
        found = work_out(tuple(clocks.values()), full, standards=world.standards, as_of=world.as_of)
        for row in rows:
            why = contradicted(row, run_of(row, found), clocks[row.clock])
            if why:
                yield why, row


def run_of(row: Row, found: list[Row]) -> list[Row]:
    """The rows of the same run, in order."""
    run = [other for other in found if (other.clock, other.run, other.began) == (row.clock, row.run, row.began)]
    return sorted(run, key=lambda other: (other.started, other.met is None))


def contradicted(row: Row, run: list[Row], clock: Clock) -> str:
    """How the rows of a filled history contradict an answer; "" where they do not."""
    last = run[-1] if run else None
    if clock.repeats and row.met:
        last = next((other for other in run if other.met == row.met), None)
    elif clock.repeats and last and last.met:
        harmless = ("met", "cannot_tell", "met_late") if clock.lapses else ("met", "cannot_tell")
        return "" if row.state == "not_required" and last.state in harmless else "nothing left to close"
    if last is None:
        return "no duty"
    if last.state == "cannot_tell" or (row.state == "not_required" and last.state == "met" and last.met == row.began):
        return ""
    if last.state not in (("due", "due_soon") if row.state == "due_soon" else (row.state,)):
        return last.state
    return "" if fits(row, last) else f"due {last.due}"


def fits(row: Row, last: Row) -> bool:
    """Whether the due day of a filled history is one that the answer allows, and claims no less than it."""
    if row.state == "not_required" or not (row.due and row.due_first and row.due_last):
        return True
    if last.due is None:
        return False
    least = last.due <= row.due if row.state in LATE else last.due >= row.due
    return row.due_first <= last.due <= row.due_last and least
