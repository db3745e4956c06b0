"""In time by month and team, for every duty, on one page; the filters are in the address."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sightline.measures.in_time import InTime
from sightline.measures.small_numbers import HIDDEN
from sightline.store import Snapshot
from sightline.web.figures.counts import SHOWN, YEAR, Protected, by_duty, by_team, months_of, protected
from sightline.web.figures.followed import percent
from sightline.web.pages.address import NONE, Query, one, one_or_none, refuse, word_or_none
from sightline.web.pages.words import STRENGTH_WORDS, clocks_by_id
from sightline.web.quality.grades import Graded, grade_figure

EVERY: Final = "*"
BY: Final = ("duty", "team")


@dataclass(frozen=True)
class AskedFigures:
    """The filters: empty means any. `by` "team" gives each team of a duty a line. `refused` says what is not known."""

    area: str = ""
    clock: str = ""
    team: str | None = None
    by: str = "duty"
    refused: tuple[str, ...] = ()

    def address(self, **changed: str) -> dict[str, object]:
        """The query of the same page, or of it with something changed."""
        asked: dict[str, object] = {"area": self.area, "clock": self.clock, "team": word_or_none(self.team),
                                    "by": "" if self.by == "duty" else self.by}  # fmt: skip
        return {**asked, **changed}


@dataclass(frozen=True)
class Cell:
    """A share and its n; `query` leads to the duties behind it."""

    share: str
    due: str
    words: str
    query: dict[str, object] | None


@dataclass(frozen=True)
class Row:
    """One duty, in all teams or in one, over twelve months together and one by one."""

    clock: str
    title: str
    kind: str
    team: str
    year: Cell
    cells: tuple[Cell, ...]
    cannot_tell: Cell
    accuracy: Graded


@dataclass(frozen=True)
class Group:
    """One area of service."""

    area: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class InTimePage:
    """The page. `months` are the heads of the columns, the newest first; `teams` is empty for figures-only readers."""

    asked: AskedFigures
    months: tuple[date, ...]
    groups: tuple[Group, ...]
    areas: tuple[str, ...]
    clocks: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]
    hides: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of every area."""
        return tuple(row for group in self.groups for row in group.rows)


def read_figures(query: Query) -> AskedFigures:
    """Read an address. What is not known is refused in words, not passed over."""
    area, clock, by = one(query, "area"), one(query, "clock"), one(query, "by", "duty")
    areas = sorted({each.area for each in clocks_by_id().values()})
    refused = refuse([area] if area else [], areas, "service area")
    refused += refuse([clock] if clock else [], list(clocks_by_id()), "duty") + refuse([by], BY, "way to split")
    return AskedFigures(area, clock, one_or_none(query, "team"), by, tuple(refused))


def in_time_page(snapshot: Snapshot, asked: AskedFigures, *, hides: bool) -> InTimePage:
    """The page within a scope. Those who see figures only get no teams, and small numbers protected."""
    if hides:
        asked = AskedFigures(asked.area, asked.clock, None, "duty", asked.refused)
    small = protected(snapshot) if hides else Protected()
    months = tuple(reversed(months_of(snapshot)[-SHOWN:]))
    duties = by_duty(snapshot)
    shown = [] if asked.refused else [each for each in _in_order(duties) if _fits(each, asked)]
    rows = {each: tuple(_rows(snapshot, each, asked, months, small, hides)) for each in shown}
    areas = sorted({clocks_by_id()[each].area for each in shown})
    return InTimePage(
        asked=asked,
        months=months,
        groups=tuple(
            Group(area, tuple(row for each in shown if clocks_by_id()[each].area == area for row in rows[each]))
            for area in areas
        ),
        areas=tuple(sorted({clocks_by_id()[each].area for each in duties})),
        clocks=tuple((each, clocks_by_id()[each].title) for each in _in_order(duties)),
        teams=() if hides else tuple(sorted({team for _, team in by_team(snapshot)}, key=lambda t: (t == "", t))),
        hides=hides,
    )


def _in_order(clocks: Iterable[str]) -> list[str]:
    return sorted(clocks, key=lambda each: (clocks_by_id()[each].title, each))


def _fits(clock: str, asked: AskedFigures) -> bool:
    return asked.clock in ("", clock) and asked.area in ("", clocks_by_id()[clock].area)


def _rows(
    snapshot: Snapshot, clock: str, asked: AskedFigures, months: tuple[date, ...], small: Protected, hides: bool
) -> Iterable[Row]:
    if asked.team is not None or asked.by == "team":
        teams = sorted((team for of, team in by_team(snapshot) if of == clock), key=lambda team: (team == "", team))
        for team in teams:
            if asked.team in (None, team):
                yield _row(snapshot, clock, team, by_team(snapshot)[clock, team].months, months, small, hides)
    else:
        yield _row(snapshot, clock, EVERY, by_duty(snapshot)[clock].months, months, small, hides)


def _row(
    snapshot: Snapshot,
    clock: str,
    team: str,
    found: Mapping[date, InTime],
    months: tuple[date, ...],
    small: Protected,
    hides: bool,
) -> Row:
    title = clocks_by_id()[clock].title
    year = sum((found.get(month, InTime()) for month in months), InTime())
    who = "" if team == EVERY else f", {team or 'no team known'}"
    link: dict[str, object] = {"clock": clock, "team": "" if team == EVERY else team or NONE}

    def cell(month: date | str, counts: InTime, when: str) -> Cell:
        query = {**link, "month": month if isinstance(month, str) else f"{month:%Y-%m}"}
        words = f"of what fell due {when}, {title}{who}"
        if small.hides(clock, month, "met", "due"):
            return Cell(HIDDEN, "", words, None)
        return Cell(_share(counts), f"{counts.due:,}", words, None if hides or not counts.due else query)

    unknown = HIDDEN if small.hides(clock, YEAR, "cannot_tell") else f"{year.cannot_tell:,}"
    query = {**link, "month": YEAR, "answer": "cannot-tell"} if year.cannot_tell and not hides else None
    return Row(
        clock,
        title,
        STRENGTH_WORDS[clocks_by_id()[clock].strength],
        "" if team == EVERY else team or "No team known",
        cell(YEAR, year, "in these 12 months"),
        tuple(cell(month, found.get(month, InTime()), f"in {month:%B %Y}") for month in months),
        Cell(unknown, "", f"that we cannot tell, {title}{who}", query),
        grade_figure(snapshot, (clock,), hides),
    )


def _share(counts: InTime) -> str:
    """Under ten the count, not a percentage; nothing where nothing fell due."""
    if not counts.due:
        return "–"
    return percent(counts.share) if counts.share is not None else f"{counts.met} of {counts.due}"
