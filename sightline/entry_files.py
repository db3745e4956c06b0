"""A TOML file of entries as it stands: what is wrong in it is refused with the file, the line and the mend."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import GenericAlias
from typing import Any, Final, NoReturn, get_args, get_origin

from sightline.words import UserError, nearest

Kind = type | GenericAlias
TEXTS: Final = list[str]
BLOCKS: Final = list[dict[str, Any]]
SHAPES: Mapping[Kind, str] = {
    TEXTS: "a list of texts in [ ]",
    BLOCKS: "blocks under [[ ]]",
    list: "a list in [ ]",
    dict: "a table in { }",
    bool: "true or false",
    int: "a whole number",
    date: "a day such as 2026-09-02, without quotes",
}


@dataclass(frozen=True)
class EntryFile:
    """One file, or one block of it: the one under the `nth` line that reads `head`, up to the next head."""

    path: Path
    text: str
    head: str = ""
    nth: int = 0

    def refuse(self, what: str, mend: str, at: str = "") -> NoReturn:
        """Raise a UserError that names this file and the first line of the block that holds `at`."""
        raise UserError(what, f"{self.path.name}, line {self.line_of(at)}", mend)

    def line_of(self, at: str) -> int:
        """The number of the first line of the block that holds `at`; that of its head where none does."""
        lines = self.text.splitlines()
        first = self._line_of_head(lines)
        last = next((n for n in range(first, len(lines)) if self.head and lines[n].startswith("[")), len(lines))
        return next((n + 1 for n in range(first, last) if at and at in lines[n]), max(first, 1))

    def _line_of_head(self, lines: list[str]) -> int:
        found = [n for n, line in enumerate(lines, 1) if self.head and line.replace(" ", "") == self.head]
        return found[self.nth] if len(found) > self.nth else 0

    def check_words(self, table: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
        """Refuse any key that is not an allowed word."""
        names = tuple(allowed)
        for key in table:
            if key not in names:
                self.refuse(f'"{key}" is not a word {where} may use', nearest(key, names), key)

    def check_table(self, table: Mapping[str, Any], kinds: Mapping[str, Kind], where: str) -> None:
        """Refuse any key that is not one of these words, and a value of another kind than its word takes."""
        self.check_words(table, kinds, where)
        for key, value in table.items():
            if not _is_of(kinds[key], value):
                mend = f"Give {SHAPES.get(kinds[key], 'words in quotation marks')}."
                self.refuse(f'"{key}" has a value it cannot take', mend, key)

    def check_needs(self, table: Mapping[str, Any], needed: Iterable[str], where: str) -> None:
        """Refuse a table in which a needed key is missing or empty."""
        at = str(next((table[word] for word in ("id", "name", "from") if word in table), ""))
        for key in needed:
            if table.get(key) in (None, "", []):
                self.refuse(f'{where} has no "{key}"', f'Add "{key}".', at)

    def check_name(self, name: str, allowed: Iterable[str], kind: str, at: str = "") -> str:
        """Give the name back, or refuse it where it is not one of the allowed ones; `at` is text on its line."""
        names = tuple(allowed)
        if name not in names:
            self.refuse(f'"{name}" is not {kind}', nearest(str(name), names), at or str(name))
        return name


def _is_of(kind: Kind, value: Any) -> bool:
    if isinstance(kind, GenericAlias):
        (part,) = get_args(kind)
        return type(value) is list and all(type(each) is (get_origin(part) or part) for each in value)
    return kind is object or type(value) is kind


def read_entry(path: Path) -> tuple[EntryFile, dict[str, Any]]:
    """Read one TOML file; what is not text or not TOML is refused with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        return EntryFile(path, text), tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{path.name}, line {line[1] if line else 1}"
        raise UserError("This file is not valid TOML", place, f"The reader says: {error}.") from None
