"""How soon things are recorded: what is asked about, and each answer to the day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from sightline.calendars.time_limit import TimeLimit
from sightline.knowing import LEDGER
from sightline.knowing.lag import recorded_in_time
from sightline.measures.grade import load_rule

AS_OF = date(2026, 6, 30)
FIRST = {"visits": date(2026, 3, 1)}
"""Monday 2 March 2026 and ten working days: the limit is Monday 16 March."""


def answer(*rows: dict[str, Any], reach: date = AS_OF) -> dict[str, int]:
    """The one line that facts of a child and event give, without what they are of; nothing where there is none."""
    of = {"council": "N", "subject_kind": "child", "subject_id": "MU1", "event": "seen"}
    blank = {**dict.fromkeys(LEDGER.names), **of, "feed": "visits", "times": 0}
    day = {"first_load": 2, "on_day": date(2026, 3, 2)}
    ledger = pa.Table.from_pylist([{**blank, **day, **row} for row in rows], schema=LEDGER)
    limit = TimeLimit.parse("10 working days")
    lines = recorded_in_time(ledger, FIRST, {"seen": reach}, limit, as_of=AS_OF).to_pylist()
    assert [{name: line.pop(name) for name in of} for line in lines] == [of] * len(lines)
    return lines[0] if lines else {}


@pytest.mark.parametrize(
    ("first_on", "seen_to", "word"),
    [
        (date(2026, 3, 2), None, "in_time"),
        (date(2026, 3, 16), date(2026, 3, 9), "in_time"),
        (date(2026, 3, 17), date(2026, 3, 16), "cannot_tell"),  # it may have come on the afternoon of the limit
        (date(2026, 3, 17), date(2026, 3, 1), "cannot_tell"),  # loads too far apart
        (date(2026, 3, 24), date(2026, 3, 17), "late"),
        (date(2026, 3, 24), None, "cannot_tell"),  # nobody knew the child
        (None, None, "cannot_tell"),
    ],
)
def test_each_answer_to_the_day(first_on: date | None, seen_to: date | None, word: str) -> None:
    found = answer({"first_on": first_on, "seen_to": seen_to})
    assert found == {**dict.fromkeys(("in_time", "late", "cannot_tell"), 0), word: 1}


IN_TIME = {"first_on": date(2026, 3, 9)}


@pytest.mark.parametrize(
    "left_out",
    [
        {"first_load": None},  # there before anything could be compared
        {"on_day": date(2026, 3, 1)},  # the first files reached that day
        {"on_day": date(2025, 6, 30), "first_on": date(2025, 7, 1)},  # more than twelve whole months ago
        {"on_day": None},  # gone
        {"times": 1},  # given another day since
        {"feed": "another"},  # a feed of which no load says how far it reached first
        {"event": "another"},  # an event that no file reaches any more
    ],
)
def test_what_is_not_asked_about(left_out: dict[str, Any]) -> None:
    assert answer({**IN_TIME}, {**IN_TIME, **left_out}) == {"in_time": 1, "late": 0, "cannot_tell": 0}


def test_a_fact_that_has_not_had_its_time_is_not_asked_about() -> None:
    assert answer(IN_TIME, reach=date(2026, 3, 15)) == {}
    assert answer(IN_TIME, reach=date(2026, 3, 16)) == {"in_time": 1, "late": 0, "cannot_tell": 0}


def test_the_rule_says_how_soon() -> None:
    assert str(load_rule().recorded_within) == "10 working days"
