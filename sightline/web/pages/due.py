"""The due list: which duties, for whom, by when and why; never without the number that cannot be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sightline.reports.listing import say_subject
from sightline.store import Snapshot, Subject
from sightline.web.child.called import Called, called
from sightline.web.pages.asked import USUAL, Asked, to_address
from sightline.web.pages.facets import Chip, Facet, chips_of, facets_of, mends_of, strangers_in
from sightline.web.pages.listed import GROUPED, LISTINGS, Listing
from sightline.web.pages.paging import Paging
from sightline.web.pages.reasons import clocks_by_id, say_reasons
from sightline.web.pages.saying import short_day
from sightline.web.pages.words import LISTED, STRENGTH_WORDS, subject_in
from sightline.web.quality.grades import Graded, grade_all, grade_figure

PAGE = 25
MANY = 1000
"""Rows: a list longer than this says that a filter would help."""


@dataclass(frozen=True)
class DueLine:
    """One duty of the list. `child` is None where it is about another than a child; `called` stands for it then."""

    subject: Subject
    child: Called | None
    called: str
    clock: str
    duty: str
    state: str
    why: str
    set_by: str
    target: str
    due: str
    days: str
    booked: str
    worker: str
    team: str


@dataclass(frozen=True)
class Group:
    """Lines that belong together on this page. `number` and `children` are those of the whole group.

    `cut` says which of them are here where not all are.
    """

    title: str
    state: str
    number: int
    children: int
    cut: str
    lines: tuple[DueLine, ...]


@dataclass(frozen=True)
class DueList:
    """The due list as the page shows it. `counts` are by state, under the other filters.

    `accuracy`: how far the duties asked for can be believed; of all the reader sees where none was chosen.
    """

    asked: Asked
    total: int = 0
    children: int = 0
    counts: dict[str, int] | None = None
    groups: tuple[Group, ...] = ()
    facets: tuple[Facet, ...] = ()
    chips: tuple[Chip, ...] = ()
    mends: tuple[Chip, ...] = ()
    strangers: tuple[str, ...] = ()
    sees_nobody: bool = False
    accuracy: Graded | None = None

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The children shown."""
        return tuple(dict.fromkeys(line.subject for line in self.lines))

    @property
    def lines(self) -> tuple[DueLine, ...]:
        """The lines of this page."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def states(self) -> tuple[str, ...]:
        """The states that were asked for, in the order of the list; the usual ones if none was."""
        return tuple(state for state in LISTED if state in (self.asked.states or USUAL))

    @property
    def paging(self) -> Paging:
        """Which page of the list this is."""
        return Paging(self.total, self.asked.page, PAGE)

    @property
    def is_long(self) -> bool:
        """Say whether a filter would help."""
        return self.total > MANY

    @property
    def is_of_teams(self) -> bool:
        """Say whether the list may hold duties of several teams."""
        return any(facet.name == "team" and len(facet.options) + facet.left_out > 1 for facet in self.facets) and (
            len(self.asked.teams) != 1
        )

    @property
    def cannot_tell(self) -> int:
        """How many under the same filters cannot be told."""
        return (self.counts or {}).get("cannot_tell", 0)

    def address(self, **change: object) -> dict[str, object]:
        """The query of the same list, or of one with a change: another page, order or group."""
        return to_address(self.asked, **change)

    def sorted_by(self, sort: str) -> str:
        """What `aria-sort` says of a heading."""
        return ("descending" if self.asked.descending else "ascending") if self.asked.sort == sort else "none"

    def sort_address(self, sort: str) -> dict[str, object]:
        """Where a heading leads: sorted by it, or the other way round where it is so already. Days: most over first."""
        turned = not self.asked.descending if self.asked.sort == sort else sort == "days"
        return self.address(sort=sort, descending=turned)

    def page_numbers(self) -> list[int]:
        """The pages to offer: the first, the last and those beside this one; 0 stands for those left out."""
        page, pages = self.asked.page, self.paging.pages
        near = {1, pages, page - 1, page, page + 1} & set(range(1, pages + 1))
        numbers: list[int] = []
        for number in sorted(near):
            if numbers and number - numbers[-1] > 1:
                numbers.append(number - 1 if number - numbers[-1] == 2 else 0)
            numbers.append(number)
        return numbers


def due_list(snapshot: Snapshot, asked: Asked) -> DueList:
    """One page of the due list."""
    if asked.refused:
        return DueList(asked)
    listing = LISTINGS.of(snapshot)
    mask = listing.mask(asked)
    places = listing.in_order(mask, asked.group, asked.sort, descending=asked.descending)
    states = listing.columns["states"].values
    by_state = listing.count("states", listing.mask(asked, but="states"))
    return DueList(
        asked=asked,
        total=len(places),
        children=_children(listing, places),
        counts=dict.fromkeys(LISTED, 0) | {states[number]: count for number, count in by_state.items()},
        groups=tuple(_groups(snapshot, listing, asked, places)),
        facets=facets_of(listing, asked, mask),
        chips=chips_of(listing, asked),
        mends=() if len(places) else mends_of(listing, asked),
        strangers=strangers_in(listing, asked),
        sees_nobody=snapshot.scope.only == frozenset(),
        accuracy=grade_figure(snapshot, asked.clocks, False) if asked.clocks else grade_all(snapshot, False),
    )


def all_rows(snapshot: Snapshot, asked: Asked) -> list[dict[str, Any]]:
    """Every row that the address asks for, in its order, for an export."""
    listing = LISTINGS.of(snapshot)
    mask = listing.mask(asked)
    return listing.take(listing.in_order(mask, asked.group, asked.sort, descending=asked.descending))


def _children(listing: Listing, places: Any) -> int:
    return len(listing.columns["children"].numbers.take(places).unique())


def _groups(snapshot: Snapshot, listing: Listing, asked: Asked, places: Any) -> Iterator[Group]:
    """The groups of one page, each with the numbers of the whole group."""
    import pyarrow.compute as pc

    start = (asked.page - 1) * PAGE
    shown = places.slice(start, PAGE)
    lines = _lines(snapshot, listing.take(shown))
    if asked.group not in GROUPED:
        if lines:
            yield Group("", "", len(places), 0, "", lines)
        return
    column = listing.columns[GROUPED[asked.group]]
    whole, here = column.numbers.take(places), column.numbers.take(shown).to_pylist()
    for number in dict.fromkeys(here):
        found = pc.equal(whole, number)
        before = pc.sum(pc.less(whole, number)).as_py()
        those = tuple(line for line, of in zip(lines, here, strict=True) if of == number)
        total = pc.sum(found).as_py()
        first = max(start - before, 0) + 1
        value = column.values[number]
        yield Group(
            title=_title(asked.group, value),
            state=value if asked.group == "state" else "",
            number=total,
            children=_children(listing, places.filter(found)),
            cut=_cut(first, len(those), total),
            lines=those,
        )


def _cut(first: int, shown: int, total: int) -> str:
    if shown == total:
        return ""
    return f"Showing the first {shown}" if first == 1 else f"Showing {first:,} to {first + shown - 1:,}"


def _title(group: str, value: str) -> str:
    if group == "siblings":
        return f"Brothers and sisters {value}" if value else "No brother or sister with a duty here"
    return clocks_by_id()[value].title if group == "duty" else value or f"No {group} known"


def _lines(snapshot: Snapshot, rows: list[dict[str, Any]]) -> tuple[DueLine, ...]:
    as_of, children = snapshot.record.as_of, called(snapshot, {subject_in(row) for row in rows})
    return tuple(
        DueLine(
            subject=subject_in(row),
            child=children.get(subject_in(row)) if row["subject_kind"] == "child" else None,
            called=say_subject(row),
            clock=row["clock"],
            duty=clocks_by_id()[row["clock"]].title,
            state=row["state"],
            why=why,
            set_by=STRENGTH_WORDS[row["strength"]],
            target=short_day(row["target_on"], as_of),
            due=short_day(row["due_on"], as_of),
            days=say_few_days(row["state"], row["days"]),
            booked=short_day(row["booked_on"], as_of),
            worker=row["worker"],
            team=row["team"],
        )
        for row, why in zip(rows, say_reasons(snapshot, rows), strict=True)
    )


def say_few_days(state: str, days: int | None) -> str:
    """Days over or left in a narrow column: 5 over, due now, 12 left; nothing where they are not known."""
    if days is None or state == "cannot_tell":
        return ""
    if state == "missed":
        return f"{days:,} late"
    return "due now" if days == 0 else f"{days:,} over" if days > 0 else f"{-days:,} left"
