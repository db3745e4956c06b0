"""What a row about one duty says: its limit in a line, days over or left, and whom it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sightline.clocks import Clock, Standards, Step, Version, load_clocks
from sightline.flow import standards_of
from sightline.reports.listing import say_subject
from sightline.reports.sentences import Ends, find_ends, say_reason
from sightline.store import Snapshot, Subject
from sightline.store.records import say_day
from sightline.tables.names import event_meanings

OPEN = ("overdue", "due_soon", "due", "paused", "not_started")
LISTED = ("overdue", "due_soon", "due", "paused", "cannot_tell", "missed")
"""The states of the due list, in the order in which they are read."""
STRENGTH_WORDS = {
    "statutory": "set by law",
    "guidance": "statutory guidance",
    "national_standard": "national standard",
    "local": "our own standard",
    "drift": "early warning",
}


@dataclass(frozen=True)
class Laws:
    """What the words of a row are made from: the entries, each council's own limits, the files that end first."""

    clocks: Mapping[str, Clock]
    standards: Mapping[str, Standards]
    ends: Ends


@dataclass(frozen=True)
class Line:
    """One duty as a page shows it."""

    subject: Subject
    child: str
    clock: str
    duty: str
    state: str
    due: str
    days: str
    booked: str
    worker: str
    team: str
    why: str
    kind: str
    source: str


@cache
def clocks_by_id() -> dict[str, Clock]:
    """Every entry by its id."""
    return {clock.id: clock for clock in load_clocks()}


def read_laws(snapshot: Snapshot) -> Laws:
    """Everything that rows of this snapshot are put into words with."""
    ends = find_ends(snapshot.table("reach").to_pylist(), load_clocks())
    councils = {use.council for use in snapshot.record.loads}
    return Laws(clocks_by_id(), {council: standards_of(snapshot.store, council) for council in councils}, ends)


def subject_in(row: Mapping[str, Any]) -> Subject:
    """The subject a row is about."""
    return row["council"], row["subject_kind"], row["subject_id"]


def line_of(row: dict[str, Any], laws: Laws) -> Line:
    """A row of the obligations as a page shows it."""
    return Line(
        subject=subject_in(row),
        child=say_subject(row),
        clock=row["clock"],
        duty=laws.clocks[row["clock"]].title,
        state=row["state"],
        due=say_due(row),
        days=say_days(row),
        booked=say_day(row["booked_on"]) if row["booked_on"] else "",
        worker=row["worker"] or "No worker named",
        team=row["team"] or "No team named",
        why=say_why(row, laws),
        kind=STRENGTH_WORDS[row["strength"]],
        source=say_source(row),
    )


def say_due(row: Mapping[str, Any]) -> str:
    """The due day in words; where there is none, why."""
    if row["due_on"]:
        return say_day(row["due_on"])
    return "Cannot tell" if row["state"] == "cannot_tell" else "No day set"


def say_days(row: Mapping[str, Any]) -> str:
    """Days over or left, of a row of the obligations: 5 days over, due this day, 12 days left."""
    days = row["days"]
    if row["state"] == "cannot_tell":
        return "Cannot tell"
    if days is None:
        return "Not counted"
    if row["state"] in ("missed", "met", "met_late"):
        return f"{_days(days)} late" if days > 0 else "In time"
    if days == 0:
        return "Due this day"
    return f"{_days(days)} over" if days > 0 else f"{_days(-days)} left"


def _days(number: int) -> str:
    return f"{number:,} day" if number == 1 else f"{number:,} days"


def say_source(row: Mapping[str, Any]) -> str:
    """The row of the files that it began with."""
    parts = [row["file"], row["sheet"], f"row {row['line']:,}" if row["line"] else ""]
    return ", ".join(part for part in parts if part)


def say_why(row: dict[str, Any], laws: Laws) -> str:
    """The one-line reason: the limit, after what and when; then what is missing, if anything is."""
    clock = laws.clocks[row["clock"]]
    reason = say_reason(row, laws.ends)
    parts = [_say_limit(row, clock, laws.standards.get(row["council"], Standards())), reason]
    said = ". ".join(part[:1].upper() + part[1:] for part in parts if part)
    return f"{said}." if said else ""


def _say_limit(row: Mapping[str, Any], clock: Clock, standards: Standards) -> str:
    began: date | None = row["started_on"]
    if clock.due_with:
        return f"due with: {_title_of(clock.due_with)}"
    step = find_step(clock, row["version"], row["step"])
    if step is None or began is None:
        return f"counted from {say_day(began)}" if began else ""
    limit = standards.limits.get(step.id) if step.is_local else step.within
    words = "as ordered" if step.as_ordered else str(limit) if limit else "no limit set"
    joined = "of" if limit and limit.counting != "after" else "after"
    unless = ", unless agreed otherwise" if clock.agreed_by or clock.extends else ""
    return f"{words} {joined} {_starting(clock)}{say_day(began)}{unless}"


def _title_of(step_id: str) -> str:
    return next((clock.title for clock in clocks_by_id().values() if step_id in (clock.id, *clock.steps)), step_id)


def _starting(clock: Clock) -> str:
    """What the interval began with, where only one thing can be meant."""
    return "" if clock.repeats else f"{say_event(clock.starts)}, "


def say_event(name: str) -> str:
    """An event in a few words, without its small print."""
    means = event_meanings().get(name, name.replace("_", " ")).split(";")[0].split(":")[0].split("(")[0].strip()
    return means[:1].lower() + means[1:]


def find_step(clock: Clock, from_on: date | None, step_id: str) -> Step | None:
    """The step of a version that a row was judged by."""
    version = find_version(clock, from_on)
    return next((step for step in version.steps if step.id == step_id), None) if version else None


def find_version(clock: Clock, from_on: date | None) -> Version | None:
    """The version that begins on a day."""
    return next((version for version in clock.versions if version.from_on == from_on), None)
