"""Due days the case system holds, beside ours."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa

from sightline.reports.differences import compare_due_days

Make = Callable[[list[dict[str, Any]]], pa.Table]
CLOCKS = {"cla_review": "cla_review"}


def system(due_on: date | None, key: str | None = "p1", child: str = "1001") -> dict[str, Any]:
    row = {"council": "Northmoor", "subject_id": child, "kind": "cla_review", "key": key, "due_on": due_on}
    return {**row, "file": "ssd_cla_reviews.csv", "line": 12}


def ours(obligations: Make, *days: date, run: str = "p1") -> list[dict[str, Any]]:
    return obligations([{"clock": "cla_review", "run": run, "due_on": day} for day in days]).to_pylist()


def test_the_same_day_agrees(obligations: Make) -> None:
    found = compare_due_days([system(date(2026, 5, 1))], ours(obligations, date(2026, 5, 1)), CLOCKS)
    assert (found.compared, found.differing) == ({"cla_review": 1}, ())


def test_another_day_is_listed_beside_the_nearest_of_ours(obligations: Make) -> None:
    rows = ours(obligations, date(2026, 1, 1), date(2026, 5, 4), date(2026, 9, 1))
    (row,) = compare_due_days([system(date(2026, 5, 1))], rows, CLOCKS).differing
    assert (row["system_due_on"], row["our_due_on"], row["days"]) == (date(2026, 5, 1), date(2026, 5, 4), -3)
    assert (row["file"], row["line"]) == ("ssd_cla_reviews.csv", 12)


def test_only_the_same_run_counts_where_the_key_is_known(obligations: Make) -> None:
    rows = ours(obligations, date(2026, 5, 1), run="p2") + ours(obligations, date(2026, 6, 1), run="p1")
    (row,) = compare_due_days([system(date(2026, 5, 1), key="p1")], rows, CLOCKS).differing
    assert row["our_due_on"] == date(2026, 6, 1)


def test_nothing_to_compare_is_not_a_difference(obligations: Make) -> None:
    systems = [system(None), system(date(2026, 5, 1), child="another")]
    assert compare_due_days(systems, ours(obligations, date(2026, 5, 1)), CLOCKS).compared == {}
