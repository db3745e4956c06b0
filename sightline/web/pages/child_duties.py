"""The child's page: each duty with its working, worked out again by the reference engine; what cannot be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sightline.obligations.explain import Working
from sightline.reports.workings import COMPARED, work_out_again
from sightline.store import Snapshot, Subject
from sightline.web.pages.law import say_evidence
from sightline.web.pages.words import LISTED, OPEN, Laws, Line, line_of, read_laws

SETTLES = {
    "blank_start": "The day it began, filled in where the record is kept.",
    "unsure_start": "A record that says plainly whether it began.",
    "may_have_ended": "A record that says which of the two was ended.",
    "before_entry": "Nothing in the files: the law of that time is not written down here.",
    "calendar": "Bank holidays of later years, with the next Sightline.",
    "no_value": "The day set by the court or the plan, filled in.",
    "due_with": "Whatever settles the duty it is due with.",
    "reach": "A newer file that reaches past the day on which it fell due.",
    "history": "A file that goes further back.",
    "unsure_meeting": "A record that says when it was, whether it counts and what it belongs to.",
    "count": "A file that holds the earlier ones.",
    "fact": "The missing fact, such as a date of birth, filled in.",
    "hours": "The time of day, filled in.",
}
"""For each reason why an answer cannot be told: what would settle it."""


@dataclass(frozen=True)
class Duty:
    """One duty of the child. `working` is empty where the reference engine gives another answer."""

    line: Line
    working: str
    citation: str
    url: str
    evidence: str
    settles: str

    @property
    def differs(self) -> bool:
        """Say whether the reference engine does not give this row."""
        return not self.working


@dataclass(frozen=True)
class ChildPage:
    """Everything known to be, or to have been, due for one child."""

    subject: Subject
    child: str
    running: tuple[Duty, ...]
    cannot_tell: tuple[Duty, ...]
    past: tuple[Duty, ...]
    differs: tuple[Duty, ...]
    unmatched: tuple[str, ...]
    workers: tuple[tuple[str, str], ...]
    past_counts: tuple[tuple[str, int], ...]

    def number(self, state: str) -> int:
        """How many of the duties that run are in a state."""
        return sum(duty.line.state == state for duty in self.running)


def child_page(snapshot: Snapshot, subject: Subject) -> ChildPage:
    """The page of one child, whom the reader may see."""
    rows = snapshot.about("obligations", [subject]).to_pylist()
    laws = read_laws(snapshot)
    workings = {_key(working): working for working in work_out_again(snapshot, subject)}
    given = {_row_key(row) for row in rows}
    rows.sort(key=lambda row: (str(row["due_on"] or "9999"), row["clock"], row["step"], row["run"] or ""))
    by_row = [(row, _duty(row, workings.get(_row_key(row)), laws)) for row in rows]
    duties = [duty for _, duty in by_row]
    past = tuple(reversed([duty for duty in duties if duty.line.state not in (*OPEN, "cannot_tell")]))
    people = dict.fromkeys((row["worker"] or "", row["team"] or "") for row in rows if row["state"] in OPEN)
    return ChildPage(
        subject=subject,
        child=_called(snapshot, subject),
        running=tuple(sorted((d for d in duties if d.line.state in OPEN), key=lambda d: _order(d.line.state))),
        cannot_tell=tuple(reversed([duty for duty in duties if duty.line.state == "cannot_tell"])),
        past=past,
        differs=tuple(duty for duty in duties if duty.differs),
        unmatched=tuple(working.sentence for key, working in workings.items() if key not in given),
        workers=tuple(each for each in people if any(each)),
        past_counts=tuple(_count(past)),
    )


def _key(working: Working) -> tuple[Any, ...]:
    row = working.row
    return row.clock, row.step, row.run, row.started, row.due, row.met, row.state, row.days


def _row_key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in COMPARED)


def _duty(row: dict[str, Any], working: Working | None, laws: Laws) -> Duty:
    version = working.version if working else None
    return Duty(
        line=line_of(row, laws),
        working=working.sentence if working else "",
        citation=version.citation if version else "",
        url=version.url if version else "",
        evidence=say_evidence(version.evidence) if version else "",
        settles=SETTLES.get(row["reason"] or "", "") if row["state"] == "cannot_tell" else "",
    )


def _order(state: str) -> int:
    return LISTED.index(state) if state in LISTED else len(LISTED)


def _called(snapshot: Snapshot, subject: Subject) -> str:
    rows = snapshot.about("subjects", [subject]).to_pylist()
    return str((rows[0]["child_id"] if rows else "") or subject[2])


def _count(duties: tuple[Duty, ...]) -> list[tuple[str, int]]:
    states = [duty.line.state for duty in duties]
    return [(state, states.count(state)) for state in ("met", "met_late", "missed", "not_required") if state in states]
