"""My week: what is overdue, what falls due on each of the next seven days, what we cannot tell; my children."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sightline.store import Snapshot, Subject
from sightline.web.child.called import Called, called
from sightline.web.child.seen import last_seen
from sightline.web.figures.behind import children_open
from sightline.web.figures.kept import kept
from sightline.web.pages.reasons import say_reasons
from sightline.web.pages.saying import brief_day, children, duties, say_days, short_day, week_day
from sightline.web.pages.words import clocks_by_id, subject_in
from sightline.web.quality.grades import Graded, grade_all

AHEAD: Final = 7
"""Days."""
MOST: Final = 8
"""Lines under one heading, and children; a link leads to the rest."""
UNTOLD: Final = 5
"""Lines of what we cannot tell, the newest: what is long past can be settled by nobody this week."""
OPEN: Final = ("overdue", "due_soon", "due")
OPEN_WORDS: Final = "overdue,due-soon,due"
"""The same in an address."""
VISITS: Final = ("cp_visit", "cla_visit", "cin_visit", "pa_visit")
REVIEWS: Final = ("cp_review", "cla_review", "cin_plan_review", "pathway_plan")
BEFORE, AFTER = 60, 60
"""Days on the interval strip, before and after the as-of date."""


@dataclass(frozen=True)
class Item:
    """One duty of the week."""

    child: Called
    duty: str
    clock: str
    state: str
    why: str
    due: str
    days: str
    booked: str


@dataclass(frozen=True)
class Day:
    """A heading with its first duties, and how many there are; the due list has them all with `query`."""

    title: str
    says: str
    items: tuple[Item, ...]
    number: int
    query: dict[str, object]


@dataclass(frozen=True)
class Mine:
    """A child with the strip from when they were last seen to when they must be seen next.

    `strip` is (seen, due, as of) from 0 to 100, None for what lies beyond it or is not known; `is_late` says that the
    visit is overdue.
    """

    child: Called
    stage: str
    last_seen: str
    next_visit: str
    visit_state: str
    next_review: str
    review_state: str
    seen_at: float | None
    due_at: float | None
    is_late: bool


@dataclass(frozen=True)
class Week:
    """The page. `children` are the first of `number`."""

    sentence: str
    days: tuple[Day, ...]
    children: tuple[Mine, ...]
    number: int
    ticks: tuple[tuple[float, str], ...]
    as_of: str
    accuracy: Graded

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The children shown."""
        shown = [item.child.subject for day in self.days for item in day.items]
        return tuple(dict.fromkeys([*shown, *(mine.child.subject for mine in self.children)]))


@kept
def week_page(snapshot: Snapshot) -> Week:
    """The page of one person's own children."""
    rows = snapshot.rows("obligations", "state", (*OPEN, "cannot_tell")).to_pylist()
    held = children_open(snapshot)
    names = called(snapshot, {*map(subject_in, rows), *map(subject_in, held)})
    near = [row for row in rows if row["state"] in OPEN and (row["days"] or 0) >= -AHEAD]
    late = [row for row in near if row["state"] == "overdue"]
    ahead = [row for row in near if row["state"] != "overdue" and row["due_on"]]
    untold = [row for row in rows if row["state"] == "cannot_tell"]
    as_of = snapshot.record.as_of
    return Week(
        sentence=_sentence(len(held), len(late), len(ahead), len(untold)),
        days=tuple(_days(snapshot, late, ahead, untold, names)),
        children=_children(snapshot, held, rows, names),
        number=len(held),
        ticks=_ticks(as_of),
        as_of=brief_day(as_of, as_of),
        accuracy=grade_all(snapshot, False),
    )


def _sentence(number: int, late: int, ahead: int, untold: int) -> str:
    if not number and not (late or ahead or untold):
        return ""
    first = f"You have {children(number)}. "
    said = f"{duties(late)} {'is' if late == 1 else 'are'} overdue" if late else "Nothing is overdue"
    said += f", {ahead:,} {'is' if ahead == 1 else 'are'} due in the next {AHEAD} days"
    end = f", and there {'is' if untold == 1 else 'are'} {untold:,} we cannot tell" if untold else ""
    unlike = ", so this is not the same as everything being done" if untold and not late else ""
    return f"{first}{said}{end}{unlike}."


def _days(
    snapshot: Snapshot,
    late: list[dict[str, Any]],
    ahead: list[dict[str, Any]],
    untold: list[dict[str, Any]],
    names: Mapping[Subject, Called],
) -> list[Day]:
    """Overdue first, then each day that has something, then what we cannot tell. Days with nothing are left out."""
    days = []
    if late:
        days.append(_day(snapshot, "Overdue", duties(len(late)), late, names, {"state": "overdue"}))
    by_day: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for row in ahead:
        by_day[row["due_on"]].append(row)
    for day in sorted(by_day):
        weekday, rest = week_day(day).split(" ", 1)
        says = "The as-of date" if day == snapshot.record.as_of else ""
        days.append(_day(snapshot, rest, f"{weekday}. {says}".strip(". ") or weekday, by_day[day], names, _on(day)))
    if untold:
        query = {"state": "cannot-tell"}
        days.append(_day(snapshot, "Cannot tell", duties(len(untold)), untold, names, query, newest=True))
    return days


