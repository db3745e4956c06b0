"""Children visited more often until their first review: with parents under an interim order, or carers on trial."""

from typing import Any

from tests.tables.small_council import day, events_of, facts_of, spells_of

ENTERED = {"child_id": "1", "period_of_care_id": "c1", "entered_care_on": "2026-03-02", "started_on": "2026-03-02"}
AT_HOME = {"child_id": "1", "placement_id": "p1", "placement_type": "P1", "started_on": "2026-03-10"}
INTERIM = {"child_id": "1", "status": "C1", "started_on": "2026-03-04", "ended_on": "2026-09-01"}
INTERIM_AT_HOME = {"care_episode": [ENTERED], "placement": [AT_HOME], "legal_status": [INTERIM]}
BEFORE, AFTER = "with_parents_under_an_interim_order_before_review", "with_parents_under_an_interim_order"


def review(held_on: str, **more: Any) -> dict[str, Any]:
    return {"child_id": "1", "period_of_care_id": "c1", "review_id": f"h{held_on}", "held_on": held_on, **more}


LATEST = {("annex_a", "cla_review"): "latest only"}


def told(tables: dict[str, list[dict[str, Any]]], *names: str, **more: Any) -> list[tuple[Any, ...]]:
    """The spells of these names: name, first day, first day no longer, whether it is sure."""
    found = spells_of(facts_of(tables, **more), *names)
    return sorted((name, since, until, sure) for _, name, since, until, _, sure in found)


def test_the_first_review_parts_the_two_facts_and_the_order_bounds_them() -> None:
    reviews = [review("2026-06-20"), review("2026-03-26"), review("2026-03-12", cancelled="yes")]
    assert told({**INTERIM_AT_HOME, "cla_review": reviews}, BEFORE, AFTER) == [
        (AFTER, day("2026-03-26"), day("2026-09-01"), True),
        (BEFORE, day("2026-03-10"), day("2026-03-26"), True),
    ]


def test_not_yet_reviewed_in_this_period_of_care_and_the_order_runs_on() -> None:
    tables = {**INTERIM_AT_HOME, "legal_status": [{**INTERIM, "ended_on": None}], "cla_review": [review("2025-03-26")]}
    assert told(tables, BEFORE, AFTER) == [(BEFORE, day("2026-03-10"), None, True)]


def test_without_any_file_of_reviews_neither_is_sure() -> None:
    assert told(INTERIM_AT_HOME, BEFORE, AFTER) == [
        (AFTER, day("2026-03-10"), day("2026-09-01"), False),
        (BEFORE, day("2026-03-10"), day("2026-09-01"), False),
    ]


def test_annex_a_knows_the_latest_review_only() -> None:
    annex_a = {**INTERIM_AT_HOME, "cla_review": [review("2026-06-20")]}
    assert told({}, BEFORE, AFTER, annex_a=annex_a, histories=LATEST) == [
        (AFTER, day("2026-03-10"), day("2026-06-20"), False),
        (AFTER, day("2026-06-20"), day("2026-09-01"), True),
        (BEFORE, day("2026-03-10"), day("2026-06-20"), False),
    ]


def test_a_new_period_of_care_waits_for_its_own_first_review() -> None:
    again = {**ENTERED, "period_of_care_id": "c2", "entered_care_on": "2026-08-03", "started_on": "2026-08-03"}
    approval = {"child_id": "1", "approval_id": "a1", "given_on": "2026-08-03", "approved_on": "2026-10-05"}
    tables = {"care_episode": [ENTERED, again], "temporary_approval": [approval], "cla_review": [review("2026-03-26")]}
    names = ("with_a_temporarily_approved_carer_before_review", "with_a_temporarily_approved_carer")
    assert told(tables, *names) == [(names[0], day("2026-08-03"), day("2026-10-05"), True)]


def test_a_parent_not_yet_assessed_counts_until_the_first_review_only() -> None:
    fact = {"child_id": "1", "placement_id": "p1", "fact": "before the parent was assessed", "from_on": "2026-03-02"}
    tables = {"care_episode": [ENTERED], "placement_fact": [fact], "cla_review": [review("2026-03-26")]}
    name = "with_an_unassessed_parent_before_review"
    assert told(tables, name) == [(name, day("2026-03-02"), day("2026-03-26"), True)]


def status(code: str, since: str, until: str | None) -> dict[str, Any]:
    return {"child_id": "1", "legal_status_id": since, "status": code, "started_on": since, "ended_on": until}


def test_breaks_within_half_a_year_are_one_series_and_the_last_may_not_be_the_last() -> None:
    rows = [status("V3", "2025-01-03", "2025-01-06"), status("V3", "2025-07-08", "2025-07-11")]
    rows += [status("V3", "2026-02-06", "2026-02-09")]
    found = events_of(facts_of({"legal_status": rows}), "short_breaks_began", "short_breaks_ended")
    assert sorted(found, key=lambda row: (row[3], row[1])) == [
        ("1", "short_breaks_began", day("2025-01-03"), "from:2025-01-03", True),
        ("1", "short_breaks_ended", day("2025-07-11"), "from:2025-01-03", False),
        ("1", "short_breaks_began", day("2026-02-06"), "from:2026-02-06", True),
        ("1", "short_breaks_ended", day("2026-02-09"), "from:2026-02-06", False),
    ]


def test_an_agreement_that_ends_and_full_time_care_end_a_series_for_certain() -> None:
    rows = [status("V4", "2025-01-03", "2025-06-02"), status("V2", "2025-06-02", None)]
    assert events_of(facts_of({"legal_status": rows}), "short_breaks_ended") == [
        ("1", "short_breaks_ended", day("2025-06-02"), "from:2025-01-03", True)
    ]


def test_a_sheet_of_several_kinds_speaks_only_of_those_that_stand_in_it() -> None:
    step = {"child_id": "1", "kind": "advocate offered", "done_on": "2026-05-04"}
    facts = facts_of({"care_episode": [ENTERED]}, local={"care_step": [step]})
    given = set(facts.reach["event"].to_pylist())
    assert "advocate_offered" in given
    assert "reviewing_officer_named" not in given
