"""The stages of the journey with their grades, and what would raise each."""

from dataclasses import dataclass
from typing import Final

from sightline.checks.own import checks_in
from sightline.measures.grade import events_of, load_rule
from sightline.store import Snapshot
from sightline.web.figures.kept import kept
from sightline.web.pages.saying import name_event
from sightline.web.pages.words import clocks_by_id
from sightline.web.quality.grades import NOTHING, UNTOLD, Graded, grade_figure, name_table, recorded_by_event

Raised = tuple[str, str, dict[str, object]]
NOTHING_RAISES: Final[Raised] = ("", "", {})


@dataclass(frozen=True)
class StageGrade:
    """A stage of the journey; `raises` says what would raise its grade, `page` and `query` lead to it."""

    title: str
    grade: Graded
    raises: str
    page: str
    query: dict[str, object]


@kept
def grade_stage(snapshot: Snapshot, title: str, clocks: tuple[str, ...], hides: bool) -> StageGrade | None:
    """The grade of some duties; None for a stage no duty of which is fed."""
    grade = grade_figure(snapshot, clocks, hides)
    if grade.answered == grade.passing == NOTHING:
        return None
    return StageGrade(title, grade, *_raises(snapshot, clocks, grade, hides))


def grade_clock(snapshot: Snapshot, clock: str, hides: bool) -> StageGrade | None:
    """The grade of one duty by itself; None where there is no such duty, or nothing feeds it."""
    held = clocks_by_id().get(clock)
    return grade_stage(snapshot, held.title, (clock,), hides) if held else None


def _raises(snapshot: Snapshot, clocks: tuple[str, ...], grade: Graded, hides: bool) -> Raised:
    """What would raise a grade, the page that says more, and what that is asked."""
    if grade.held_by == "answered":
        page = "" if hides else "due_list"
        return "An answer to what we cannot tell", page, {"state": "cannot-tell", "clock": list(clocks)}
    if grade.held_by == "passing":
        return _most_found(snapshot, grade.table, hides)
    if grade.held_by == "recorded":
        within = load_rule().recorded_within
        later = "Loads over more than two weeks, to see how soon things are recorded"
        return (later if grade.recorded == UNTOLD else f"More recorded within {within}"), "", {}
    return NOTHING_RAISES


def _most_found(snapshot: Snapshot, table: str, hides: bool) -> Raised:
    """The check that finds most in a table."""
    checks = checks_in(snapshot)
    found = [(row["rows"], row["check"]) for row in snapshot.figures("check_failures", ["check", "table"]).to_pylist()
             if row["table"] == table and row["check"] in checks]  # fmt: skip
    if not found:
        return name_table(table), "", {}
    check = max(found)[1]
    return checks[check].title, "" if hides else "fix_list", {"check": check}


def recording_of(snapshot: Snapshot, clock: str) -> tuple[tuple[str, int, int, int], ...]:
    """Each fact that a duty rests on: how many were recorded in time, late, and of how many it cannot be told."""
    if clock not in clocks_by_id():
        return ()
    counts = recorded_by_event(snapshot)
    events = sorted(events_of(clocks_by_id()[clock]) & counts.keys())
    return tuple((name_event(event), *counts[event]) for event in events)
