"""What a read gives back: tables, the feeds they came from, what was not understood, and the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    import pyarrow as pa

History = Literal["all", "year of the return and open", "six months and open", "six months", "latest only"]


def year_begins(day: date) -> date:
    """The 1 April on or before a day: the first day of the year that a return tells of."""
    return date(day.year if day >= date(day.year, 4, 1) else day.year - 1, 4, 1)


# The first page of a workbook of templates says beside these words up to which day it is complete.
STATED_LABEL = "Complete up to (day)"

# The closed set of what can be wrong with a file. A finding never ends a load.
Kind = Literal[
    "a date no calendar has",
    "a date out of range",
    "a date that can be read two ways",
    "not a date",
    "a formula",
    "not a known code",
    "not yes or no",
    "not a postcode",
    "not a length of time",
    "a blank cell",
    "no child id",
    "no id",
    "wrong number of cells",
    "the same row twice",
    "an id used twice",
    "an adult among children",
    "a newest date set aside",
    "a column missing",
    "columns not kept",
    "a column twice",
    "not recognised",
    "not read",
    "an empty list",
    "characters left out",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Finding:
    """One thing that was not understood.

    `row` counts as a spreadsheet does, the header being a row; no name or birth date.
    """

    kind: Kind
    file: str
    sheet: str
    row: int | None
    column: str
    child_id: str | None
    what: str
    mend: str


@dataclass(frozen=True)
class Feed:
    """One list of one file that fills one of our tables.

    `history` says how far back it goes, `data_to` the day it was drawn, `holds` the columns of ours that the file
    has: a column that is not there is not the same as a blank one.
    """

    id: str
    source: str
    table: str
    file: str
    sheet: str
    history: History
    data_to: date
    rows: int
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileRead:
    """A file that was looked at: its name, sha256, kind ("ssd", "annex_a", "local", or "" if nobody knows it), rows
    read.
    """

    name: str
    sha256: str
    kind: str
    rows: int


@dataclass(frozen=True)
class Reading:
    """Everything read from some paths: our tables by name (all feeds together), feeds, findings and files."""

    tables: dict[str, pa.Table]
    feeds: list[Feed]
    findings: list[Finding] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)
