"""The closed language of conditions on one row: "seen is yes", "status is one of V3, V4", "seen is not blank"."""

import re
from dataclasses import dataclass
from typing import Literal

Test = Literal["is", "is not", "is one of", "is not one of", "is blank", "is not blank"]
SHAPES = '"column is value", "column is one of a, b", "column is blank", each also with "is not"'
_WORDS = re.compile(r"^([\w.]+) is (not )?(?:(blank)|one of (.+)|(.+))$")


@dataclass(frozen=True)
class Condition:
    """A test of one column. A blank is not any value: "is not yes" holds where the cell is blank."""

    column: str
    test: Test
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.column} {self.test} {', '.join(self.values)}".strip()


def parse_condition(text: str) -> Condition | None:
    """Read one condition; None where the words do not make one."""
    found = _WORDS.match(" ".join(text.split()))
    if not found:
        return None
    column, negative, blank, several, one = found.groups()
    is_or_not = "is not" if negative else "is"
    if blank:
        return Condition(column, f"{is_or_not} blank")  # type: ignore[arg-type]
    if several:
        values = tuple(value.strip() for value in several.split(","))
        return Condition(column, f"{is_or_not} one of", values) if all(values) else None  # type: ignore[arg-type]
    return Condition(column, is_or_not, (one,))  # type: ignore[arg-type]


def condition_sql(condition: Condition) -> str:
    """The condition in SQL; it is always true or false, never null."""
    if condition.test == "is blank":
        return f"{condition.column} IS NULL"
    if condition.test == "is not blank":
        return f"{condition.column} IS NOT NULL"
    values = ", ".join(quote(value) for value in condition.values)
    if condition.test in ("is", "is one of"):
        return f"({condition.column} IS NOT NULL AND {condition.column} IN ({values}))"
    return f"({condition.column} IS NULL OR {condition.column} NOT IN ({values}))"


def all_hold(conditions: tuple[Condition, ...]) -> str:
    """SQL that is true where all the conditions hold; true where there is none."""
    return " AND ".join(condition_sql(condition) for condition in conditions) or "TRUE"


def any_holds(conditions: tuple[Condition, ...]) -> str:
    """SQL that is true where one of the conditions holds; false where there is none."""
    return "(" + (" OR ".join(condition_sql(condition) for condition in conditions) or "FALSE") + ")"


def quote(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
