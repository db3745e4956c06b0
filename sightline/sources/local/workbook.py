"""Writes the workbook of local templates: a first page, a list of columns, and an empty sheet for each list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sightline.sources.declared import Column, load_codes, load_kinds
from sightline.sources.layouts import Layout, load_sources
from sightline.sources.model import STATED_LABEL
from sightline.words import UserError

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "sightline-templates.xlsx"
# Rows that are ready to be filled in; more may be added below.
READY_ROWS = 5_000
LINKING = "The same id as in the case system, so that it can be tied to the child's other records."
HOW = (
    "Fill in the sheets for which you have anything; leave the others empty. One row for each event.",
    "Keep the titles in the first row as they are. Columns of your own may stand to the right: they are not read.",
    "Only the id in the first column must be there in every row. Leave a cell empty where you do not know.",
    "Write days as 31/01/2026. Where a time counts, write it in the same cell: 31/01/2026 14:30.",
    "Say below up to which day the workbook is complete. Without it, it counts as complete up to its newest day.",
    "Then: sightline load this-file.xlsx together with the other files.",
)


@dataclass(frozen=True)
class Field:
    """One column of a sheet: its title, the column of ours that says what it means, and whether it may hold a time."""

    title: str
    column: Column
    has_time: bool


def write_templates(folder: Path) -> Path:
    """Write the workbook into a folder and give its path.

    Raises UserError where one is there already: it may be filled in.
    """
    from xlsxwriter import Workbook

    path = folder / NAME
    if path.exists():
        raise UserError(
            "There is a workbook of templates already", str(path), "Move it away first: it may be filled in."
        )
    folder.mkdir(parents=True, exist_ok=True)
    layouts = next(source for source in load_sources() if source.name == "local").layouts
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": "Sightline: local templates", "created": datetime(2026, 1, 1, tzinfo=UTC)})
        _cover(book, layouts)
        _columns_page(book, layouts)
        for layout in layouts:
            _sheet(book, layout)
    path.write_bytes(out.getvalue())
    return path


def fields(layout: Layout) -> list[Field]:
    """The columns of a sheet, in order, the id of whom it is about first."""
    feed = layout.feeds[0]
    child = Column("child_id", "id", "The child, by the id your case system gives. It must be there in every row.")
    found: dict[str, Field] = {}
    for name, fill in feed.fills.items():
        title = layout.typed[fill.source[0]]
        column = child if name == "child_id" else feed.declared.column(name)
        if column.type == "time":
            found[title] = Field(title, found[title].column, True)
        else:
            found[title] = Field(title, column, False)
    return list(found.values())


def _cover(book: Workbook, layouts: tuple[Layout, ...]) -> None:
    page = book.add_worksheet("Read me")
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 100, wrap)
    page.write(0, 0, "Sightline: local templates", book.add_format({"bold": True, "font_size": 16}))
    for line, sentence in enumerate(HOW, start=2):
        page.write(line, 0, f"{line - 1}.")
        page.write(line, 1, sentence, wrap)
    line = len(HOW) + 3
    page.write(line, 0, STATED_LABEL, bold)
    page.write_blank(line, 1, None, book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "border": 1}))
    page.data_validation(line, 1, line, 1, _date_rule("The day up to which this workbook is complete"))
    page.write_row(line + 2, 0, ["Sheet", "What it is for"], bold)
    for number, layout in enumerate(layouts, start=line + 3):
        page.write_url(number, 0, f"internal:'{layout.name}'!A1", string=layout.name)
        page.write(number, 1, layout.help, wrap)


def _columns_page(book: Workbook, layouts: tuple[Layout, ...]) -> None:
    page = book.add_worksheet("Columns")
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate((28, 24, 80, 60)):
        page.set_column(column, column, width, wrap)
    page.write_row(0, 0, ["Sheet", "Column", "What to write", "Allowed"], book.add_format({"bold": True}))
    page.freeze_panes(1, 0)
    rows = ((layout.name, field) for layout in layouts for field in fields(layout))
    for line, (name, field) in enumerate(rows, start=1):
        page.write_row(line, 0, [name, field.title, note(field), ", ".join(_meanings(field.column))])


def note(field: Field) -> str:
    """What to write in a column, in a sentence or two."""
    time = " The time too, if you know it: 31/01/2026 14:30." if field.has_time else ""
    own = {kind.id for kind in load_kinds().values()}
    link = f" {LINKING}" if field.column.type == "id" and field.column.name not in own else ""
    return f"{field.column.meaning}.{time}{link}".replace("..", ".")


def _meanings(column: Column) -> list[str]:
    if column.codes:
        return [f"{code} ({means})" for code, means in load_codes()[column.codes].codes.items()]
    return ["Yes", "No"] if column.type == "yes or no" else []


def _sheet(book: Workbook, layout: Layout) -> None:
    sheet = book.add_worksheet(layout.name)
    title = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EEEFEF", "border": 1})
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, 32)
    for number, field in enumerate(fields(layout)):
        sheet.set_column(number, number, 22, book.add_format({"num_format": _format(field)}))
        sheet.write(0, number, field.title, title)
        sheet.write_comment(0, number, note(field), {"x_scale": 2})
        _validate(sheet, number, field)


def _format(field: Field) -> str:
    if field.column.type == "date":
        return "dd/mm/yyyy hh:mm" if field.has_time else "dd/mm/yyyy"
    # Text, so that a spreadsheet leaves the zeros at the front of an id alone.
    return "@"


def _validate(sheet: Worksheet, number: int, field: Field) -> None:
    column = field.column
    allowed = list(load_codes()[column.codes].codes) if column.codes else _meanings(column)
    if column.type == "date":
        sheet.data_validation(1, number, READY_ROWS, number, _date_rule(column.meaning))
    elif allowed:
        rule = {
            "validate": "list",
            "source": allowed,
            "input_title": "Choose one",
            "input_message": column.meaning[:255],
        }
        sheet.data_validation(1, number, READY_ROWS, number, rule)


def _date_rule(meaning: str) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1950, 1, 1),
        "maximum": date(2100, 12, 31),
        "input_title": "A day",
        "input_message": f"{meaning}. Write it as 31/01/2026."[:255],
        "error_title": "Not a day",
        "error_message": "Write the day as 31/01/2026, or leave the cell empty.",
    }
