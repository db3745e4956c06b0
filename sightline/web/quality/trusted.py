"""Can the data be trusted: what could not be checked, which figures can be used, what was found, is it improving."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

from sightline.checks.own import checks_in
from sightline.checks.run import SWITCHED_OFF
from sightline.measures.grade import Part, Rule, load_rule
from sightline.measures.small_numbers import FEWEST, HIDDEN, Line, hidden_cells, show
from sightline.store import Snapshot
from sightline.web.figures.board import clocks_of, load_stages
from sightline.web.pages.address import NONE
from sightline.web.pages.saying import NO_TEAM, count, join_words
from sightline.web.people.reader import Reader
from sightline.web.people.roles import Sees
from sightline.web.quality.grades import TITLES, UNTOLD, counted_for_grades, grade_all, name_table, say_share
from sightline.web.quality.history import AtLoad, over_loads
from sightline.web.quality.not_run import CouldNot, not_looked_for
from sightline.web.quality.stages import StageGrade, grade_clock, grade_stage, grade_table, line_of, recording_of
from sightline.web.quality.trend import Trend, trend_of

ALL: Final = "all"
ALL_STAGES: Final = "All duties together"
GOOD: Final = ("A", "B")
OUTCOMES: Final = ("could not run", "switched off", "failed", "passed", "had nothing to look at")


@dataclass(frozen=True)
class Found:
    """One check that found something: how many rows within the scope."""

    check: str
    title: str
    table: str
    number: str
    query: dict[str, object] | None


@dataclass(frozen=True)
class TableLine:
    """One table: rows, the share that passes every check, findings, and its checks by outcome in words."""

    table: str
    title: str
    rows: str
    passing: str
    failed: str
    checks: str
    query: dict[str, object] | None


@dataclass(frozen=True)
class Trusted:
    """The page. `tables` and `loads` are of the whole council, so a reader of some children has none.

    `asked_for`: the duty or the table whose own grade is asked for. `recording`: of that duty, each fact it rests on,
    and how many were recorded in time, late, untold. `heads`: the shares of a grade by name.
    """

    sentence: str
    checks: int
    not_run: int
    could_not: tuple[CouldNot, ...]
    switched_off: tuple[CouldNot, ...]
    asked_for: StageGrade | None
    stages: tuple[StageGrade, ...]
    recording: tuple[tuple[str, int, int, int], ...]
    rule: Rule
    found: tuple[Found, ...]
    total: str
    tables: tuple[TableLine, ...]
    teams: tuple[tuple[str, int, dict[str, object]], ...]
    loads: tuple[AtLoad, ...]
    trend: Trend | None
    query: dict[str, object]
    heads: Mapping[str, str]
    hides: bool
    whole: bool


def trusted(snapshot: Snapshot, reader: Reader, clock: str = "", table: str = "") -> Trusted:
    """The page of one reader; `clock` or `table` is a duty or a table that is graded by itself beside the stages."""
    hides, whole = reader.sees is Sees.FIGURES, snapshot.scope.only is None
    loads = over_loads(snapshot) if whole and not hides else ()
    outcomes, checks = snapshot.table("check_outcomes").to_pylist(), checks_in(snapshot)
    asked_for = grade_clock(snapshot, clock, hides) or grade_table(snapshot, table, hides)
    stages = _stages(snapshot, hides)
    found, total, hidden = _found(snapshot, hides)
    not_run = len({row["check"] for row in outcomes if row["outcome"] == "could not run"})
    return Trusted(
        sentence=_sentence(stages, total),
        checks=len({row["check"] for row in outcomes if row["outcome"] != SWITCHED_OFF}),
        not_run=not_run,
        could_not=not_looked_for(outcomes, "could not run", checks),
        switched_off=not_looked_for(outcomes, SWITCHED_OFF, checks),
        asked_for=asked_for,
        stages=stages,
        recording=() if hides else recording_of(snapshot, clock),
        rule=load_rule(),
        found=found,
        total=total,
        tables=_tables(snapshot, outcomes, hidden, hides) if whole else (),
        teams=() if hides else _teams(snapshot),
        loads=loads,
        trend=trend_of(loads),
        query={"clock": clock, "table": table} if asked_for else {},
        heads=TITLES,
        hides=hides,
        whole=whole,
    )


def _stages(snapshot: Snapshot, hides: bool) -> tuple[StageGrade, ...]:
    """The stages that anything feeds, and all duties together."""
    lines = [grade_stage(snapshot, stage.title, clocks_of(stage.id), hides) for stage in load_stages()]
    every = line_of(snapshot, ALL_STAGES, grade_all(snapshot, hides), (), hides)
    return tuple(line for line in (*lines, every) if line is not None)


def _sentence(stages: tuple[StageGrade, ...], total: str) -> str:
    graded = [
        each for each in stages
        if each.title != ALL_STAGES and each.grade.letter.isalpha() and each.grade.letter != HIDDEN
    ]  # fmt: skip
    good = sum(stage.grade.letter in GOOD for stage in graded)
    first = f"Well enough to manage by in {good} of the {count(len(graded), 'stage')} that can be graded."
    things = "1 thing was" if total == "1" else f"{total} things were"
    if not graded:
        return f"Nothing can be graded. {things} found to put right."
    if all(stage.grade.shares["recorded"] == UNTOLD for stage in graded):
        first += " How soon things are recorded cannot be told yet, and what cannot be told is not a pass."
    return f"{first} {things} found to put right."


def _found(snapshot: Snapshot, hides: bool) -> tuple[tuple[Found, ...], str, Mapping[str, str]]:
    """The checks that found something, the most first; their sum; and the sum of each table."""
    rows = [row for row in snapshot.figures("check_failures", ["table", "check"]).to_pylist()
            if row["check"] in checks_in(snapshot)]  # fmt: skip
    values: dict[Hashable, int] = {(row["table"], row["check"]): row["rows"] for row in rows}
    people: dict[Hashable, int] = {(row["table"], row["check"]): row["subjects"] for row in rows}
    tables = {row["table"] for row in rows}
    lines = [Line(name, tuple(key for key in values if isinstance(key, tuple) and key[0] == name)) for name in tables]
    lines.append(Line(ALL, tuple(tables)))
    for line in lines:
        values[line.total] = sum(values[key] for key in line.parts)
    hidden = hidden_cells(values, lines, people=people) if hides else frozenset()
    rows.sort(key=lambda row: (-row["rows"], row["check"]))
    made = tuple(
        Found(row["check"], checks_in(snapshot)[row["check"]].title, name_table(row["table"]),
              show(row["rows"], (row["table"], row["check"]), hidden), None if hides else {"check": row["check"]})
        for row in (sorted(rows, key=lambda row: str(row["check"])) if hides else rows)
    )  # fmt: skip
    sums = {name: show(values[name], name, hidden) for name in tables}
    return made, show(values[ALL], ALL, hidden), sums


def _tables(
    snapshot: Snapshot, outcomes: list[dict[str, object]], sums: Mapping[str, str], hides: bool
) -> tuple[TableLine, ...]:
    counts = Counter((row["table"], _outcome(row)) for row in outcomes)
    made = []
    for name, (rows, failed) in sorted(counted_for_grades(snapshot).rows.items()):
        few = hides and (0 < failed < FEWEST or 0 < rows < FEWEST)
        made.append(
            TableLine(
                table=name,
                title=name_table(name),
                rows=HIDDEN if hides and 0 < rows < FEWEST else f"{rows:,}",
                passing=HIDDEN if few else say_share(Part(rows - failed, rows)),
                failed=sums.get(name, "0"),
                checks=join_words([f"{counts[name, word]} {word}" for word in OUTCOMES if counts[name, word]]),
                query=None if hides else {"table": name},
            )
        )
    return tuple(made)


def _outcome(row: Mapping[str, object]) -> str:
    """A check that found no row to look at has passed nothing."""
    return OUTCOMES[-1] if row["outcome"] == "passed" and not row["rows"] else str(row["outcome"])


def _teams(snapshot: Snapshot) -> tuple[tuple[str, int, dict[str, object]], ...]:
    """Each team with how many things it can put right, in the order of names; those of no team last."""
    numbers: Counter[str] = Counter()
    for row in snapshot.figures("check_failures", ["team", "check"]).to_pylist():
        if row["check"] in checks_in(snapshot):
            numbers[row["team"] or ""] += row["rows"]
    return tuple(
        (team or NO_TEAM, numbers[team], {"team": team or NONE})
        for team in sorted(numbers, key=lambda team: (team == "", team))
    )
