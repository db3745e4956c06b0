"""The rows behind a figure: duties that fell due in a month, or children at a stage of the journey."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sightline.calendars.time_limit import last_of_month
from sightline.store import Snapshot, Subject
from sightline.store.records import say_day
from sightline.tables.stages import STAGE_NAMES
from sightline.web.child.called import Called, called
from sightline.web.figures.board import load_stages
from sightline.web.figures.counts import LATE, SHOWN, YEAR, months_of
from sightline.web.pages.address import NONE, Query, one, refuse
from sightline.web.pages.paging import NO_PAGES, Paging, page_within
from sightline.web.pages.saying import NO_TEAM, NO_WORKER
from sightline.web.pages.words import Line, clocks_by_id, lines_of, subject_in
from sightline.web.quality.grades import Graded, grade_figure
from sightline.web.quality.stages import grade_at_stage

if TYPE_CHECKING:
    import pyarrow as pa

ANSWERS: Final[dict[str, tuple[str, ...]]] = {
    "": ("met", *LATE),
    "met": ("met",),
    "late": LATE,
    "cannot-tell": ("cannot_tell",),
}
PARTS: Final = ("permanence", "short_breaks")


@dataclass(frozen=True)
class Behind:
    """A page of the duties behind a figure of "in time"."""

    title: str
    clock: str
    lines: tuple[Line, ...]
    met: tuple[str, ...]
    paging: Paging = NO_PAGES
    refused: tuple[str, ...] = ()
    accuracy: Graded | None = None

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The children shown."""
        return tuple(dict.fromkeys(line.subject for line in self.lines))


@dataclass(frozen=True)
class AtStage:
    """A page of the children at a stage; each line is (child, stage, since, worker, team)."""

    title: str
    lines: tuple[tuple[Called, str, str, str, str], ...]
    paging: Paging = NO_PAGES
    refused: tuple[str, ...] = ()
    accuracy: Graded | None = None

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The children shown."""
        return tuple(child.subject for child, *_ in self.lines)


def rows_behind(snapshot: Snapshot, query: Query) -> Behind:
    """The duties of one clock that fell due in a month, or in the last 12, by due day; as many as the figure says."""
    asked: dict[str, str] = {name: one(query, name) for name in ("clock", "team", "month", "answer")}
    months = {f"{month:%Y-%m}": month for month in months_of(snapshot)}
    refused = [
        *refuse([asked["clock"]], clocks_by_id(), "duty"),
        *refuse([asked["month"]], (*months, YEAR), "month of the last 24"),
        *refuse([asked["answer"]], ANSWERS, "kind of answer"),
    ]
    if refused:
        return Behind("", "", (), (), refused=tuple(refused))
    shown = months_of(snapshot)[-SHOWN:] if asked["month"] == YEAR else (months[asked["month"]],)
    rows = _chosen(snapshot, asked, shown)
    paging = page_within(query, rows.num_rows, dict(asked))
    part = rows.slice(paging.first - 1, paging.each).to_pylist()
    done = tuple(say_day(row["met_on"]) if row["met_on"] else "Not done" for row in part)
    accuracy = grade_figure(snapshot, (asked["clock"],), False)
    lines = tuple(lines_of(snapshot, part))
    return Behind(_title(asked, shown), asked["clock"], lines, done, paging, accuracy=accuracy)


def _chosen(snapshot: Snapshot, asked: dict[str, str], months: Sequence[date]) -> "pa.Table":
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = snapshot.rows("obligations", "clock", (asked["clock"],))
    first, last = months[0], last_of_month(months[-1])
    inside = pc.and_(pc.greater_equal(rows["due_on"], pa.scalar(first)), pc.less_equal(rows["due_on"], pa.scalar(last)))
    wanted = pc.and_(pc.fill_null(inside, False), pc.is_in(rows["state"], pa.array(ANSWERS[asked["answer"]])))
    if asked["team"]:
        team = "" if asked["team"] == NONE else asked["team"]
        wanted = pc.and_(wanted, pc.equal(pc.fill_null(rows["team"], ""), team))
    by = ("due_on", "council", "subject_id", "step", "run", "started_on")
    return rows.filter(wanted).sort_by([(name, "ascending") for name in by])


def _title(asked: dict[str, str], months: Sequence[date]) -> str:
    when = f"{months[0]:%B %Y}" if len(months) == 1 else f"{months[0]:%B %Y} to {months[-1]:%B %Y}"
    team = {"": "", NONE: ", no team known"}.get(asked["team"], f", {asked['team']}")
    words = {"": "fell due", "met": "met in time", "late": "late or not done", "cannot-tell": "we cannot tell"}
    return f"{clocks_by_id()[asked['clock']].title}{team}: {words[asked['answer']]}, {when}"


def at_stage(snapshot: Snapshot, query: Query) -> AtStage:
    """The children at a stage (any if none is named), the longest there first."""
    asked: dict[str, str] = {name: one(query, name) for name in ("stage", "part", "worker")}
    stage, part, worker = asked.values()
    refused = (*refuse([stage], ("", *STAGE_NAMES), "stage"), *refuse([part], ("", *PARTS), "part of a stage"))
    if refused or "stages" not in snapshot.record.tables:
        return AtStage("Children open to us", (), refused=refused)
    rows = [row for row in _children(snapshot, stage) if _fits(row, part, worker)]
    rows.sort(key=lambda row: (row["since"] or date.max, row["subject_id"]))
    paging = page_within(query, len(rows), dict(asked))
    lines, accuracy = _stage_lines(snapshot, rows[paging.shown]), grade_at_stage(snapshot, stage, part)
    return AtStage(_stage_title(stage, part, worker), lines, paging, accuracy=accuracy)


def _stage_lines(snapshot: Snapshot, rows: list[dict[str, Any]]) -> tuple[tuple[Called, str, str, str, str], ...]:
    titles = {each.stage: each.title for each in load_stages() if not each.part}
    names = called(snapshot, [subject_in(row) for row in rows])
    return tuple(
        (names[subject_in(row)], titles.get(row["stage"], row["stage"]),
         say_day(row["since"]) if row["since"] else "Not known", row["worker"] or NO_WORKER, row["team"] or NO_TEAM)
        for row in rows
    )  # fmt: skip


def children_open(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The rows of every child open, within the scope; none where the snapshot was made before stages were."""
    return _children(snapshot, "") if "stages" in snapshot.record.tables else []


def _children(snapshot: Snapshot, stage: str) -> list[dict[str, Any]]:
    return snapshot.rows("stages", "stage", (stage,) if stage else STAGE_NAMES).to_pylist()  # type: ignore[no-any-return]


def _fits(row: dict[str, Any], part: str, worker: str) -> bool:
    return part in ("", row["part"]) and (not worker or row["worker"] == ("" if worker == NONE else worker))


def _stage_title(stage: str, part: str, worker: str) -> str:
    named = next((each.title for each in load_stages() if stage and (each.stage, each.part) == (stage, part)), "")
    title = named or ("In a series of short breaks" if part else "Children open to us")
    return f"{title}{', no worker known' if worker == NONE else f', {worker}' if worker else ''}"
