"""The lists as cells, column by column: which column of ours fills which of theirs is read from the source's entry."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sightline.sources
from sightline.annex_a.held import Cells, Child, Held, Line, Row, age, allocated, hold, person
from sightline.annex_a.lists import LISTS
from sightline.annex_a.vouching import Doubt, doubts_of
from sightline.sources.layouts import Layout, load_sources
from sightline.sources.model import Feed
from sightline.sources.plain import plain

if TYPE_CHECKING:
    import pyarrow as pa

Place = tuple[str, str]
"""One of our columns: its table and its name."""
CHILD_ID = "Child Unique ID"
ALLOCATED = ("Allocated Team", "Allocated Worker")
"""Who holds the child on the day; where nothing says, who is named in the row itself."""


@dataclass(frozen=True)
class List:
    """One list: its sheet, what it is called, its columns, and its rows as cells by column.

    `unsaid`: by column, in how many rows a newer row of the files does not say enough to be taken.
    """

    sheet: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    unsaid: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class AnnexA:
    """The eleven lists, and what in them cannot be vouched for. `children` are the ids of those in them."""

    as_of: date
    lists: tuple[List, ...]
    doubts: tuple[Doubt, ...]
    children: tuple[str, ...]


def make_annex_a(
    tables: "Mapping[str, pa.Table]",
    feeds: Sequence[Feed],
    subjects: Mapping[str, str],
    *,
    as_of: date,
    outcomes: Sequence[Row] = (),
    failures: Sequence[Row] = (),
) -> AnnexA:
    """The lists of one council, of the children in `subjects`: each id that may be seen, with the one that stands for
    the child. `outcomes` and `failures` are what the checks said.
    """
    held = hold(tables, feeds, subjects, as_of)
    made = tuple(_list(held, entry) for entry in read_written()["list"])
    children = tuple(sorted({str(row[CHILD_ID]) for each in made for row in each.rows if CHILD_ID in row}))
    places = {each.sheet: fills_of(each.sheet) for each in made}
    return AnnexA(as_of, made, tuple(doubts_of(held, made, places, outcomes, failures)), children)


@cache
def read_written() -> dict[str, Any]:
    """The columns of each list in their order, and how each code is spelt."""
    path = Path(sightline.sources.__file__).parent / "annex_a" / "written.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def layout_of(sheet: str) -> Layout:
    """How a list is read."""
    source = next(source for source in load_sources() if source.name == "annex_a")
    return next(layout for layout in source.layouts if layout.name == sheet)


@cache
def fills_of(sheet: str) -> dict[str, Place]:
    """By column of a list (as compared), the column of ours that it fills when read; the first, where several do."""
    found: dict[str, Place] = {}
    for feed in layout_of(sheet).feeds:
        for name, fill in feed.fills.items():
            for title in fill.source:
                found.setdefault(title, (feed.declared.name, name))
    return found


def _list(held: Held, entry: Mapping[str, Any]) -> List:
    sheet, columns = entry["name"], tuple(entry["columns"])
    if sheet not in LISTS:
        adopters = tuple(_cells(held, sheet, Line({"adopter": row}), {}) for row in held.adopters)
        return List(sheet, entry["title"], columns, adopters)
    lines = [(child, line) for child in held.children for line in LISTS[sheet](held, child)]
    about = {child.id: _about(held, child) for child, _ in lines}
    rows = tuple(_cells(held, sheet, line, about[child.id]) for child, line in lines)
    unsaid = Counter(title for _, line in lines for title in line.unsaid)
    return List(sheet, entry["title"], columns, rows, unsaid)


def _about(held: Held, child: Child) -> Cells:
    """The cells that say who the child is and who holds the case: every list begins or ends with them."""
    one = person(child)
    team, worker = allocated(held, child)
    return {
        CHILD_ID: child.id,
        "Gender": ("sex", one.get("sex")),
        "Ethnicity": ("ethnicity", one.get("ethnicity")),
        "Date of Birth": held.window.come(one.get("born_on")),
        "Age of Child (Years)": age(one.get("born_on"), held.window.as_of),
        "Allocated Team": team,
        "Allocated Worker": worker,
    }


def _cells(held: Held, sheet: str, line: Line, about: Cells) -> Cells:
    columns = next(each["columns"] for each in read_written()["list"] if each["name"] == sheet)
    return {title: value for title in columns if (value := _cell(held, sheet, title, line, about)) not in (None, "")}


def _cell(held: Held, sheet: str, title: str, line: Line, about: Cells) -> Any:
    for worked_out in (line.cells, about):
        value = worked_out.get(title)
        if title in worked_out and not (value == "" and title in ALLOCATED):
            return _spell(*value) if isinstance(value, tuple) else value
    place = fills_of(sheet).get(plain(title))
    row = line.rows.get(place[0]) if place else None
    return _written(held, sheet, place, row.get(place[1])) if place and row else None


def _written(held: Held, sheet: str, place: Place, value: Any) -> Any:
    """A value of ours as the list spells it: the other way round where it is turned when read.

    Blank where a file has the column is "Unknown" for the lists; where no file has it, it stays blank.
    """
    feed = next(each for each in layout_of(sheet).feeds if each.declared.name == place[0] and place[1] in each.fills)
    back = {ours: theirs for theirs, ours in feed.fills[place[1]].turn.items()}
    column = feed.declared.column(place[1]) if place[1] != "child_id" else None
    if value is None and column is not None and column.type == "yes or no" and place in held.fed:
        return _spell(column.type, "unknown")
    if column is None or value is None or isinstance(value, date):
        return value
    if place[1] in ("team", "worker_id"):
        return held.teams.get(value) or held.workers.get(value) or value
    return _spell(column.codes or column.type, back.get(value, value))


def _spell(kind: str, value: Any) -> Any:
    """A code as the list spells it; the code itself where the list has no word for it."""
    first = value[0] if isinstance(value, list) and value else value
    return read_written()["labels"].get(kind, {}).get(first, first) if first else None
