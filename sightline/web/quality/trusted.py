"""Can the data be trusted: what could not be checked, which figures can be used, what was found, is it improving."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

from sightline.checks.run import SWITCHED_OFF
from sightline.measures.grade import Letter, Part, load_letters, tables_of
from sightline.measures.small_numbers import FEWEST, HIDDEN, Line, hidden_cells, show
from sightline.store import Snapshot
from sightline.web.figures.board import clocks_of, load_stages
from sightline.web.figures.kept import kept
from sightline.web.pages.asked import NONE
from sightline.web.pages.saying import NO_TEAM, count, join_words
from sightline.web.pages.words import clocks_by_id
from sightline.web.people.reader import Reader
from sightline.web.people.roles import Sees
from sightline.web.quality.fix_list import checks_by_id
from sightline.web.quality.grades import Graded, grade_figure, name_table, rows_by_table, say_share
from sightline.web.quality.history import AtLoad, over_loads

ALL: Final = "all"
GOOD: Final = ("A", "B")
OUTCOMES: Final = ("could not run", "switched off", "failed", "passed", "had nothing to look at")


@dataclass(frozen=True)
class CouldNot:
    """Checks of one table that could not run, for one reason; `rests` are the duties made from that table."""

    table: str
    why: str
    source: str
    checks: tuple[tuple[str, str], ...]
    rests: tuple[str, ...]


@dataclass(frozen=True)
class StageGrade:
    """A stage of the journey; `raises` says what would raise its grade, `page` and `query` lead to it."""

    title: str
    grade: Graded
    raises: str
    page: str
    query: dict[str, object]


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
    """The page. `tables` and `loads` are of the whole council, so a reader of some children has none."""

    sentence: str
    checks: int
    not_run: int
    could_not: tuple[CouldNot, ...]
    switched_off: tuple[CouldNot, ...]
    of_clock: StageGrade | None
    stages: tuple[StageGrade, ...]
    letters: tuple[Letter, ...]
    found: tuple[Found, ...]
    total: str
    tables: tuple[TableLine, ...]
    teams: tuple[tuple[str, int, dict[str, object]], ...]
    loads: tuple[AtLoad, ...]
    hides: bool
    whole: bool


def trusted(snapshot: Snapshot, reader: Reader, clock: str = "") -> Trusted:
    """The page of one reader; `clock` is a duty whose own figures are graded beside the stages."""
    hides, whole = reader.sees is Sees.FIGURES, reader.sees is not Sees.TIED
    outcomes = snapshot.table("check_outcomes").to_pylist()
    could_not = _could_not(outcomes, "could not run")
    stages = tuple(_stage(snapshot, stage.title, clocks_of(stage.id), hides) for stage in load_stages())
    found, total, hidden = _found(snapshot, hides)
    not_run = len({row["check"] for row in outcomes if row["outcome"] == "could not run"})
    return Trusted(
        sentence=_sentence(stages, total),
        checks=len({row["check"] for row in outcomes if row["outcome"] != SWITCHED_OFF}),
        not_run=not_run,
        could_not=could_not,
        switched_off=_could_not(outcomes, SWITCHED_OFF),
        of_clock=_stage(snapshot, clocks_by_id()[clock].title, (clock,), hides) if clock in clocks_by_id() else None,
        stages=tuple(stage for stage in stages if stage is not None),
        letters=load_letters(),
        found=found,
        total=total,
        tables=_tables(snapshot, outcomes, hidden, hides) if whole else (),
        teams=() if hides else _teams(snapshot),
        loads=over_loads(snapshot) if whole and not hides else (),
        hides=hides,
        whole=whole,
    )


def _sentence(stages: tuple["StageGrade | None", ...], total: str) -> str:
    graded = [stage for stage in stages if stage and stage.grade.letter.isalpha() and stage.grade.letter != HIDDEN]
    good = sum(stage.grade.letter in GOOD for stage in graded)
    first = f"Well enough to manage by in {good} of the {count(len(graded), 'stage')} that can be graded."
    things = "1 thing was" if total == "1" else f"{total} things were"
    return f"{first} {things} found to put right." if graded else f"Nothing can be graded. {things} found to put right."


def _could_not(outcomes: list[dict[str, object]], outcome: str) -> tuple[CouldNot, ...]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in outcomes:
        if row["outcome"] == outcome:
            groups.setdefault((str(row["table"]), str(row["why"]), str(row["source"])), []).append(str(row["check"]))
    titles = {check.id: check.title for check in checks_by_id().values()}
    made = [
        CouldNot(
            name_table(table),
            why[:1].upper() + why[1:],
            source.upper() if source == "ssd" else source,
            tuple((check, titles[check]) for check in checks if check in titles),
            _rests(table),
        )
        for (table, why, source), checks in groups.items()
    ]
    return tuple(sorted(made, key=lambda each: (-len(each.rests), each.table, each.why)))


def _rests(table: str) -> tuple[str, ...]:
    """The duties that begin with, or are met by, what a table holds."""
    return tuple(clock.title for clock in clocks_by_id().values() if table in tables_of(clock))


@kept
def _stage(snapshot: Snapshot, title: str, clocks: tuple[str, ...], hides: bool) -> StageGrade | None:
    """None for a stage no duty of which is fed."""
    grade = grade_figure(snapshot, clocks, hides)
    if grade.answered == grade.passing == say_share(Part()):
        return None
    return StageGrade(title, grade, *_raises(snapshot, clocks, grade, hides))


def _raises(
    snapshot: Snapshot, clocks: tuple[str, ...], grade: Graded, hides: bool
) -> tuple[str, str, dict[str, object]]:
    """What would raise a grade: an answer to what cannot be told, or the check that finds most in the worst table."""
    if grade.letter == load_letters()[0].letter:
        return "", "", {}
    if _per_cent(grade.answered) <= _per_cent(grade.passing):
        return (
            "An answer to what we cannot tell",
            "" if hides else "due_list",
            {"state": "cannot-tell", "clock": list(clocks)},
        )
    worst = [(row["rows"], row["check"]) for row in snapshot.figures("check_failures", ["check", "table"]).to_pylist()
             if row["table"] == grade.table and row["check"] in checks_by_id()]  # fmt: skip
    if not worst:
        return name_table(grade.table), "", {}
    check = max(worst)[1]
    return checks_by_id()[check].title, "" if hides else "fix_list", {"check": check}


def _per_cent(share: str) -> int:
    """A share in words as a number to compare; what is hidden or cannot be graded comes last."""
    return int(share.removesuffix("%")) if share.endswith("%") else 100


def _found(snapshot: Snapshot, hides: bool) -> tuple[tuple[Found, ...], str, Mapping[str, str]]:
    """The checks that found something, the most first; their sum; and the sum of each table."""
    rows = [row for row in snapshot.figures("check_failures", ["table", "check"]).to_pylist()
            if row["check"] in checks_by_id()]  # fmt: skip
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
        Found(row["check"], checks_by_id()[row["check"]].title, name_table(row["table"]),
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
    for name, (rows, failed, _, _) in sorted(rows_by_table(snapshot).items()):
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
        if row["check"] in checks_by_id():
            numbers[row["team"] or ""] += row["rows"]
    return tuple(
        (team or NO_TEAM, numbers[team], {"team": team or NONE})
        for team in sorted(numbers, key=lambda team: (team == "", team))
    )
