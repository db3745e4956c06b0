"""Every rule of a national return that a check of ours carries is broken by a planted child, and found there."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from bench.beside import carried_codes, failures_of
from bench.planted_903 import write_903
from bench.planted_census import write_census
from sightline.checks import load_checks
from sightline.sources import read_paths


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The checks that each planted child fails."""
    folder = tmp_path_factory.mktemp("planted")
    write_census(folder / "census.xml")
    write_903(folder)
    checks = defaultdict(set)
    for name in ("census.xml", "903", "903_unreadable"):
        for row in failures_of(read_paths([folder / name], data_to=date(2026, 3, 31))):
            checks[row["child_id"]].add(row["check"])
    return checks


@pytest.mark.parametrize("returned", ["CIN", "SSDA903"])
def test_each_rule_is_broken_by_its_child(found: dict[str, set[str]], returned: str) -> None:
    carried = carried_codes(load_checks(), returned)
    assert len(carried) > 60
    assert [code for code, checks in carried.items() if not found[f"R{code}"] & set(checks)] == []


def test_a_child_without_a_fault_breaks_none(found: dict[str, set[str]]) -> None:
    assert found["R0"] == set()
