"""The first page, by role: figures by area, a team's duties by worker, or one's own children."""

from collections import Counter
from dataclasses import dataclass

from sightline.reports.listing import Choice, choose
from sightline.store import Snapshot, Subject
from sightline.web.pages.asked import one_filter
from sightline.web.pages.due import in_order, listed_rows
from sightline.web.pages.words import Laws, Line, clocks_by_id, line_of, read_laws
from sightline.web.people.reader import Reader
from sightline.web.people.roles import Role, Sees

STATES = ("overdue", "due_soon", "cannot_tell")
BY_WORKER = frozenset({Role.TEAM_MANAGER, Role.SERVICE_MANAGER})
FEWEST = 6
"""A smaller figure, of duties or of children, is not shown to those who see figures only."""
MOST = 50


@dataclass(frozen=True)
class Figure:
    """One count. `query` is the due list it leads to; None where the reader sees figures only."""

    text: str
    query: dict[str, object] | None = None


@dataclass(frozen=True)
class Group:
    """An area, or a worker of a team, with one figure for each of the three states."""

    name: str
    team: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class FirstPage:
    """What the first page shows: `kind` is "areas", "workers", "own" or "nobody"."""

    kind: str
    groups: tuple[Group, ...] = ()
    totals: tuple[Figure, ...] = ()
    lines: tuple[Line, ...] = ()
    number: int = 0
    cannot_tell: int = 0

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The children shown."""
        return tuple(dict.fromkeys(line.subject for line in self.lines))


def first_page(snapshot: Snapshot, reader: Reader) -> FirstPage:
    """The first page of one reader."""
    if reader.sees is Sees.NOBODY:
        return FirstPage("nobody")
    if reader.sees is not Sees.TIED:
        return _by_area(snapshot, protected=reader.sees is Sees.FIGURES)
    return _by_worker(snapshot) if reader.role in BY_WORKER else _own(snapshot)


def _by_area(snapshot: Snapshot, *, protected: bool) -> FirstPage:
    counted = snapshot.figures("obligations", ["area", "state"], {"state": STATES}).to_pylist()
    found = {(row["area"], row["state"]): (row["rows"], row["subjects"]) for row in counted}
    areas = sorted({clock.area for clock in clocks_by_id().values()})
    groups, hidden = [], set()
    for area in areas:
        figures = []
        for state in STATES:
            rows, subjects = found.get((area, state), (0, 0))
            if protected and 0 < min(rows, subjects) < FEWEST:
                hidden.add(state)
                figures.append(Figure("fewer than 6"))
            else:
                query = None if protected else dict(one_filter(state=state, area=area))
                figures.append(Figure(f"{rows:,}", query))
        groups.append(Group(area, "", tuple(figures)))
    return FirstPage(
        "areas", tuple(groups), tuple(_total(found, state, state in hidden, protected) for state in STATES)
    )


def _total(found: dict[tuple[str, str], tuple[int, int]], state: str, is_hidden: bool, protected: bool) -> Figure:
    """The sum over the areas; not shown where a hidden figure could be worked out from it."""
    if is_hidden:
        return Figure("not shown")
    number = sum(rows for (_, each), (rows, _) in found.items() if each == state)
    return Figure(f"{number:,}", None if protected else dict(one_filter(state=state)))


def _by_worker(snapshot: Snapshot) -> FirstPage:
    rows = choose(listed_rows(snapshot), Choice(STATES)).select(["team", "worker", "state"]).to_pylist()
    found = Counter((row["team"], row["worker"], row["state"]) for row in rows)
    pairs = sorted({key[:2] for key in found}, key=lambda pair: (pair[1] == "", pair[1], pair[0]))
    groups = tuple(
        Group(worker or "No worker named", team or "No team named", tuple(
            Figure(f"{found[team, worker, state]:,}", dict(one_filter(state=state, team=team, worker=worker)))
            for state in STATES
        ))
        for team, worker in pairs
    )  # fmt: skip
    states = Counter(row["state"] for row in rows)
    return FirstPage("workers", groups, tuple(Figure(f"{states[s]:,}", dict(one_filter(state=s))) for s in STATES))


def _own(snapshot: Snapshot) -> FirstPage:
    listed = listed_rows(snapshot)
    rows = in_order(choose(listed, Choice(("overdue", "due_soon"))), "due")
    shown = rows.slice(0, MOST).to_pylist()
    laws = read_laws(snapshot) if shown else Laws({}, {}, {})
    unsure = choose(listed, Choice(("cannot_tell",))).num_rows
    return FirstPage("own", lines=tuple(line_of(r, laws) for r in shown), number=rows.num_rows, cannot_tell=unsure)
