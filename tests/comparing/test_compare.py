"""Two loads with a known set of edits between them: every difference of every figure has its one cause."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from sightline import flow
from sightline.comparing import Comparison, compare_loads
from sightline.knowing.facts import changed_facts
from sightline.store import Store, open_store
from sightline.words import UserError

ASSESSMENTS = {
    "MU1": ("2026-06-01", "2026-06-01", "2026-07-20"),  # met
    "MU2": ("2026-06-01", "2026-06-01", ""),  # overdue; authorised late in the second load
    "MU3": ("2026-06-01", "2026-06-01", "2026-07-20"),  # met; withdrawn in the second load
    "MU4": ("2026-06-01", "2026-06-01", "2026-07-20"),  # met; authorised later in the second load
    "MU5": ("2026-08-27", "2026-08-27", ""),  # due; overdue in the second by time alone
    "MU6": ("2026-06-01", "2026-06-01", ""),  # gone in the second
    "MU7": ("2026-06-01", "2026-06-01", "2026-07-20"),  # sealed in both
}
LATER = {
    **ASSESSMENTS,
    "MU2": ("2026-06-01", "2026-06-01", "2026-10-20"),
    "MU3": ("2026-06-01", "2026-06-01", ""),
    "MU4": ("2026-06-01", "2026-06-01", "2026-09-15"),
    "MU8": ("2026-10-01", "2026-10-01", ""),  # new
}


def write(folder: Path, rows: dict[str, tuple[str, str, str]]) -> Path:
    """The SSD tables of some children: referral and assessment."""
    folder.mkdir()
    referrals = ["cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa"]
    assessments = [
        "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,cina_assessment_auth_date"
    ]
    for child, (received, started, done) in rows.items():
        referrals.append(f"r{child},{child},{received},No")
        assessments.append(f"a{child},{child},r{child},{started},{done}")
    (folder / "ssd_cin_episodes.csv").write_text("\n".join(referrals) + "\n", encoding="utf-8")
    (folder / "ssd_cin_assessments.csv").write_text("\n".join(assessments) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("compared")
    made = open_store(folder / "store")
    sealed = folder / "sealed.txt"
    sealed.write_text("MU7\n", encoding="utf-8")
    flow.load(made, [write(folder / "first", ASSESSMENTS)], data_to=date(2026, 10, 10), sealed=sealed)
    later = {child: row for child, row in LATER.items() if child != "MU6"}
    flow.load(made, [write(folder / "second", later)], data_to=date(2026, 11, 7), sealed=sealed)
    return made


@pytest.fixture(scope="module")
def comparison(store: Store) -> Comparison:
    return compare_loads(store, 1, 2)


def test_each_duty_that_moved_has_its_cause(comparison: Comparison) -> None:
    moved = {
        (each.child_id, each.before, each.after): each.cause for each in comparison.moved if each.clock == "assessment"
    }
    assert moved == {
        ("MU2", "overdue", "met_late"): "a fact was added",
        ("MU3", "met", "overdue"): "a fact was withdrawn",
        ("MU4", "met", "met_late"): "a fact was given another day or corrected",
        ("MU5", "due", "overdue"): "time passed",
        ("MU6", "overdue", ""): "the child is no longer in the files",
        ("MU8", "", "due"): "the child is new in the files",
    }


def test_the_facts_are_named(comparison: Comparison) -> None:
    redated = next(each for each in comparison.moved if each.child_id == "MU4" and each.clock == "assessment")
    assert [(f.event, f.became, f.before, f.after) for f in redated.facts] == [
        ("assessment_authorised", "given another day", date(2026, 7, 20), date(2026, 9, 15))
    ]


def test_the_parts_sum_to_the_whole(comparison: Comparison) -> None:
    parts = Counter[str]()
    for part in comparison.parts().values():
        parts.update(part)
    before, whole = comparison.stood()
    whole.subtract(before)
    assert {state: n for state, n in parts.items() if n} == {state: n for state, n in whole.items() if n} != {}


def test_sealed_records_are_in_none_of_it(comparison: Comparison) -> None:
    assert not [each for each in comparison.moved if each.child_id == "MU7"]


def test_the_same_load_twice_over_moves_nothing_but_time(store: Store) -> None:
    with pytest.raises(UserError) as refused:
        compare_loads(store, 2, 1)
    assert str(refused.value) == "The first load must be the earlier one. Try: sightline loads compare 1 2."
    with pytest.raises(UserError) as unknown:
        compare_loads(store, 1, 9)
    assert str(unknown.value) == "There is no load 0009. See them all with: sightline loads"


def event(day: date | None, key: str = "k", **other: object) -> dict[str, object]:
    """One row of a table of events."""
    row = {"council": "N", "subject_kind": "child", "subject_id": "MU1", "event": "visit", "key": key, "on_day": day}
    return {**row, "at": None, "value_on": None, "agreed": None, "sure": True, **other}


def test_a_corrected_day_is_one_fact_given_another_day() -> None:
    one, two, three = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
    changes = changed_facts([event(one), event(two)], [event(two), event(three)])
    assert [(c.became, c.before, c.after) for c in changes["N", "child", "MU1"]] == [("given another day", one, three)]
    corrected = changed_facts([event(one, sure=False)], [event(one)])
    assert [c.became for c in corrected["N", "child", "MU1"]] == ["corrected"]
    assert changed_facts([event(one)], [event(one)]) == {}
