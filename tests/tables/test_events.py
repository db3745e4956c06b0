"""Events from small tables: what gives one, what does not, and what leaves it open."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from tests.tables.small_council import day, events_of, facts_of

Row = dict[str, Any]


def test_a_visit_counts_if_the_child_was_seen_and_may_count_if_nobody_said() -> None:
    visits = [
        {"child_id": "1", "visited_on": "2026-01-05", "seen": "yes", "period_of_care_id": "c1"},
        {"child_id": "1", "visited_on": "2026-02-05", "seen": "no", "period_of_care_id": "c1"},
        {"child_id": "1", "visited_on": "2026-03-05", "seen": None, "period_of_care_id": "c1"},
        {"child_id": "1", "visited_on": None, "seen": "yes", "period_of_care_id": "c1"},
    ]
    assert events_of(facts_of({"cla_visit": visits})) == [
        ("1", "visit_child_seen", day("2026-01-05"), "c1", True),
        ("1", "visit_child_seen", day("2026-03-05"), "c1", False),
    ]


def test_equal_events_are_one_and_a_sure_one_outweighs() -> None:
    visits = [
        {"child_id": "1", "visited_on": "2026-01-05", "seen": None, "line": 2},
        {"child_id": "1", "visited_on": "2026-01-05", "seen": "yes", "line": 9},
        {"child_id": "1", "visited_on": "2026-01-05", "seen": "yes", "line": 7},
    ]
    rows = facts_of({"cla_visit": visits}).event.to_pylist()
    assert [(row["sure"], row["line"], row["file"], row["feed"]) for row in rows] == [
        (True, 7, "ssd_cla_visit.csv", "ssd:cla_visit")
    ]


def test_the_time_is_kept_in_utc_seconds_and_a_blank_start_is_kept() -> None:
    at = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    referrals = [
        {
            "child_id": "1",
            "referral_id": "r1",
            "received_on": "2026-01-05",
            "received_at": at,
            "no_further_action": "yes",
        },
        {"child_id": "1", "referral_id": "r2", "received_on": None, "no_further_action": "yes"},
    ]
    rows = facts_of({"referral": referrals}).event.to_pylist()
    assert [(row["event"], row["key"], row["on_day"], row["at"]) for row in rows] == [
        ("referral_received", "r1", day("2026-01-05"), int(at.timestamp())),
        ("referral_received", "r2", None, None),
    ]


ACCEPTED: list[tuple[str | None, bool, list[bool]]] = [
    ("no", False, [True]),
    (None, False, [False]),
    (None, True, [True]),
    ("yes", False, []),
    ("yes", True, [True]),
]


@pytest.mark.parametrize(("nfa", "assessed", "expected"), ACCEPTED)
def test_a_referral_is_accepted(nfa: str | None, assessed: bool, expected: list[bool]) -> None:
    referral = {"child_id": "1", "referral_id": "r1", "received_on": "2026-01-05", "no_further_action": nfa}
    other = {"child_id": "2", "referral_id": "r1", "assessment_id": "a2", "started_on": "2026-01-06"}
    assessment = [{**other, "child_id": "1"}] if assessed else [other]
    facts = facts_of({"referral": [referral], "assessment": assessment})
    assert [sure for *_, sure in events_of(facts, "referral_accepted")] == expected


REQUIRED: list[tuple[str | None, Row | None, int]] = [
    ("yes", None, 1),
    (None, None, 0),
    ("no", None, 0),
    (None, {"transfer_in": "no"}, 1),
    (None, {"transfer_in": None}, 1),
    (None, {"transfer_in": "yes"}, 0),
]


@pytest.mark.parametrize(("flag", "conference", "expected"), REQUIRED)
def test_a_conference_is_required_where_the_file_says_so_or_one_was_arranged(
    flag: str | None, conference: Row | None, expected: int
) -> None:
    enquiry = {"child_id": "1", "s47_id": "s1", "started_on": "2026-01-05", "conference_required": flag}
    arranged = [{"child_id": "1", "s47_id": "s1", "held_on": "2026-01-20", **conference}] if conference else []
    facts = facts_of({"s47_enquiry": [enquiry], "initial_conference": arranged})
    assert len(events_of(facts, "icpc_required")) == expected


def test_a_birthday_on_29_february_is_reached_on_1_march_in_a_common_year() -> None:
    children = [{"child_id": "1", "born_on": "2008-02-29"}, {"child_id": "2", "expected_on": "2027-01-01"}]
    found = events_of(facts_of({"child": children}))
    assert [(event, on) for _, event, on, _, _ in found if event.startswith("turned")] == [
        ("turned_16", day("2024-02-29")),
        ("turned_18", day("2026-03-01")),
        ("turned_21", day("2029-03-01")),
        ("turned_25", day("2033-03-01")),
    ]


def test_the_first_pathway_plan_opens_the_duty_and_a_blank_one_is_kept() -> None:
    leavers = [
        {"child_id": "1", "pathway_plan_on": "2026-05-01"},
        {"child_id": "1", "pathway_plan_on": "2026-02-01"},
        {"child_id": "1", "pathway_plan_on": None},
        {"child_id": "2", "pathway_plan_on": None},
    ]
    found = events_of(facts_of({"care_leaver": leavers}), "pathway_plan_made", "pathway_plan_reviewed")
    assert [(who, event, on) for who, event, on, _, _ in found] == [
        ("1", "pathway_plan_made", day("2026-02-01")),
        ("1", "pathway_plan_reviewed", day("2026-02-01")),
        ("1", "pathway_plan_reviewed", day("2026-05-01")),
        ("2", "pathway_plan_made", None),
    ]


def test_what_is_booked_is_kept_for_the_engine_to_judge() -> None:
    facts = facts_of({"cla_review": [{"child_id": "1", "held_on": "2027-01-05"}]})
    assert events_of(facts, "cla_review_held") == [("1", "cla_review_held", day("2027-01-05"), None, True)]


def test_the_due_dates_of_the_case_system_are_carried() -> None:
    review = {"child_id": "1", "period_of_care_id": "c1", "due_on": "2026-01-20", "held_on": "2026-01-22"}
    moved_in = {"child_id": "1", "s47_id": "s1", "target_on": "2026-01-20", "transfer_in": "yes"}
    facts = facts_of({"cla_review": [review], "cp_review": [{**_without(review), "plan_id": "p1"}],
                      "initial_conference": [moved_in, {**moved_in, "s47_id": "s2", "transfer_in": None}]})  # fmt: skip
    rows = [(row["kind"], row["key"], row["due_on"]) for row in facts.systems_due.to_pylist()]
    due = day("2026-01-20")
    assert rows == [("cla_review", "c1", due), ("cp_review", "p1", due), ("icpc", "s2", due)]


def _without(row: Row) -> Row:
    return {key: value for key, value in row.items() if key != "period_of_care_id"}


def test_every_column_has_its_kind_even_where_there_is_no_row() -> None:
    facts = facts_of({"child": []})
    kinds = {field.name: field.type for field in facts.event.schema}
    assert (kinds["on_day"], kinds["at"], kinds["sure"], kinds["line"]) == (
        pa.date32(),
        pa.int64(),
        pa.bool_(),
        pa.int32(),
    )
    assert facts.event.num_rows == facts.spell.num_rows == facts.subject.num_rows == 0


def test_a_row_of_a_feed_that_is_not_there_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="ssd:cla_visit"):
        facts_of({"cla_visit": [{"child_id": "1"}]}, feeds=[])
