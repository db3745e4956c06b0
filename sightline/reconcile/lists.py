"""Reads a list of children, CSV or Excel, whatever its headers: which column is the id, the name, the date of birth."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sightline.reconcile.names import name_parts
from sightline.sources.cells import clean_id, clean_text, read_day
from sightline.sources.delimited import open_delimited
from sightline.sources.layouts import known_columns, load_sources
from sightline.sources.paths import TEXT, WORKBOOKS
from sightline.sources.plain import plain
from sightline.sources.sheets import Sheet
from sightline.sources.workbooks import open_workbook
from sightline.words import UserError

ID_WORDS = ("child id", "childs id", "id", "child", "person id", "client id", "mosaic id", "lcs id", "case id")
BIRTH_WORDS = ("date of birth", "dob", "birth date", "born", "d o b")
FORENAME_WORDS = ("forename", "first name", "forenames", "given name", "christian name")
SURNAME_WORDS = ("surname", "last name", "family name")
NAME_WORDS = ("name", "child name", "childs name", "full name", "name of child", "young person")


@dataclass(frozen=True)
class ListRow:
    """One row: its line (the header is a line too), the child's id as cleaned, the parts of the name, the date of
    birth, and every other cell by its column.
    """

    line: int
    child_id: str | None
    name: tuple[str, ...]
    born_on: date | None
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChildList:
    """One list: what people call it, its rows, the columns beside those that say who the child is, and what was not
    understood.
    """

    name: str
    rows: tuple[ListRow, ...]
    columns: tuple[str, ...]
    said: tuple[str, ...] = ()


def read_list(path: Path, name: str = "") -> ChildList:
    """Read a list of children; its first sheet with rows counts. Raises UserError where no column says who they are."""
    sheet = _open(path)
    roles = _roles(sheet)
    if not roles.keys() & {"child_id", "name", "surname"}:
        raise UserError(
            "No column of this list says which child a row is about",
            sheet.place,
            'Call one column "Child ID"; or give "Name" and "Date of birth".',
        )
    held = sheet.read([plain(header) for header in sheet.header if plain(header)])
    others = {header.strip(): plain(header) for header in sheet.header if plain(header) not in roles.values()}
    columns = {key: column.to_pylist() for key, column in held.columns.items()}
    rows = tuple(_row(line, n, columns, roles, others) for n, line in enumerate(held.lines.to_pylist()))
    told = tuple(row for row in rows if row.child_id or row.name)
    said = (f"{len(rows) - len(told)} rows name no child and were left out",) if len(told) < len(rows) else ()
    return ChildList(name or path.stem, told, tuple(header for header in others if header), said)


def _open(path: Path) -> Sheet:
    if not path.exists():
        raise UserError("There is no such file", str(path), "Check the path.")
    ending, raw = path.suffix.lower(), path.read_bytes()
    known = known_columns() | {*ID_WORDS, *BIRTH_WORDS, *FORENAME_WORDS, *SURNAME_WORDS, *NAME_WORDS}
    sheets: list[Sheet] = []
    if ending in WORKBOOKS:
        sheets = open_workbook(path, raw, known)
    elif ending in TEXT:
        sheets = [sheet for sheet in [open_delimited(path, raw, known)] if sheet]
    else:
        raise UserError(f'A list cannot be of the kind "{ending or path.name}"', path.name, "Give a CSV or Excel file.")
    if not sheets:
        raise UserError("The list holds nothing", path.name, "Export it again.")
    return sheets[0]


def _roles(sheet: Sheet) -> dict[str, str]:
    """Which column (as compared) says what, of those that say who the child is."""
    ids = {name for source in load_sources() for layout in source.layouts for name in layout.child_columns}
    wanted = {
        "child_id": [*sorted(ids), *ID_WORDS],
        "born_on": BIRTH_WORDS,
        "forename": FORENAME_WORDS,
        "surname": SURNAME_WORDS,
        "name": NAME_WORDS,
    }
    found = {role: next((name for name in words if name in sheet.names), "") for role, words in wanted.items()}
    return {role: name for role, name in found.items() if name}


def _row(
    line: int, n: int, columns: dict[str, list[str | None]], roles: dict[str, str], others: dict[str, str]
) -> ListRow:
    def cell(role: str) -> str:
        column = columns.get(roles.get(role, ""))
        return (column[n] or "") if column else ""

    child_id, day = clean_id(cell("child_id")), read_day(cell("born_on"))
    texts = {header: clean_text(columns[key][n] or "") for header, key in others.items() if key in columns}
    return ListRow(
        line,
        child_id if isinstance(child_id, str) else None,
        name_parts(cell("name"), cell("forename"), cell("surname")),
        day if isinstance(day, date) else None,
        {header: text for header, text in texts.items() if isinstance(text, str)},
    )
