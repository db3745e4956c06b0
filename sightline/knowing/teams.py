"""The council's own history: what each team records of the children it holds, month by month, as a table for checks."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median_low
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from sightline.calendars.time_limit import last_of_month, whole_months
from sightline.engines import duckdb
from sightline.knowing.derived import Derived, Told, derive, names_in_short, none_of
from sightline.sources.declared import load_tables
from sightline.sources.model import Feed

if TYPE_CHECKING:
    from sightline.tables import Facts

BY_TEAM: Final = "rows_by_team"
BEFORE: Final = 6
"""Months before the newest."""
_HELD = """
SELECT held.team, done.month, count(*) AS number FROM done
JOIN subject ON subject.child_id = done.child_id
JOIN held ON held.subject_id = subject.subject_id AND (held.from_on IS NULL OR held.from_on <= done.day)
    AND (held.until_on IS NULL OR held.until_on > done.day)
WHERE held.team IS NOT NULL GROUP BY held.team, done.month"""
_CHILDREN = """
SELECT held.team, count(DISTINCT held.subject_id) AS children FROM held
JOIN subject ON subject.subject_id = held.subject_id
WHERE held.team IS NOT NULL AND (held.from_on IS NULL OR held.from_on <= held.day)
    AND (held.until_on IS NULL OR held.until_on > held.day)
GROUP BY held.team"""


@dataclass(frozen=True)
class Work:
    """A kind of work that a team records itself, and the tables it stands in."""

    title: str
    tables: tuple[str, ...]


@cache
def load_work() -> tuple[Work, ...]:
    """What teams.toml says. Raises KeyError where an entry names a table that there is not."""
    held = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(
        Work(each["title"], tuple(load_tables()[name].name for name in each["tables"])) for each in held["work"]
    )


def rows_by_team(facts: "Facts", tables: Mapping[str, pa.Table], feeds: Sequence[Feed], as_of: date) -> Derived:
    """The newest whole month of each team beside the six before. `tables`: without the rows of sealed records."""
    if not facts.allocation["team"].drop_null():
        return none_of(BY_TEAM, "nothing that was loaded says which team holds a child")
    rows: list[dict[str, Any]] = []
    told: list[Told] = []
    short = []
    for work in load_work():
        whole = [each for each in feeds if each.table in work.tables and each.table in tables and each.history == "all"]
        months = whole_months(min(each.data_to for each in whole), BEFORE + 1) if whole else ()
        done = _done(tables, whole)
        if not whole or not done.num_rows or pc.min(done["month"]).as_py() > months[0]:
            short.append(work.title)
            continue
        lines = _lines(facts, work, done, months)
        rows += lines.values()
        told += [Told(tuple(sorted({each.table for each in whole})), team) for team in lines]
    why = f"the files do not tell in full of the last seven whole months of {names_in_short(short)}" if short else ""
    return derive(BY_TEAM, rows, as_of, why, told) if rows else none_of(BY_TEAM, why)


def _done(tables: Mapping[str, pa.Table], feeds: Sequence[Feed]) -> pa.Table:
    """child_id, day and month of each row that a file with all of them tells."""
    made = [pa.schema([("child_id", pa.string()), ("day", pa.date32()), ("month", pa.date32())]).empty_table()]
    for feed in feeds:
        table, begins = tables[feed.table], load_tables()[feed.table].begins
        rows = table.filter(pc.and_(pc.equal(table["feed"], feed.id), pc.is_valid(table[begins])))
        months = pc.floor_temporal(rows[begins], unit="month").cast(pa.date32())
        made.append(pa.table({"child_id": rows["child_id"], "day": rows[begins], "month": months}))
    return pa.concat_tables(made)


def _lines(facts: "Facts", work: Work, done: pa.Table, months: Sequence[date]) -> dict[str, dict[str, Any]]:
    """By team its row."""
    con = duckdb.connect()
    end = pa.array([last_of_month(months[-1])] * facts.allocation.num_rows, pa.date32())
    seen = facts.subject.filter(pc.invert(facts.subject["sealed"]))
    duckdb.register(con, done=done, subject=seen, held=facts.allocation.append_column("day", end))
    counts: dict[str, dict[date, int]] = defaultdict(dict)
    for row in duckdb.query(con, _HELD).to_pylist():
        counts[row["team"]][row["month"]] = row["number"]
    children = {row["team"]: row["children"] for row in duckdb.query(con, _CHILDREN).to_pylist()}
    by_month = {team: [counts[team].get(month, 0) for month in months] for team in sorted(counts)}
    return {team: _line(f"{team}, {months[-1]:%B %Y}", work.title, numbers, children.get(team, 0))
            for team, numbers in by_month.items()}  # fmt: skip


def _line(when: str, title: str, numbers: Sequence[int], held: int) -> dict[str, Any]:
    *before, now = numbers
    usual = median_low(before)
    what = f"{when}: {now:,} {title}, {usual:,} usual; {held:,} children"
    return {"what": what, "rows": now, "usual": usual, "lowest": min(before), "children": held}
