"""What needs somebody today: duties past their day that a head of service or above should know of."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sightline.store import Snapshot
from sightline.web.figures.board import read_board
from sightline.web.figures.kept import kept
from sightline.web.pages.asked import one_filter
from sightline.web.pages.saying import children, count
from sightline.web.pages.words import clocks_by_id
from sightline.web.quality.grades import Graded, grade_figure, grade_tables

MOST = 7
EVIDENCE = {"second_hand": ", known at second hand", "to_confirm": ", to confirm"}


@dataclass(frozen=True)
class Need:
    """One line of the list. `number` is that of the list it leads to, at `page` with `query`."""

    number: int
    says: str
    more: str
    owner: str
    longest: str
    law: str
    page: str
    query: dict[str, object]
    accuracy: Graded


@cache
def load_needs() -> tuple[dict[str, Any], ...]:
    """The kinds of need, in their order."""
    with (Path(__file__).parent / "needs.toml").open("rb") as file:
        return tuple(tomllib.load(file)["need"])


@kept
def find_needs(snapshot: Snapshot) -> tuple[Need, ...]:
    """What there is of each kind; kinds of which there is nothing are left out."""
    late: dict[str, list[tuple[int, str]]] = {}
    rows = snapshot.rows("obligations", "state", ("overdue",)).select(["clock", "days", "subject_id"]).to_pylist()
    for row in rows:
        late.setdefault(row["clock"], []).append((row["days"] or 0, row["subject_id"]))
    found = [_need(snapshot, kind, late[kind["clock"]]) for kind in load_needs() if kind["clock"] in late]
    return tuple([*found, *_no_worker(snapshot)][:MOST])


def _need(snapshot: Snapshot, kind: dict[str, Any], late: list[tuple[int, str]]) -> Need:
    clock = clocks_by_id()[kind["clock"]]
    number, who = len(late), len({subject for _, subject in late})
    further = sum(days > kind["more_than"] for days, _ in late)
    weeks = count(kind["more_than"] // 7, "week")
    more = f"{further:,} of them {'is' if further == 1 else 'are'} more than {weeks} past the limit." if further else ""
    about = "" if who == number or clock.id == "care_proceedings" else f"{children(who).capitalize()} in all."
    version = clock.versions[-1]
    checked = EVIDENCE.get(version.evidence.split(" ")[0], "")
    return Need(
        number=number,
        says=kind["one"] if number == 1 else kind["many"],
        more=" ".join(part for part in (more, about) if part),
        owner=clock.owner[:1].upper() + clock.owner[1:],
        longest=f"Longest {count(max(days for days, _ in late), 'day')} over",
        law=f"{version.citation}{checked}",
        page="due_list",
        query=dict(one_filter(state="overdue", clock=clock.id)),
        accuracy=grade_figure(snapshot, (clock.id,), False),
    )


def _no_worker(snapshot: Snapshot) -> list[Need]:
    number = read_board(snapshot).no_worker
    if not number:
        return []
    says = (
        "child open to us has no worker that the files name."
        if number == 1
        else ("children open to us have no worker that the files name.")
    )
    more = "They are in the lists of nobody who sees only their own children."
    accuracy = grade_tables(snapshot, ("allocation",), False)
    return [Need(number, says, more, "Team manager", "", "", "at_stage", {"worker": "none"}, accuracy)]
