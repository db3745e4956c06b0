"""The fix-list: what is wrong, what to do, for which child, in which row, and who can put it right."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from sightline.checks import Check
from sightline.checks.own import checks_in
from sightline.reports.checked import say_key
from sightline.store import Snapshot, Subject
from sightline.store.records import say_day
from sightline.web.child.called import called
from sightline.web.pages.address import NONE
from sightline.web.pages.paging import NO_PAGES, Paging
from sightline.web.pages.saying import NO_TEAM, NO_WORKER
from sightline.web.pages.words import say_source, subject_in
from sightline.web.quality.asked import AskedFixes
from sightline.web.quality.grades import Graded, grade_tables, name_table
from sightline.web.quality.history import Gone, Key, SinceBefore, first_seen, key_of

FACETS: Final = (("team", "Team", "Every team"), ("worker", "Worker", "Everyone"), ("table", "Table", "All tables"),
                 ("check", "Check", "All checks"))  # fmt: skip


@dataclass(frozen=True)
class Fix:
    """One finding as the list shows it. `is_known`: the child has a page."""

    check: str
    says: str
    mend: str
    subject: Subject
    child: str
    is_known: bool
    place: str
    key: str
    worker: str
    team: str
    first_seen: str


@dataclass(frozen=True)
class Group:
    """The findings of one worker in one team; `number` of them on all pages."""

    worker: str
    team: str
    number: int
    fixes: tuple[Fix, ...]


@dataclass(frozen=True)
class FixList:
    """The page. Each facet is its name, title, word for any, and its values with their numbers."""

    asked: AskedFixes
    paging: Paging
    children: int
    groups: tuple[Group, ...]
    facets: tuple[tuple[str, str, str, tuple[tuple[str, str, int, bool], ...]], ...]
    since: SinceBefore | None
    gone: tuple[tuple[str, str, str, int], ...]
    subjects: tuple[Subject, ...]
    accuracy: Graded | None = None


def fix_list(snapshot: Snapshot, asked: AskedFixes) -> FixList:
    """One page of the fix-list, by team and worker in the order of their names."""
    rows, checks = found_rows(snapshot), checks_in(snapshot)
    if asked.refused:
        return FixList(asked, NO_PAGES, 0, (), (), None, (), ())
    chosen = [row for row in rows if asked.fits(row)]
    since, before = first_seen(snapshot)
    paging = Paging(len(chosen), asked.page, query=asked.address())
    shown = chosen[paging.shown]
    gone = before.gone[: paging.each] if before else ()
    subjects = tuple(dict.fromkeys([*(subject_in(row) for row in shown), *(each.subject for each in gone)]))
    names = {subject: each.name for subject, each in called(snapshot, subjects).items()}
    return FixList(
        asked=asked,
        paging=paging,
        children=len({subject_in(row) for row in chosen if row["subject_kind"] == "child"}),
        groups=_groups(shown, Counter((row["team"], row["worker"]) for row in chosen), since, names, checks),
        facets=tuple((name, title, every, _options(rows, asked, name, checks)) for name, title, every in FACETS),
        since=before,
        gone=tuple(_say_gone(each, names, checks) for each in gone),
        subjects=subjects,
        accuracy=accuracy_of(snapshot, asked),
    )


def accuracy_of(snapshot: Snapshot, asked: AskedFixes) -> Graded:
    """How far the rows can be believed that the list was made from: of the table asked for, else of every one."""
    table = checks_in(snapshot)[asked.check].table if asked.check else asked.table
    return grade_tables(snapshot, (table,) if table else (), False)


def found_rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Every finding within the scope, by team, worker, check and child; no worker or team is an empty text."""
    rows = [
        {**row, "team": row["team"] or "", "worker": row["worker"] or ""}
        for row in snapshot.table("check_failures").to_pylist()
        if row["check"] in checks_in(snapshot)
    ]
    return sorted(rows, key=_order)


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    blank = row["team"] == "", row["team"], row["worker"] == "", row["worker"]
    return (*blank, row["check"], row["subject_id"] or "", row["file"], row["line"] or 0)


def _groups(
    rows: list[dict[str, Any]], numbers: Mapping[tuple[str, str], int], since: Mapping[Key, date],
    names: Mapping[Subject, str], checks: Mapping[str, Check],
) -> tuple[Group, ...]:  # fmt: skip
    return tuple(
        Group(worker or NO_WORKER, team or NO_TEAM, numbers[team, worker],
              tuple(fix_of(row, since.get(key_of(row)), names, checks) for row in each))
        for (team, worker), each in groupby(rows, key=lambda row: (row["team"], row["worker"]))
    )  # fmt: skip


def fix_of(
    row: Mapping[str, Any], since: date | None, names: Mapping[Subject, str], checks: Mapping[str, Check]
) -> Fix:
    """A finding as the list shows it."""
    check, subject = checks[row["check"]], subject_in(row)
    return Fix(
        check=check.id,
        says=check.finding,
        mend=check.asks,
        subject=subject,
        child=names.get(subject)
        or row["child_id"]
        or ("The council" if row["subject_kind"] == "council" else "No child"),
        is_known=subject in names,
        place=say_source(row),
        key=say_key(row),
        worker=row["worker"] or NO_WORKER,
        team=row["team"] or NO_TEAM,
        first_seen=say_day(since) if since else "",
    )


def _say_gone(each: Gone, names: Mapping[Subject, str], checks: Mapping[str, Check]) -> tuple[str, str, str, int]:
    check = checks.get(each.check)
    return check.finding if check else each.check, names.get(each.subject, ""), say_day(each.first_on), each.days


def _options(
    rows: Iterable[dict[str, Any]], asked: AskedFixes, name: str, checks: Mapping[str, Check]
) -> tuple[tuple[str, str, int, bool], ...]:
    """Value, text, number, and whether it is chosen."""
    counts = Counter(row[name] for row in rows if asked.fits(row, name))
    chosen = getattr(asked, name)
    values = {*counts, *([chosen] if chosen else [])}
    told = sorted((_text(name, value, checks), value) for value in values)
    return tuple((value or NONE, text, counts[value], value == chosen) for text, value in told)


def _text(name: str, value: str, checks: Mapping[str, Check]) -> str:
    if name == "check":
        return checks[value].title
    if name == "table":
        return name_table(value)
    return value or (NO_TEAM if name == "team" else NO_WORKER)
