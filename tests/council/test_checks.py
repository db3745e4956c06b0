"""Every fault planted in made-up counties of three seeds is found where it was planted; their clean twins have none."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from sightline import flow
from sightline.made_up import make_county
from sightline.store import Scope, Snapshot, open_snapshot, open_store
from sightline.store.loads import read_tables

SEEDS, SPOILT, CLEAN = (1, 2, 3), 900, 500
"""Children: fewer are spoilt in too few ways, and a clean county costs as much time."""
OF_THE_STORIES = {
    "cla_visit_seen_not_said", "cp_visit_seen_not_said", "cin_visit_seen_not_said", "cp_review_quorate_not_said",
    "assessment_child_seen_not_said", "referral_outcome_not_said", "child_without_birth", "placement_without_start",
    "cin_visit_before_birth", "cp_visit_before_birth", "cla_review_of_an_adult",
}  # fmt: skip
"""What is really so in the stories: answers left blank on purpose, unborn children, a review held after 18."""


class Checked:
    """A county with or without faults, loaded and checked: what was found by file and line."""

    def __init__(self, folder: Path, seed: int, clean: bool) -> None:
        make_county(folder / "county", seed=seed, children=CLEAN if clean else SPOILT, clean=clean)
        store = open_store(folder / "store")
        outcome = flow.load(store, [folder / "county" / "ssd"], standards=folder / "county" / "standards.toml")
        self.snapshot: Snapshot = open_snapshot(store, Scope.whole_council())
        self.failures = self.snapshot.table("check_failures").to_pylist()
        self.ethnicity = {
            row["child_id"]: row["ethnicity"] for row in read_tables(store, outcome.load)["child"].to_pylist()
        }
        self.found: dict[tuple[str, int], set[str]] = defaultdict(set)
        for row in self.failures:
            self.found[row["file"], row["line"]].add(row["check"])
        for finding in outcome.reading.findings:
            self.found[finding.file, finding.row or 0].add(finding.kind)
        with (folder / "county" / "answers" / "faults.csv").open(encoding="utf-8", newline="") as lines:
            self.faults = list(csv.DictReader(lines))

    def is_found(self, fault: dict[str, str]) -> bool:
        """Say whether a fault is found: on its row; by its child's other rows; or was understood after all."""
        if self.found[f"{fault['table']}.csv", int(fault["line"])]:
            return True
        if fault["kind"] == "born after the work began":
            checks = {row["check"] for row in self.failures if row["child_id"] == fault["child_id"]}
            return any("before_birth" in check for check in checks)
        return fault["column"] == "pers_ethnicity" and self.ethnicity[fault["child_id"]] == "WBRI"


def test_every_planted_fault_is_found(tmp_path: Path) -> None:
    kinds = set()
    for seed in SEEDS:
        spoilt = Checked(tmp_path / str(seed), seed, clean=False)
        assert [fault for fault in spoilt.faults if not spoilt.is_found(fault)] == [], seed
        kinds |= {fault["kind"] for fault in spoilt.faults}
    assert len(kinds) > 10


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_found_in_a_county_without_faults_but_what_its_stories_hold(tmp_path: Path, seed: int) -> None:
    clean = Checked(tmp_path, seed, clean=True)
    assert clean.faults == []
    assert {row["check"] for row in clean.failures} <= OF_THE_STORIES
    assert {kind for kinds in clean.found.values() for kind in kinds} <= {*OF_THE_STORIES, "not read"}
