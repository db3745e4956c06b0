"""Lists: the rows asked for, in a useful order, and safe in a spreadsheet."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.reports.listing import DUE_COLUMNS, Choice, choose, safe_cell, write_csv, write_json, write_table

Make = Callable[[list[dict[str, Any]]], pa.Table]


def chosen_ids(table: pa.Table, choice: Choice) -> list[str]:
    return [str(child) for child in choose(table, choice)["child_id"].to_pylist()]


def test_the_columns_are_those_promised() -> None:
    assert ",".join(DUE_COLUMNS) == (
        "council,subject_kind,subject_id,child_id,clock,step,version,run,started_on,due_on,met_on,booked_on,"
        "state,reason,days,worker,team,state_without"
    )


@pytest.mark.parametrize(
    "choice",
    [
        Choice(states=("met",)),
        Choice(clocks=("cla_visit",)),
        Choice(clocks=("cla_visit_6w_year1",)),
        Choice(areas=("children in care",)),
        Choice(teams=("South",)),
        Choice(workers=("B. Worker",)),
        Choice(child="2"),
    ],
)
def test_each_way_to_choose(obligations: Make, choice: Choice) -> None:
    other = {
        "child_id": "2",
        "subject_id": "2",
        "state": "met",
        "clock": "cla_visit",
        "step": "cla_visit_6w_year1",
        "area": "children in care",
        "team": "South",
        "worker": "B. Worker",
    }
    table = obligations([{"child_id": "1"}, other, {"child_id": "3", "team": None, "worker": None}])
    assert chosen_ids(table, choice) == ["2"]


def test_no_choice_is_everything_by_due_day_with_none_last(obligations: Make) -> None:
    days = {"1": None, "2": date(2026, 11, 2), "3": date(2026, 10, 1)}
    table = obligations([{"child_id": child, "subject_id": child, "due_on": day} for child, day in days.items()])
    assert chosen_ids(table, Choice()) == ["3", "2", "1"]


def test_csv_as_promised(obligations: Make) -> None:
    out = io.StringIO()
    write_csv(out, DUE_COLUMNS, obligations([{"team": "=cmd|' /C calc'!A0"}]).to_pylist())
    header, row = csv.reader(io.StringIO(out.getvalue()))
    assert tuple(header) == DUE_COLUMNS
    assert row[DUE_COLUMNS.index("due_on")] == "2026-10-06"
    assert row[DUE_COLUMNS.index("met_on")] == ""
    assert row[DUE_COLUMNS.index("days")] == "24"
    assert row[DUE_COLUMNS.index("team")] == "'=cmd|' /C calc'!A0"


def test_json_keeps_kinds(obligations: Make) -> None:
    out = io.StringIO()
    write_json(out, DUE_COLUMNS, obligations([{}]).to_pylist())
    (row,) = json.loads(out.getvalue())
    assert (row["due_on"], row["met_on"], row["days"]) == ("2026-10-06", None, 24)


@given(st.text())
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    written = safe_cell(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert written.removeprefix("'") == text.removeprefix("'") or written == "'" + text


@pytest.mark.parametrize("number", [-3, 0, 2.5, None])
def test_numbers_stay_numbers(number: Any) -> None:
    assert safe_cell(number) is number


def test_a_long_cell_is_cut_on_the_screen() -> None:
    out = io.StringIO()
    write_table(out, ("child_id", "team"), [{"child_id": "1" * 90, "team": "T" * 200}])
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["child", "team"]
    assert lines[1].endswith("T…")
    assert [len(cell) for cell in lines[1].split()] == [32, 110]
