"""Who is who: subjects, second ids, people's decisions and sealed records."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.identity import current_aliases, read_sealed_list, tie, untie, update_aliases
from sightline.sources.declared import load_tables, schema
from sightline.sources.model import Feed
from sightline.words import UserError

DRAWN = date(2026, 10, 31)
Row = dict[str, Any]
Tables = dict[str, list[Row]]


def _table(name: str, rows: list[Row]) -> pa.Table:
    shape = schema(load_tables()[name])
    whole = [{**dict.fromkeys(shape.names), "feed": name, "line": n, **row} for n, row in enumerate(rows, 2)]
    return pa.Table.from_pylist(whole, schema=shape)


def _load(rows: Tables, register: pa.Table | None = None, load: str = "0001", sealed: tuple[str, ...] = ()) -> pa.Table:
    feeds = [Feed(name, "ssd", name, f"{name}.csv", "", "all", DRAWN, len(held)) for name, held in rows.items()]
    tables = {name: _table(name, held) for name, held in rows.items()}
    return update_aliases(register, tables, feeds, council="Shire", load=load, sealed_ids=sealed)


def _subjects(register: pa.Table) -> dict[str, str]:
    return {row["source_id"]: row["subject_id"] for row in current_aliases(register, "Shire").to_pylist()}


def _sealed(register: pa.Table) -> set[str]:
    return {row["source_id"] for row in current_aliases(register, "Shire").to_pylist() if row["sealed"]}


def _children(*ids: str, **second: str) -> list[Row]:
    return [{"child_id": name, "other_id": second.get(f"c{name}")} for name in ids]


def test_an_id_is_its_own_subject_until_something_ties_it() -> None:
    register = _load({"child": _children("1", "2"), "cla_visit": [{"child_id": "3"}, {"child_id": None}]})
    assert _subjects(register) == {"1": "1", "2": "2", "3": "3"}
    assert set(register["decided_by"].to_pylist()) == {"first sight"}


def test_the_files_own_second_id_ties_two_records_and_the_newer_stands_for_the_child() -> None:
    register = _load({"child": _children("21", "99", c21="99")})
    assert _subjects(register) == {"21": "21", "99": "21"}
    assert register.to_pylist()[-1]["decided_by"] == "the file's own second id"


def test_a_second_id_that_is_in_no_file_ties_nothing() -> None:
    assert _subjects(_load({"child": _children("21", c21="99")})) == {"21": "21"}


def test_a_subject_keeps_its_id_when_a_newer_record_comes_with_a_later_load() -> None:
    first = _load({"child": _children("99")})
    second = _load({"child": _children("10", "99", c10="99")}, first, "0002")
    assert _subjects(second) == {"99": "99", "10": "99"}
    third = _load({"child": _children("05", "10", "99", c10="99", c05="10")}, second, "0003")
    assert set(_subjects(third).values()) == {"99"}


def test_the_register_only_grows_and_the_same_load_adds_nothing() -> None:
    rows: Tables = {"child": _children("1", "2", c1="2")}
    first = _load(rows)
    assert _load(rows, first, "0002").equals(first)
    second = _load({"child": _children("1", "2", "3", c1="2")}, first, "0002")
    assert second.slice(0, first.num_rows).equals(first)
    assert second.slice(first.num_rows)["since_load"].to_pylist() == ["0002"]


def test_what_a_person_decided_stands_and_can_be_undone() -> None:
    rows: Tables = {"child": _children("1", "2", "3", c1="2")}
    apart = untie(_load(rows), "2", council="Shire", load="0001", decided_by="A Person: twins")
    assert _subjects(apart) == {"1": "1", "2": "2", "3": "3"}
    assert _subjects(_load(rows, apart, "0002")) == {"1": "1", "2": "2", "3": "3"}
    together = tie(apart, "2", "3", council="Shire", load="0002", decided_by="A Person: one boy")
    assert _subjects(together) == {"1": "1", "2": "3", "3": "3"}


def test_untying_the_record_that_stood_for_the_child_gives_the_others_one_of_their_own() -> None:
    register = _load({"child": _children("1", "2", "3", c1="2", c3="1")})
    assert len(set(_subjects(register).values())) == 1
    head = _subjects(register)["2"]
    subjects = _subjects(untie(register, head, council="Shire", load="0001", decided_by="A Person"))
    others = {name: subject for name, subject in subjects.items() if name != head}
    assert subjects[head] == head
    assert head not in others.values()
    assert len(set(others.values())) == 1


ADOPTED: list[tuple[str, Row, bool]] = [
    ("permanence", {"order_on": date(2025, 6, 16), "order_type": "Adoption"}, True),
    ("permanence", {"order_on": date(2026, 11, 16), "order_type": "Adoption"}, False),
    ("permanence", {"order_on": date(2025, 6, 16), "order_type": "Special Guardianship"}, False),
    ("permanence", {"order_on": None, "order_type": "Adoption"}, False),
    ("care_episode", {"end_reason": "E11"}, True),
    ("period_of_care", {"end_reason": "E12"}, True),
    ("period_of_care", {"end_reason": "E13"}, False),
]


@pytest.mark.parametrize(("table", "row", "expected"), ADOPTED)
def test_an_adopted_childs_record_is_sealed_and_nothing_leads_to_the_other(
    table: str, row: Row, expected: bool
) -> None:
    register = _load({"child": _children("1", "2", c2="1"), table: [{"child_id": "1", **row}]})
    assert _sealed(register) == ({"1"} if expected else set())
    assert _subjects(register) == ({"1": "1", "2": "2"} if expected else {"1": "2", "2": "2"})


def test_a_tie_made_before_the_order_is_undone_by_it_and_sealing_stays() -> None:
    tied = _load({"child": _children("1", "2", c2="1")})
    assert _subjects(tied) == {"1": "2", "2": "2"}
    order = {"permanence": [{"child_id": "2", "order_on": date(2025, 6, 16), "order_type": "Adoption"}]}
    sealed = _load({"child": _children("1", "2", c2="1"), **order}, tied, "0002")
    assert (_subjects(sealed), _sealed(sealed)) == ({"1": "1", "2": "2"}, {"2"})
    later = _load({"child": _children("1", "2", c2="1")}, sealed, "0003")
    assert later.equals(sealed)


def test_a_sealed_record_is_not_told_from_one_that_was_never_there() -> None:
    register = _load({"child": _children("1", "2")}, sealed=("2",))
    with pytest.raises(UserError) as sealed:
        tie(register, "1", "2", council="Shire", load="0001", decided_by="A Person")
    with pytest.raises(UserError) as missing:
        untie(register, "9", council="Shire", load="0001", decided_by="A Person")
    assert str(sealed.value).replace("2", "9") == str(missing.value)


def test_the_councils_own_list_seals(tmp_path: Path) -> None:
    path = tmp_path / "sealed.csv"
    path.write_text("child_id,why\n9212044.0,asked\n\n 77 ,\n", encoding="utf-8")
    ids = read_sealed_list(path)
    assert ids == {"9212044", "77"}
    assert _sealed(_load({"child": _children("77", "78")}, sealed=tuple(ids))) == {"77"}


@pytest.mark.parametrize("content", [b"child_id\n", b"\xff\xfe\x00\xd8", None])
def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "sealed.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match="list of sealed records"):
        read_sealed_list(path)


IDS = st.sampled_from(["1", "2", "3", "4", "5", "6"])
CHILDREN = st.lists(st.fixed_dictionaries({"child_id": IDS, "other_id": st.one_of(st.none(), IDS)}), max_size=8)
ADOPTIONS = st.lists(
    st.fixed_dictionaries({"child_id": IDS, "end_reason": st.sampled_from(["E11", "E4A"])}), max_size=3
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CHILDREN, ADOPTIONS), min_size=1, max_size=3), st.integers(0, 99))
def test_whatever_comes_sealed_records_stand_alone_and_order_changes_nothing(
    loads: list[tuple[list[Row], list[Row]]], seed: int
) -> None:
    one: pa.Table | None = None
    other: pa.Table | None = None
    for n, (children, adoptions) in enumerate(loads):
        mixed = children + children[:2]
        random.Random(seed).shuffle(mixed)
        one = _load({"child": children, "care_episode": adoptions}, one, f"{n:04d}")
        other = _load({"child": mixed, "care_episode": adoptions[::-1]}, other, f"{n:04d}")
    assert one is not None
    assert one.equals(other)
    subjects, sealed = _subjects(one), _sealed(one)
    for name in sealed:
        assert [held for held, subject in subjects.items() if subject == subjects[name]] == [name]
    assert all(subjects[subject] == subject for subject in subjects.values())
