"""Checks that nobody ran: those that could not, and those that the council switched off; and what rests on them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sightline.checks import Check
from sightline.measures.grade import tables_of
from sightline.web.pages.saying import SOURCES
from sightline.web.pages.words import clocks_by_id
from sightline.web.quality.grades import name_table


@dataclass(frozen=True)
class CouldNot:
    """Checks of one table that could not run, for one reason; `rests` are the duties made from that table."""

    table: str
    why: str
    source: str
    checks: tuple[tuple[str, str], ...]
    rests: tuple[str, ...]


def not_looked_for(
    outcomes: list[dict[str, object]], outcome: str, checks: Mapping[str, Check]
) -> tuple[CouldNot, ...]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in outcomes:
        if row["outcome"] == outcome:
            groups.setdefault((str(row["table"]), str(row["why"]), str(row["source"])), []).append(str(row["check"]))
    made = [
        CouldNot(
            name_table(table),
            why[:1].upper() + why[1:],
            SOURCES.get(source, source),
            tuple((each, checks[each].title) for each in dict.fromkeys(ids) if each in checks),
            _rests(table),
        )
        for (table, why, source), ids in groups.items()
    ]
    return tuple(sorted(made, key=lambda each: (-len(each.rests), each.table, each.why)))


def _rests(table: str) -> tuple[str, ...]:
    """The duties that begin with, or are met by, what a table holds."""
    return tuple(clock.title for clock in clocks_by_id().values() if table in tables_of(clock))
