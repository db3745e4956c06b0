"""The closed language of a check: conditions on one row, as in events and spells, and comparisons of its days.

A column of the row that it names by its key is written with its table: "referral.closed_on"; of the child's row before
it or after it, in the order of their first days, "before.closed_on" and "after.closed_on".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sightline.calendars.time_limit import TimeLimit
from sightline.tables.conditions import Condition as Plain
from sightline.tables.conditions import condition_sql, parse_condition

Order = Literal["before", "after", "on or before", "on or after"]
OF_THE_CHILD = ("born_on", "died_on")
OF_THE_FILE = ("data_to", "first_on")
NEIGHBOURS = ("before", "after")
SHAPES = (
    '"column is blank", "column is value", "column is one of a, b", "column cannot be read", '
    '"column is before other", "column is on or after other", "column is more than 18 years after other", '
    '"column is at least 30", "column is less than 40% of other", "column is less than 16 years after other", '
    '"column lies outside the year", "column lies at a weekend", "column, column are as before", "column is not as '
    'before"; for column or other also table.column, before.column, after.column'
)
_COMPARES = re.compile(r"^([\w.]+) is (on or before|on or after|before|after) ([\w.]+)$")
_AS_BEFORE = re.compile(r"^(\w+(?:, \w+)*) (?:is|are) (not )?as before$")
_DISTANT = re.compile(r"^(\w+) is (more|less) than (.+) after (\w+)$")
_OUTSIDE = re.compile(r"^(\w+) lies outside the year$")
_WEEKEND = re.compile(r"^(\w+) lies at a weekend$")
_AT_LEAST = re.compile(r"^(\w+) is at least (\d+)$")
_LESS = re.compile(r"^(\w+) is less than (\d+)% of (\w+)$")
_UNREAD = re.compile(r"^(?:a cell|(\w+)) cannot be read$")
_SIGNS = {"before": "<", "after": ">", "on or before": "<=", "on or after": ">="}


@dataclass(frozen=True)
class Unread:
    """The cell of a column held something that could not be read; without a column, any cell of the row."""

    column: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns it looks at, as written in the entry."""
        return (self.column,) if self.column else ()

    def sql(self) -> str:
        """The test in SQL, never null."""
        held = f";{self.column}=" if self.column else "="
        return f"coalesce(this.unread LIKE '%{held}%', FALSE)"


@dataclass(frozen=True)
class Outside:
    """A day lies before the first of the year that a return tells of, or after the day the file was drawn."""

    column: str

    @property
    def names(self) -> tuple[str, ...]:
        """The columns it looks at, as written in the entry."""
        return (self.column,)

    def sql(self) -> str:
        """The test in SQL, never null."""
        place = _place(self.column)
        return f"(coalesce({place} < this.first_on, FALSE) OR coalesce({place} > this.data_to, FALSE))"


@dataclass(frozen=True)
class AtWeekend:
    """A day is a Saturday or a Sunday."""

    column: str

    @property
    def names(self) -> tuple[str, ...]:
        """The columns it looks at, as written in the entry."""
        return (self.column,)

    def sql(self) -> str:
        """The test in SQL, never null. Days are counted from a Saturday."""
        return f"coalesce((({_place(self.column)} - DATE '2000-01-01') % 7 + 7) % 7 < 2, FALSE)"


@dataclass(frozen=True)
class AsBefore:
    """Columns hold what the child's row before holds; with `differs`, not all of them. False where it is the first."""

    columns: tuple[str, ...]
    differs: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The columns it looks at, as written in the entry."""
        return (*self.columns, *(f"before.{column}" for column in self.columns))

    def sql(self) -> str:
        """The test in SQL, never null. Two blanks are the same."""
        same = " AND ".join(f"this.{column} IS NOT DISTINCT FROM before.{column}" for column in self.columns)
        return f"(before.row_no IS NOT NULL AND {'NOT ' if self.differs else ''}({same}))"


@dataclass(frozen=True)
class Compares:
    """One day lies before or after another; false where either is blank. With `limit`, so long after it."""

    column: str
    order: Order
    other: str
    limit: TimeLimit | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns it looks at, as written in the entry."""
        return (self.column, self.other)

    @property
    def reckoned(self) -> str:
        """What the looked-up end of the limit is called in SQL."""
        return f"{self.other}_{str(self.limit).replace(' ', '_')}"

    def sql(self) -> str:
        """The test in SQL, never null."""
        other = f"{self.reckoned}.due" if self.limit else _place(self.other)
        return f"coalesce({_place(self.column)} {_SIGNS[self.order]} {other}, FALSE)"


@dataclass(frozen=True)
class Holds:
    """A plain condition on one column."""

    condition: Plain

    @property
    def names(self) -> tuple[str, ...]:
        """The columns it looks at, as written in the entry."""
        return (self.condition.column,)

    def sql(self) -> str:
        """The test in SQL, never null."""
        place = _place(self.condition.column)
        return condition_sql(Plain(place, self.condition.test, self.condition.values))


@dataclass(frozen=True)
class Reaches:
    """A number is at least so much; with `other`, it is less than so many per cent of that. False where blank."""

    column: str
    number: int
    other: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns it looks at, as written in the entry."""
        return (self.column, self.other) if self.other else (self.column,)

    def sql(self) -> str:
        """The test in SQL, never null."""
        if self.other:
            return f"coalesce(100 * this.{self.column} < {self.number} * this.{self.other}, FALSE)"
        return f"coalesce(this.{self.column} >= {self.number}, FALSE)"


Test = Unread | Outside | AtWeekend | AsBefore | Compares | Holds | Reaches


def parse_test(text: str) -> Test | None:
    """Read one condition or comparison; None where the words make neither. Raises UserError for a wrong limit."""
    if found := _UNREAD.match(text):
        return Unread(found[1])
    if found := _OUTSIDE.match(text):
        return Outside(found[1])
    if found := _WEEKEND.match(text):
        return AtWeekend(found[1])
    if found := _AS_BEFORE.match(text):
        return AsBefore(tuple(found[1].split(", ")), bool(found[2]))
    if found := _COMPARES.match(text):
        return Compares(found[1], found[2], found[3])  # type: ignore[arg-type]
    if found := _DISTANT.match(text):
        order: Order = "after" if found[2] == "more" else "before"
        return Compares(found[1], order, found[4], TimeLimit.parse(found[3]))
    if found := _AT_LEAST.match(text):
        return Reaches(found[1], int(found[2]))
    if found := _LESS.match(text):
        return Reaches(found[1], int(found[2]), found[3])
    plain = parse_condition(text)
    return Holds(plain) if plain else None


def looked_at(tests: Iterable[Test]) -> tuple[str, ...]:
    """Every column that tests look at, of their own row or not, as written in the entry."""
    return tuple(dict.fromkeys(name for test in tests for name in test.names))


def of_the_row(tests: Iterable[Test]) -> tuple[str, ...]:
    """The columns of their own table that tests look at, in this row or in one beside it."""
    own = {name.removeprefix("before.").removeprefix("after."): None for name in looked_at(tests)}
    return tuple(name for name in own if name not in (*OF_THE_CHILD, *OF_THE_FILE) and "." not in name)


def _place(column: str) -> str:
    """Where a column stands: with the row, with the row that it names, with its child, or with the file."""
    if "." in column:
        return column
    return f"person.{column}" if column in OF_THE_CHILD else f"this.{column}"
