"""The rows of a story with what earlier files said of them, by the entries of earlier.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from sightline.made_up.diary import months_after, working_on_or_before
from sightline.made_up.recording import Change, Desk, Row, desk_of, draw_lot
from sightline.made_up.story import Facts, Story, Value


@dataclass(frozen=True)
class Entry:
    """What earlier.toml says of one table."""

    on: str
    then: Mapping[str, list[str]] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    booked: int = 0
    rests: str = ""
    latest: Mapping[str, int] = field(default_factory=dict)
    alone: bool = False
    visit: str = ""


@cache
def read_entries() -> dict[str, Entry]:
    """Every table and sheet that the county fills."""
    with Path(__file__).with_name("earlier.toml").open("rb") as file:
        told = tomllib.load(file)
    return {name: Entry(filled=tuple(entry.pop("with", ())), **entry) for name, entry in told.items()}


def rows_of(story: Story) -> Iterator[Row]:
    """Every row of a story, in the order of the files."""
    desk, first = desk_of(story), _first_day(story)
    told: Facts = {"first": first, "sixteen": max(first, months_after(story.marks["adult"], -24))}
    before = first
    for number, (table, facts) in enumerate((*story.facts, *story.templates)):
        entry = read_entries()[table]
        told |= facts
        before = as_day(told.get(entry.on)) or before
        row_id = str(next(iter(facts.values()))) if table.startswith("ssd_") else f"{story.child_id} {table} {number}"
        rests = as_day(told.get(entry.rests)) or first
        yield _row(desk, table, row_id, facts, before, rests)


def as_day(value: Value) -> date | None:
    """The day of a cell; None where it is blank, or spoilt."""
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def _first_day(story: Story) -> date:
    days = [as_day(facts.get(read_entries()[table].on)) for table, facts in story.facts]
    return min((day for day in days if day), default=story.end)


def _row(desk: Desk, table: str, row_id: str, facts: Facts, day: date, rests: date) -> Row:
    """`day`: when it happened; `rests`: when what it rests on did."""
    entry = read_entries()[table]
    if entry.alone:
        known = desk.written_late(day, draw_lot(row_id), visit=bool(entry.visit))
    else:
        known = desk.written(max(day - timedelta(days=entry.booked), min(rests, day)))
    changes = [*_not_yet(desk, entry, facts, day), *_latest(desk, entry, facts)]
    if table == "ssd_person":
        changes += _unborn(desk, facts)
    return Row(table, row_id, facts, known, tuple(changes))


def _not_yet(desk: Desk, entry: Entry, facts: Facts, day: date) -> Iterator[Change]:
    """Cells that were blank until what they tell of had happened and was written down."""
    for column in entry.filled:
        yield Change(column, _blank(facts.get(column)), desk.written(day))
    for column, filled in entry.then.items():
        if then := as_day(facts.get(column)):
            yield from (Change(each, _blank(facts.get(each)), desk.written(then)) for each in (column, *filled))


def _blank(value: Value) -> Value:
    return "" if isinstance(value, str) else None


def _latest(desk: Desk, entry: Entry, facts: Facts) -> Iterator[Change]:
    for column, days in entry.latest.items():
        if newest := as_day(facts.get(column)):
            yield Change(column, working_on_or_before(newest - timedelta(days=days)), desk.written(newest))


def _unborn(desk: Desk, facts: Facts) -> list[Change]:
    """A child expected before birth has no date of birth, no name and no sex yet."""
    born = as_day(facts["pers_dob"])
    if not born or not facts["pers_expected_dob"]:
        return []
    before: Facts = {"pers_dob": None, "pers_forename": "Unborn", "pers_sex": "U"}
    return [Change(column, was, desk.written(born)) for column, was in before.items()]
