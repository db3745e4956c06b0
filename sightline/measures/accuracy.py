"""What the grade of a figure or a list is made of, counted from a snapshot within the scope of whoever asks.

Rows, findings and recording are counted about the children the scope gives: no share is moved by anybody else's. What
the council's own history says of a table is about no child; that of one team is told to whoever reaches a child of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sightline.calendars.time_limit import last_of_month, whole_months
from sightline.clocks import load_clocks
from sightline.measures.grade import Part, add, events_of, tables_of, worst
from sightline.store import Months, Snapshot
from sightline.tables.entries import load_events

ANSWERED: Final = ("met", "met_late", "missed", "overdue", "due_soon", "due", "paused")
ASKED: Final = (*ANSWERED, "cannot_tell")
YEAR: Final = 12
LAG: Final = ("in_time", "late", "cannot_tell")


@dataclass(frozen=True)
class Stopped:
    """A table that stopped filling up: which check found it, of which team ("": the whole table), and the numbers."""

    table: str
    check: str
    team: str
    says: str


@dataclass(frozen=True)
class Counted:
    """All that grades are made of.

    `duties`: (clock, state) → duties and children. `rows`: table → rows and those that fail. `checks`: table → checks
    that ran and that could not. `recorded`: event → facts in time, late, and those of which it cannot be told.
    `looked_at`: the tables of which the council's own history could be looked at.
    """

    duties: Mapping[tuple[str, str], tuple[int, int]]
    rows: Mapping[str, tuple[int, ...]]
    checks: Mapping[str, tuple[int, int]]
    recorded: Mapping[str, tuple[int, ...]]
    looked_at: frozenset[str]
    stopped: tuple[Stopped, ...]


@dataclass(frozen=True)
class Parts:
    """The shares of one figure by name (see grade.SHARES), the children behind what has no answer, and what lowers it:
    the table that passes least, the one looked at least, and those that stopped filling up.
    """

    shares: Mapping[str, Part]
    children: int
    passes_least: str
    looked_at_least: str
    stopped: tuple[Stopped, ...]


def count(snapshot: Snapshot) -> Counted:
    """All of it, once for a snapshot and a scope. What a snapshot of an earlier version lacks counts as none."""
    held = snapshot.record.tables
    looked_at, stopped = _filling(snapshot) if "filling" in held else (frozenset[str](), ())
    return Counted(
        duties=_duties(snapshot),
        rows=_rows(snapshot),
        checks=_checks(snapshot) if "checked_tables" in held else {},
        recorded=snapshot.sums("recorded_in_time", "event", LAG) if "recorded_in_time" in held else {},
        looked_at=looked_at,
        stopped=stopped,
    )


def parts_of_duties(counted: Counted, clocks: Collection[str], *, together: bool = False) -> Parts:
    """The parts of a figure that is made of these duties."""
    chosen = [clock for clock in load_clocks() if clock.id in clocks]
    good = sum(counted.duties.get((clock, state), (0, 0))[0] for clock in clocks for state in ANSWERED)
    unknown = [counted.duties.get((clock, "cannot_tell"), (0, 0)) for clock in clocks]
    answered = Part(good, good + sum(number for number, _ in unknown))
    tables = {name for clock in chosen for name in tables_of(clock)}
    children = max((people for _, people in unknown), default=0)
    events = {event for clock in chosen for event in events_of(clock)}
    return _parts(counted, tables, events, answered, children, together=together)


def parts_of_all(counted: Counted) -> Parts:
    """The parts of all duties together: not the worst table, but the rows and checks of all of them."""
    return parts_of_duties(counted, {clock for clock, _ in counted.duties}, together=True)


def parts_of_tables(counted: Counted, tables: Collection[str]) -> Parts:
    """The parts of a list that is made of these tables and of no duty; of none named, of all there are together."""
    of = {event.name: {*event.tables, *(source.table for source in event.sources)} for event in load_events()}
    given = {event for event, names in of.items() if not tables or names & set(tables)}
    return _parts(counted, tables or counted.checks.keys(), given, together=not tables)


def _parts(
    counted: Counted, tables: Collection[str], events: Collection[str], answered: Part | None = None, children: int = 0,
    *, together: bool = False,
) -> Parts:  # fmt: skip
    """The parts; of several tables the worst decides, or with `together` the sum of all of them."""
    lowest = add if together else worst
    read = sorted(set(tables) & counted.checks.keys())
    ran = {name: Part(counted.checks[name][0], sum(counted.checks[name])) for name in read}
    rows = {name: counted.rows.get(name, (0, 0)) for name in read if ran[name].good}
    passing = {name: Part(number - failed, number) for name, (number, failed) in rows.items()}
    stopped = tuple(each for each in counted.stopped if each.table in read)
    fills = [name for name in read if name in counted.looked_at and name not in {each.table for each in stopped}]
    lag = [counted.recorded[event] for event in events if event in counted.recorded]
    shares = {
        **({"answered": answered} if answered is not None else {}),
        "passing": lowest(passing.values()),
        "recorded": Part(sum(each[0] for each in lag), sum(map(sum, lag))),
        "looked_for": lowest(ran.values()),
        "filling": Part(len(fills), len(read)),
    }
    return Parts(shares, children, _lowest(passing), _lowest(ran), stopped)


def _lowest(parts: Mapping[str, Part]) -> str:
    found = worst(parts.values())
    return next((name for name, part in parts.items() if part == found and part.of), "")


def _duties(snapshot: Snapshot) -> dict[tuple[str, str], tuple[int, int]]:
    """Without the duties that fell due before the last twelve whole months."""
    by, asked = ["clock", "state"], {"state": ASKED}
    before = Months("due_on", date.min, last_of_month(whole_months(snapshot.record.as_of, YEAR + 1)[0]))
    older = {(row["clock"], row["state"]): row["rows"] for row in snapshot.figures("obligations", by, asked, before)
             .to_pylist()}  # fmt: skip
    return {
        (row["clock"], row["state"]): (row["rows"] - older.get((row["clock"], row["state"]), 0), row["subjects"])
        for row in snapshot.figures("obligations", by, asked).to_pylist()
    }


def _rows(snapshot: Snapshot) -> dict[str, tuple[int, ...]]:
    """Of the whole council every row; of some children those about them."""
    if snapshot.scope.only is not None and "checked_children" in snapshot.record.tables:
        return snapshot.sums("checked_children", "table", ("rows", "failed"))
    if snapshot.scope.only is None and "checked_tables" in snapshot.record.tables:
        return snapshot.sums("checked_tables", "table", ("rows", "failed"))
    return {}


def _checks(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    found = snapshot.sums("checked_tables", "table", ("ran", "could_not_run"))
    return {table: (ran, could_not) for table, (ran, could_not) in found.items()}


def _filling(snapshot: Snapshot) -> tuple[frozenset[str], tuple[Stopped, ...]]:
    """What one team stopped recording is told to whoever reaches all children, or one of the team's."""
    lines, teams = snapshot.table("filling").to_pylist(), set[tuple[str, str]]()
    if snapshot.scope.only is not None:
        teams = {(row["council"], row["team"]) for row in snapshot.figures("stages", ["council", "team"]).to_pylist()}
    whole = snapshot.scope.only is None
    told = [row for row in lines if whole or not row["team"] or (row["council"], row["team"]) in teams]
    stopped = (Stopped(row["table"], row["check"], row["team"], row["says"]) for row in told if row["stopped"])
    return frozenset(row["table"] for row in told), tuple(stopped)
