"""My team: what is late, and who carries what. In name order: this is no ranking."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, Final

from sightline.store import Snapshot, Subject
from sightline.web.figures.behind import children_open
from sightline.web.figures.kept import kept
from sightline.web.pages.address import NONE
from sightline.web.pages.asked import one_filter
from sightline.web.pages.saying import NO_WORKER, children, count, duties, join_words
from sightline.web.pages.words import STRENGTH_WORDS, clocks_by_id, subject_in
from sightline.web.people.reader import Reader
from sightline.web.quality.grades import Graded, grade_all, grade_figure

STATES: Final = ("overdue", "due_soon", "cannot_tell")
COLUMNS: Final = ["council", "subject_kind", "subject_id", "clock", "strength", "state", "worker", "days"]


@dataclass(frozen=True)
class Late:
    """One kind of duty that is overdue in the team."""

    title: str
    kind: str
    number: int
    longest: str
    owner: str
    query: dict[str, object]
    accuracy: Graded


@dataclass(frozen=True)
class Carries:
    """One worker: children open, a mark for each (overdue, cannot_tell or neither), and counts of duties that lead on.

    `counts` are (number, children, query) for overdue, due soon, cannot tell.
    """

    worker: str
    number: int
    query: dict[str, object]
    marks: tuple[tuple[str, int], ...]
    counts: tuple[tuple[int, int, dict[str, object]], ...]


@dataclass(frozen=True)
class Team:
    """The page."""

    of: str
    sentence: str
    lever: str
    late: tuple[Late, ...]
    carries: tuple[Carries, ...]
    totals: tuple[tuple[int, dict[str, object]], ...]
    number: int
    accuracy: Graded

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """No child is named here."""
        return ()


def team_page(snapshot: Snapshot, reader: Reader) -> Team:
    """The page of a manager's teams."""
    return _page(snapshot, join_words(list(reader.tied.team_names)))


@kept
def _page(snapshot: Snapshot, teams: str) -> Team:
    rows = snapshot.rows("obligations", "state", STATES).select(COLUMNS).to_pylist()
    held = children_open(snapshot)
    states = Counter(row["state"] for row in rows)
    alone = sum(not row["worker"] for row in held)
    carries = _carries(rows, held)
    return Team(
        of=teams,
        sentence=_sentence(len(held), alone, len({row["worker"] for row in held if row["worker"]}), states),
        lever=_lever(alone, rows),
        late=_late(snapshot, rows),
        carries=carries,
        totals=tuple((states[state], dict(one_filter(state=state))) for state in STATES),
        number=len(held),
        accuracy=grade_all(snapshot, False),
    )


def _sentence(number: int, alone: int, workers: int, states: Counter[str]) -> str:
    hold = "holds" if workers == 1 else "hold"
    theirs = f"{number - alone:,} of your {children(number)}" if alone else f"your {children(number)}"
    held = f"{count(workers, 'worker')} {hold} {theirs}"
    rest = f"; {alone:,} {'has' if alone == 1 else 'have'} no worker." if alone else "."
    late = f"{duties(states['overdue']).capitalize()} {'is' if states['overdue'] == 1 else 'are'} overdue"
    if not states["overdue"]:
        late = "Nothing is overdue"
    untold = states["cannot_tell"]
    end = (
        f"and there {'is' if untold == 1 else 'are'} {untold:,} we cannot tell"
        if untold
        else "and there is nothing we cannot tell"
    )
    unlike = ", so this is not the same as everything being done" if untold and not states["overdue"] else ""
    return f"{held}{rest} {late}, {states['due_soon']:,} due soon, {end}{unlike}."


def _lever(alone: int, rows: list[dict[str, Any]]) -> str:
    """The decision that would move most, not the load: only what the files can show."""
    late = sum(row["state"] == "overdue" and not row["worker"] for row in rows)
    if not alone:
        return ""
    stands = f", and {late:,} of what is overdue is theirs" if late else ""
    return f"A worker for {children(alone)} is yours to name{stands}."


def _late(snapshot: Snapshot, rows: list[dict[str, Any]]) -> tuple[Late, ...]:
    """Overdue duties by kind: law and guidance first, then our own standards, the most first within each."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        if row["state"] == "overdue":
            found[row["clock"], row["strength"]].append(row["days"] or 0)
    by_clock: dict[str, list[int]] = defaultdict(list)
    kinds: dict[str, set[str]] = defaultdict(set)
    for (clock, strength), days in found.items():
        by_clock[clock] += days
        kinds[clock].add(STRENGTH_WORDS[strength])
    late = [
        Late(
            clocks_by_id()[clock].title, join_words(sorted(kinds[clock])), len(days),
            f"{count(max(days), 'day')} over", clocks_by_id()[clock].owner,
            dict(one_filter(state="overdue", clock=clock)), grade_figure(snapshot, (clock,), False),
        )
        for clock, days in by_clock.items()
    ]  # fmt: skip
    return tuple(sorted(late, key=lambda each: ("standard" in each.kind, -each.number, each.title)))


def _carries(rows: list[dict[str, Any]], held: list[dict[str, Any]]) -> tuple[Carries, ...]:
    theirs: dict[str, list[Subject]] = defaultdict(list)
    for row in held:
        theirs[row["worker"]].append(subject_in(row))
    duties_of: dict[tuple[str, str], list[Subject]] = defaultdict(list)
    by_child: dict[Subject, set[str]] = defaultdict(set)
    for row in rows:
        duties_of[row["worker"] or "", row["state"]].append(subject_in(row))
        by_child[subject_in(row)].add(row["state"])
    workers = sorted({*theirs, *(worker for worker, _ in duties_of)}, key=lambda name: (name == "", name))
    return tuple(_one(worker, theirs[worker], duties_of, by_child) for worker in workers)


def _one(
    worker: str,
    held: list[Subject],
    duties_of: dict[tuple[str, str], list[Subject]],
    by_child: dict[Subject, set[str]],
) -> Carries:
    marks = Counter(
        "overdue" if "overdue" in by_child[child] else "cannot_tell" if "cannot_tell" in by_child[child] else "due"
        for child in held
    )
    return Carries(
        worker or NO_WORKER,
        len(held),
        {"worker": worker or NONE},
        tuple((state, marks[state]) for state in ("overdue", "cannot_tell", "due") if marks[state]),
        tuple(
            (len(duties_of[worker, state]), len(set(duties_of[worker, state])),
             dict(one_filter(state=state, worker=worker)))
            for state in STATES
        ),
    )  # fmt: skip
