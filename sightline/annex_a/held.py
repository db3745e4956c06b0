"""What is held about each child, by table, and the questions that the lists ask of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sightline.calendars.time_limit import add_months, birthday, day_after
from sightline.sources.model import Feed
from sightline.tables.feeding import best_feeds

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
Cells = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One row of a list: rows of ours by table, and cells worked out by the title of their column.

    `unsaid`: columns for which a newer row of ours does not say enough, such as whether the child was seen.
    """

    rows: dict[str, Row]
    cells: Cells = field(default_factory=dict)
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True)
class Window:
    """The day the lists are drawn, and how far back an inspection asks: six months, and a year for some."""

    as_of: date

    @cached_property
    def half(self) -> date:
        """The first day of the last six months."""
        return day_after(add_months(self.as_of, -6), 1)

    @cached_property
    def year(self) -> date:
        """The first day of the last twelve months."""
        return day_after(add_months(self.as_of, -12), 1)

    def in_half(self, day: date | None) -> bool:
        """Whether a day lies in the last six months."""
        return day is not None and self.half <= day <= self.as_of

    def in_year(self, day: date | None) -> bool:
        """The same of twelve months."""
        return day is not None and self.year <= day <= self.as_of

    def open_or_recent(self, ended: date | None) -> bool:
        """Whether something is open on the day, or ended in the last six months."""
        return ended is None or ended >= self.half

    def come(self, day: date | None) -> date | None:
        """A day that has come; None for a booking."""
        return day if day is not None and day <= self.as_of else None


@dataclass(frozen=True)
class Child:
    """One child: the id the child is known by, and the rows of each table, in the order of the files."""

    id: str
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def rows(self, table: str) -> list[Row]:
        """The rows of one table."""
        return self.tables.get(table, [])


@dataclass(frozen=True)
class Held:
    """Everything the lists are made from. `feeds` are those used: of each table, the best source that has it."""

    window: Window
    children: tuple[Child, ...]
    adopters: tuple[Row, ...]
    feeds: tuple[Feed, ...]
    workers: Mapping[str, str]
    teams: Mapping[str, str]

    @cached_property
    def fed(self) -> frozenset[tuple[str, str]]:
        """The columns that a file has: a blank cell in one of them is not the same as no such column."""
        return frozenset((feed.table, column) for feed in self.feeds for column in feed.holds)

    def has(self, table: str) -> bool:
        """Whether any load feeds a table."""
        return any(feed.table == table for feed in self.feeds)


def hold(tables: "Mapping[str, pa.Table]", feeds: Sequence[Feed], subjects: Mapping[str, str], as_of: date) -> Held:
    """Sort what is held by child. `subjects`: each child's id that may be seen, with the id that stands for the child;
    rows about anybody else are left out.
    """
    used = tuple(feed for name in tables for feed in best_feeds(feeds, name))
    kept = {feed.id for feed in used}
    children: dict[str, Child] = {}
    for name, table in tables.items():
        for row in table.to_pylist():
            subject = subjects.get(row["child_id"] or "")
            if subject and row["feed"] in kept:
                children.setdefault(subject, Child(subject)).tables[name].append(row)
    named = {name: tables[name].to_pylist() if name in tables else [] for name in ("adopter", "worker", "team")}
    return Held(
        window=Window(as_of),
        children=tuple(children[key] for key in sorted(children)),
        adopters=tuple(named["adopter"]),
        feeds=used,
        workers={row["worker_id"]: row["name"] for row in named["worker"] if row["worker_id"] and row["name"]},
        teams={row["team_id"]: row["name"] for row in named["team"] if row["team_id"] and row["name"]},
    )


def latest(rows: Iterable[Row], column: str, window: Window, only: Callable[[Row], bool] = lambda row: True) -> Row:
    """The row with the newest day in a column that has come; an empty one where there is none."""
    come = [row for row in rows if row[column] and row[column] <= window.as_of and only(row)]
    return max(come, key=lambda row: row[column], default={})


def is_unsaid(rows: Iterable[Row], column: str, flag: str, chosen: Row, window: Window) -> bool:
    """Whether a newer row than the one chosen does not say what the choice was by: then the choice may be too old."""
    newer = latest(rows, column, window, lambda row: row[flag] is None)
    return bool(newer) and (not chosen or newer[column] > chosen[column])


def was_seen(row: Row) -> bool:
    """Whether the child was seen at a visit."""
    return bool(row["seen"] == "yes")


def which(unsaid: Mapping[str, bool]) -> tuple[str, ...]:
    """The columns of which it is so."""
    return tuple(title for title, is_so in unsaid.items() if is_so)


def person(child: Child) -> Row:
    """Who the child is: of each column the first cell that says anything, the record that stands for all first."""
    rows = sorted(child.rows("child"), key=lambda row: bool(row["child_id"] != child.id))
    return {column: value for row in reversed(rows) for column, value in row.items() if value is not None}


def age(born: date | None, as_of: date) -> int | None:
    """Whole years on a day; None where the birth is not known or has not come."""
    if born is None or born > as_of:
        return None
    years = as_of.year - born.year
    return years if birthday(born, years) <= as_of else years - 1


def allocated(held: Held, child: Child, role: str = "social worker") -> tuple[str, str]:
    """The team and the worker who hold the child on the day, or held last; names where a file gives them."""
    rows = [row for row in child.rows("allocation") if role in str(row["role"] or "").lower()]
    begun = [row for row in rows if row["started_on"] is None or row["started_on"] <= held.window.as_of]
    row: Row = max(begun, key=lambda each: _newer(each, held.window), default={})
    worker = str(row.get("worker_id") or "")
    name = row.get("worker_name") or held.workers.get(worker, worker)
    team = str(row.get("team") or "")
    return held.teams.get(team, team), name


def _newer(row: Row, window: Window) -> tuple[bool, date]:
    is_open = row["ended_on"] is None or row["ended_on"] > window.as_of
    return is_open, row["started_on"] or date.min
