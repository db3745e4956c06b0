"""Four sources of one child: one timeline, each fact from the best source that tells of its day."""

from datetime import date
from itertools import permutations
from typing import Any

import pyarrow as pa
import pytest

from sightline.sources.layouts import preferred_sources
from sightline.tables import Facts
from tests.tables.small_council import day, events_of, facts_of

Row = dict[str, Any]
YEAR, HALF, LATEST = "year of the return and open", "six months and open", "latest only"
MARCH = {"ssda903": date(2026, 3, 31), "cin_census": date(2026, 3, 31)}


def plan(key: str, since: str, until: str | None = None, child: str = "1") -> Row:
    return {"child_id": child, "plan_id": key, "started_on": since, "ended_on": until}


def review(key: str, held: str, child: str = "1") -> Row:
    return {"child_id": child, "review_id": f"r {held}", "plan_id": key, "held_on": held, "quorate": "yes"}


def from_census(plans: list[Row], reviews: list[Row] | None = None, annex: dict[str, list[Row]] | None = None) -> Facts:
    """Plans and reviews by the census of March, beside an Annex A drawn at the end of October."""
    histories = {
        ("cin_census", "cp_plan"): YEAR, ("cin_census", "cp_review"): YEAR,
        ("annex_a", "cp_plan"): HALF, ("annex_a", "cp_review"): LATEST,
    }  # fmt: skip
    census = {"cp_plan": plans, "cp_review": reviews or []}
    return facts_of(annex_a=annex, cin_census=census, histories=histories, drawn=MARCH)


def test_the_order_of_the_sources_is_declared_with_them() -> None:
    assert preferred_sources() == ("ssd", "annex_a", "ssda903", "cin_census", "local")


def test_what_two_sources_tell_of_one_day_is_one_fact_and_every_source_is_named() -> None:
    annex = {"cp_plan": [plan("row:7", "2026-01-05")], "cp_review": [review("row:7", "2026-10-01")]}
    facts = from_census([plan("2026-01-05", "2026-01-05")], [review("2026-01-05", "2026-03-20")], annex)
    assert events_of(facts, "cp_plan_started") == [("1", "cp_plan_started", day("2026-01-05"), "row:7", True)]
    also = facts.about["also_told"].to_pylist()
    assert [(row["event"], row["on_day"], row["key"], row["source"], row["file"], row["line"]) for row in also] == [
        ("cp_plan_started", day("2026-01-05"), "row:7", "cin_census", "census.xml", 2)
    ]


def test_before_the_better_source_begins_to_tell_the_lesser_one_does_and_calls_things_by_the_better_ones_names() -> (
    None
):
    """The latest review stands in Annex A; the one before it in the census, of the plan as Annex A calls it."""
    annex = {"cp_plan": [plan("row:7", "2026-01-05")], "cp_review": [review("row:7", "2026-10-01")]}
    facts = from_census([plan("2026-01-05", "2026-01-05")], [review("2026-01-05", "2026-03-20")], annex)
    assert events_of(facts, "cp_review_held") == [
        ("1", "cp_review_held", day("2026-03-20"), "row:7", True),
        ("1", "cp_review_held", day("2026-10-01"), "row:7", True),
    ]
    known = {row["event"]: row["known_from"] for row in facts.known.to_pylist()}
    assert known["cp_review_held"] == day("2026-10-01"), "nothing is known between the two files"


def test_a_plan_that_was_over_before_the_better_source_tells_is_taken_from_the_lesser_one() -> None:
    annex = {"cp_plan": [plan("row:7", "2026-06-01")], "cp_review": []}
    over = plan("2025-05-01", "2025-05-01", "2025-11-01")
    facts = from_census([over], [review("2025-05-01", "2025-07-20")], annex)
    assert events_of(facts, "cp_plan_started", "cp_plan_ended") == [
        ("1", "cp_plan_started", day("2025-05-01"), "2025-05-01", True),
        ("1", "cp_plan_started", day("2026-06-01"), "row:7", True),
        ("1", "cp_plan_ended", day("2025-11-01"), "2025-05-01", True),
    ]
    assert events_of(facts, "cp_review_held")[0][3] == "2025-05-01"


def test_a_plan_the_better_source_should_hold_and_does_not_is_left_out() -> None:
    """Open when the census was made, and the child's row of today's Annex A says of another plan only."""
    annex = {"cp_plan": [plan("row:7", "2026-06-01")], "cp_review": []}
    facts = from_census([plan("2025-05-01", "2025-05-01")], [review("2025-05-01", "2025-07-20")], annex)
    assert [(on, key) for _, _, on, key, _ in events_of(facts, "cp_plan_started")] == [(day("2026-06-01"), "row:7")]
    assert events_of(facts, "cp_review_held")[0][3] is None, "which plan it was of, its day must say"
    assert facts.set_aside.to_pylist() == [{"council": "Shire", "event": "cp_plan_started", "rows": 1}]


