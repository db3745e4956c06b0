"""`sightline made-up`, `templates` and `demo`: from nothing to a workbook for each service."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_small_demo(run_sightline: Run, tmp_path: Path) -> None:
    done = run_sightline("demo", tmp_path / "demo", "--children", "60", "--weeks", "1")
    assert done.returncode == 0, done.stderr
    assert "  load 0001, drawn on 24 October 2026: " in done.stdout
    assert "(load 0002)" in done.stdout
    assert "Needs somebody today:" in done.stdout
    books = list((tmp_path / "demo" / "workbooks").glob("*.xlsx"))
    assert books
    assert all(openpyxl.load_workbook(book).sheetnames[0] == "Cover" for book in books)
    assert "Made-up people who may sign in to the web app:" in done.stdout
    assert "See the web app: sightline serve" in done.stdout
    again = run_sightline("demo", tmp_path / "demo", "--children", "60", "--weeks", "1")
    assert "The same content is in force already" in again.stdout


def test_explain_agrees_with_the_list_for_made_up_children(run_sightline: Run, tmp_path: Path) -> None:
    run_sightline("demo", tmp_path / "demo", "--children", "60", "--weeks", "0")
    store = tmp_path / "demo" / "store"
    listed = run_sightline("due", "--format", "csv", store=store).stdout.splitlines()[1:]
    children = sorted({line.split(",")[3] for line in listed})[:3]
    assert children
    for child in children:
        done = run_sightline("explain", child, store=store)
        assert done.returncode == 0, done.stderr


def test_the_templates_are_written_once(run_sightline: Run, tmp_path: Path) -> None:
    done = run_sightline("templates", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Core groups" in openpyxl.load_workbook(tmp_path / "sightline-templates.xlsx").sheetnames
    again = run_sightline("templates", tmp_path)
    assert again.returncode == 1
    assert "it may be filled in" in again.stderr
