"""Reads a list of children, CSV or Excel, whatever its headers: which column is the id, the name, the date of birth."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sightline.reconcile.names import name_parts
from sightline.sources.cells import clean_id, clean_text, read_day
from sightline.sources.delimited import open_delimited
from sightline.sources.layouts import known_columns, load_sources
from sightline.sources.paths import TEXT
from sightline.sources.plain import plain, tidy
from sightline.sources.safety import Most
from sightline.sources.sheets import Sheet
from sightline.sources.workbooks import open_workbook
from sightline.words import UserError

# "Child" may head the names as well as the ids: it is the id only where nothing else is.
ID_WORDS = ("child id", "childs id", "id", "person id", "client id", "mosaic id", "lcs id", "case id", "child")
BIRTH_WORDS = ("date of birth", "dob", "birth date", "born", "d o b")
FORENAME_WORDS = ("forename", "first name", "forenames", "given name", "christian name")
SURNAME_WORDS = ("surname", "last name", "family name")
NAME_WORDS = ("name", "child name", "childs name", "full name", "name of child", "young person")
# Of older and rarer kinds nobody can see before they are opened how far their sheets reach.
EXCEL = frozenset({".xlsx", ".xlsm"})
MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
LONGEST_CELL = 300
"""Letters of a cell that are compared and kept: a list says who and since when, it does not tell the story."""
OF_A_LIST = Most(unpacked=100_000_000, cells=2_000_000)


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
    """Read a list of children; its first sheet with rows counts.

    Raises UserError where no column says who they are, and where it is too large for a list of children.
    """
    if not path.is_file():
        raise UserError("There is no such file", str(path), "Check the path.")
    if path.stat().st_size > MOST_BYTES:
        raise _too_large(path.name)
    return read_content(path.name, path.read_bytes(), name)


def read_content(file_name: str, raw: bytes, name: str = "") -> ChildList:
    """The same of the bytes of a file; of its name the ending says what it is, and nothing is written anywhere."""
    if len(raw) > MOST_BYTES:
        raise _too_large(file_name)
    sheet = _open(Path(file_name), raw)
    roles = _roles(sheet)
    if not roles.keys() & {"child_id", "name", "surname"}:
        raise UserError(
            "No column of this list says which child a row is about",
            sheet.place,
            'Call one column "Child ID"; or give "Name" and "Date of birth".',
        )
    held = sheet.read([plain(header) for header in sheet.header if plain(header)])
    if len(held.lines) > MOST_ROWS:
        raise UserError(f"The list has more than {MOST_ROWS:,} rows", sheet.place, "Give a list of fewer children.")
    others = {tidy(header): plain(header) for header in sheet.header if plain(header) not in roles.values()}
    columns = {key: column.to_pylist() for key, column in held.columns.items()}
    rows = tuple(_row(line, n, columns, roles, others) for n, line in enumerate(held.lines.to_pylist()))
    told = tuple(row for row in rows if row.child_id or row.name)
    said = (f"{len(rows) - len(told)} rows name no child and were left out",) if len(told) < len(rows) else ()
    return ChildList(name or Path(file_name).stem, told, tuple(header for header in others if header), said)


def _too_large(file_name: str) -> UserError:
    what = f"The list is larger than {MOST_BYTES // 1_000_000} MB"
    return UserError(what, file_name, "Keep the columns and rows that matter, and save it again.")


def _open(path: Path, raw: bytes) -> Sheet:
    ending = path.suffix.lower()
    known = known_columns() | {*ID_WORDS, *BIRTH_WORDS, *FORENAME_WORDS, *SURNAME_WORDS, *NAME_WORDS}
    sheets: list[Sheet] = []
    if ending in EXCEL:
        sheets = open_workbook(path, raw, known, OF_A_LIST)
    elif ending in TEXT:
        sheets = [sheet for sheet in [open_delimited(path, raw, known)] if sheet]
    else:
        raise UserError(f'A list cannot be of the kind "{ending or path.name}"', path.name, "Save it as CSV or .xlsx.")
    if not sheets:
        raise UserError("The list holds nothing", path.name, "Export it again.")
    return sheets[0]


def _roles(sheet: Sheet) -> dict[str, str]:
    """Which column (as compared) says what, of those that say who the child is."""
    ids = {name for source in load_sources() for layout in source.layouts for name in layout.child_columns}
    wanted = {
        "child_id": [*sorted(ids - {"child"}), *ID_WORDS],
        "born_on": BIRTH_WORDS,
        "forename": FORENAME_WORDS,
        "surname": SURNAME_WORDS,
        "name": NAME_WORDS,
    }
    found = {role: next((name for name in words if name in sheet.names), "") for role, words in wanted.items()}
    if found["child_id"] != "child" and "child" in sheet.names and not (found["name"] or found["surname"]):
        found["name"] = "child"
    return {role: name for role, name in found.items() if name}


def _row(
    line: int, n: int, columns: dict[str, list[str | None]], roles: dict[str, str], others: dict[str, str]
) -> ListRow:
    def cell(role: str) -> str:
        column = columns.get(roles.get(role, ""))
        return (column[n] or "") if column else ""

    child_id, day = clean_id(cell("child_id")), read_day(cell("born_on"))
    texts = {
        header: clean_text((columns[key][n] or "")[:LONGEST_CELL]) for header, key in others.items() if key in columns
    }
    return ListRow(
        line,
        child_id if isinstance(child_id, str) else None,
        name_parts(cell("name"), cell("forename"), cell("surname")),
        day if isinstance(day, date) else None,
        {header: text for header, text in texts.items() if isinstance(text, str)},
    )
