"""What is open now, by duty and by who set the limit; the sums over stages of the journey; what must not be shown."""

import tomllib
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from sightline.measures.small_numbers import HIDDEN, Line, hidden_cells
from sightline.store import Snapshot
from sightline.web.figures.kept import kept
from sightline.web.pages.words import clocks_by_id

STATES: Final = ("overdue", "due_soon", "cannot_tell")
REST: Final = "across"
Key = Hashable


@dataclass(frozen=True)
class Stage:
    """A row of the journey: the children at `stage` (`part` of it), and the duties of its areas or of its clocks.

    `parts` belong to it: its children are among those of another stage.
    """

    id: str
    title: str
    says: str
    areas: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    stage: str = ""
    part: str = ""


@cache
def load_stages() -> tuple[Stage, ...]:
    """The rows of the journey, in their order; the last takes every duty of no other."""
    with (Path(__file__).parent / "journey.toml").open("rb") as file:
        rows = tomllib.load(file)["stage"]
    return tuple(
        Stage(**{**row, "areas": tuple(row.get("areas", ())), "clocks": tuple(row.get("clocks", ()))}) for row in rows
    )


@cache
def stage_of_clocks() -> dict[str, str]:
    """For each clock the row that counts it: the row that names it, else that of its area, else the last."""
    named = {clock: stage.id for stage in load_stages() for clock in stage.clocks}
    areas = {area: stage.id for stage in load_stages() for area in stage.areas}
    return {each.id: named.get(each.id, areas.get(each.area, REST)) for each in clocks_by_id().values()}


@dataclass(frozen=True)
class Board:
    """Counts of duties and of children now.

    `duties`: (state, clock, "law" or "own") → number. `people`: the same keys, and each state alone → children.
    `stages`: (stage, part) → children; None where the snapshot was made before stages were worked out.
    """

    duties: Mapping[Key, int]
    people: Mapping[Key, int]
    stages: Mapping[tuple[str, str], int] | None
    no_worker: int
    hidden: frozenset[Key] = field(default_factory=frozenset)

    def number(self, state: str, clocks: Sequence[str] | None = None, set_by: str = "") -> int:
        """How many duties of these clocks (None: all) are in a state; `set_by` "law", "own" or either."""
        return sum(
            number
            for (each, clock, by), number in self._items()
            if each == state and (clocks is None or clock in clocks) and set_by in ("", by)
        )

    def children(self, stage: str = "", part: str = "") -> int:
        """How many children are at a stage, or in a part of it; at any stage at all if none is named."""
        found = self.stages or {}
        return sum(n for (each, within), n in found.items() if stage in ("", each) and part in ("", within))

    def _items(self) -> list[tuple[tuple[str, str, str], int]]:
        return list(self.duties.items())  # type: ignore[arg-type]


def clocks_of(stage: str) -> tuple[str, ...]:
    """The clocks a row of the journey counts."""
    return tuple(clock for clock, of in stage_of_clocks().items() if of == stage)


@kept
def read_board(snapshot: Snapshot) -> Board:
    """The figures of one scope."""
    rows = snapshot.figures("obligations", ["state", "clock", "strength"], {"state": STATES}).to_pylist()
    duties: Counter[Key] = Counter()
    people: dict[Key, int] = {}
    for row in rows:
        key = row["state"], row["clock"], "own" if row["strength"] in ("local", "drift") else "law"
        duties[key] += row["rows"]
        people[key] = max(people.get(key, 0), row["subjects"])
    for row in snapshot.figures("obligations", ["state"], {"state": STATES}).to_pylist():
        people[row["state"]] = row["subjects"]
    return Board(dict(duties), people, *_stages(snapshot))


def _stages(snapshot: Snapshot) -> tuple[dict[tuple[str, str], int] | None, int]:
    if "stages" not in snapshot.record.tables:
        return None, 0
    rows = snapshot.figures("stages", ["stage", "part"]).to_pylist()
    alone = snapshot.figures("stages", ["worker"], {"worker": ("",)}).to_pylist()
    return {(row["stage"], row["part"]): row["rows"] for row in rows}, sum(row["rows"] for row in alone)


@kept
def hidden_on_board(snapshot: Snapshot) -> frozenset[Key]:
    """What those who see figures only may not be shown: of duties by clock, by stage and by who set the limit, and of
    children by stage. Keys as in `Board`, and (state, "stage", row), (state, "by", "law" or "own"), (state, "all"),
    ("children", stage), ("children", stage, part), ("children", "all")."""
    board = read_board(snapshot)
    values: dict[Key, int] = dict(board.duties)
    lines: list[Line] = []
    people: dict[Key, int] = dict(board.people)
    for state in STATES:
        cells: list[tuple[str, str, str]] = [key for key, _ in board._items() if key[0] == state]
        own: list[Line] = []
        for stage in load_stages():
            parts = tuple(key for key in cells if stage_of_clocks()[key[1]] == stage.id)
            _add(values, people, own, Line((state, "stage", stage.id), parts))
        for clock in sorted({key[1] for key in cells}):
            _add(values, people, own, Line((state, "clock", clock), tuple(key for key in cells if key[1] == clock)))
        if state == "overdue":  # given up first, where the sums taken together would tell too much
            for by in ("law", "own"):
                _add(values, people, own, Line((state, "by", by), tuple(key for key in cells if key[2] == by)))
        stages = tuple((state, "stage", each.id) for each in load_stages())
        _add(values, people, lines, Line((state, "all"), stages))
        if state == "overdue":
            lines.append(Line((state, "all"), ((state, "by", "law"), (state, "by", "own"))))
        lines += own
    _add_children(board, values, lines)
    return hidden_cells(values, lines, people=people)


def _add(values: dict[Key, int], people: dict[Key, int], lines: list[Line], line: Line) -> None:
    values[line.total] = sum(values[key] for key in line.parts)
    people[line.total] = max((people.get(key, values[key]) for key in line.parts), default=0)
    lines.append(line)


def _add_children(board: Board, values: dict[Key, int], lines: list[Line]) -> None:
    stages = board.stages or {}
    for stage in {name for name, _ in stages}:
        parts = tuple(("children", stage, part) for name, part in stages if name == stage)
        values |= {("children", stage, part): n for (name, part), n in stages.items() if name == stage}
        values["children", stage] = sum(values[key] for key in parts)
        lines.append(Line(("children", stage), parts))
    every = tuple(("children", stage) for stage in {name for name, _ in stages})
    values["children", "all"] = sum(values[key] for key in every)
    lines.append(Line(("children", "all"), every))


def protect(text: str, key: Key, hidden: frozenset[Key]) -> str:
    """A figure's text, or "c" where it is hidden."""
    return HIDDEN if key in hidden else text
