"""Who looked at a child in the last weeks, for those allowed to know; and why this reader sees the page."""

from dataclasses import dataclass

from sightline.store import Snapshot, Subject
from sightline.web.access.looking import Line, how_many_looked, who_looked
from sightline.web.people.reader import Reader
from sightline.web.people.roles import TOLD_WHO_LOOKED, Sees

DAYS = 28


@dataclass(frozen=True)
class Looks:
    """How many people opened the page in so many days, and who, where the reader is told."""

    days: int
    people: int
    lines: tuple[Line, ...]


def looks_at(subject: Subject, reader: Reader) -> Looks:
    """Who looked at this child: in full for those who work with the child, a count for everybody else."""
    if reader.role not in TOLD_WHO_LOOKED or subject in reader.opened:
        return Looks(DAYS, how_many_looked(subject, days=DAYS), ())
    lines = who_looked(subject, days=DAYS)
    return Looks(DAYS, len({line.who for line in lines}), lines)


def why_seen(snapshot: Snapshot, subject: Subject, reader: Reader) -> str:
    """Why this reader sees this child."""
    if reader.sees is Sees.EVERY:
        return f"You see this page because your role, {reader.title.lower()}, reaches every child, by id."
    rows = snapshot.about("allocations", [subject])
    day = snapshot.record.as_of
    now = [row for row in rows if (row["from_on"] or day) <= day and (row["until_on"] is None or row["until_on"] > day)]
    if any(row["worker"] in reader.tied.worker_names for row in now):
        return "You see this page because you are the child's worker."
    if subject in reader.opened:
        return "You see this page because you opened it with a reason. It ends by itself within the hour."
    return "You see this page because the child is with a team you are tied to."