def test_a_plan_left_open_by_a_file_of_march_is_not_sure_where_the_better_source_knows_nothing_of_the_child() -> None:
    """It may have ended in April: Annex A of October would not hold it, nor the child. Overdue must not come of it."""
    annex = {"cp_plan": [plan("row:7", "2026-06-01", child="2")], "cp_review": []}
    facts = from_census([plan("2026-01-05", "2026-01-05"), plan("2025-04-05", "2025-04-05", "2025-09-01")], [], annex)
    assert [(child, on, sure) for child, _, on, _, sure in events_of(facts, "cp_plan_started")] == [
        ("1", day("2025-04-05"), True),
        ("1", day("2026-01-05"), False),
        ("2", day("2026-06-01"), True),
    ]
    alone = from_census([plan("2026-01-05", "2026-01-05")])
    assert events_of(alone, "cp_plan_started")[0][4], "with no better source it is as sure as the file"


def episode(since: str, until: str | None = None, **more: Any) -> Row:
    told = {"child_id": "1", "episode_id": since, "started_on": since, "start_reason": "S", "ended_on": until}
    return {**told, **more}


CARE = {
    "ssd": {"care_episode": [episode("2026-01-05", episode_id="e1", period_of_care_id="p1")]},
    "annex_a": {"period_of_care": [{"child_id": "1", "period_of_care_id": "row:8", "started_on": "2026-01-06"}]},
    "ssda903": {"care_episode": [episode("2026-01-07"), episode("2026-02-01", start_reason="L")]},
}  # fmt: skip
YEARLY = {("ssda903", "care_episode"): YEAR}


@pytest.mark.parametrize(
    ("sources", "day_in", "key"),
    [
        (("ssd", "annex_a", "ssda903"), "2026-01-05", "p1"),
        (("ssd", "ssda903"), "2026-01-05", "p1"),
        (("annex_a", "ssda903"), "2026-01-06", "row:8"),
        (("ssda903",), "2026-01-07", "from:2026-01-07"),
    ],
)
def test_one_period_of_care_from_the_best_source_there_is(sources: tuple[str, ...], day_in: str, key: str) -> None:
    for order in permutations(sources):
        facts = facts_of(**{name: CARE[name] for name in order}, histories=YEARLY, drawn=MARCH)
        assert events_of(facts, "became_looked_after") == [("1", "became_looked_after", day(day_in), key, True)]


def test_a_better_source_ends_no_placement_by_the_word_of_a_lesser_one() -> None:
    placed = {"child_id": "1", "placement_id": "row:8", "period_of_care_id": "row:8", "started_on": "2026-01-06"}
    ended = {"care_episode": [episode("2026-01-07", "2026-02-01", end_reason="E8")]}
    annex = {**CARE["annex_a"], "placement": [placed]}
    facts = facts_of(annex_a=annex, ssda903=ended, histories=YEARLY, drawn=MARCH)
    assert events_of(facts, "placement_ended") == []


def test_a_visit_of_a_lesser_source_finds_its_period_by_its_day() -> None:
    """SSD without its visits: the visit is Annex A's, whose name for the period says nothing beside SSD's."""
    visit = {"child_id": "1", "visit_id": "v", "period_of_care_id": "row:8", "visited_on": "2026-10-01", "seen": "yes"}
    annex = {**CARE["annex_a"], "cla_visit": [visit]}
    assert events_of(facts_of(CARE["ssd"], annex), "visit_child_seen")[0][3] is None
    assert events_of(facts_of(annex_a=annex), "visit_child_seen")[0][3] == "row:8"


def aliases(*rows: tuple[str, str, bool]) -> pa.Table:
    columns = zip(*rows, strict=True)
    named = zip(("source_id", "subject_id", "sealed"), (list(column) for column in columns), strict=True)
    return pa.table({"subject_kind": ["child"] * len(rows), **dict(named)})


def test_two_ids_of_one_child_are_one_timeline_and_never_across_a_seal() -> None:
    annex = {"cp_plan": [plan("row:7", "2026-01-05")]}
    census = {"cp_plan": [plan("2026-01-05", "2026-01-05", child="0001")]}
    given = {"annex_a": annex, "cin_census": census, "drawn": MARCH}
    tied = facts_of(**given, aliases=aliases(("1", "1", False), ("0001", "1", False)))
    assert [(child, key) for child, _, _, key, _ in events_of(tied, "cp_plan_started")] == [("1", "row:7")]
    assert tied.about["also_told"].num_rows == 1
    sealed = facts_of(**given, aliases=aliases(("1", "1", False), ("0001", "0001", True)))
    assert [child for child, *_ in events_of(sealed, "cp_plan_started")] == ["0001", "1"]
    assert sealed.about["also_told"].num_rows == 0
