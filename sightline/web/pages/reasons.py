"""The one-line reason in every list: limit + after the + event + on + date."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from sightline.calendars.time_limit import TimeLimit, due_on
from sightline.calendars.working_days import load_calendars
from sightline.clocks import Clock, load_clocks
from sightline.clocks.entry import Step, Version
from sightline.reports.sentences import Ends, find_ends, say_reason
from sightline.reports.workings import standards_in, subject_of
from sightline.store import Snapshot, Store, Subject
from sightline.store.recorded import read_register
from sightline.store.records import say_day
from sightline.web.pages.saying import phrases, short_day

Row = dict[str, Any]
RUN = ("council", "subject_kind", "subject_id", "clock", "run")


@lru_cache(maxsize=1)
def clocks_by_id() -> dict[str, Clock]:
    """Every clock of the catalogue."""
    return {clock.id: clock for clock in load_clocks()}


@dataclass(frozen=True)
class Reasons:
    """Makes the reasons of one snapshot."""

    store: Store
    snapshot_id: str
    as_of: date
    ends: Ends

    def say(self, row: Row, *, is_first: bool) -> str:
        """Why a duty is due when it is, why that cannot be told, or why it is set aside.

        `is_first`: it is the first interval of its run.
        """
        clock = clocks_by_id()[row["clock"]]
        told = self._exemptions.get(row["exempted_by"], "") if row.get("exempted_by") else ""
        if not told and (row["state"] == "cannot_tell" or row["reason"]):
            told = _capital(say_reason(row, self.ends))
        return " ".join(f"{part}." for part in (self._counted(clock, row, is_first), told) if part)

    @cached_property
    def _exemptions(self) -> dict[int, str]:
        """What each recorded exemption says, by its number in the register."""
        return {
            event.number: f"Exempt: {event.why.rstrip('.')} ({event.authority}, {say_day(event.on)})"
            for event in read_register(self.store).events
            if event.kind == "exemption"
        }

    def _counted(self, clock: Clock, row: Row, is_first: bool) -> str:
        found = find_step(clock, row["step"], row["version"])
        if found is None or row["started_on"] is None:
            return ""
        version, step = found
        if clock.due_with:
            return f"Needed by the same day as another duty: {_title_of_step(clock.due_with)}"
        event = clock.starts if is_first or not clock.repeats or step.nth == 0 else clock.met_by[0]
        limit = _limit(self.store, self.snapshot_id, row["council"], step)
        after = f"{phrases().get(event, {}).get('after', 'it began')} on {short_day(row['started_on'], self.as_of)}"
        if limit is None:
            return f"As ordered; it began with {after}"
        if clock.agreed_by and not _falls_so(limit, version, row):
            return f"By the plan's own interval, after {after}"
        if limit.counting == "beginning with the day":
            return (
                f"{TimeLimit(limit.n, limit.unit)} from {after}, that day counted{_moved(clock, limit, version, row)}"
            )
        return f"{limit} after {after}{_moved(clock, limit, version, row)}"


def _limit(store: Store, snapshot_id: str, council: str, step: Step) -> TimeLimit | None:
    return standards_in(store, snapshot_id, council).limits.get(step.id) if step.is_local else step.within


def find_step(clock: Clock, step_id: str, from_on: date | None) -> tuple[Version, Step] | None:
    """The version and step that a row was worked out by."""
    version = next((v for v in clock.versions if v.from_on == from_on), None)
    step = next((s for s in version.steps if s.id == step_id), None) if version else None
    return (version, step) if version and step else None


def say_reasons(snapshot: Snapshot, rows: Sequence[Row]) -> list[str]:
    """The reason of each row. Whether an interval is the first of its run is found in the runs themselves."""
    reasons, clocks = find_reasons(snapshot), clocks_by_id()
    firsts = first_starts(snapshot, {subject_of(row) for row in rows if clocks[row["clock"]].repeats})
    return [reasons.say(row, is_first=row["started_on"] == firsts.get(_run_of(row))) for row in rows]


def first_starts(snapshot: Snapshot, subjects: Collection[Subject]) -> dict[tuple[Any, ...], date | None]:
    """For each run of these subjects the day its first interval began, None where that day is blank."""
    found: dict[tuple[Any, ...], date | None] = {}
    for row in snapshot.about("obligations", subjects, (*RUN, "started_on")):
        run, day = _run_of(row), row["started_on"]
        first = found.setdefault(run, day)
        if day is not None and (first is None or day < first):
            found[run] = day
    return found


def _run_of(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in RUN)


def find_reasons(snapshot: Snapshot) -> Reasons:
    """What the reasons of a snapshot are made with."""
    return Reasons(snapshot.store, snapshot.record.id, snapshot.record.as_of, ends_of(snapshot))


def ends_of(snapshot: Snapshot) -> Ends:
    """For each council and clock, the file that ends first and when; about no child, and so the same for everybody."""
    kept = _ends()
    found = kept.get(snapshot.folder)
    if found is None:
        found = find_ends(snapshot.table("reach").to_pylist(), load_clocks())
        kept.clear()
        kept[snapshot.folder] = found
    return found


@cache
def _ends() -> dict[Path, Ends]:
    return {}


def _falls_so(limit: TimeLimit, version: Version, row: Row) -> bool:
    """Say whether the due day is the one that the ordinary limit gives."""
    return bool(row["due_on"] == due_on(limit, row["started_on"], load_calendars()[version.calendar]))


def _moved(clock: Clock, limit: TimeLimit, version: Version, row: Row) -> str:
    if not clock.extends or row["due_on"] is None or _falls_so(limit, version, row):
        return ""
    return ", then extended by the court"


def _title_of_step(step_id: str) -> str:
    clock = next(clock for clock in clocks_by_id().values() if step_id in clock.steps)
    return clock.title[:1].lower() + clock.title[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
