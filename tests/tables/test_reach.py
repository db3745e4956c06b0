"""How far each event can be known, which history is missing, and which source is believed."""

from datetime import date
from typing import Any

import pyarrow as pa

from sightline.tables import Facts
from tests.tables.small_council import DRAWN, day, events_of, facts_of, feed_of, spells_of

VISIT = {"child_id": "1", "visited_on": "2026-10-01", "seen": "yes"}
ANNEX_LATEST = {("annex_a", "cla_visit"): "latest only"}


def _reach(facts: Facts) -> dict[str, tuple[date, str]]:
    return {row["event"]: (row["data_to"], row["feeds"]) for row in facts.reach.to_pylist()}


def _known(facts: Facts) -> list[tuple[str, str, date]]:
    return [(row["subject_id"], row["event"], row["known_from"]) for row in facts.known.to_pylist()]


def test_an_event_reaches_as_far_as_its_file_and_a_person_can_read_which() -> None:
    assert _reach(facts_of({"cla_visit": [VISIT]})) == {
        "visit_child_seen": (DRAWN, "the visits to looked-after children (ssd_cla_visit)")
    }


def test_an_empty_file_reaches_too_and_a_table_without_a_file_does_not() -> None:
    assert set(_reach(facts_of({"core_group": []}))) == {"core_group_held"}


def test_a_file_without_the_column_does_not_give_the_event_but_a_blank_column_does() -> None:
    referral = {"child_id": "1", "referral_id": "r1", "received_on": "2026-01-05"}
    without = feed_of("referral", holds=("referral_id", "received_on", "no_further_action"))
    assert set(_reach(facts_of({"referral": [referral]}, feeds=[without]))) == {
        "referral_received",
        "referral_accepted",
    }
    assert "referral_decided" in _reach(facts_of({"referral": [referral]}))


def test_a_file_without_a_column_that_must_say_yes_does_not_give_the_event() -> None:
    episode = {"child_id": "1", "episode_id": "m1", "started_on": "2026-10-01", "returned_on": "2026-10-02"}
    without = feed_of("missing_episode", holds=("episode_id", "started_on", "returned_on", "offered"))
    facts = facts_of({"missing_episode": [episode]}, feeds=[without])
    assert "rhi_offered" in _reach(facts)
    assert "rhi_held" not in _reach(facts)


def test_where_a_feed_does_not_say_what_it_holds_a_wholly_blank_column_gives_nothing() -> None:
    referral = {"child_id": "1", "referral_id": "r1", "received_on": "2026-01-05"}
    facts = facts_of({"referral": [referral]}, feeds=[feed_of("referral", holds=())])
    assert set(_reach(facts)) == {"referral_received", "referral_accepted"}


def test_the_case_system_says_how_far_an_event_reaches_and_a_newer_template_does_not() -> None:
    made = {**VISIT, "purpose": "cla"}
    feeds = [feed_of("cla_visit"), feed_of("visit_made", "local", drawn=day("2026-11-20"))]
    facts = facts_of({"cla_visit": [VISIT]}, local={"visit_made": [made]}, feeds=feeds)
    assert _reach(facts)["visit_child_seen"][0] == DRAWN
    alone = facts_of(local={"visit_made": [made]}, feeds=feeds[1:])
    assert _reach(alone)["visit_child_seen"][0] == day("2026-11-20")


def test_a_file_with_the_latest_date_only_is_complete_from_that_date_or_not_at_all() -> None:
    visits = [
        VISIT,
        {**VISIT, "child_id": "2", "visited_on": None},
        {**VISIT, "child_id": "3", "visited_on": "2026-12-01"},
    ]
    facts = facts_of(annex_a={"cla_visit": visits, "child": [{"child_id": "4"}]}, histories=ANNEX_LATEST)
    nothing = day("2026-11-01")
    assert _known(facts) == [
        ("1", "visit_child_seen", day("2026-10-01")),
        ("2", "visit_child_seen", nothing),
        ("3", "visit_child_seen", nothing),
        ("4", "visit_child_seen", nothing),
    ]


