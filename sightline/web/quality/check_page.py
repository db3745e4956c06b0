"""One check: what it says and asks to be done, its rule in the national returns, its examples, and what it found."""

from dataclasses import dataclass
from typing import Any

from sightline.checks import Check
from sightline.checks.entry import Example
from sightline.checks.own import checks_in
from sightline.measures.grade import tables_of
from sightline.measures.small_numbers import FEWEST, HIDDEN
from sightline.store import Snapshot
from sightline.store.records import say_day
from sightline.web.pages.words import clocks_by_id
from sightline.web.people.reader import Reader
from sightline.web.people.roles import Sees
from sightline.web.quality.grades import Graded, grade_tables, name_table

NOT_RUN = ("could not run", "switched off")
"""Outcomes of a check that has looked at no row."""


@dataclass(frozen=True)
class ExampleTable:
    """Rows of an example as a table; `fails` are the numbers of those that fail, from 1."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fails: tuple[int, ...]


@dataclass(frozen=True)
class CheckPage:
    """The page. `number` is of the rows within the scope; `feeds` are file, outcome, rows looked at, rows that fail.

    `has_run`: on one file at least; where it has not, nothing found says nothing.
    """

    check: Check
    table: str
    has_run: bool
    number: str
    feeds: tuple[tuple[str, str, str, str, str], ...]
    examples: tuple[tuple[str, tuple[ExampleTable, ...]], ...]
    rests: tuple[str, ...]
    hides: bool
    whole: bool
    accuracy: Graded


def check_page(snapshot: Snapshot, check_id: str, reader: Reader) -> CheckPage | None:
    """The page of one check; None where there is no such check."""
    check = checks_in(snapshot).get(check_id)
    if check is None:
        return None
    hides, whole = reader.sees is Sees.FIGURES, snapshot.scope.only is None
    counted = snapshot.figures("check_failures", ["check"], {"check": (check_id,)}).to_pylist()
    rows, people = (counted[0]["rows"], counted[0]["subjects"]) if counted else (0, 0)
    outcomes = [row for row in snapshot.table("check_outcomes").to_pylist() if row["check"] == check_id]
    return CheckPage(
        check=check,
        table=name_table(check.table),
        has_run=any(row["outcome"] not in NOT_RUN for row in outcomes),
        number=HIDDEN if hides and 0 < min(rows, people) < FEWEST else f"{rows:,}",
        feeds=tuple(_feed(row, hides) for row in outcomes) if whole else (),
        examples=tuple((example.name, _example(check, example)) for example in check.examples),
        rests=tuple(clock.title for clock in clocks_by_id().values() if check.table in tables_of(clock)),
        hides=hides,
        whole=whole,
        accuracy=grade_tables(snapshot, (check.table,), hides),
    )


def _feed(row: dict[str, Any], hides: bool) -> tuple[str, str, str, str, str]:
    """For readers of figures no count is given here: two small ones beside each other give each other away."""
    file = row["feed"].partition("@")[2] or "No file"
    outcome = "Nothing to look at" if row["outcome"] == "passed" and not row["rows"] else row["outcome"].capitalize()
    counts = ("", "") if hides or row["outcome"] in NOT_RUN else (f"{row['rows']:,}", f"{row['failed']:,}")
    return file, outcome, *counts, row["why"]


def _example(check: Check, example: Example) -> tuple[ExampleTable, ...]:
    """The check's own table first, with the rows that fail."""
    names = [check.table, *(name for name in example.rows if name != check.table)]
    return tuple(_rows(name, example, example.fails if name == check.table else ()) for name in names)


def _rows(name: str, example: Example, fails: tuple[int, ...]) -> ExampleTable:
    columns = tuple(dict.fromkeys(column for row in example.rows[name] for column in row))
    rows = tuple(tuple(_cell(row.get(column)) for column in columns) for row in example.rows[name])
    heads = tuple(
        "cells that could not be read" if column == "unread" else column.replace("_", " ") for column in columns
    )
    return ExampleTable(name_table(name), heads, rows, fails)


def _cell(value: Any) -> str:
    if value is None:
        return "blank"
    return say_day(value) if hasattr(value, "isoformat") else str(value).strip(";").replace("=", ": ")
