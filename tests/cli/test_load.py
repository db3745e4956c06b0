"""`sightline load`, as an analyst runs it."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
WITH_DAY = ("--data-to", "2026-10-31")


def test_a_load_says_what_it_read_and_what_it_could_not(files: Path, run_sightline: Run, tmp_path: Path) -> None:
    done = run_sightline("load", files, *WITH_DAY, "--council", "Northmoor", store=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Read 5 files (load 0001):" in done.stdout
    assert "ssd_cin_episodes.csv: ssd, 4 rows, to 31 October 2026" in done.stdout
    assert re.search(
        r"1 × a date no calendar has: ssd_cin_assessments.csv, cina.assessment.start.date, row 4", done.stdout
    )
    assert "Decision on a referral: nothing you loaded says" in done.stdout
    assert re.search(r"\d+ more begin with something that no file loaded tells; see sightline clocks list", done.stdout)
    assert "Duties as of 31 October 2026:" in done.stdout
    assert done.stdout.rstrip().splitlines()[-1].startswith("As of 31 October 2026 · load 0001 ssd to 31 October 2026")


def test_the_list_of_what_was_not_understood_has_every_finding(loaded: Path) -> None:
    text = (loaded / "lists" / "load-0001-not-understood.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "kind,file,sheet,row,column,child_id,what,mend"
    assert re.search(r"a date no calendar has,ssd_cin_assessments.csv,,4,cina.assessment.start.date,1002", text)


def test_the_same_files_again_change_nothing(files: Path, run_sightline: Run, tmp_path: Path) -> None:
    run_sightline("load", files, *WITH_DAY, store=tmp_path)
    pointer = (tmp_path / "current.json").read_bytes()
    again = run_sightline("load", files, *WITH_DAY, store=tmp_path)
    assert again.returncode == 0
    assert "The same content is in force already, as load 0001: nothing has changed." in again.stdout
    assert (tmp_path / "current.json").read_bytes() == pointer


def test_a_second_load_says_what_the_first_had_and_it_has_not(files: Path, run_sightline: Run, tmp_path: Path) -> None:
    run_sightline("load", files, *WITH_DAY, store=tmp_path / "store")
    fewer = shutil.copytree(files, tmp_path / "fewer")
    (fewer / "ssd_cin_assessments.csv").unlink()
    done = run_sightline("load", fewer, *WITH_DAY, store=tmp_path / "store")
    assert "The load before this one also held: assessment." in done.stdout


def test_bad_input_ends_with_a_sentence_and_changes_nothing(files: Path, run_sightline: Run, tmp_path: Path) -> None:
    run_sightline("load", files, *WITH_DAY, store=tmp_path)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    for words in (
        (tmp_path / "nowhere.xlsx",),
        (files, "--standards", tmp_path / "nowhere.toml"),
    ):
        done = run_sightline("load", *words, store=tmp_path)
        assert done.returncode == 1
        assert done.stderr.startswith("sightline: ")
        assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_wrong_standard_is_refused_before_anything_is_kept(files: Path, run_sightline: Run, tmp_path: Path) -> None:
    standards = tmp_path / "standards.toml"
    standards.write_text('[limits]\ncin_visitt = "20 working days"\n', encoding="utf-8")
    done = run_sightline("load", files, "--standards", standards, store=tmp_path / "store")
    assert done.returncode == 1
    assert "cin_visitt" in done.stderr
    assert "cin_visit" in done.stderr
    assert not (tmp_path / "store").exists()


def test_standards_open_local_clocks(files: Path, run_sightline: Run, tmp_path: Path) -> None:
    standards = tmp_path / "standards.toml"
    standards.write_text('[limits]\nassessment_child_seen = "5 working days"\n', encoding="utf-8")
    done = run_sightline("load", files, *WITH_DAY, "--standards", standards, store=tmp_path / "store")
    assert done.returncode == 0, done.stderr
    assert "Child seen during the assessment: your council has not set this" not in done.stdout
    assert "standards none set" not in done.stdout


def test_strict_makes_what_cannot_be_told_a_three(files: Path, run_sightline: Run, tmp_path: Path) -> None:
    assert run_sightline("load", files, *WITH_DAY, "--strict", store=tmp_path).returncode == 3


def test_a_file_that_nobody_knows_is_a_three(files: Path, run_sightline: Run, tmp_path: Path) -> None:
    mixed = shutil.copytree(files, tmp_path / "mixed")
    (mixed / "canteen.csv").write_text("dish,price\nsoup,2\n", encoding="utf-8")
    done = run_sightline("load", mixed, *WITH_DAY, store=tmp_path / "store")
    assert done.returncode == 3
    assert "canteen.csv: not read" in done.stdout


@pytest.mark.parametrize("words", [("load",), ("load", "x", "--data-to", "yesterday"), ("nothing",)])
def test_wrong_use_is_a_two(run_sightline: Run, words: tuple[str, ...]) -> None:
    done = run_sightline(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
