"""A council can switch a check off, with a reason that stands wherever its result would."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline import flow
from sightline.reports.checked import outcome_rows
from sightline.store import Scope, open_snapshot, open_store
from sightline.web.quality.in_short import say_checks
from sightline.words import UserError
from tests.checks.test_snapshot import PLANS, VISITS

OFF = '[[check_off]]\ncheck = "cp_visit_seen_not_said"\nbecause = "Our system asks it from April on"\n'


def load(folder: Path, standards: str) -> flow.Outcome:
    """The files of the test of snapshots, with a standards file."""
    files = folder / "ssd"
    files.mkdir()
    (files / "ssd_cp_visits.csv").write_text(VISITS, encoding="utf-8")
    (files / "ssd_cp_plans.csv").write_text(PLANS, encoding="utf-8")
    (folder / "standards.toml").write_text(standards, encoding="utf-8")
    return flow.load(open_store(folder / "store"), [files], standards=folder / "standards.toml")


def test_a_check_switched_off_finds_nothing_and_says_why(tmp_path: Path) -> None:
    load(tmp_path, OFF)
    snapshot = open_snapshot(open_store(tmp_path / "store"), Scope.whole_council())
    assert "cp_visit_seen_not_said" not in snapshot.table("check_failures")["check"].to_pylist()
    told = outcome_rows(snapshot, "cp_visit_seen_not_said")
    assert [(row["outcome"], row["why"]) for row in told] == [("switched off", "Our system asks it from April on")]
    assert say_checks(snapshot).endswith("1 more switched off by the council.")


@pytest.mark.parametrize(
    ("standards", "said"),
    [
        (
            OFF.replace("seen_not_said", "seen_not_sad"),
            '"cp_visit_seen_not_sad" is not a check (standards.toml, line 2)',
        ),
        (OFF.replace("Our system asks it from April on", ""), 'has no "because"'),
        (OFF.replace("because", "why"), '"why" is not'),
    ],
)
def test_one_without_a_reason_or_by_a_wrong_name_is_refused(tmp_path: Path, standards: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        load(tmp_path, standards)
    assert said in str(refused.value)
    assert "standards.toml, line" in str(refused.value)
