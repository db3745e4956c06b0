"""Spells from small tables: first day, last day, and what nobody recorded."""

from typing import Any

import pytest

from tests.tables.small_council import day, facts_of, spells_of

UNDER_A_YEAR = "placement_under_a_year"


@pytest.mark.parametrize(
    ("ended", "until"), [(None, "2027-01-10"), ("2026-03-01", "2026-03-02"), ("2027-06-01", "2027-01-10")]
)
def test_a_placement_is_under_a_year_until_its_last_day_or_its_anniversary(ended: str | None, until: str) -> None:
    row = {"child_id": "1", "placement_id": "p1", "started_on": "2026-01-10", "ended_on": ended}
    found = spells_of(facts_of({"placement": [row]}), UNDER_A_YEAR)
    assert found == [("1", UNDER_A_YEAR, day("2026-01-10"), day(until), "p1", True)]


def test_ages_are_birthdays_and_no_date_of_birth_may_be_any_age() -> None:
    children = [{"child_id": "1", "born_on": "2020-02-29"}, {"child_id": "2"}]
    facts = facts_of({"child": children, "cla_visit": [{"child_id": "3", "visited_on": "2026-01-05"}]})
    assert spells_of(facts, "under_5", "aged_3_to_18") == [
        ("1", "aged_3_to_18", day("2023-03-01"), day("2038-03-01"), None, True),
        ("1", "under_5", day("2020-02-29"), day("2025-03-01"), None, True),
        ("2", "aged_3_to_18", None, None, None, False),
        ("2", "under_5", None, None, None, False),
        ("3", "aged_3_to_18", None, None, None, False),
        ("3", "under_5", None, None, None, False),
    ]


ADOPTION: list[tuple[str, dict[str, Any], list[tuple[str, str | None]]]] = [
    ("permanence", {"placed_for_adoption_on": "2026-01-10"}, [("2026-01-10", None)]),
    (
        "permanence",
        {"placed_for_adoption_on": "2026-01-10", "reversed_on": "2026-05-01"},
        [("2026-01-10", "2026-05-01")],
    ),
    ("permanence", {"placed_for_adoption_on": "2026-01-10", "reversed_on": "2026-01-10"}, []),
    ("permanence", {"reversed_on": "2026-01-10"}, []),
    ("placement", {"placement_type": "A4", "started_on": "2026-01-10"}, [("2026-01-10", None)]),
    ("placement", {"placement_type": "U4", "started_on": "2026-01-10"}, []),
]


@pytest.mark.parametrize(("table", "row", "expected"), ADOPTION)
def test_placed_for_adoption(table: str, row: dict[str, Any], expected: list[tuple[str, str | None]]) -> None:
    found = spells_of(facts_of({table: [{"child_id": "1", **row}]}), "placed_for_adoption")
    assert [(a, b) for _, _, a, b, _, _ in found] == [(day(a), day(b) if b else None) for a, b in expected]


def test_whose_the_accommodation_is_may_be_unsure_and_a_template_says() -> None:
    leaver = {"child_id": "1", "accommodation": "E"}
    stay = {"child_id": "1", "started_on": "2026-01-10", "ended_on": "2026-04-01"}
    name = "in_accommodation_the_council_provides"
    facts = facts_of({"care_leaver": [leaver]}, local={"council_accommodation": [stay]})
    assert spells_of(facts, name) == [
        ("1", name, None, None, None, False),
        ("1", name, day("2026-01-10"), day("2026-04-01"), None, True),
    ]


def test_short_breaks_are_one_spell_however_often_the_row_stands_there() -> None:
    row = {"child_id": "1", "status": "V4", "started_on": "2026-01-10"}
    facts = facts_of({"legal_status": [row, {**row, "status": "V3"}, {**row, "status": "C2"}]})
    name = "in_a_series_of_short_breaks"
    assert spells_of(facts, name) == [("1", name, day("2026-01-10"), None, None, True)]
