"""What the loads say of the facts behind one duty: recorded late, given another day after the limit, or gone."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sightline.calendars.time_limit import days_between
from sightline.clocks.reading import load_clocks
from sightline.reports.workings import subject_of
from sightline.store.records import say_day

if TYPE_CHECKING:
    from sightline.clocks.entry import Clock
    from sightline.store import Snapshot, Subject

Row = dict[str, Any]
TELLING = ("seen_to", "changed_on", "gone_load")
"""Of a fact that the first load held and no later one changed, all of them are blank: there is nothing to say."""


def known_of(snapshot: "Snapshot", rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """What is to be said of each duty, within the scope of the snapshot."""
    if "known_when" not in snapshot.record.tables:
        return [() for _ in rows]
    by_subject: dict[Subject, list[Row]] = {}
    for fact in snapshot.about("known_when", {subject_of(row) for row in rows}):
        if any(fact[name] for name in TELLING):
            by_subject.setdefault(subject_of(fact), []).append(fact)
    clocks = {clock.id: clock for clock in load_clocks()}
    return [
        say_known(row, clocks[row["clock"]], by_subject.get(subject_of(row), [])) if row["clock"] in clocks else ()
        for row in rows
    ]


def say_known(row: Row, clock: "Clock", ledger: Sequence[Row]) -> tuple[str, ...]:
    """Sentences without their full stop about one duty of a clock; `ledger`: of known_when, the rows of its subject."""
    return tuple(dict.fromkeys((*_met(row, clock, ledger), *_began(row, clock, ledger), *_gone(row, clock, ledger))))


def _met(row: Row, clock: "Clock", ledger: Sequence[Row]) -> Iterator[str]:
    """A fact is told to be late only where the files before it reached its day and did not have it."""
    for fact in ledger:
        if fact["event"] in clock.met_by and row["met_on"] and fact["on_day"] == row["met_on"]:
            if fact["seen_to"] and fact["seen_to"] >= fact["on_day"]:
                yield _late(row, fact)
            yield from _changed(row, fact, "it was done")


def _late(row: Row, fact: Row) -> str:
    in_time = " in time" if row["state"] == "met" else ""
    days = days_between(fact["on_day"], fact["first_on"])
    return (
        f"Done{in_time} on {say_day(fact['on_day'])}, but not in the files until {days} "
        f"{'day' if days == 1 else 'days'} later: load {fact['first_load']}, to {say_day(fact['first_on'])}, has it, "
        f"and the load before, to {say_day(fact['seen_to'])}, had not"
    )


def _began(row: Row, clock: "Clock", ledger: Sequence[Row]) -> Iterator[str]:
    for fact in ledger:
        if fact["event"] == clock.starts and row["started_on"] and fact["on_day"] == row["started_on"]:
            yield from _changed(row, fact, "it began")


def _changed(row: Row, fact: Row, what: str) -> Iterator[str]:
    if fact["changed_on"] and row["due_on"] and row["due_on"] < fact["changed_on"]:
        yield (
            f"The day {what} was {say_day(fact['was_on'])} until load {fact['changed_load']}, to "
            f"{say_day(fact['changed_on'])}, changed it to {say_day(fact['on_day'])}: the limit of "
            f"{say_day(row['due_on'])} had passed by then"
        )


def _gone(row: Row, clock: "Clock", ledger: Sequence[Row]) -> Iterator[str]:
    """What would have met a duty that is not met, or not in time."""
    if row["state"] in ("met", "not_required", "not_started"):
        return
    for fact in ledger:
        is_of = fact["event"] in clock.met_by and fact["gone_load"] and fact["key"] in (None, row["run"])
        until = row["met_on"] or fact["was_on"]
        if is_of and row["started_on"] and row["started_on"] < fact["was_on"] <= until:
            yield f"Load {fact['gone_load']} no longer has what was told as done on {say_day(fact['was_on'])}"
