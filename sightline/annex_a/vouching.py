"""What in the lists cannot be vouched for, in sentences: an inspection is told before it asks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sightline.annex_a.held import Held, Row
from sightline.annex_a.lists import DRIVERS, WINDOWS
from sightline.checks import load_checks
from sightline.sources.layouts import load_sources
from sightline.sources.plain import plain
from sightline.store.records import say_day

if TYPE_CHECKING:
    from sightline.annex_a.making import List

SHOWN = 5
"""Checks that are named in one sentence."""
SEALED = (
    "Sealed records, those of adopted children among them, are in none of these lists. "
    "Whoever keeps sealed records answers for them."
)


@dataclass(frozen=True)
class Doubt:
    """One thing that cannot be vouched for: in which list, and a sentence."""

    sheet: str
    says: str


def doubts_of(
    held: Held,
    lists: "Sequence[List]",
    places: Mapping[str, Mapping[str, tuple[str, str]]],
    outcomes: Sequence[Row],
    failures: Sequence[Row],
) -> Iterator[Doubt]:
    """Every doubt, list by list. `places`: by list and column (plain), the column of ours that fills it."""
    yield Doubt("All", SEALED)
    for each in lists:
        for says in (*_reach(held, each.sheet), *_blank(each), *_checks(each.sheet, places, outcomes, failures)):
            yield Doubt(each.sheet, says)


def _reach(held: Held, sheet: str) -> Iterator[str]:
    """Whether the files reach the day and go as far back as the list asks."""
    feeds = [feed for feed in held.feeds if feed.table in DRIVERS[sheet]]
    if not feeds:
        yield "No load says which rows this list has, so it is empty. That is not the same as there being none."
        return
    as_of = held.window.as_of
    for feed in feeds:
        if feed.data_to < as_of:
            yield f"{feed.sheet or feed.file} ends on {say_day(feed.data_to)}, before {say_day(as_of)}."
        if feed.history == "latest only" and sheet in WINDOWS:
            yield f"{feed.sheet or feed.file} has only the latest of each; the list asks for {WINDOWS[sheet]}."
        if feed.history.startswith("six months") and WINDOWS.get(sheet) == "twelve months":
            yield f"{feed.sheet or feed.file} goes back six months; some columns ask for twelve."


def _blank(each: "List") -> Iterator[str]:
    """Columns that no load fills, and cells that must be filled and are not."""
    if not each.rows:
        return
    filled = Counter(title for row in each.rows for title in row)
    empty = [title for title in each.columns if not filled[title]]
    if empty:
        yield f"Nothing that was loaded fills: {'; '.join(empty)}."
    must = _must(each.sheet)
    for title in each.columns:
        if each.unsaid.get(title):
            yield (
                f"{title}: in {_rows(each.unsaid[title])} the files hold a newer one that does not say whether it was "
                "done, or the child seen; the list has no room for that, so the last that was is given."
            )
        short = len(each.rows) - filled[title]
        if plain(title) in must and 0 < short < len(each.rows):
            yield f"{title} must be filled and is blank in {short:,} of {_rows(len(each.rows))}."


def _must(sheet: str) -> frozenset[str]:
    source = next(source for source in load_sources() if source.name == "annex_a")
    return next(layout.must for layout in source.layouts if layout.name == sheet)


def _checks(
    sheet: str, places: Mapping[str, Mapping[str, tuple[str, str]]], outcomes: Sequence[Row], failures: Sequence[Row]
) -> Iterator[str]:
    """What the checks say of the tables that the list is made from."""
    tables = {table for table, _ in places[sheet].values() if table != "child"} | set(DRIVERS[sheet])
    failed = Counter(str(row["check"]) for row in failures if row["table"] in tables)
    if failed:
        named = _some(f"{_title(name)} ({number:,})" for name, number in failed.most_common())
        yield f"Checks that failed on the rows it is made from: {named}."
    if not_run := {str(row["check"]) for row in outcomes if _could_not(row) and row["table"] in tables}:
        yield f"Checks that could not run: {_some(sorted(map(_title, not_run)))}."


@cache
def _titles() -> dict[str, str]:
    """What each check is called."""
    return {check.id: check.title for check in load_checks()}


def _title(check: str) -> str:
    return _titles().get(check, check)


def _rows(number: int) -> str:
    return f"{number:,} {'row' if number == 1 else 'rows'}"


def _some(names: Iterable[str]) -> str:
    every = list(names)
    return "; ".join(every[:SHOWN]) + (f" and {len(every) - SHOWN} more" if len(every) > SHOWN else "")


def _could_not(row: Mapping[str, Any]) -> bool:
    return bool(row["outcome"] == "could not run")
