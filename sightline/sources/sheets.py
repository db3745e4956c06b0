"""A sheet: one table of raw cells, from a CSV file or a workbook, before anybody knows what it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources.model import Finding
from sightline.sources.plain import plain
from sightline.words import UserError

# Excel can hold no more, so a longer row is not a table.
MOST_COLUMNS = 16_384
# The header is looked for in so many rows: titles and notes often stand above it.
HEADER_ROWS = 30
# Blank, or the rule that some tools draw under the header.
NOTHING_IN_IT = r"^[\s\-]*$"


@dataclass(frozen=True)
class Cells:
    """The wanted columns of a sheet by plain header name, the line of each row (the first line is 1), and bad rows."""

    columns: dict[str, pa.ChunkedArray]
    lines: pa.Array
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """A sheet with its header as typed and as compared; `read` gives the columns asked for by their plain names.

    `head`: the first rows of a workbook's sheet, in which a first page may say something. `source`: the source whose
    list it is, where the file says so; `stated`: the day up to which the file says that it tells.
    """

    file: str
    sheet: str
    header: tuple[str, ...]
    read: Callable[[Sequence[str]], Cells]
    head: tuple[tuple[str, ...], ...] = ()
    source: str = ""
    stated: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The header as compared: see `plain`."""
        return tuple(plain(h) for h in self.header)

    @property
    def place(self) -> str:
        """How a person finds it: the file, and the sheet where there is one."""
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file


def find_header(rows: Sequence[Sequence[str]], known: frozenset[str]) -> int:
    """The position of the header among the first rows: the one with most names that some source knows.

    Where no row has any, the first that is not blank; 0 where all are blank.
    """
    scores = [len({plain(c) for c in row} & known) for row in rows[:HEADER_ROWS]]
    if scores and max(scores) > 0:
        return scores.index(max(scores))
    return next((n for n, row in enumerate(rows) if any(c.strip() for c in row)), 0)


def check_width(width: int, place: str) -> None:
    """Raise UserError for a row too wide to be a table."""
    if width > MOST_COLUMNS:
        raise UserError(
            f"A row has {width:,} cells, more than any table of children has",
            place,
            "Check how the file was made: the end of each line may be missing.",
        )


def wanted_positions(header: Sequence[str], wanted: Sequence[str]) -> dict[str, int]:
    """Where each wanted column stands; the first, where a name comes twice."""
    names = [plain(h) for h in header]
    return {name: names.index(name) for name in wanted if name in names}


def drop_blank(columns: dict[str, pa.ChunkedArray], lines: pa.Array) -> tuple[dict[str, pa.ChunkedArray], pa.Array]:
    """Leave out rows with nothing in any wanted column: blank lines, and the rule some tools draw under the header."""
    blank = None
    for column in columns.values():
        empty = pc.match_substring_regex(column.combine_chunks(), NOTHING_IN_IT)
        blank = empty if blank is None else pc.and_(blank, empty)
        if not pc.any(blank).as_py():
            return columns, lines
    if blank is None:
        return columns, lines
    full = pc.invert(blank)
    return {name: column.filter(full) for name, column in columns.items()}, lines.filter(full)
