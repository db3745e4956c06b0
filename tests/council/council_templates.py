"""Fills in the workbook of local templates that Sightline gives a council, as somebody there would."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

import sightline.sources.local
from sightline.sources.local.workbook import write_templates
from tests.council.council_files import Family, gather

Titles = dict[str, tuple[str, dict[str, str]]]


def write_filled_templates(families: Sequence[Family], folder: Path) -> Path | None:
    """The workbook with the sheets of these families filled in; None where they have none."""
    sheets = gather(families, "sheets")
    if not sheets:
        return None
    path = write_templates(folder)
    book = load_workbook(path)
    titles = sheet_titles()
    for table, rows in sheets.items():
        name, columns = titles[table]
        fill(book[name], columns, rows)
    book.save(path)
    return path


def sheet_titles() -> Titles:
    """For each of our tables: the sheet that holds it, and the title of each of its columns."""
    declared = Path(sightline.sources.local.__file__).with_name("templates.toml")
    lists = tomllib.loads(declared.read_text(encoding="utf-8"))["list"]
    return {entry["feed"][0]["table"]: (entry["name"], _titles(entry["feed"][0]["columns"])) for entry in lists}


def _titles(columns: dict[str, Any]) -> dict[str, str]:
    return {column: title if isinstance(title, str) else title["from"] for column, title in columns.items()}


def fill(sheet: Any, columns: dict[str, str], rows: Sequence[dict[str, Any]]) -> None:
    """Write rows below the titles, each value under the title of its column."""
    places = {cell.value: cell.column for cell in sheet[1]}
    for line, row in enumerate(rows, start=2):
        for column, value in row.items():
            sheet.cell(line, places[columns[column]], value)
