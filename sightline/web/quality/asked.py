"""What the address of a fix-list asks for, and back into an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sightline.checks import Check
from sightline.web.pages.asked import NONE, Query
from sightline.words import nearest


@dataclass(frozen=True)
class AskedFixes:
    """The filters: empty means any, for team and worker None. `refused` says what is not known."""

    table: str = ""
    check: str = ""
    team: str | None = None
    worker: str | None = None
    page: int = 1
    refused: tuple[str, ...] = ()

    def address(self, **changed: object) -> dict[str, object]:
        """The query of the same list, or of it with something changed."""
        held: dict[str, object] = {"table": self.table, "check": self.check, "team": _word(self.team),
                                   "worker": _word(self.worker)}  # fmt: skip
        return {**held, **changed}

    def fits(self, row: dict[str, Any], without: str = "") -> bool:
        """Say whether a finding is asked for, one filter left out."""
        wanted = (("table", self.table or None), ("check", self.check or None), ("team", self.team),
                  ("worker", self.worker))  # fmt: skip
        return all(name == without or value is None or row[name] == value for name, value in wanted)


def read_fixes(query: Query, known: Mapping[str, Check]) -> AskedFixes:
    """Read an address; `known` are the checks there are. What is not known is refused in words, not passed over."""
    table, check, page = _one(query, "table"), _one(query, "check"), _one(query, "page") or "1"
    tables, checks = sorted({each.table for each in known.values()}), list(known)
    refused = [
        f"“{word}” is not {kind}. {nearest(word, allowed)}"
        for word, allowed, kind in ((table, tables, "a table with checks"), (check, checks, "a check"))
        if word and word not in allowed
    ]
    if not (page.isascii() and page.isdigit() and 0 < len(page) < 7 and int(page)):
        refused.append(f"There is no page “{page}”.")
    team, worker = _or_none(_one(query, "team")), _or_none(_one(query, "worker"))
    return AskedFixes(table, check, team, worker, 1 if refused else int(page), tuple(refused))


def _one(query: Query, name: str) -> str:
    return next((value.strip() for value in query.getlist(name) if value.strip()), "")


def _or_none(word: str) -> str | None:
    return None if not word else "" if word == NONE else word


def _word(value: str | None) -> str:
    return "" if value is None else value or NONE
