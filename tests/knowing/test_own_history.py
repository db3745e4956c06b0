"""The council's own history: a table that stops filling up, a team that stops recording, a part that is left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sightline import flow
from sightline.knowing.volumes import rows_by_load, rows_by_month
from sightline.measures.accuracy import count, parts_of_duties
from sightline.measures.grade import SHARES, Part, grade_of
from sightline.sources.declared import load_tables, schema
from sightline.sources.model import Feed, History
from sightline.store import Scope, Snapshot, open_snapshot, open_store
from sightline.store.records import FeedRecord, LoadRecord

DRAWN = date(2026, 10, 31)
OWN = ("rows_by_load", "rows_by_month", "rows_by_team")


def contacts(months: Mapping[str, int], drawn: date = DRAWN, history: History = "all") -> list[tuple[int, int, int]]:
    """(rows, usual, a year before) of contacts, so many in each month (2026-10); nothing where it cannot be told."""
    days = [date.fromisoformat(f"{month}-01") for month, number in months.items() for _ in range(number)]
    rows = [{"contact_on": day, "feed": "contacts", "child_id": "MU1"} for day in days]
    table = pa.Table.from_pylist(rows, schema=schema(load_tables()["contact"]))
    feed = Feed("contacts", "ssd", "contact", "contacts.csv", "", history, drawn, len(rows))
    made = rows_by_month({"contact": table}, [feed], DRAWN)
    assert bool(made.unable) == (not made.table.num_rows)
    return [(row["rows"], row["usual"], row["year_before"]) for row in made.table.to_pylist()]


def year(month: int, number: int) -> dict[str, int]:
    """So many in each month from that one of 2025 on, up to September 2026."""
    months = [*((2025, each) for each in range(month, 13)), *((2026, each) for each in range(1, 10))]
    return {f"{each:04d}-{nth:02d}": number for each, nth in months}


def test_the_newest_whole_month_beside_those_before() -> None:
    assert contacts({**year(9, 30), "2025-10": 20, "2026-10": 5}) == [(5, 30, 20)]
    assert contacts({**year(9, 30), "2026-10": 5}, date(2026, 10, 30)) == [(30, 30, 30)]  # October is not whole yet
    assert contacts({**year(12, 30), "2026-10": 5}) == [(5, 30, 30)]  # from January on: no year before


@pytest.mark.parametrize(
    ("months", "history"),
    [
        ({f"2026-{month:02d}": 30 for month in range(4, 11)}, "all"),  # only five whole months before
        (year(9, 30), "six months and open"),
        (year(9, 30), "latest only"),
        ({}, "all"),
    ],
)
def test_too_little_history_is_said_and_not_passed(months: dict[str, int], history: History) -> None:
    assert contacts(months, history=history) == []


def test_a_load_beside_the_one_before_of_the_same_source() -> None:
    def load(number: int, sizes: Mapping[str, int], source: str = "ssd") -> LoadRecord:
        feeds = [FeedRecord(t, source, t, "", "", "all", DRAWN, n) for t, n in sizes.items()]
        return LoadRecord(number, "N", "", "", (), tuple(feeds), {}, (), False, "", 0)

    loads = [load(1, {"contact": 9, "child": 7}), load(2, {"child": 8}, "annex_a"), load(3, {"contact": 5})]
    made = rows_by_load(loads, DRAWN).table.to_pylist()
    assert [(row["rows"], row["rows_before"]) for row in made] == [(0, 7), (5, 9)]
    assert rows_by_load(loads[:2], DRAWN).table.num_rows == 0
    assert rows_by_load(loads[:2], DRAWN).unable == {
        "rows_by_load": "there is only one load so far: nothing to compare it with"
    }


def write(folder: Path, newest: int) -> Path:
    """Two teams of six children on plans: 18 visits of each a month, and so many of team North in October."""
    folder.mkdir(parents=True)
    children = [(f"MU{n}", "North" if n < 6 else "South") for n in range(12)]
    days = [(month, day) for month in range(1, 11) for day in (5, 15, 25)]
    visits = [
        f"v{month}-{day}-{child},{child},k{child},2026-{month:02d}-{day},Yes"
        for month, day in days
        for n, (child, team) in enumerate(children)
        if month < 10 or team == "South" or n < newest
    ]
    files = {
        "ssd_cp_plans": ["cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date",
                         *(f"k{child},{child},2025-12-01" for child, _ in children)],
        "ssd_cp_visits": ["cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen",
                          *visits],
        "ssd_involvements": ["invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_team,"
                             "invo_professional_role_id,invo_involvement_start_date,invo_involvement_end_date",
                             *(f"i{c},{c},W{t},{t},Allocated Worker,2025-12-01," for c, t in children)],
    }  # fmt: skip
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def found(snapshot: Snapshot) -> dict[str, str]:
    """The checks of the council's own history that failed, each with what it says of its row; all are of no child."""
    rows = [row for row in snapshot.table("check_failures").to_pylist() if row["table"] in OWN]
    assert {(row["subject_kind"], row["subject_id"]) for row in rows} <= {("council", "Northmarch")}
    return {row["check"]: row["key"] for row in rows}


def test_a_team_that_stops_and_a_table_that_shrinks_are_found(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    flow.load(store, [write(tmp_path / "all", 6)], data_to=DRAWN, council="Northmarch")
    assert found(open_snapshot(store, Scope.whole_council())) == {}
    flow.load(store, [write(tmp_path / "none", 0)], data_to=DRAWN, council="Northmarch")
    snapshot = open_snapshot(store, Scope.whole_council())
    assert found(snapshot) == {"team_stopped_recording": "North, October 2026: 0 visits, 18 usual; 6 children"}
    part = write(tmp_path / "part", 0)
    lines = (part / "ssd_cp_visits.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not any(month in line for month in ("2026-01", "2026-02", "2026-10"))]
    (part / "ssd_cp_visits.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    flow.load(store, [part], data_to=DRAWN, council="Northmarch")
    assert set(found(open_snapshot(store, Scope.whole_council()))) == {
        "rows_fell_off", "rows_fewer_than_before", "team_stopped_recording"
    }  # fmt: skip


def test_what_stopped_lowers_the_grade_of_whoever_it_concerns(tmp_path: Path) -> None:
    """A worker is told nothing of the council, and of a team that stopped only where one of its children is theirs."""
    store = open_store(tmp_path / "store")
    flow.load(store, [write(tmp_path / "none", 0)], data_to=DRAWN, council="Northmarch")
    whole, north, south = (
        open_snapshot(store, Scope("one", only=only and frozenset({("Northmarch", "child", only)})))
        for only in (None, "MU1", "MU7")
    )
    assert (len(found(whole)), found(north), found(south)) == (1, {}, {})
    counted = [count(each) for each in (whole, north, south)]
    assert [each.rows["cp_visit"] for each in counted] == [(342, 0), (27, 0), (30, 0)]  # one's own children's alone
    parts = [parts_of_duties(each, ("cp_visit",)) for each in counted]
    assert [[each.team for each in part.stopped] for part in parts] == [["North"], ["North"], []]
    letters = [
        grade_of({**dict.fromkeys(SHARES, Part(9, 9)), "filling": part.shares["filling"]}).letter for part in parts
    ]
    assert letters == ["C", "C", "A"]
