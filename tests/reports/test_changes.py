"""Newly overdue, cleared and re-dated since the load before."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa

from sightline.reports.changes import compare

Make = Callable[[list[dict[str, Any]]], pa.Table]


def ids(rows: tuple[dict[str, Any], ...]) -> list[str]:
    return sorted(row["subject_id"] for row in rows)


def test_every_kind_of_change(obligations: Make) -> None:
    before = [
        {"subject_id": "still", "state": "overdue"},
        {"subject_id": "became", "state": "due_soon"},
        {"subject_id": "done", "state": "overdue"},
        {"subject_id": "gone", "state": "overdue"},
        {"subject_id": "moved", "state": "due", "due_on": date(2026, 12, 1)},
    ]
    after = [
        {"subject_id": "still", "state": "overdue"},
        {"subject_id": "became", "state": "overdue"},
        {"subject_id": "done", "state": "met_late"},
        {"subject_id": "new", "state": "overdue"},
        {"subject_id": "moved", "state": "due", "due_on": date(2026, 12, 8)},
    ]
    changes = compare(obligations(before).to_pylist(), obligations(after).to_pylist())
    assert ids(changes.newly_overdue) == ["became", "new"]
    assert ids(changes.cleared) == ["done", "gone"]
    assert ids(changes.redated) == ["moved"]


def test_the_next_interval_of_a_duty_is_another_duty(obligations: Make) -> None:
    first = {"started_on": date(2026, 8, 1), "due_on": date(2026, 9, 12)}
    second = {"started_on": date(2026, 9, 10), "due_on": date(2026, 10, 22), "state": "due"}
    changes = compare(
        obligations([first]).to_pylist(), obligations([{**first, "state": "met_late"}, second]).to_pylist()
    )
    assert (len(changes.newly_overdue), len(changes.cleared), len(changes.redated)) == (0, 1, 0)
