"""Everything a snapshot holds of one child, read once for a page and put in order."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sightline.obligations.explain import Working
from sightline.obligations.history import History
from sightline.obligations.subject import history_from
from sightline.reports.workings import events_of, reach_in, work_out_again
from sightline.store import Snapshot, Subject
from sightline.web.child.called import Called, called

Row = dict[str, Any]


@dataclass(frozen=True)
class Record:
    """One child as the files tell it. Rows are as in the snapshot's tables, the earliest first."""

    subject: Subject
    as_of: date
    called: Called
    child: Row
    duties: tuple[Row, ...]
    events: tuple[Row, ...]
    spans: tuple[Row, ...]
    visits: tuple[Row, ...]
    workers: tuple[Row, ...]
    involvements: tuple[Row, ...]
    known: Mapping[str, date]
    history: History
    workings: tuple[Working, ...]

    def spans_of(self, kind: str) -> tuple[Row, ...]:
        """The spans of one kind that begin by the as-of date."""
        return tuple(row for row in self.spans if row["kind"] == kind)

    def now(self, rows: tuple[Row, ...]) -> Row | None:
        """Of rows with from_on and until_on the newest that runs as of the day."""
        return next((row for row in reversed(rows) if runs_on(row, self.as_of)), None)


def read_record(snapshot: Snapshot, subject: Subject) -> Record:
    """Read the record of a child whom the reader may see."""
    as_of = snapshot.record.as_of

    def held(name: str) -> list[Row]:
        return snapshot.about(name, [subject])

    def known_by(rows: list[Row], day: str = "from_on") -> tuple[Row, ...]:
        return tuple(sorted((row for row in rows if not after(row[day], as_of)), key=lambda row: str(row[day] or "")))

    child, events = held("children"), events_of(snapshot, subject)
    reach = reach_in(snapshot, subject[0])
    history = history_from(events, held("spells"), held("known"), reach, held("also_told"))
    return Record(
        subject=subject,
        as_of=as_of,
        called=called(snapshot, [subject])[subject],
        child=child[0] if child else {},
        duties=tuple(sorted(held("obligations"), key=_order)),
        events=known_by(events, "on_day"),
        spans=known_by(held("spans")),
        visits=known_by(held("visits"), "on_day"),
        workers=known_by(held("allocations")),
        involvements=known_by(held("involvements")),
        known={name: day for name, day in history.known.items() if day <= as_of},
        history=history,
        workings=tuple(work_out_again(snapshot, subject, history)),
    )


def runs_on(row: Row, day: date) -> bool:
    """Say whether something runs on a day; one without a beginning does if it has no end by then."""
    return not after(row["from_on"], day) and (row["until_on"] is None or row["until_on"] > day)


def after(day: date | None, other: date) -> bool:
    """Say whether a day that may be blank lies after another."""
    return day is not None and day > other


@cache
def words() -> dict[str, Any]:
    """What codes are called, and the lanes of the timeline: words.toml."""
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return tomllib.load(file)


def word(kind: str, code: str | None) -> str:
    """What a code of the files is called; the code itself where nobody has said."""
    return str(words()[kind].get(code, code)) if code else ""


def _order(row: Row) -> tuple[str, ...]:
    return str(row["due_on"] or "9999"), row["clock"], row["step"], row["run"] or "", str(row["started_on"] or "")
