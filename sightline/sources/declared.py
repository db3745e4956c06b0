"""The tables Sightline reads into, as declared in `sightline/tables/*.toml`, and the code lists beside them.

Here rather than with the tables, because sources must not import what lies downstream of them: it reads those files
as plain text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sightline.sources.plain import plain
from sightline.words import UserError, nearest

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = Path(__file__).parent.parent / "tables"
NOT_TABLES = frozenset({"codes", "events", "kinds", "spells"})
# Tables that are about nobody a duty is owed to.
STAFF = ("worker", "team")
TYPES = ("id", "text", "number", "date", "time", "yes or no", "code", "codes")
# Of these, files are never read into a number: only tables that Sightline makes itself count anything.
FOUND = ("anywhere", "leading", "alone")
SENSITIVITY = ("none", "personal", "special category", "staff")
# Every table begins with these: which feed, file, sheet and line a row came from, the child it is about (blank in a
# table about somebody else, which declares the column of its own id), and which of its cells could not be read and why
# (";sex=not a known code;born_on=not a date;", blank where all could).
ORIGIN = ("feed", "file", "sheet", "line", "child_id", "unread")


@dataclass(frozen=True)
class CodeList:
    """A closed list of codes with their meanings, and the phrases people type instead (lower case, no punctuation)."""

    name: str
    means: str
    found: str
    codes: dict[str, str]
    words: dict[str, str]
    upper: dict[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, type (one of TYPES), meaning, SSD item and sensitivity; `codes` names its
    list, `names` the tables whose row the id in it is that of.
    """

    name: str
    type: str
    meaning: str
    ssd: str = ""
    sensitivity: str = "personal"
    codes: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubjectKind:
    """Whom or what tables can be about: how people call one and several, the column of the id ("" for the council
    itself), and whether only a role that names the kind sees any of it.
    """

    name: str
    one: str
    several: str
    id: str
    named_role: bool = False


@dataclass(frozen=True)
class Declared:
    """One table: what a row is, whom it is about, the id that must not be used twice, and its columns in order.

    `begins` and `ends`: the columns with the day a row begins to be true and the day it ceases; without `ends` it is of
    that day. Two sources that tell of a child with the same first day tell of the same thing.
    """

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    about: str = "child"
    unique: str = ""
    begins: str = ""
    ends: str = ""

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError where the table has none."""
        return {c.name: c for c in self.columns}[name]

    @property
    def subject_id(self) -> str:
        """The column that says whom a row is about; "" where none does."""
        return load_kinds()[self.about].id if self.about in load_kinds() else ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, without those that say where a row came from."""
        return tuple(c.name for c in self.columns)


@lru_cache(maxsize=1)
def load_tables() -> dict[str, Declared]:
    """Every declared table by name. Raises UserError for a key, type or code list nobody knows."""
    paths = (p for p in sorted(FOLDER.glob("*.toml")) if p.stem not in NOT_TABLES)
    return {p.stem: _table(p) for p in paths}


@lru_cache(maxsize=1)
def load_kinds() -> dict[str, SubjectKind]:
    """Every kind of subject by name, children first, from `sightline/tables/kinds.toml`."""
    return {name: SubjectKind(name, **entry) for name, entry in _toml(FOLDER / "kinds.toml").items()}


@lru_cache(maxsize=1)
def load_codes() -> dict[str, CodeList]:
    """Every code list by name, from `sightline/tables/codes.toml`."""
    path = FOLDER / "codes.toml"
    return {name: _code_list(name, entry, path) for name, entry in _toml(path).items()}


def schema(table: Declared) -> pa.Schema:
    """The pyarrow schema of a table: text, numbers, days (date32), times (whole seconds, UTC); `line` is int32."""
    import pyarrow as pa

    kinds = {"date": pa.date32(), "time": pa.timestamp("s", tz="UTC"), "number": pa.int64()}
    origin = [(name, pa.int32() if name == "line" else pa.string()) for name in ORIGIN]
    return pa.schema(origin + [(c.name, kinds.get(c.type, pa.string())) for c in table.columns])


def empty_table(name: str) -> pa.Table:
    """A table of that name with no rows."""
    return schema(load_tables()[name]).empty_table()


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as f:
        return tomllib.load(f)


def _allowed(word: str, allowed: tuple[str, ...], path: Path, what: str) -> None:
    if word not in allowed:
        raise UserError(f'"{word}" is not a {what}', path.name, nearest(word, allowed))


def _table(path: Path) -> Declared:
    entry = _toml(path)
    for key in entry:
        _allowed(key, ("title", "meaning", "about", "unique", "begins", "ends", "column"), path, "key of a table")
    columns = tuple(_column(c, path) for c in entry["column"])
    unique, begins, ends = (entry.get(word, "") for word in ("unique", "begins", "ends"))
    for name in (unique, begins, ends):
        if name and name != "child_id":
            _allowed(name, tuple(c.name for c in columns), path, "column of this table")
    about = entry.get("about", "child")
    _allowed(about, (*load_kinds(), *STAFF), path, "kind of subject")
    return Declared(path.stem, entry["title"], entry["meaning"], columns, about, unique, begins, ends)


def _column(entry: dict[str, Any], path: Path) -> Column:
    for key in entry:
        _allowed(key, ("name", "type", "meaning", "ssd", "sensitivity", "codes", "names"), path, "key of a column")
    _allowed(entry["type"], TYPES, path, "type of column")
    _allowed(entry["sensitivity"], SENSITIVITY, path, "sensitivity")
    if "codes" in entry:
        _allowed(entry["codes"], tuple(load_codes()), path, "code list")
    return Column(**{**entry, "names": tuple(entry.get("names", ()))})


def _code_list(name: str, entry: dict[str, Any], path: Path) -> CodeList:
    _allowed(entry["found"], FOUND, path, "place to find a code")
    codes: dict[str, str] = entry["codes"]
    words: dict[str, str] = entry.get("words", {})
    for code in words.values():
        _allowed(code, tuple(codes), path, f"code of {name}")
    upper = {plain(code).upper(): code for code in codes}
    options = "|".join(re.escape(code.upper()) for code in sorted(codes, key=len, reverse=True))
    # A code may run on, as some systems write it: "K2OUT - Homes and Hostels (outside LA)", "U6a".
    anywhere = re.compile(rf"(?<![A-Z0-9])({options})(?=(?:IN|OUT|[AB])?(?![A-Z0-9]))")
    # A first word, after a list letter ("q) 6: Police"), in brackets or not, a digit of suitability allowed ("U1").
    leading = re.compile(rf"^(?:[A-Z]{{1,2}}\d?\) )?\W*({options})(?=[12]?(?![A-Z0-9]))")
    pattern = {"anywhere": anywhere, "leading": leading}.get(entry["found"])
    phrases = tuple(sorted(words, key=len, reverse=True))
    return CodeList(name, entry["means"], entry["found"], codes, words, upper, pattern, phrases)
