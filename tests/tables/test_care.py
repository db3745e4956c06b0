"""Periods of care made from episodes of care, and given as rows."""

from typing import Any

import pytest

from tests.tables.small_council import day, events_of, facts_of

Row = dict[str, Any]
STARTS, ENDS = "became_looked_after", "ceased_looked_after"


def _periods(episodes: list[Row]) -> list[tuple[str, Any, str | None, bool]]:
    found = events_of(facts_of({"care_episode": [{"child_id": "1", **episode} for episode in episodes]}))
    return [(event, on, key, sure) for _, event, on, key, sure in found]


def _episode(started: str, reason: str, ended: str | None = None, why: str | None = None, **more: Any) -> Row:
    return {"started_on": started, "start_reason": reason, "ended_on": ended, "end_reason": why, **more}


FIRST, MOVE, AGAIN = "2025-01-10", "2025-03-01", "2026-02-01"


def test_episodes_of_one_period_id_make_one_period() -> None:
    same = {"period_of_care_id": "c1", "entered_care_on": FIRST}
    episodes = [_episode(MOVE, "P", "2025-06-01", "E4A", **same), _episode(FIRST, "S", MOVE, "X1", **same)]
    assert _periods(episodes) == [(STARTS, day(FIRST), "c1", True), (ENDS, day("2025-06-01"), "c1", True)]


def test_a_period_goes_on_while_its_last_episode_has_not_ended_or_ended_only_to_begin_the_next() -> None:
    open_period = [
        _episode(FIRST, "S", MOVE, "X1", period_of_care_id="c1"),
        _episode(MOVE, "P", period_of_care_id="c1"),
    ]
    assert _periods(open_period) == [(STARTS, day(FIRST), "c1", True)]
    assert _periods([_episode(FIRST, "S", MOVE, "X1", period_of_care_id="c1")]) == [(STARTS, day(FIRST), "c1", True)]


def test_without_a_period_id_each_start_begins_a_period() -> None:
    episodes = [
        _episode(FIRST, "S", MOVE, "X1"),
        _episode(MOVE, "L", "2025-06-01", "E8"),
        _episode(AGAIN, "S"),
    ]
    assert _periods(episodes) == [
        (STARTS, day(FIRST), f"from:{FIRST}", True),
        (STARTS, day(AGAIN), f"from:{AGAIN}", True),
        (ENDS, day("2025-06-01"), f"from:{FIRST}", True),
    ]


def test_a_period_whose_beginning_the_file_does_not_hold_begins_on_a_day_that_is_not_sure() -> None:
    assert _periods([_episode(MOVE, "P", period_of_care_id="c1")]) == [(STARTS, day(MOVE), "c1", False)]
    told = [_episode(MOVE, "P", period_of_care_id="c1", entered_care_on=FIRST)]
    assert _periods(told) == [(STARTS, day(FIRST), "c1", True)]


@pytest.mark.parametrize(("ended", "events"), [(None, [STARTS]), ("2026-05-01", [STARTS, ENDS])])
def test_annex_a_gives_periods_as_rows(ended: str | None, events: list[str]) -> None:
    row = {"child_id": "1", "period_of_care_id": "row:8:5", "started_on": FIRST, "ended_on": ended}
    facts = facts_of(annex_a={"period_of_care": [row]})
    assert [(event, key) for _, event, _, key, _ in events_of(facts)] == [(event, "row:8:5") for event in events]
