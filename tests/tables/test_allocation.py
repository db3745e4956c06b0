"""Who holds the work with a child, day by day."""

from datetime import date
from typing import Any

from sightline.tables import Facts
from tests.tables.small_council import Rows, day, facts_of

Held = tuple[str | None, str | None, date | None, date | None]


def _held(facts: Facts) -> list[Held]:
    return [(r["worker"], r["team"], r["from_on"], r["until_on"]) for r in facts.allocation.to_pylist()]


def _allocation(
    worker: str, role: str | None, started: str | None, ended: str | None = None, **more: Any
) -> dict[str, Any]:
    return {"child_id": "1", "worker_id": worker, "role": role, "started_on": started, "ended_on": ended, **more}


JAN, MARCH, JUNE = "2026-01-01", "2026-03-01", "2026-06-01"


def test_names_stand_for_ids_where_the_files_hold_them() -> None:
    tables: Rows = {
        "allocation": [_allocation("w1", "Allocated Social Worker", JAN)],
        "worker": [{"worker_id": "w1", "name": "A Worker", "team": "t1"}],
        "team": [{"team_id": "t1", "name": "North Team"}],
    }
    assert _held(facts_of(tables)) == [("A Worker", "North Team", day(JAN), None)]


def test_a_social_worker_goes_before_others_and_nobody_holds_a_day_twice() -> None:
    rows = [
        _allocation("w1", "Social Worker", JAN, MARCH),
        _allocation("w2", "Social Worker", MARCH, JUNE),
        _allocation("w3", "Family Support Worker", JAN),
        _allocation("w4", "Independent Reviewing Officer", JAN),
    ]
    assert _held(facts_of({"allocation": rows})) == [
        ("w1", None, day(JAN), day(MARCH)),
        ("w2", None, day(MARCH), day(JUNE)),
        ("w3", None, day(JUNE), None),
    ]


def test_the_row_of_a_referral_is_the_last_resort() -> None:
    referral = {"child_id": "1", "received_on": JAN, "closed_on": JUNE, "worker_id": "w9", "team": "Front Door"}
    assert _held(facts_of({"referral": [referral]})) == [("w9", "Front Door", day(JAN), day(JUNE))]
    both = facts_of({"referral": [referral], "allocation": [_allocation("w1", "Social Worker", MARCH, team="North")]})
    assert _held(both) == [("w9", "Front Door", day(JAN), day(MARCH)), ("w1", "North", day(MARCH), None)]


def test_an_allocation_without_a_beginning_is_open_that_way() -> None:
    rows = [_allocation("w1", None, None), _allocation("w2", "Personal Adviser", MARCH)]
    assert _held(facts_of({"allocation": rows})) == [("w1", None, None, day(MARCH)), ("w2", None, day(MARCH), None)]


def test_a_care_leaver_has_the_adviser_of_the_row() -> None:
    assert _held(facts_of({"care_leaver": [{"child_id": "1", "adviser": "An Adviser", "team": "Leaving Care"}]})) == [
        ("An Adviser", "Leaving Care", None, None)
    ]
