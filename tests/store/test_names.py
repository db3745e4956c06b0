"""Names of children are given only to a scope that says so, and figures are never grouped by what leads to a child."""

from dataclasses import replace
from pathlib import Path

import pytest

from sightline import flow
from sightline.store import NamesWithheldError, Scope, Snapshot, open_snapshot, open_store

ONE = ("Northmoor", "child", "K1")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("names")
    people = ["K1,Wren,Tallowby,M,2017-04-01,", "K2,Ezra,Tallowby,M,2019-04-01,OLD9", "K3,,,F,,", "K4,Ada,Dale,F,,K5"]
    (folder / "ssd_person.csv").write_text(
        "\n".join(["pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob,pers_legacy_id", *people, "K5,,,F,,"]),
        encoding="utf-8",
    )
    (folder / "ssd_family.csv").write_text(
        "fami_table_id,fami_family_id,fami_person_id\n1,F1,K1\n2,F1,K2\n3,F2,K3\n4,F1,K4\n", encoding="utf-8"
    )
    referrals = [f"R{n},K{n},2026-08-03,N," for n in range(1, 6)]
    (folder / "ssd_cin_episodes.csv").write_text(
        "\n".join(["cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa,cine_close_date", *referrals]),
        encoding="utf-8",
    )
    (folder / "sealed.txt").write_text("K4\n", encoding="utf-8")
    store = open_store(folder / "store")
    flow.load(store, [folder], council="Northmoor", sealed=folder / "sealed.txt")
    return open_snapshot(store, Scope.whole_council())


def seen_by(whole: Snapshot, scope: Scope) -> Snapshot:
    return replace(whole, scope=scope)


def test_names_are_withheld_unless_the_scope_gives_them(whole: Snapshot) -> None:
    for read in (
        lambda: whole.table("names"),
        lambda: whole.about("names", [ONE]),
        lambda: whole.rows("names", "surname", ["Tallowby"]),
        lambda: whole.matching("names", "surname", ["Tallowby"]),
        lambda: whole.figures("names", ["surname"]),
        lambda: seen_by(whole, Scope("x", names=True, figures_only=True)).figures("names", ["surname"]),
    ):
        with pytest.raises(NamesWithheldError):
            read()


def test_names_only_of_children_in_scope(whole: Snapshot) -> None:
    named = seen_by(whole, Scope("worker", only=frozenset({ONE}), names=True))
    assert [row["forename"] for row in named.table("names").to_pylist()] == ["Wren"]
    every = seen_by(whole, Scope("keeper", names=True))
    assert {row["subject_id"] for row in every.table("names").to_pylist()} == {"K1", "K2"}, "K4 is sealed, K3 unnamed"


def test_a_family_is_found_within_the_scope(whole: Snapshot) -> None:
    rows = seen_by(whole, Scope("every")).matching("families", "family", ["F1"]).to_pylist()
    assert [row["subject_id"] for row in rows] == ["K1", "K2"], "the sealed child of the family is absent"


def test_older_ids_lead_to_the_child_but_never_from_a_sealed_record(whole: Snapshot) -> None:
    sealed_too = Scope("keeper", sealed_seen=frozenset({("Northmoor", "child", "K4")}))
    rows = seen_by(whole, sealed_too).table("other_ids").to_pylist()
    assert [(row["subject_id"], row["other_id"]) for row in rows] == [("K2", "OLD9")]


def test_figures_are_not_grouped_by_what_leads_to_a_child(whole: Snapshot) -> None:
    for name, column in (("families", "family"), ("other_ids", "other_id"), ("children", "born_on")):
        with pytest.raises(ValueError, match="not grouped"):
            whole.figures(name, [column])
