"""The due list: which duties, for whom, by when and why; never without the number that cannot be told."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sightline.reports.listing import choose
from sightline.store import Snapshot, Subject
from sightline.web.pages.asked import NONE, SORTS, USUAL, Asked, to_address
from sightline.web.pages.words import LISTED, Laws, Line, clocks_by_id, line_of, read_laws, subject_in

if TYPE_CHECKING:
    import pyarrow as pa

PAGE = 50
ORDERS = {
    "due": [("due_on", "ascending")],
    "days": [("days", "descending")],
    "worker": [("worker", "ascending"), ("due_on", "ascending")],
    "team": [("team", "ascending"), ("worker", "ascending"), ("due_on", "ascending")],
    "duty": [("duty", "ascending"), ("due_on", "ascending")],
}
FACETS = (
    ("state", "states", "State", ""),
    ("area", "areas", "Area", "All areas"),
    ("clock", "clocks", "Duty", "All duties"),
    ("team", "teams", "Team", "Every team"),
    ("worker", "workers", "Worker", "Everyone"),
)


@dataclass(frozen=True)
class Option:
    """One value of a filter, and how many duties choosing it would give."""

    value: str
    text: str
    number: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its values."""

    name: str
    title: str
    any: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class DueList:
    """The due list as the page shows it. `cannot_tell` holds under the same filters but for the states."""

    asked: Asked
    total: int
    children: int
    counts: dict[str, int]
    lines: tuple[Line, ...]
    facets: tuple[Facet, ...]
    pages: int
    mends: tuple[tuple[str, int], ...] = ()

    @property
    def cannot_tell(self) -> int:
        """How many of the same duties cannot be told."""
        return self.counts["cannot_tell"]

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The children shown."""
        return tuple(dict.fromkeys(line.subject for line in self.lines))

    @property
    def states(self) -> tuple[str, ...]:
        """The states that were asked for, the usual ones if none was."""
        return self.asked.states or USUAL

    @property
    def first(self) -> int:
        """The number of the first line shown."""
        return (self.asked.page - 1) * PAGE + 1 if self.lines else 0

    def address(self, page: int = 1, sort: str = "") -> dict[str, object]:
        """The query of the same list on another page or in another order."""
        return to_address(self.asked, page=page, sort=sort)

    @property
    def sorts(self) -> dict[str, str]:
        """The orders there are."""
        return SORTS


def listed_rows(snapshot: Snapshot) -> "pa.Table":
    """The rows that the due list is made from, within the scope; no worker or team is an empty text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = snapshot.rows("obligations", "state", LISTED)
    for column in ("worker", "team"):
        place = rows.column_names.index(column)
        rows = rows.set_column(place, column, pc.fill_null(rows[column], ""))
    titles = clocks_by_id()
    duties = [titles[clock].title for clock in rows["clock"].to_pylist()]
    return rows.append_column("duty", pa.array(duties, pa.string()))


def in_order(rows: "pa.Table", sort: str) -> "pa.Table":
    """The rows in an order that is the same each time."""
    rest = ["council", "subject_id", "step", "run", "started_on"]
    return rows.sort_by([*ORDERS[sort], *((name, "ascending") for name in rest)])


def due_list(snapshot: Snapshot, asked: Asked) -> DueList:
    """One page of the due list."""
    rows = listed_rows(snapshot)
    if asked.refused:
        return DueList(asked, 0, 0, _counts(rows, "state", LISTED), (), (), 0)
    chosen = in_order(choose(rows, asked.choice), asked.sort)
    shown = chosen.slice((asked.page - 1) * PAGE, PAGE).to_pylist()
    laws = read_laws(snapshot) if shown else Laws({}, {}, {})
    return DueList(
        asked=asked,
        total=chosen.num_rows,
        children=len(_subjects(chosen)),
        counts=_counts(choose(rows, asked.without("states").choice), "state", LISTED),
        lines=tuple(line_of(row, laws) for row in shown),
        facets=tuple(_facet(rows, asked, *facet) for facet in FACETS),
        pages=-(-chosen.num_rows // PAGE),
        mends=() if chosen.num_rows else _mends(rows, asked),
    )


def all_rows(snapshot: Snapshot, asked: Asked) -> tuple[list[dict[str, Any]], Laws]:
    """Every row that the address asks for, in its order, for an export."""
    return in_order(choose(listed_rows(snapshot), asked.choice), asked.sort).to_pylist(), read_laws(snapshot)


def _subjects(rows: "pa.Table") -> set[Subject]:
    return {subject_in(row) for row in rows.select(["council", "subject_kind", "subject_id"]).to_pylist()}


def _counts(rows: "pa.Table", column: str, values: tuple[str, ...] = ()) -> dict[str, int]:
    found = Counter(rows[column].to_pylist())
    return {value: found[value] for value in values} if values else dict(found)


def _facet(rows: "pa.Table", asked: Asked, column: str, field: str, title: str, any_of: str) -> Facet:
    chosen: tuple[str, ...] = getattr(asked, field) or (USUAL if field == "states" else ())
    counts = _counts(choose(rows, asked.without(field).choice), column, LISTED if column == "state" else ())
    values = counts if column == "state" else sorted({*counts, *chosen}, key=lambda value: _text(column, value))
    options = (
        Option(_value(column, value), _text(column, value), counts.get(value, 0), value in chosen) for value in values
    )
    return Facet(column, title, any_of, tuple(options))


def _value(column: str, value: str) -> str:
    return value.replace("_", "-") if column == "state" else value or NONE


def _text(column: str, value: str) -> str:
    if column == "clock":
        return clocks_by_id()[value].title
    if column == "area":
        return value[:1].upper() + value[1:]
    return value or f"No {column} named"


def _mends(rows: "pa.Table", asked: Asked) -> tuple[tuple[str, int], ...]:
    """Where the filters find nothing: which one to take off, and how many duties that would give."""
    used = [(title, field) for _, field, title, _ in FACETS if getattr(asked, field) or field == "states"]
    counts = [(title.lower(), choose(rows, asked.without(field).choice).num_rows) for title, field in used]
    return tuple((title, number) for title, number in counts if number)
