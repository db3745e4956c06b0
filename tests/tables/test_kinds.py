"""Subjects other than children: each kind with ids of its own, one council, and allegations sealed from the start."""

from pathlib import Path
from typing import Any

import pytest

from sightline.clocks import read_clock
from sightline.identity import current_aliases, update_aliases
from sightline.sources.model import Feed
from sightline.tables.entries import load_events, load_spells
from sightline.tables.names import event_abouts, spell_abouts
from sightline.words import UserError
from tests.bad.test_bad_entries import GOOD
from tests.tables.small_council import DRAWN, facts_of, table_of

CHILD = {"child_id": "12", "born_on": "2015-01-05"}
CARER = {"carer_id": "12", "approved_on": "2026-01-05", "worker_id": "W1", "team": "Fostering"}
ALLEGATION = {"allegation_id": "L1", "known_on": "2026-10-01", "reported_on": "2026-10-02"}
INSPECTION = {"inspection_id": "I1", "kind": "inspection", "told_on": "2026-06-01"}


def _subjects(**tables: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    facts = facts_of({"child": [CHILD]}, local=tables)
    return [tuple(row.values())[1:] for row in facts.subject.to_pylist()]


def test_two_kinds_may_use_one_id() -> None:
    assert _subjects(carer=[CARER]) == [("child", "12", "12", False), ("carer", "12", None, False)]


def test_an_allegation_is_sealed_and_the_council_is_one_subject() -> None:
    assert _subjects(allegation=[ALLEGATION], inspection=[INSPECTION, {**INSPECTION, "inspection_id": "I2"}]) == [
        ("child", "12", "12", False),
        ("allegation", "L1", None, True),
        ("council", "Shire", None, False),
    ]


def test_events_and_workers_carry_the_kind() -> None:
    facts = facts_of({"child": [CHILD]}, local={"carer": [CARER], "inspection": [INSPECTION]})
    rows = facts.event.to_pylist()
    told = [(row["subject_kind"], row["subject_id"], row["event"], row["key"]) for row in rows if not row["child_id"]]
    assert told == [
        ("carer", "12", "carer_approved", None),
        ("council", "Shire", "inspection_announced", "I1"),
    ]
    assert {row["subject_kind"] for row in rows if row["child_id"]} == {"child"}
    held = [(row["subject_kind"], row["subject_id"], row["worker"]) for row in facts.allocation.to_pylist()]
    assert held == [("carer", "12", "W1")]


def test_a_fact_about_children_is_not_unsure_for_others() -> None:
    facts = facts_of({"child": [{"child_id": "12"}]}, local={"carer": [CARER]})
    assert {row["subject_kind"] for row in facts.spell.to_pylist()} == {"child"}


def test_ids_of_every_kind_are_in_the_register() -> None:
    tables = {"child": table_of("child", [CHILD]), "carer": table_of("carer", [CARER], "local")}
    feeds = [Feed(f"{s}:{t}", s, t, t, "", "all", DRAWN, 1) for s, t in (("ssd", "child"), ("local", "carer"))]  # type: ignore[arg-type]
    register = update_aliases(None, tables, feeds, council="Shire", load="0001")
    assert update_aliases(register, tables, feeds, council="Shire", load="0002").equals(register)
    rows = current_aliases(register, "Shire").to_pylist()
    assert [(row["subject_kind"], row["source_id"]) for row in rows] == [("child", "12"), ("carer", "12")]


def test_the_light_reading_of_kinds_is_that_of_the_entries() -> None:
    assert event_abouts() == {entry.name: entry.about for entry in load_events()}
    assert spell_abouts() == {entry.name: entry.about for entry in load_spells()}


def test_a_clock_about_children_may_not_name_a_carers_event(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(GOOD.replace('"ceased_looked_after"', '"carer_ended"'), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_clock(path)
    assert str(refused.value) == (
        '"carer_ended" is about a foster carer, and this clock about a child (wrong.toml, line 9).'
        ' Write about = "carer", or name another event.'
    )
