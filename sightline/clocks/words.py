"""The closed words of an entry, and refusals that name the file, the line and the mend."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from sightline.words import UserError, nearest

CLOCK_WORDS = frozenset(
    "id title question area about strength starts per met_by stops only_if repeats early extends may_be_late agreed_by"
    " pauses due_with day_of_start lapses warn owner version example".split()
)
CLOCK_NEEDS = ("id", "title", "question", "area", "strength", "starts", "per", "owner", "version")
VERSION_WORDS = frozenset("from citation url calendar evidence reading checked step".split())
VERSION_NEEDS = ("from", "citation", "url", "calendar", "evidence", "step")
STEP_WORDS = frozenset("id nth when judged_on within otherwise strength".split())
EXAMPLE_WORDS = frozenset("name events as_of expect spells standards data_to history school_terms commenced".split())
EXAMPLE_NEEDS = ("name", "events", "as_of", "expect")
STRENGTHS = ("statutory", "guidance", "national_standard", "local", "drift")


@dataclass(frozen=True)
class EntryFile:
    """One TOML file as it stands, so that a refusal can point at the line."""

    path: Path
    text: str

    def refuse(self, what: str, mend: str, at: str = "") -> NoReturn:
        """Raise a UserError that names this file and the first line holding `at`."""
        raise UserError(what, f"{self.path.name}, line {self.line_of(at)}", mend)

    def line_of(self, at: str) -> int:
        """The number of the first line that holds `at`; 1 where none does."""
        lines = self.text.splitlines()
        return next((n for n, line in enumerate(lines, 1) if at and at in line), 1)

    def check_words(self, table: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
        """Refuse any key that is not an allowed word."""
        names = tuple(allowed)
        for key in table:
            if key not in names:
                self.refuse(f'"{key}" is not a word {where} may use', nearest(key, names), f"{key}")

    def check_needs(self, table: Mapping[str, Any], needed: Iterable[str], where: str) -> None:
        """Refuse a table in which a needed key is missing or empty."""
        at = str(next((table[word] for word in ("id", "name", "from") if word in table), ""))
        for key in needed:
            if table.get(key) in (None, "", []):
                self.refuse(f'{where} has no "{key}"', f'Add "{key}".', at)

    def check_name(self, name: str, allowed: Iterable[str], kind: str) -> str:
        """Refuse a name that is not one of the allowed ones; give it back otherwise."""
        names = tuple(allowed)
        if name not in names:
            self.refuse(f'"{name}" is not {kind}', nearest(name, names), name)
        return name


def read_entry(path: Path) -> tuple[EntryFile, dict[str, Any]]:
    """Read one TOML file; a file that is not TOML is refused with its line."""
    text = path.read_text(encoding="utf-8")
    try:
        return EntryFile(path, text), tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{path.name}, line {line[1] if line else 1}"
        raise UserError("This entry is not valid TOML", place, f"The reader says: {error}.") from None
