"""Every worked example of every clock, through both engines. The examples stand in the entries themselves."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

import pytest

from sightline.clocks import Clock, Example, load_catalogue
from sightline.clocks.entry import Expected
from sightline.obligations import build_obligations
from sightline.obligations.trial import example_history, example_standards, in_force, try_example
from tests.properties.as_tables import as_facts, place_of

CASES = [(clock, place) for clock in load_catalogue() for place in range(len(clock.examples))]


def example_of(clock: Clock, place: int) -> Example:
    """An example by its place in its entry."""
    return clock.examples[place]


def name_of(clock: Clock, place: int) -> str:
    """An example under its clock, its place and its name."""
    return f"{clock.id}, example {place + 1}: {clock.examples[place].name}"


class Given(NamedTuple):
    """One row an engine gave, as far as an example can speak of it."""

    step: str
    run: str
    due: date | None
    state: str
    started: date | None
    met: date | None


class Setting(NamedTuple):
    """What all examples of one call of the SQL engine share."""

    as_of: date
    data_to: date
    standards: tuple[tuple[str, str], ...]
    school_terms: tuple[tuple[date, date], ...]
    commenced: date | None


def setting_of(example: Example) -> Setting:
    """The as-of date, the reach of the files and the local standards of an example."""
    limits = tuple(sorted(example.standards))
    return Setting(example.as_of, example.data_to or example.as_of, limits, example.school_terms, example.commenced)


def by_setting() -> dict[Setting, list[tuple[Clock, int]]]:
    """Every example, under what it shares with others."""
    found: dict[Setting, list[tuple[Clock, int]]] = defaultdict(list)
    for case in CASES:
        found[setting_of(example_of(*case))].append(case)
    return found


SETTINGS = by_setting()


@pytest.mark.parametrize(("clock", "place"), [pytest.param(*case, id=name_of(*case)) for case in CASES])
def test_the_reference_engine_gives_every_row(clock: Clock, place: int) -> None:
    example = example_of(clock, place)
    rows = [row for row in try_example(load_catalogue(), example) if row.clock == clock.id]
    given = [Given(row.step, row.run, row.due, row.state, row.started, row.met) for row in rows]
    assert as_told(given, example) == wanted(example)


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_the_sql_engine_gives_every_row(setting: Setting) -> None:
    """All examples of a setting at once: one call of the engine answers them all."""
    found = rows_of_setting(setting)
    given = {name_of(*case): as_told(found[case[0].id, case[1]], example_of(*case)) for case in SETTINGS[setting]}
    assert given == {name_of(*case): wanted(example_of(*case)) for case in SETTINGS[setting]}


def as_told(given: list[Given], example: Example) -> list[Given]:
    """The rows by run and in order of start, without the days that the matching expected row does not speak of."""
    rows = sorted(given, key=_order)
    expected = sorted(example.expect, key=lambda want: want.run)
    if len(rows) != len(expected):
        return rows
    return [_as_spoken(row, want) for row, want in zip(rows, expected, strict=True)]


def _as_spoken(row: Given, want: Expected) -> Given:
    return row._replace(
        started=row.started if want.started else None,
        met=row.met if want.met else None,
    )


def wanted(example: Example) -> list[Given]:
    """The rows an example expects, by run; within a run they stand in order of start."""
    rows = [Given(want.step, want.run, want.due, want.state, want.started, want.met) for want in example.expect]
    return sorted(rows, key=lambda row: row.run)


def _order(row: Given) -> tuple[str, date, date, date]:
    return row.run, row.started or date.min, row.met or date.max, row.due or date.max


def rows_of_setting(setting: Setting) -> dict[tuple[str, int], list[Given]]:
    """The SQL engine's rows for all examples of a setting, by clock and place of the example."""
    cases = SETTINGS[setting]
    examples = [example_of(*case) for case in cases]
    histories = [example_history(example) for example in examples]
    standards = example_standards(examples[0])
    reach = dict(histories[0].reach)
    facts = as_facts(histories, reach)
    clocks = in_force(load_catalogue(), setting.commenced)
    table = build_obligations(facts, clocks, standards=standards, as_of=setting.as_of)
    found: dict[tuple[str, int], list[Given]] = defaultdict(list)
    for row in table.to_pylist():
        clock, place = cases[place_of((row["subject_kind"], row["subject_id"]))]
        if row["clock"] == clock.id:
            days = row["due_on"], row["state"], row["started_on"], row["met_on"]
            found[clock.id, place].append(Given(row["step"], row["run"], *days))
    return found
