"""A county multiplied is so many counties: the same answers, so many times over."""

from collections import Counter
from pathlib import Path

import pytest

from bench.measure import exponent
from bench.multiply import ending, is_key, multiply
from sightline.flow import load
from sightline.made_up import make_county
from sightline.store import Scope, open_snapshot, open_store

CHILDREN = 60


def rows(county: Path, store: Path) -> Counter[tuple[str, str, str]]:
    """How many rows each step has in each state, for each reason."""
    opened = open_store(store)
    load(opened, [county / "ssd"], standards=county / "standards.toml")
    table = open_snapshot(opened, Scope.whole_council()).table("obligations")
    return Counter(zip(*(table[name].to_pylist() for name in ("step", "state", "reason")), strict=True))


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-up") / "county"
    make_county(folder, seed=1, children=CHILDREN)
    return folder


def test_twice_the_county_has_exactly_twice_the_rows_of_every_state(county: Path, tmp_path: Path) -> None:
    multiply(county, 2, tmp_path / "twice")
    once = rows(county, tmp_path / "one")
    assert len(once) > 20
    assert rows(tmp_path / "twice", tmp_path / "two") == Counter({key: 2 * count for key, count in once.items()})


def test_the_first_copy_is_the_county_itself(county: Path, tmp_path: Path) -> None:
    multiply(county, 1, tmp_path / "same")
    for table in (county / "ssd").iterdir():
        assert (tmp_path / "same" / "ssd" / table.name).read_bytes() == table.read_bytes()


def test_ids_are_told_from_what_only_looks_like_them() -> None:
    assert is_key("cine_person_id") and is_key("invo_professional_team")
    assert not is_key("invo_professional_role_id")
    assert [ending(number) for number in range(3)] == ["", "-2", "-3"]


def test_growth_as_fast_as_the_data_is_a_power_of_one() -> None:
    assert exponent(100, 2.0, 1000, 20.0) == 1.0
    assert exponent(100, 2.0, 1000, 200.0) == 2.0
