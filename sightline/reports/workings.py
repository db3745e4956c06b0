"""The working of each duty, worked out again by the reference engine beside the rows of a snapshot."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.clocks.standards import Standards
    from sightline.obligations.explain import Working
    from sightline.obligations.history import History
    from sightline.store import Snapshot, Store, Subject

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
    return explain(load_clocks(), told, standards=rules, as_of=snapshot.record.as_of)


def history_of(snapshot: "Snapshot", subject: "Subject") -> "History":
    """The history of one subject, within the scope of the snapshot."""
    from sightline.obligations.subject import history_from

    events, spells, known = (snapshot.about(name, [subject]).to_pylist() for name in ("events", "spells", "known"))
    return history_from(events, spells, known, reach_in(snapshot, subject[0]))


def reach_in(snapshot: "Snapshot", council: str) -> list[Row]:
    """How far the events of a council are known; about nobody."""
    return [row for row in snapshot.table("reach").to_pylist() if row["council"] == council]


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
