"""What the address of a fix-list asks for, and back into an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sightline.checks import Check
from sightline.web.pages.address import Query, number_of, one, one_or_none, refuse, word_or_none


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
        held: dict[str, object] = {"table": self.table, "check": self.check, "team": word_or_none(self.team),
                                   "worker": word_or_none(self.worker)}  # fmt: skip
        return {**held, **changed}

    def fits(self, row: dict[str, Any], without: str = "") -> bool:
        """Say whether a finding is asked for, one filter left out."""
        wanted = (("table", self.table or None), ("check", self.check or None), ("team", self.team),
                  ("worker", self.worker))  # fmt: skip
        return all(name == without or value is None or row[name] == value for name, value in wanted)


def read_fixes(query: Query, known: Mapping[str, Check]) -> AskedFixes:
    """Read an address; `known` are the checks there are. What is not known is refused in words, not passed over."""
    table, check, page = one(query, "table"), one(query, "check"), number_of(query)
    refused = refuse([table] if table else [], sorted({each.table for each in known.values()}), "table with checks")
    refused += refuse([check] if check else [], known, "check")
    if not page:
        refused.append(f"There is no page “{one(query, 'page')}”.")
    team, worker = one_or_none(query, "team"), one_or_none(query, "worker")
    return AskedFixes(table, check, team, worker, page or 1, tuple(refused))
