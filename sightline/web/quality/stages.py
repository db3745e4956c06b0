"""The stages of the journey with their grades, and what would raise each."""

from dataclasses import dataclass
from typing import Final

from sightline.checks.own import checks_in
from sightline.measures.grade import events_of, load_rule
from sightline.store import Snapshot
from sightline.web.figures.board import clocks_of, load_stages
from sightline.web.figures.kept import kept
from sightline.web.pages.saying import name_event
from sightline.web.pages.words import clocks_by_id
from sightline.web.quality.grades import (
    UNTOLD,
    Graded,
    counted_for_grades,
    grade_all,
    grade_figure,
    grade_tables,
    name_table,
)

Raised = tuple[str, str, dict[str, object]]
NOTHING_RAISES: Final[Raised] = ("", "", {})


@dataclass(frozen=True)
class StageGrade:
    """A stage of the journey, a duty or a table; `raises` says what would raise its grade, `page` and `query` lead
    to it. `stopped`: what was found to have stopped filling up: the check by id and title, and what it says.
    """

    title: str
    grade: Graded
    raises: str
    page: str
    query: dict[str, object]
    stopped: tuple[tuple[str, str, str], ...] = ()


@kept
def grade_stage(snapshot: Snapshot, title: str, clocks: tuple[str, ...], hides: bool) -> StageGrade | None:
    """The grade of some duties; None for a stage no duty of which is fed."""
    return line_of(snapshot, title, grade_figure(snapshot, clocks, hides), clocks, hides)


def grade_clock(snapshot: Snapshot, clock: str, hides: bool) -> StageGrade | None:
    """The grade of one duty by itself; None where there is no such duty, or nothing feeds it."""
    held = clocks_by_id().get(clock)
    return grade_stage(snapshot, held.title, (clock,), hides) if held else None


def grade_table(snapshot: Snapshot, table: str, hides: bool) -> StageGrade | None:
    """The grade of what is made of one table; None where it was not read."""
    if table not in counted_for_grades(snapshot).checks:
        return None
    return line_of(snapshot, name_table(table), grade_tables(snapshot, (table,), hides), (), hides)


def grade_at_stage(snapshot: Snapshot, stage: str, part: str = "") -> Graded:
    """How far a list of the children at a stage can be believed: as its duties, made of the same tables."""
    found = next((each for each in load_stages() if (each.stage, each.part) == (stage, part)), None)
    return grade_figure(snapshot, clocks_of(found.id), False) if found else grade_all(snapshot, False)


def line_of(snapshot: Snapshot, title: str, grade: Graded, clocks: tuple[str, ...], hides: bool) -> StageGrade | None:
    """A grade as the page shows it; None where there is neither a duty nor a row."""
    if grade.is_of_nothing:
        return None
    return StageGrade(title, grade, *_raises(snapshot, clocks, grade, hides), _stopped(snapshot, grade))


def _stopped(snapshot: Snapshot, grade: Graded) -> tuple[tuple[str, str, str], ...]:
    """The numbers are of the whole council, so they are said to those who see all of it."""
    checks, whole = checks_in(snapshot), snapshot.scope.only is None
    found = (
        (each.check, checks[each.check].title,
         each.says if whole else ", ".join(filter(None, (name_table(each.table), each.team))))
        for each in grade.stopped
    )  # fmt: skip
    return tuple(dict.fromkeys(found))


def _raises(snapshot: Snapshot, clocks: tuple[str, ...], grade: Graded, hides: bool) -> Raised:
    """What would raise a grade, the page that says more, and what that is asked."""
    if grade.held_by == "answered":
        page = "" if hides else "due_list"
        return "An answer to what we cannot tell", page, {"state": "cannot-tell", "clock": list(clocks)}
    if grade.held_by == "passing":
        return _most_found(snapshot, grade.passes_least, hides)
    if grade.held_by == "recorded":
        within = load_rule().recorded_within
        later = "Loads over more than two weeks, to see how soon things are recorded"
        return (later if grade.shares["recorded"] == UNTOLD else f"More recorded within {within}"), "", {}
    if grade.held_by == "looked_for":
        return f"The columns that the checks of {name_table(grade.looked_at_least).lower()} need", "", {}
    if grade.held_by == "filling":
        return _what_fills(grade), "", {}
    return NOTHING_RAISES


def _what_fills(grade: Graded) -> str:
    """What to ask of whoever makes the extract."""
    names = sorted({name_table(each.table) for each in grade.stopped})
    return f"{names[0]} that fill up again" if names else "More history, to see whether the tables still fill up"


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
    counts = counted_for_grades(snapshot).recorded
    events = sorted(events_of(clocks_by_id()[clock]) & counts.keys())
    return tuple((name_event(event), counts[event][0], counts[event][1], counts[event][2]) for event in events)
