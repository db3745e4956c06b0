"""`sightline due`, `explain`, `loads`: looking at what was loaded."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
COLUMNS = (
    "council,subject_kind,subject_id,child_id,clock,step,version,run,started_on,due_on,met_on,booked_on,"
    "state,reason,days,worker,team,state_without"
)


@pytest.fixture
def due(run_sightline: Run, loaded: Path) -> Callable[..., list[dict[str, str]]]:
    """The rows that `sightline due --format csv` gives."""

    def rows(*words: object) -> list[dict[str, str]]:
        done = run_sightline("due", "--format", "csv", "--clock", "assessment", *words, store=loaded)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[0] == COLUMNS
        return list(csv.DictReader(io.StringIO(done.stdout)))

    return rows


def test_open_duties_by_default(due: Callable[..., list[dict[str, str]]]) -> None:
    assert [(row["child_id"], row["due_on"], row["state"]) for row in due()] == [
        ("1001", "2026-10-06", "overdue"),
        ("1002", "2026-12-03", "due"),
    ]


@pytest.mark.parametrize(
    ("words", "children"),
    [
        (("--state", "all"), ["1004", "1001", "1002", "1003"]),
        (("--state", "overdue"), ["1001"]),
        (("--state", "met,cannot_tell"), ["1004", "1003"]),
        (("--state", "all", "--child", "1002"), ["1002"]),
        (("--team", "south 1"), ["1002"]),
        (("--area", "assessment", "--state", "overdue"), ["1001"]),
        (("--as-of", "2026-09-01"), ["1001"]),
    ],
)
def test_each_way_to_choose(
    due: Callable[..., list[dict[str, str]]], words: tuple[str, ...], children: list[str]
) -> None:
    assert [row["child_id"] for row in due(*words)] == children


def test_two_weeks_later_nothing_new_is_overdue(due: Callable[..., list[dict[str, str]]]) -> None:
    rows = {row["child_id"]: row for row in due("--state", "all", "--as-of", "2026-12-14")}
    assert rows["1001"]["state"] == "overdue"
    assert rows["1002"]["state"] == "cannot_tell"
    assert "the file ends on 31 October 2026" in rows["1002"]["reason"]


def test_json_and_provenance(run_sightline: Run, loaded: Path) -> None:
    done = run_sightline("due", "--format", "json", "--state", "overdue", store=loaded)
    (row,) = json.loads(done.stdout)
    assert list(row) == COLUMNS.split(",")
    assert (row["council"], row["days"], row["team"]) == ("Northmoor", 25, "North 1")
    assert "As of 31 October 2026 · load 0001" in done.stderr


def test_a_table_says_how_many_and_how_many_cannot_be_told(run_sightline: Run, loaded: Path) -> None:
    done = run_sightline("due", store=loaded)
    assert "1 overdue" in done.stdout
    assert "cannot be told: sightline due --state cannot_tell" in done.stdout
    assert "As of 31 October 2026" in done.stdout
    assert run_sightline("due", "--strict", store=loaded).returncode == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--state", "overdu"), 2, 'Did you mean "overdue"?'),
        (("--clock", "cla_visitt"), 2, "cla_visit"),
        (("--format", "xml"), 2, "xml"),
        (("--as-of", "31/10/2026"), 2, "Write it as 2026-10-31."),
        (("--team", "Nort 1"), 1, 'Did you mean "North 1"?'),
        (("--child", "9999"), 1, "No child with the id 9999 is in what was loaded"),
    ],
)
def test_a_slip_is_answered_with_what_is_meant(
    run_sightline: Run, loaded: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = run_sightline("due", *words, store=loaded)
    assert done.returncode == code
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr


def test_nothing_loaded_yet(run_sightline: Run, tmp_path: Path) -> None:
    done = run_sightline("due", store=tmp_path)
    assert done.returncode == 1
    assert "Load your files first: sightline load PATH" in done.stderr


def test_a_workbook_for_each_service(run_sightline: Run, loaded: Path, tmp_path: Path) -> None:
    done = run_sightline("due", "--workbook", tmp_path / "books", store=loaded)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(tmp_path / "books" / "Assessment.xlsx")
    assert book.sheetnames == ["Cover", "North 1", "South 1", "Fix-list"]
    assert str(tmp_path / "books" / "Assessment.xlsx") in done.stdout


def test_explain_shows_the_working(run_sightline: Run, loaded: Path) -> None:
    done = run_sightline("explain", "1001", "assessment", store=loaded)
    assert done.returncode == 0, done.stderr
    assert "overdue since 6 October 2026" in done.stdout
    assert "45 working days" in done.stdout
    assert "ssd_cin_episodes.csv" in done.stdout
    assert "Working Together to Safeguard Children 2026" in done.stdout


def test_explain_of_nobody(run_sightline: Run, loaded: Path) -> None:
    done = run_sightline("explain", "9999", store=loaded)
    assert done.returncode == 1
    assert "9999" in done.stderr


def test_loads_are_listed(run_sightline: Run, loaded: Path) -> None:
    (row,) = json.loads(run_sightline("loads", "--format", "json", store=loaded).stdout)
    assert (row["load"], row["council"], row["files"], row["in_force"]) == ("0001", "Northmoor", 5, "ssd")


def test_clocks_say_whether_they_are_fed(run_sightline: Run, loaded: Path) -> None:
    listed: list[dict[str, Any]] = json.loads(run_sightline("clocks", "list", "--format", "json", store=loaded).stdout)
    fed = {clock["id"]: clock["fed"] for clock in listed}
    assert (fed["assessment"], fed["core_group"]) == ("fed", "not_fed")


@pytest.mark.parametrize("words", [("templates",), ("due", "--workbook"), ("annex-a",)], ids=" ".join)
def test_a_place_where_nothing_can_be_written_has_a_sentence(
    run_sightline: Run, loaded: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    place = tmp_path / "a file" / "lists.xlsx"
    done = run_sightline(*words, place, store=loaded)
    assert done.returncode == 1
    assert done.stderr.startswith(f'sightline: "{tmp_path}')
    assert done.stderr.endswith(
        "Check the path, whether you may write there, and whether the file is open in another program.\n"
    )
    assert "Traceback" not in done.stderr
