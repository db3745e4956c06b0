"""What a row about one duty says: its limit in a line, days over or left, and whom it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.reports.listing import say_subject
from sightline.store import Snapshot, Subject
from sightline.store.records import say_day
from sightline.tables.names import event_meanings
from sightline.web.child.called import Called, called
from sightline.web.pages.reasons import clocks_by_id as clocks_by_id
from sightline.web.pages.reasons import say_reasons
from sightline.web.pages.saying import NO_TEAM, NO_WORKER

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


def subject_in(row: Mapping[str, Any]) -> Subject:
    """The subject a row is about."""
    return row["council"], row["subject_kind"], row["subject_id"]


def lines_of(snapshot: Snapshot, rows: Sequence[dict[str, Any]]) -> list[Line]:
    """Rows of the obligations as a page shows them."""
    names = called(snapshot, {subject_in(row) for row in rows if row["subject_kind"] == "child"})
    return [_line(row, why, names) for row, why in zip(rows, say_reasons(snapshot, rows), strict=True)]


def _line(row: dict[str, Any], why: str, names: Mapping[Subject, Called]) -> Line:
    subject = subject_in(row)
    return Line(
        subject=subject,
        child=names[subject].name if subject in names else say_subject(row),
        clock=row["clock"],
        duty=clocks_by_id()[row["clock"]].title,
        state=row["state"],
        due=say_due(row),
        days=say_days(row),
        booked=say_day(row["booked_on"]) if row["booked_on"] else "",
        worker=row["worker"] or NO_WORKER,
        team=row["team"] or NO_TEAM,
        why=why,
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


def say_event(name: str) -> str:
    """An event in a few words, without its small print."""
    means = event_meanings().get(name, name.replace("_", " ")).split(";")[0].split(":")[0].split("(")[0].strip()
    return means[:1].lower() + means[1:]
