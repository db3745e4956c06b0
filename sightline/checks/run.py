"""Runs checks over the tables that were read: every row at once, in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pyarrow as pa

from sightline.checks.entry import Check
from sightline.checks.reading import load_checks
from sightline.checks.staging import stage
from sightline.checks.statement import check_sql
from sightline.engines import duckdb
from sightline.sources.declared import load_tables
from sightline.sources.model import Feed
from sightline.tables.declared import table_title
from sightline.tables.precedence import bit_of

OUTCOMES = pa.schema(
    [
        *((name, pa.string()) for name in ("council", "check", "table", "feed", "source", "outcome")),
        *((name, pa.int64()) for name in ("rows", "failed")),
        ("why", pa.string()),
    ]
)
"""One line for each check and each feed of its table: passed, failed, or could not run and why; and one for a check
that the council has switched off.
"""
BETWEEN_LOADS = "known_when"
NOTHING: Mapping[str, str] = MappingProxyType({})
SWITCHED_OFF = "switched off"
_FAILURES = """
SELECT found.council, '{kind}' AS subject_kind, {whom} AS subject_id,
       this.child_id, found."check", {table} AS "table", {key} AS key, feed.id AS feed, this.file, this.sheet, this.line
FROM found JOIN {name} AS this ON this.row_no = found.row_no
JOIN feed ON feed.feed_no = this.feed_no
LEFT JOIN subject ON subject.subject_no = this.subject_no"""


@dataclass(frozen=True)
class Results:
    """`outcomes`: see OUTCOMES. `failures`: council, subject_kind, subject_id, child_id, check, table, key (the id of
    the row), feed, file, sheet, line: one for each row that failed a check.
    """

    outcomes: pa.Table
    failures: pa.Table


def run_checks(
    tables: Mapping[str, pa.Table], feeds: Sequence[Feed], checks: Sequence[Check], *, council: str, subjects: pa.Table,
    unable: Mapping[str, str] = NOTHING,
) -> Results:  # fmt: skip
    """Run checks over canonical tables. `subjects`: subject_id and child_id of every child (see tables.Facts).

    `unable`: why nothing can be said of a feed, or of a table that has none, by its name.
    """
    con = duckdb.connect()
    fed = {feed.table for feed in feeds}
    able = [check for check in checks if check.table in fed]
    wanted = sorted({name for check in able for name in (check.table, check.beside, *_others(check)) if name})
    stage(con, tables, feeds, able, wanted, subjects)
    outcomes: list[dict[str, object]] = []
    failures: list[pa.Table] = []
    for name in sorted({check.table for check in checks}):
        mine = [check for check in checks if check.table == name]
        ran, failed = _run_table(con, name, mine, feeds, council, unable)
        outcomes += ran
        failures += [failed] if failed is not None else []
    return Results(pa.Table.from_pylist(outcomes, schema=OUTCOMES), _joined(failures))


def _others(check: Check) -> tuple[str, ...]:
    return tuple(name for name in (check.orphan, *check.tables, *check.parents) if name)


def _run_table(
    con: duckdb.Connection, name: str, checks: Sequence[Check], feeds: Sequence[Feed], council: str,
    unable: Mapping[str, str],
) -> tuple[list[dict[str, object]], pa.Table | None]:  # fmt: skip
    """Run the checks of one table over the feeds that hold what each needs."""
    ordered = sorted(feeds, key=lambda feed: feed.id)
    mine = [(number, feed) for number, feed in enumerate(ordered) if feed.table == name]
    if not mine:
        why = unable.get(name) or f"no file that was loaded gives {table_title(name)}"
        asked = [check for check in checks if not (check.between_sources or check.of_every_table)]
        return [_could_not(check, None, why, council) for check in asked], None
    reasons = {
        (n, feed_no): unable.get(feed.id) or why_not(check, feed, feeds)
        for n, check in enumerate(checks)
        for feed_no, feed in mine
        if feed.source not in check.not_of and not (check.between_sources and _stands_alone(check, feed, feeds))
    }
    able = {
        n: [feed_no for (each, feed_no), why in reasons.items() if each == n and not why] for n in range(len(checks))
    }
    statements = [check_sql(check, n, able[n]) for n, check in enumerate(checks) if able[n]]
    found = duckdb.query(con, "\nUNION ALL\n".join(statements)).to_pylist() if statements else []
    counted = {(row["check_no"], row["feed_no"]): row for row in found}
    ran = [
        _could_not(checks[n], ordered[feed_no], why, council)
        if why
        else _outcome(checks[n], ordered[feed_no], counted.get((n, feed_no), {}), council)
        for (n, feed_no), why in reasons.items()
    ]
    return ran, _failures(con, name, checks, found, council)


def _stands_alone(check: Check, feed: Feed, feeds: Sequence[Feed]) -> bool:
    """Whether no other ranked source gives what the check sets a row beside."""
    table = check.beside or check.table
    others = {each.source for each in feeds if each.table == table and bit_of(each.source)} - {feed.source}
    return not others or not bit_of(feed.source)


def why_not(check: Check, feed: Feed, feeds: Sequence[Feed]) -> str:
    """Why a check cannot be run over a feed; "" where it can."""
    missing = sorted(check.needs - set(feed.holds)) if feed.holds else []
    if missing:
        named = {column.name: column.meaning for column in load_tables()[check.table].columns}
        said = " and ".join(f'"{named.get(name, name)}"' for name in missing)
        return f"the file has no column for {said}"
    given = {(each.source, each.table) for each in feeds}
    for other in _others(check):
        if (feed.source, other) not in given:
            return f"the same source gives no {table_title(other)}"
    return ""


def _could_not(check: Check, feed: Feed | None, why: str, council: str) -> dict[str, object]:
    place = {"feed": feed.id if feed else "", "source": feed.source if feed else ""}
    counted = {"outcome": "could not run", "rows": 0, "failed": 0, "why": why}
    return {"council": council, "check": check.id, "table": check.table, **place, **counted}


def _outcome(check: Check, feed: Feed, row: Mapping[str, object], council: str) -> dict[str, object]:
    failed = len(row.get("failed") or ())  # type: ignore[arg-type]
    place = {"council": council, "check": check.id, "table": check.table, "feed": feed.id, "source": feed.source}
    return {
        **place,
        "outcome": "failed" if failed else "passed",
        "rows": row.get("rows", 0),
        "failed": failed,
        "why": "",
    }


def _failures(
    con: duckdb.Connection, name: str, checks: Sequence[Check], found: list[dict[str, object]], council: str
) -> pa.Table | None:
    pairs = [(checks[row["check_no"]].id, number) for row in found for number in row["failed"] or ()]  # type: ignore
    if not pairs:
        return None
    columns = [[council] * len(pairs), [check for check, _ in pairs], [number for _, number in pairs]]
    kinds = (pa.string(), pa.string(), pa.int64())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    duckdb.register(con, found=pa.table(arrays, names=["council", "check", "row_no"]))
    declared = load_tables()[name]
    key = f"this.{declared.unique}" if declared.unique else "CAST(NULL AS VARCHAR)"
    whom = "found.council" if declared.about == "council" else "coalesce(subject.subject_id, this.child_id)"
    sql = _FAILURES.format(table=f"'{name}'", key=key, name=name, kind=declared.about, whom=whom)
    return duckdb.query(con, f'{sql} ORDER BY found."check", this.row_no')


def _joined(failures: list[pa.Table]) -> pa.Table:
    if not failures:
        names = ("council", "subject_kind", "subject_id", "child_id", "check", "table", "key", "feed", "file", "sheet")
        return pa.schema([*((name, pa.string()) for name in names), ("line", pa.int32())]).empty_table()
    return pa.concat_tables(failures, promote_options="permissive")


def with_switched_off(outcomes: pa.Table, off: Mapping[str, str], council: str) -> pa.Table:
    """The outcomes with a line for each check that the council has switched off; `off`: its reasons."""
    tables = {check.id: check.table for check in load_checks() if check.id in off}
    blank = {"council": council, "feed": "", "source": "", "outcome": SWITCHED_OFF, "rows": 0, "failed": 0}
    lines = [{**blank, "check": name, "table": table, "why": off[name]} for name, table in tables.items()]
    return pa.concat_tables([outcomes, pa.Table.from_pylist(lines, schema=OUTCOMES)])
