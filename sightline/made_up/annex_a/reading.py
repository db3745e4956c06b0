"""What a list needs to know of a child: the facts of the story, table by table, and the words the lists use."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sightline.made_up.diary import AS_OF, ONE_DAY, age_on, months_after
from sightline.made_up.story import Facts, Story, Value
from sightline.made_up.teams import FOUR_WAYS

HALF_YEAR_AGO = months_after(AS_OF, -6) + ONE_DAY
YEAR_AGO = months_after(AS_OF, -12) + ONE_DAY
Cells = dict[str, Value]


@cache
def read_layout() -> dict[str, Any]:
    """The lists with their columns, and the labels of each code."""
    with (Path(__file__).parent / "columns.toml").open("rb") as file:
        return tomllib.load(file)


def label(kind: str, code: object) -> str:
    """A code as the lists spell it; the code itself where the layout has no word for it."""
    return str(read_layout()["labels"][kind].get(str(code or ""), code or ""))


def yes_no(value: object) -> str:
    """Y, N or nothing as the lists spell it."""
    return label("yes_no", {"Y": "Yes", "N": "No"}.get(str(value), "Unknown"))


@dataclass(frozen=True)
class Child:
    """A story and its facts by table."""

    story: Story
    tables: dict[str, list[Facts]]

    def rows(self, table: str) -> list[Facts]:
        return self.tables.get(table, [])


def read_child(story: Story) -> Child:
    """Sort the facts of a story by table."""
    tables: dict[str, list[Facts]] = defaultdict(list)
    for table, facts in story.facts:
        tables[table].append(facts)
    return Child(story, dict(tables))


def day(value: Value) -> date | None:
    """A day, if it is one and has come."""
    return value if isinstance(value, date) and str(value)[:10] <= AS_OF.isoformat() else None


def latest(rows: list[Facts], column: str) -> date | None:
    """The newest day of a column that has come."""
    return max((found for row in rows if (found := day(row.get(column)))), default=None)


def in_or_open(end: Value) -> bool:
    """Whether something is still open, or ended in the last six months."""
    ended = day(end)
    return ended is None or ended >= HALF_YEAR_AGO


def since(value: Value, first: date) -> bool:
    """Whether a day lies between another and the last day of the files."""
    found = day(value)
    return found is not None and found >= first


def person(child: Child) -> Cells:
    """The columns every list begins with."""
    one = child.story.person
    unborn = one.born_on > AS_OF
    born = None if unborn or "born_on" in child.story.untold else one.born_on
    return {
        "Child Unique ID": one.child_id,
        "Gender": label("gender", "Not stated/recorded" if unborn else "Female" if one.sex == "F" else "Male"),
        "Ethnicity": label("ethnicity", one.ethnicity),
        "Date of Birth": born,
        "Age of Child (Years)": age_on(born, AS_OF) if born else None,
    }


def disability(child: Child) -> Cells:
    return {"Does the Child have a Disability": yes_no("Y" if child.story.person.disabled else "N")}


def allocated(child: Child) -> Cells:
    """The team and the worker of today, or the last ones; one worker's name is written in four ways."""
    held = child.story.allocations
    if not held:
        return {"Allocated Team": "", "Allocated Worker": ""}
    last = max(held, key=lambda one: (one.until_on is None, one.from_on))
    name = last.worker.name
    if name == FOUR_WAYS[0]:
        name = FOUR_WAYS[int(child.story.child_id[2:]) // 10 % len(FOUR_WAYS)]
    return {"Allocated Team": last.worker.team.name, "Allocated Worker": name}
