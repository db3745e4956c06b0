"""A table that Sightline makes itself so that checks can look at it, with the feeds it stands under."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pyarrow as pa

from sightline.sources.declared import load_tables, schema
from sightline.sources.model import Feed

ONE_LOAD: Final = "there is only one load so far: nothing to compare it with"
FROM: Final = "loads"
"""What stands where other feeds name their source."""


@dataclass(frozen=True)
class Told:
    """What a row of such a table tells of: tables that were read, and of them the part of one team where it has one."""

    tables: tuple[str, ...]
    team: str = ""


@dataclass(frozen=True)
class Derived:
    """The table of that name. `unable`: why nothing can be said, by the name of a feed, or of the table for all.

    `told`: what each row tells of, by its own words (the column `what`).
    """

    name: str
    table: pa.Table
    feeds: tuple[Feed, ...] = ()
    unable: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Told] = field(default_factory=dict)


def derive(
    name: str, rows: Sequence[Mapping[str, Any]], data_to: date, unable: str = "", told: Sequence[Told] = ()
) -> Derived:
    """A table of these rows; `unable` says of what else nothing can be said, and why. `told`: one for each row."""
    feed, rest = _feed(name, "All loads", data_to), _feed(name, "Too little history", data_to)
    placed = [{"file": "", "sheet": "", **row, "feed": feed.id} for row in rows]
    table = pa.Table.from_pylist(placed, schema=schema(load_tables()[name]))
    feeds = [feed] if rows or not unable else []
    why = {rest.id: unable} if unable else {}
    return Derived(name, table, (*feeds, *([rest] if unable else [])), why,
                   {row["what"]: each for row, each in zip(rows, told, strict=True)} if told else {})  # fmt: skip


def none_of(name: str, why: str) -> Derived:
    """A table of which nothing can be made."""
    return Derived(name, schema(load_tables()[name]).empty_table(), (), {name: why})


def _feed(name: str, of: str, data_to: date) -> Feed:
    return Feed(f"{name}@{of}", FROM, name, "", "", "all", data_to, 0)


def names_in_short(names: Iterable[str], most: int = 3) -> str:
    """Some names, and how many more."""
    ordered = sorted(set(names))
    rest = len(ordered) - most
    return ", ".join(ordered[:most]) + (f" and {rest} more" if rest > 0 else "")