def _day(
    snapshot: Snapshot,
    title: str,
    says: str,
    rows: list[dict[str, Any]],
    names: Mapping[Subject, Called],
    query: Mapping[str, object],
    *,
    newest: bool = False,
) -> Day:
    ordered = sorted(rows, key=lambda row: (row["due_on"] or date.min, row["subject_id"], row["step"]), reverse=newest)
    shown = ordered[: UNTOLD if newest else MOST]
    reasons = say_reasons(snapshot, shown)
    as_of = snapshot.record.as_of
    items = tuple(
        Item(
            names[subject_in(row)], clocks_by_id()[row["clock"]].title, row["clock"], row["state"], why,
            f"Due {short_day(row['due_on'], as_of)}" if row["due_on"] else "", say_days(row["state"], row["days"]),
            f"Booked for {short_day(row['booked_on'], as_of)}" if row["booked_on"] else "",
        )
        for row, why in zip(shown, reasons, strict=True)
    )  # fmt: skip
    return Day(title, says, items, len(rows), dict(query))


def _children(
    snapshot: Snapshot,
    held: list[dict[str, Any]],
    rows: list[dict[str, Any]],
    names: Mapping[Subject, Called],
) -> tuple[Mine, ...]:
    """The first of the children open to the reader, the one to be seen next first."""
    visits, reviews = _soonest(rows, VISITS), _soonest(rows, REVIEWS)
    order = sorted(held, key=lambda row: (_due(visits.get(subject_in(row))) or date.max, row["subject_id"]))[:MOST]
    seen = _last_seen(snapshot, [subject_in(row) for row in order])
    return tuple(_mine(snapshot, row, names, visits, reviews, seen) for row in order)


def _on(day: date) -> dict[str, object]:
    return {"state": OPEN_WORDS, "from": day, "to": day}


def _state(row: dict[str, Any] | None) -> str:
    return row["state"] if row else ""


def _soonest(rows: list[dict[str, Any]], clocks: tuple[str, ...]) -> dict[Subject, dict[str, Any]]:
    """For each child the row that falls due first; where none is open, one that cannot be told, without its day."""
    found: dict[Subject, dict[str, Any]] = {}
    for row in sorted((r for r in rows if r["clock"] in clocks and r["state"] in OPEN and r["due_on"]),
                      key=lambda r: r["due_on"]):  # fmt: skip
        found.setdefault(subject_in(row), row)
    for row in (each for each in rows if each["clock"] in clocks and each["state"] == "cannot_tell"):
        found.setdefault(subject_in(row), {**row, "due_on": None})
    return found


def _due(row: dict[str, Any] | None) -> date | None:
    return row["due_on"] if row else None


def _last_seen(snapshot: Snapshot, subjects: list[Subject]) -> dict[Subject, date]:
    """The last day each child was seen; a visit of which nobody recorded whether they were is none."""
    events: dict[Subject, list[dict[str, Any]]] = defaultdict(list)
    for row in snapshot.about("events", subjects):
        events[subject_in(row)].append(row)
    days = {subject: last_seen(rows, snapshot.record.as_of) for subject, rows in events.items()}
    return {subject: day for subject, day in days.items() if day}


def _mine(
    snapshot: Snapshot,
    row: dict[str, Any],
    names: Mapping[Subject, Called],
    visits: Mapping[Subject, dict[str, Any]],
    reviews: Mapping[Subject, dict[str, Any]],
    seen: Mapping[Subject, date],
) -> Mine:
    from sightline.web.figures.board import load_stages

    as_of, child = snapshot.record.as_of, subject_in(row)
    visit, review = visits.get(child), reviews.get(child)
    stage = next((each.title for each in load_stages() if each.stage == row["stage"] and not each.part), "")
    return Mine(
        child=names[child],
        stage=stage,
        last_seen=short_day(seen.get(child), as_of),
        next_visit=short_day(_due(visit), as_of),
        visit_state=_state(visit),
        next_review=short_day(_due(review), as_of),
        review_state=_state(review),
        seen_at=_at(seen.get(child), as_of),
        due_at=_at(_due(visit), as_of) if _state(visit) != "cannot_tell" else None,
        is_late=_state(visit) == "overdue",
    )


def _at(day: date | None, as_of: date) -> float | None:
    """Where a day stands on the strip, from 0 to 100; at its edge where it lies beyond."""
    if day is None:
        return None
    return round(min(100.0, max(0.0, 100 * ((day - as_of).days + BEFORE) / (BEFORE + AFTER))), 1)


def _ticks(as_of: date) -> tuple[tuple[float, str], ...]:
    """The first days of the months on the strip."""
    from sightline.calendars.time_limit import add_months

    months = [add_months(as_of.replace(day=1), number) for number in range(-2, 4)]
    return tuple(
        (at, f"1 {month:%b}")
        for month in months
        if (at := _at(month, as_of)) is not None and 3 < at < 97 and abs(at - 50) > 8
    )
