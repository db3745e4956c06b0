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
    working = "overdue since 9 November 2026; 45 working days after 7 September 2026"
    assert row["working"].startswith(working)
    assert f"\ncf_assessment_45wd: {working}" in run_sightline("clocks", "try", *words[:-2]).stdout


def test_slips_name_the_nearest(run_sightline: Run) -> None:
    for words, said in (
        (("show", "asessment"), 'Did you mean "assessment"?'),
        (("try", "assessment", "referral_acepted=2026-09-07"), 'Did you mean "referral_accepted"?'),
    ):
        done = run_sightline("clocks", *words)
        assert done.returncode == 1
        assert said in done.stderr
    assert run_sightline("clocks", "try", "assessment", "referral_accepted").returncode == 2


def test_every_row_of_the_catalogue_with_what_feeds_it(run_sightline: Run, tmp_path: Path) -> None:
    done = run_sightline("clocks", "catalogue", "--format", "json", store=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    wanted = {"clock": "foster_review", "fed_by": "template", "sources": "local", "fed": "not_fed", "left_out": ""}
    assert {name: rows["foster_annual_review"][name] for name in wanted} == wanted
    assert rows["cf_assessment_45wd"]["fed_by"] == "national_file"
    assert rows["ilacs_cycle"]["left_out"]
    assert "can be fed by a file every council makes" in done.stderr


def test_what_changed_when_and_what_is_to_be_compared(run_sightline: Run) -> None:
    changed = json.loads(run_sightline("clocks", "changes", "--format", "json").stdout)
    days = [row["from"] for row in changed]
    assert days == sorted(days)
    assert {(row["from"], row["clock"]) for row in changed} >= {("2026-03-18", "rapid_review")}
    compared = json.loads(run_sightline("clocks", "stale", "--since", "2026-11-22", "--format", "json").stdout)
    assert {row["why"] for row in compared if row["clock"] == "rapid_review"} == {
        "never compared with the instrument itself"
    }


def test_one_entry_is_checked(run_sightline: Run, tmp_path: Path) -> None:
    entry = Path(__file__).parents[2] / "sightline" / "clocks" / "fostering" / "foster_review.toml"
    assert "all as expected" in run_sightline("clocks", "check", str(entry)).stdout
    wrong = tmp_path / "foster_review.toml"
    wrong.write_text(entry.read_text(encoding="utf-8").replace("2027-01-15", "2027-01-16"), encoding="utf-8")
    done = run_sightline("clocks", "check", str(wrong))
    assert done.returncode == 1
    assert 'The example "o092: reviews of foster carers" fails' in done.stderr
