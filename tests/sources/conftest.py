"""Files for the tests of what comes in: written for each test into its own folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

VISIT_HEADER = [
    "clav_cla_visit_id",
    "clav_cla_id",
    "clav_person_id",
    "clav_cla_visit_date",
    "clav_cla_visit_seen",
    "clav_cla_visit_seen_alone",
]


def as_csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as the text of a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def visits(*rows: Sequence[str]) -> list[list[str]]:
    """Rows of ssd_cla_visits under their header."""
    return [VISIT_HEADER, *[list(row) for row in rows]]


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Write a text file in an encoding and give its path."""

    def write(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook of sheets (name to rows) and give its path."""

    def write(name: str, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
        path = tmp_path / name
        with Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as workbook:
            for title, rows in sheets.items():
                sheet = workbook.add_worksheet(title)
                for line, row in enumerate(rows):
                    sheet.write_row(line, 0, row)
        return path

    return write