def test_six_months_and_open_is_complete_for_six_months_but_a_day_on_the_row_is_always_known() -> None:
    short = "six months and open"
    visits = {"cla_visit": [VISIT], "cp_plan": [{"child_id": "1", "plan_id": "p1", "started_on": "2026-10-01"}]}
    facts = facts_of(annex_a=visits, histories={("annex_a", "cla_visit"): short, ("annex_a", "cp_plan"): short})
    assert _known(facts) == [("1", "visit_child_seen", day("2026-04-30"))]
    latest = facts_of(annex_a=visits, histories={("annex_a", table): "latest only" for table in visits})
    assert [event for _, event, _ in _known(latest)] == ["visit_child_seen"]


def test_of_a_child_ssd_knows_annex_a_is_set_aside_for_what_ssd_gives() -> None:
    other = {**VISIT, "visited_on": "2026-10-02"}
    facts = facts_of(
        {"cla_visit": [VISIT]},
        annex_a={
            "cla_visit": [other, {**other, "child_id": "2"}],
            "care_leaver": [{"child_id": "1", "pathway_plan_on": "2026-02-01"}],
            "legal_status": [{"child_id": "1", "status": "V3", "started_on": "2026-01-01"}],
        },
        histories=ANNEX_LATEST,
    )
    assert [(who, on) for who, _, on, _, _ in events_of(facts, "visit_child_seen")] == [
        ("1", day("2026-10-01")),
        ("2", day("2026-10-02")),
    ]
    assert len(events_of(facts, "pathway_plan_reviewed")) == 1
    assert len(spells_of(facts, "in_a_series_of_short_breaks")) == 1
    assert facts.set_aside.to_pylist() == [{"council": "Shire", "event": "visit_child_seen", "rows": 1}]
    assert _known(facts) == [("2", "visit_child_seen", day("2026-10-02"))]


def test_a_template_adds_but_does_not_complete_a_file_with_the_latest_date_only() -> None:
    made = {"child_id": "1", "visited_on": "2026-03-01", "purpose": "cla", "seen": "yes"}
    facts = facts_of(annex_a={"cla_visit": [VISIT]}, local={"visit_made": [made]}, histories=ANNEX_LATEST)
    assert len(events_of(facts, "visit_child_seen")) == 2
    assert _known(facts) == [("1", "visit_child_seen", day("2026-10-01"))]


def _aliases(*rows: tuple[str, str, bool]) -> pa.Table:
    names = ("source_id", "subject_id", "sealed")
    return pa.Table.from_pylist([{"subject_kind": "child", **dict(zip(names, row, strict=True))} for row in rows])


def test_two_ids_of_one_child_are_one_subject() -> None:
    visits = [VISIT, {**VISIT, "child_id": "77"}, {**VISIT, "child_id": "77", "visited_on": "2026-10-20"}]
    facts = facts_of({"cla_visit": visits}, aliases=_aliases(("77", "1", False), ("9", "9", True)))
    rows: list[dict[str, Any]] = facts.event.to_pylist()
    assert [(row["subject_id"], row["child_id"], row["on_day"]) for row in rows] == [
        ("1", "1", day("2026-10-01")),
        ("1", "77", day("2026-10-20")),
    ]
    subjects = [(row["subject_id"], row["child_id"], row["sealed"]) for row in facts.subject.to_pylist()]
    assert subjects == [("1", "1", False), ("1", "77", False)]


def test_two_dates_of_birth_of_one_child_are_none() -> None:
    children = [{"child_id": "1", "born_on": "2010-01-01"}, {"child_id": "77", "born_on": "2011-01-01"}]
    facts = facts_of({"child": children}, aliases=_aliases(("77", "1", False)))
    assert events_of(facts) == []
    assert {row[-1] for row in spells_of(facts)} == {False}


def test_a_date_of_birth_ssd_lacks_is_taken_from_annex_a() -> None:
    facts = facts_of({"child": [{"child_id": "1"}]}, annex_a={"child": [{"child_id": "1", "born_on": "2010-01-01"}]})
    assert [on for _, _, on, _, _ in events_of(facts, "turned_18")] == [day("2028-01-01")]
