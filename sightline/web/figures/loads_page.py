"""The loads: what came, control totals, what was not understood, how far it reaches, what changed since the last."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sightline.store import LoadRecord, Snapshot
from sightline.store.loads import list_loads
from sightline.store.place import read_pointer
from sightline.store.records import SnapshotRecord, TotalLine, say_day
from sightline.store.snapshots import has_snapshot, read_record, snapshot_before
from sightline.web.figures.kept import kept
from sightline.web.figures.known_then import KnownThen, known_then
from sightline.web.pages.saying import join_words, say_sources
from sightline.web.pages.words import LISTED, clocks_by_id
from sightline.web.quality.grades import Graded, grade_figure, grade_tables

NEWEST: Final = 20


@dataclass(frozen=True)
class LoadSaid:
    """One load. `in_force` are the sources it still gives."""

    number: int
    loaded_at: datetime
    sources: str
    data_to: str
    files: tuple[tuple[str, str, int], ...]
    feeds: tuple[tuple[str, str, str, str, int], ...]
    findings: tuple[tuple[str, int], ...]
    rows: int
    in_force: bool


@dataclass(frozen=True)
class Change:
    """One duty in one state: how many then, how many now, and where the figure of now leads."""

    title: str
    state: str
    before: int
    now: int
    query: dict[str, object]
    accuracy: Graded


@dataclass(frozen=True)
class LoadsPage:
    """The page. `changes` is None where there is no snapshot of other loads to compare with."""

    totals: tuple[TotalLine, ...]
    loads: tuple[LoadSaid, ...]
    hidden: int
    reach: tuple[tuple[str, str, bool], ...]
    changes: tuple[Change, ...] | None
    before: str
    then: tuple[KnownThen, ...]
    kept_days: tuple[str, ...]
    accuracy: Graded

    @property
    def all_reach(self) -> str:
        """The day that every file reaches, where it is the same for all; else ""."""
        days = {day for _, day, _ in self.reach}
        return days.pop() if len(days) == 1 else ""


@kept
def loads_page(snapshot: Snapshot, number: int) -> LoadsPage:
    """Every load, the newest first; `number` is that of the newest, so that a new one is seen at once."""
    records = list_loads(snapshot.store)
    used = {use.number for use in snapshot.record.loads}
    older = snapshot_before(snapshot)
    return LoadsPage(
        totals=snapshot.record.totals,
        loads=tuple(_said(record, record.number in used) for record in reversed(records[-NEWEST:])),
        hidden=max(0, len(records) - NEWEST),
        reach=_reach(snapshot),
        changes=_changes(older, snapshot) if older else None,
        before=_say_use(older.record) if older else "",
        then=known_then(snapshot),
        kept_days=_kept_days(snapshot),
        accuracy=grade_tables(snapshot, (), False),
    )


def _said(record: LoadRecord, in_force: bool) -> LoadSaid:
    return LoadSaid(
        number=record.number,
        loaded_at=datetime.fromisoformat(record.loaded_at),
        sources=say_sources(record.sources),
        data_to=say_day(record.data_to),
        files=tuple((file.name, file.kind, file.rows) for file in record.files),
        feeds=tuple((f.table.replace("_", " "), f.file, f.history, say_day(f.data_to), f.rows) for f in record.feeds),
        findings=tuple(sorted(record.findings.items())),
        rows=sum(file.rows for file in record.files),
        in_force=in_force,
    )


def _say_use(record: SnapshotRecord) -> str:
    """The loads a snapshot was worked out from, and its day."""
    loads = join_words([f"load {use.number}, to {say_day(use.data_to)}" for use in record.loads])
    return f"{loads}, as of {say_day(record.as_of)}"


def _reach(snapshot: Snapshot) -> tuple[tuple[str, str, bool], ...]:
    """Each file with the day it reaches, the first to end first; True where that is before the as-of date."""
    days: dict[str, date] = {row["feeds"]: row["data_to"] for row in snapshot.table("reach").to_pylist()}
    order = sorted(days, key=lambda name: (days[name], name))
    return tuple((name, say_day(days[name]), days[name] < snapshot.record.as_of) for name in order)


def _changes(before: Snapshot, now: Snapshot) -> tuple[Change, ...]:
    """Duties by clock and state whose number is another, in the states of the due list."""
    then, after = _counts(before), _counts(now)
    changed = [key for key in {*then, *after} if then[key] != after[key] and key[0] in clocks_by_id()]
    changed.sort(key=lambda key: (clocks_by_id()[key[0]].title, LISTED.index(key[1])))
    return tuple(
        Change(clocks_by_id()[clock].title, state, then[clock, state], after[clock, state],
               {"state": state.replace("_", "-"), "clock": clock}, grade_figure(now, (clock,), False))
        for clock, state in changed
    )  # fmt: skip


def _counts(snapshot: Snapshot) -> Counter[tuple[str, str]]:
    rows = snapshot.figures("obligations", ["clock", "state"], {"state": LISTED}).to_pylist()
    return Counter({(row["clock"], row["state"]): row["rows"] for row in rows})


def _kept_days(snapshot: Snapshot) -> tuple[str, ...]:
    """The as-of dates of the snapshots that are kept, the latest first."""
    names = [name for name in read_pointer(snapshot.store).published if has_snapshot(snapshot.store, name)]
    days = {read_record(snapshot.store, name).as_of for name in names}
    return tuple(say_day(day) for day in sorted(days, reverse=True)[:NEWEST])
