"""The council's own history: visits to the children each team holds, month by month, as a table for checks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median_low
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from sightline.calendars.time_limit import last_of_month, whole_months
from sightline.engines import duckdb
from sightline.knowing.derived import Derived, derive, none_of
from sightline.sources.model import Feed

if TYPE_CHECKING:
    from sightline.tables import Facts

BY_TEAM: Final = "visits_by_team"
VISITS: Final = ("cin_visit", "cla_visit", "cp_visit")
BEFORE: Final = 6
"""Months before the newest."""
_HELD = """
SELECT held.team, visit.month, count(*) AS visits FROM visit
JOIN subject ON subject.child_id = visit.child_id
JOIN held ON held.subject_id = subject.subject_id AND (held.from_on IS NULL OR held.from_on <= visit.day)
    AND (held.until_on IS NULL OR held.until_on > visit.day)
WHERE held.team IS NOT NULL GROUP BY held.team, visit.month"""
_CHILDREN = """
SELECT held.team, count(DISTINCT held.subject_id) AS children FROM held
JOIN subject ON subject.subject_id = held.subject_id
WHERE held.team IS NOT NULL AND (held.from_on IS NULL OR held.from_on <= held.day)
    AND (held.until_on IS NULL OR held.until_on > held.day)
GROUP BY held.team"""


def visits_by_team(facts: "Facts", tables: Mapping[str, pa.Table], feeds: Sequence[Feed], as_of: date) -> Derived:
    """The newest whole month of each team beside the six before. `tables`: without the rows of sealed records."""
    whole = [feed for feed in feeds if feed.table in VISITS and feed.table in tables and feed.history == "all"]
    if not whole:
        return none_of(BY_TEAM, "no file that was loaded tells of every visit of the last seven months")
    if not facts.allocation["team"].drop_null():
        return none_of(BY_TEAM, "nothing that was loaded says which team holds a child")
    months = whole_months(min(feed.data_to for feed in whole), BEFORE + 1)
    visits = pa.concat_tables([_visits(tables[name], whole) for name in VISITS if name in tables])
    if pc.min(visits["month"]).as_py() is None or pc.min(visits["month"]).as_py() > months[0]:
        return none_of(BY_TEAM, "the files tell of visits in fewer than seven whole months")
    return derive(BY_TEAM, _lines(facts, visits, months), as_of)


def _visits(table: pa.Table, feeds: Sequence[Feed]) -> pa.Table:
    """child_id, day and month of each visit that a file with all of them tells."""
    ids = pa.array([feed.id for feed in feeds], pa.string())
    told = table.filter(pc.and_(pc.is_in(table["feed"], ids), pc.is_valid(table["visited_on"])))
    months = pc.floor_temporal(told["visited_on"], unit="month").cast(pa.date32())
    return pa.table({"child_id": told["child_id"], "day": told["visited_on"], "month": months})


def _lines(facts: "Facts", visits: pa.Table, months: Sequence[date]) -> list[dict[str, Any]]:
    con = duckdb.connect()
    end = pa.array([last_of_month(months[-1])] * facts.allocation.num_rows, pa.date32())
    seen = facts.subject.filter(pc.invert(facts.subject["sealed"]))
    duckdb.register(con, visit=visits, subject=seen, held=facts.allocation.append_column("day", end))
    counts: dict[str, dict[date, int]] = defaultdict(dict)
    for row in duckdb.query(con, _HELD).to_pylist():
        counts[row["team"]][row["month"]] = row["visits"]
    children = {row["team"]: row["children"] for row in duckdb.query(con, _CHILDREN).to_pylist()}
    by_month = {team: [counts[team].get(month, 0) for month in months] for team in sorted(counts)}
    return [_line(team, numbers, children, months[-1]) for team, numbers in by_month.items()]


def _line(team: str, visits: Sequence[int], children: Mapping[str, int], newest: date) -> dict[str, Any]:
    *before, now = visits
    usual, held = median_low(before), children.get(team, 0)
    what = f"{team}, {newest:%B %Y}: {now:,} visits, {usual:,} usual; {held:,} children"
    return {"what": what, "visits": now, "usual": usual, "lowest": min(before), "children": held}
