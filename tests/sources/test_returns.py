"""The SSDA903 return: episodes become placements and statuses, and of several years the newest counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline.sources import Reading, read_paths
from sightline.sources.model import year_begins

from .census import episodes


@pytest.fixture
def years(tmp_path: Path) -> Any:
    """Write the episodes of some years, each into a folder of its own, and read them all."""

    def read(**files: list[str]) -> Reading:
        for name, rows in files.items():
            (tmp_path / name).mkdir()
            (tmp_path / name / "episodes.csv").write_text(episodes(*rows), encoding="utf-8")
        return read_paths([tmp_path])

    return read


def stays(reading: Reading, table: str, kind: str) -> list[tuple[Any, ...]]:
    """Each stay: its child, the day it began and ended, and what it was."""
    found = reading.tables[table].select(["child_id", "started_on", "ended_on", kind]).to_pylist()
    return sorted((tuple(row.values()) for row in found), key=str)


def test_a_new_legal_status_is_not_a_new_placement(years: Any) -> None:
    reading = years(
        y=["MU1 01/05/2025 S V2 U6 01/06/2025 X1", "MU1 01/06/2025 L C1 U6 01/07/2025 X1", "MU1 01/07/2025 B C2 K2 - -"]
    )
    assert stays(reading, "placement", "placement_type") == [
        ("MU1", date(2025, 5, 1), date(2025, 7, 1), "U6"),
        ("MU1", date(2025, 7, 1), None, "K2"),
    ]
    assert stays(reading, "legal_status", "status") == [
        ("MU1", date(2025, 5, 1), date(2025, 6, 1), "V2"),
        ("MU1", date(2025, 6, 1), date(2025, 7, 1), "C1"),
        ("MU1", date(2025, 7, 1), None, "C2"),
    ]


def test_a_placement_that_began_before_the_file_began_on_a_day_nobody_can_tell(years: Any) -> None:
    reading = years(y=["MU1 01/06/2025 L C1 U6 - -"])
    assert stays(reading, "placement", "placement_type") == [("MU1", None, None, "U6")]
    assert stays(reading, "legal_status", "status") == [("MU1", date(2025, 6, 1), None, "C1")]


def test_with_last_years_return_it_is_known(years: Any) -> None:
    reading = years(
        y2025=["MU1 01/02/2025 S V2 U6 - -", "MU2 01/03/2025 S V2 U6 30/03/2025 E8"],
        y2026=["MU1 01/02/2025 S V2 U6 01/06/2025 X1", "MU1 01/06/2025 L C1 U6 - -", "MU3 01/03/2026 S V2 K2 - -"],
    )
    assert stays(reading, "placement", "placement_type") == [
        ("MU1", date(2025, 2, 1), None, "U6"),
        ("MU2", date(2025, 3, 1), date(2025, 3, 30), "U6"),
        ("MU3", date(2026, 3, 1), None, "K2"),
    ]
    assert reading.tables["care_episode"].num_rows == 4


def test_the_newer_return_tells_all_of_its_own_year(years: Any) -> None:
    """An episode that last year's file began in this one's year, and this one does not have, was corrected since."""
    reading = years(
        y2025=["MU1 01/02/2025 S V2 U6 02/04/2025 X1", "MU1 02/04/2025 P V2 K2 - -"],
        y2026=["MU1 01/02/2025 S V2 U6 05/04/2025 X1", "MU1 05/04/2025 P V2 U4 - -", "MU9 01/03/2026 S V2 K2 - -"],
    )
    assert stays(reading, "placement", "placement_type") == [
        ("MU1", date(2025, 2, 1), date(2025, 4, 5), "U6"),
        ("MU1", date(2025, 4, 5), None, "U4"),
        ("MU9", date(2026, 3, 1), None, "K2"),
    ]


def test_two_files_of_one_name_are_told_apart_by_their_folders(years: Any) -> None:
    reading = years(y2025=["MU1 01/02/2025 S V2 U6 03/03/2025 E8"], y2026=["MU2 01/02/2026 S V2 U6 - -"])
    assert {file.name for file in reading.files} == {"y2025/episodes.csv", "y2026/episodes.csv"}
    assert len({feed.id for feed in reading.feeds}) == len(reading.feeds)


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2025, 12, 31), date(2025, 4, 1)),
    ],
)
def test_the_year_of_a_return_begins_on_1_april(day: date, begins: date) -> None:
    assert year_begins(day) == begins


def test_the_list_of_unaccompanied_children(tmp_path: Path) -> None:
    (tmp_path / "uasc.csv").write_text("CHILD,SEX,DOB,DUC\nMU5,1,18/10/2010,\n", encoding="utf-8")
    (tmp_path / "episodes.csv").write_text(episodes("MU5 01/05/2025 S V2 U6 - -"), encoding="utf-8")
    reading = read_paths([tmp_path])
    assert reading.tables["child"].select(["child_id", "unaccompanied"]).to_pylist() == [
        {"child_id": "MU5", "unaccompanied": "yes"}
    ]
    assert not [f for f in reading.findings if f.kind == "a column missing"]
