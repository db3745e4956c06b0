"""The tables Sightline keeps, as their declarations beside this file say: columns, types and what people call them."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PLACE_COLUMNS = {"child_id": "id", "feed": "text", "file": "text", "sheet": "text", "line": "line"}


@dataclass(frozen=True)
class DeclaredTable:
    """One table: its title for people, its columns with their types, and whether its rows are about children."""

    name: str
    title: str
    columns: dict[str, str]
    about_children: bool


@cache
def declared_tables() -> dict[str, DeclaredTable]:
    """Every declared table by name."""
    return {path.stem: table for path in sorted(HERE.glob("*.toml")) if (table := _read(path))}


@cache
def declared_columns() -> dict[str, dict[str, str]]:
    """The columns of every declared table, each with its type ("id", "date", "time", "yes or no", …)."""
    return {name: table.columns for name, table in declared_tables().items()}


def table_title(name: str) -> str:
    """What a person calls a table, in the middle of a sentence: "looked-after visits"."""
    title = declared_tables()[name].title
    return title[0].lower() + title[1:]


def _read(path: Path) -> DeclaredTable | None:
    entry = tomllib.loads(path.read_text(encoding="utf-8"))
    if "column" not in entry:
        return None
    columns = {column["name"]: column["type"] for column in entry["column"]}
    return DeclaredTable(path.stem, entry["title"], columns, entry.get("about", "child") == "child")
