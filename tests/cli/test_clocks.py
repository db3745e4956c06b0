"""`sightline clocks`: the catalogue, without anything loaded."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_catalogue_as_json(run_sightline: Run, tmp_path: Path) -> None:
    done = run_sightline("clocks", "list", "--format", "json", store=tmp_path)
    assert done.returncode == 0, done.stderr
    clocks = {clock["id"]: clock for clock in json.loads(done.stdout)}
    assessment = clocks["assessment"]
    assert list(assessment) == ["id", "title", "area", "strength", "fed", "versions", "steps", "examples"]
    assert list(assessment["versions"][0]) == ["from", "citation", "url", "evidence", "checked"]
    assert assessment["steps"] == ["cf_assessment_45wd"]
    assert assessment["fed"] == "not_fed"
    assert assessment["examples"] > 3


def test_one_clock_in_full(run_sightline: Run) -> None:
    done = run_sightline("clocks", "show", "cf_assessment_45wd")
    assert done.returncode == 0, done.stderr
    assert "Starts with: referral accepted" in done.stdout
    assert "45 working days" in done.stdout


def test_try_a_clock_on_typed_days(run_sightline: Run) -> None:
    words = ("assessment", "referral_accepted=2026-09-07:r1", "--as-of", "2026-11-10", "--format", "json")
    done = run_sightline("clocks", "try", *words)
    (row,) = json.loads(done.stdout)
    assert (row["run"], row["due_on"], row["state"], row["days"]) == ("r1", "2026-11-09", "overdue", 1)


def test_slips_name_the_nearest(run_sightline: Run) -> None:
    for words, said in (
        (("show", "asessment"), 'Did you mean "assessment"?'),
        (("try", "assessment", "referral_acepted=2026-09-07"), 'Did you mean "referral_accepted"?'),
    ):
        done = run_sightline("clocks", *words)
        assert done.returncode == 1
        assert said in done.stderr
    assert run_sightline("clocks", "try", "assessment", "referral_accepted").returncode == 2
