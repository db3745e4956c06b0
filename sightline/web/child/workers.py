"""Who has been there: workers over time, the times when nobody was named, and who has another part."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sightline.calendars.time_limit import days_between
from sightline.web.child.record import Record, Row, runs_on, word
from sightline.web.pages.saying import count, short_day

REVIEWS = ("review", "iro")


@dataclass(frozen=True)
class Stay:
    """A worker with the child, or a time without one. `from_on` None: before the files begin."""

    worker: str
    team: str
    from_on: date | None
    until_on: date | None
    reason: str
    days: int | None

    @property
    def is_gap(self) -> bool:
        """Say whether nobody was named."""
        return not self.worker

    @property
    def said(self) -> str:
        """What stands on the timeline."""
        if self.worker:
            return self.worker
        return (
            f"{_length(self.days)} held by {self.team}, nobody named"
            if self.team
            else f"{_length(self.days)} nobody named"
        )


@dataclass(frozen=True)
class WhoWasThere:
    """The table of workers, newest first, and the sentence above it."""

    stays: tuple[Stay, ...]
    sentence: str


def who_was_there(record: Record) -> WhoWasThere:
    """Every worker with the child as far as the files go back."""
    stays = stays_with(record)
    return WhoWasThere(tuple(reversed(stays)), _sentence(stays, record.as_of))


def stays_with(record: Record) -> tuple[Stay, ...]:
    """Workers in order of time; the days between two of them are a stay without one."""
    return tuple(_stays(record))


def _stays(record: Record) -> Iterator[Stay]:
    before: date | None = None
    for row in record.workers:
        begins, ends = row["from_on"], row["until_on"]
        if before and begins and begins > before:
            yield _stay(None, "", before, begins, record)
        yield _stay(row["worker"], row["team"] or "", begins, ends, record)
        before = ends
    if before and before < record.as_of and _is_open(record):
        yield _stay(None, "", before, None, record)


def _stay(worker: str | None, team: str, begins: date | None, ends: date | None, record: Record) -> Stay:
    until = min(ends, record.as_of) if ends else record.as_of
    days = days_between(begins, until) if begins else None
    ended = ends if ends and ends <= record.as_of else None
    return Stay(worker or "", team, begins, ended, _reason(record, worker, ends) if ended else "", days)


def _reason(record: Record, worker: str | None, ends: date | None) -> str:
    rows = (row for row in record.involvements if row["worker"] == worker and row["until_on"] == ends)
    return next((word("change", row["change_reason"]) for row in rows if row["change_reason"]), "")


def _is_open(record: Record) -> bool:
    """Say whether any duty still runs: only then is nobody being named a gap."""
    return any(row["state"] in ("overdue", "due", "due_soon", "paused") for row in record.duties)


def reviewing_officer(record: Record) -> Row | None:
    """Whoever has the part of a reviewing officer now."""
    rows = [row for row in record.involvements if any(part in (row["role"] or "").lower() for part in REVIEWS)]
    return next((row for row in reversed(rows) if runs_on(row, record.as_of)), None)


def _sentence(stays: tuple[Stay, ...], as_of: date) -> str:
    named = [stay for stay in stays if not stay.is_gap]
    if not named:
        return "No file names a worker for this child."
    people = len({stay.worker for stay in named})
    first = min((stay.from_on for stay in named if stay.from_on), default=None)
    since = f" since {short_day(first, as_of)}" if first else ""
    last = (
        f", the last for {_length(named[-1].days)}"
        if people > 1 and named[-1].until_on is None and named[-1].days
        else ""
    )
    said = f"{count(people, 'worker')}{since}{last}."
    gap = sum(stay.days or 0 for stay in stays if stay.is_gap)
    return f"{said} For {count(gap, 'day')} nobody was named." if gap else said


def _length(days: int | None) -> str:
    if days is None:
        return "some time"
    return count(days // 7, "week") if days >= 28 else count(days, "day")
