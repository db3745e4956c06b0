"""Reads a file of entries and refuses a word with the file, the line and the nearest allowed word."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sightline.words import UserError, nearest


@dataclass(frozen=True)
class Place:
    """One entry, or one of its [[name.from]] blocks, in a file: where a refusal points."""

    path: Path
    text: str
    entry: str
    source: int | None = None

    def refuse(self, what: str, mend: str, at: str = "") -> NoReturn:
        """Raise a UserError that names the file and the line within this entry that holds `at`."""
        raise UserError(what, f"{self.path.name}, line {self._line_of(at)}", mend)

    def check_words(self, table: Mapping[str, Any], allowed: Collection[str], where: str) -> None:
        """Refuse any key that is not an allowed word."""
        for key in table:
            if key not in allowed:
                self.refuse(f'"{key}" is not a word {where} may use', nearest(key, allowed), key)

    def check_name(self, name: str, allowed: Collection[str], kind: str, at: str = "") -> str:
        """Give the name back, or refuse it where it is not one of the allowed ones; `at` is text on its line."""
        if name not in allowed:
            self.refuse(f'"{name}" is not {kind}', nearest(name, allowed), at or f'"{name}')
        return name

    def check_kinds(self, table: Mapping[str, Any], kinds: Mapping[str, type]) -> None:
        """Refuse a value of another kind than the word takes: "if" takes a list, "birthday" a number."""
        for key, value in table.items():
            kind = kinds.get(key, str)
            if type(value) is not kind:
                says = {list: "a list of conditions in [ ]", bool: "true or false", int: "a whole number"}
                mend = f"Give {says.get(kind, 'words in quotation marks')}."
                self.refuse(f'"{key}" has a value it cannot take', mend, key)

    def _line_of(self, at: str) -> int:
        lines = self.text.splitlines()
        first = self._first_line(lines)
        heads = (n for n in range(first, len(lines)) if lines[n].startswith("["))
        last = next(heads, len(lines))
        return next((n + 1 for n in range(first, last) if at and at in lines[n]), max(first, 1))

    def _first_line(self, lines: list[str]) -> int:
        head = f"[{self.entry}]" if self.source is None else f"[[{self.entry}.from]]"
        found = [n for n, line in enumerate(lines, 1) if line.replace(" ", "") == head]
        return found[self.source or 0] if len(found) > (self.source or 0) else 0


def read_entries(path: Path) -> tuple[str, dict[str, dict[str, Any]]]:
    """The text of a file of entries and the entries by name; what is not TOML is refused with its line."""
    text = path.read_text(encoding="utf-8")
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{path.name}, line {line[1] if line else 1}"
        raise UserError("This file of entries is not valid TOML", place, f"The reader says: {error}.") from None
    for name, entry in entries.items():
        if not isinstance(entry, dict):
            Place(path, text, name).refuse(f'"{name}" stands outside any entry', "Put it under a [name].", name)
    return text, entries
