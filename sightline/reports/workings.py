"""The working of each duty, worked out again by the reference engine beside the rows of a snapshot."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sightline.store.records import say_day

if TYPE_CHECKING:
    from sightline.clocks.standards import Standards
    from sightline.obligations.explain import Working
    from sightline.obligations.history import History
    from sightline.store import Snapshot, Store, Subject
    from sightline.store.recorded import Recorded

SUBJECT = ("council", "subject_kind", "subject_id")
COMPARED = ("clock", "step", "run", "started_on", "due_on", "met_on", "state", "days")
Row = dict[str, Any]


def explain_rows(snapshot: "Snapshot", rows: list[Row]) -> tuple[list[Row], list[str]]:
    """The rows with their working by the reference engine, and the duties on which the two engines differ."""
    explained, strays = [], []
    for subject in dict.fromkeys(subject_of(row) for row in rows):
        workings = {_key(working): working for working in work_out_again(snapshot, subject)}
        for row in rows:
            if subject_of(row) == subject:
                working = workings.get(tuple(row[name] for name in COMPARED))
                explained.append(_with_working(row, working))
                if working is None:
                    strays.append(f"{row['step']} {row['run'] or ''}".strip())
    return explained, strays


def subject_of(row: Row) -> "Subject":
    """Whom a row is about."""
    return row["council"], row["subject_kind"], row["subject_id"]


def work_out_again(snapshot: "Snapshot", subject: "Subject", history: "History | None" = None) -> "list[Working]":
    """Every duty of one subject by the reference engine, within the scope of the snapshot."""
    from sightline.clocks import load_clocks
    from sightline.obligations.explain import explain

    rules = standards_in(snapshot.store, snapshot.record.id, subject[0])
    told = history or history_of(snapshot, subject)
    happened = {event.name for event in told.events}
    begun = [clock for clock in load_clocks() if clock.starts in happened]  # the others have no row for this subject
    found = explain(begun, told, standards=rules, as_of=snapshot.record.as_of)
    return set_aside(found, recorded_about(snapshot, subject), subject, snapshot.record.as_of)


def history_of(snapshot: "Snapshot", subject: "Subject") -> "History":
    """The history of one subject, within the scope of the snapshot."""
    from sightline.obligations.subject import history_from

    spells, known, also = (snapshot.about(name, [subject]) for name in ("spells", "known", "also_told"))
    return history_from(events_of(snapshot, subject), spells, known, reach_in(snapshot, subject[0]), also)


def events_of(snapshot: "Snapshot", subject: "Subject") -> list[Row]:
    """The events of one subject, those of the files and those recorded in Sightline, within the scope."""
    from sightline.recording import event_row

    recorded = [event for event in recorded_about(snapshot, subject) if event.event]
    return [*snapshot.about("events", [subject]), *map(event_row, recorded)]


def reach_in(snapshot: "Snapshot", council: str) -> list[Row]:
    """How far the events of a council are known; about nobody."""
    return [row for row in snapshot.table("reach").to_pylist() if row["council"] == council]


def recorded_about(snapshot: "Snapshot", subject: "Subject") -> "list[Recorded]":
    """What is recorded about one subject, in force and used by this snapshot, within its scope."""
    from sightline.recording import known_as
    from sightline.store.recorded import read_register

    in_force = read_register(snapshot.store, snapshot.record.recorded).in_force()
    found = known_as(snapshot.about("subjects", [subject]), in_force) if in_force else []
    return [event for event in found if event.subject == subject]


def set_aside(
    found: "Sequence[Working]", recorded: "Sequence[Recorded]", subject: "Subject", as_of: date
) -> "list[Working]":
    """The workings with what recorded exemptions set aside, each with the working there would be without it."""
    from sightline.recording import DONE, exemptions

    exempted = exemptions(recorded, as_of)
    by_number = {event.number: event for event in recorded}
    told = []
    for working in found:
        row = working.row
        number = exempted.get((*subject, row.clock, row.run, row.started))
        if number and row.state not in DONE:
            said = f"{say_exemption(by_number[number])}; without that: {working.sentence}"
            working = replace(working, row=replace(row, state="not_required", reason="", days=None), sentence=said)
        told.append(working)
    return told


def say_exemption(event: "Recorded") -> str:
    """Who set a duty aside, when and why."""
    decided = f" on {say_day(event.on)}" if event.on else ""
    return f"set aside{decided} by {event.authority}: {event.why} (recorded by {event.by}, no. {event.number})"


@lru_cache(maxsize=8)
def standards_in(store: "Store", snapshot_id: str, council: str) -> "Standards":
    """What a council has set. Kept by snapshot: other standards are another snapshot."""
    from sightline.flow import standards_of

    return standards_of(store, council)


def _key(working: "Working") -> tuple[Any, ...]:
    row = working.row
    return row.clock, row.step, row.run, row.started, row.due, row.met, row.state, row.days


def _with_working(row: Row, working: "Working | None") -> Row:
    version = working.version if working else None
    law = {"citation": version.citation if version else "", "url": version.url if version else ""}
    return {**row, **law, "working": working.sentence if working else "the reference engine does not give this row"}
