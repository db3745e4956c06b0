"""The SQL engine: every subject at once. The steps stand in sql/, in order; each is one SELECT."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from sightline.clocks.entry import Clock
from sightline.clocks.standards import Standards
from sightline.obligations.inputs import Inputs, engine_inputs
from sightline.obligations.lookups import agreed_limits, due_days, due_times
from sightline.obligations.parameters import Parameters, build_parameters

SQL = Path(__file__).parent / "sql"


class Engine(Protocol):
    """What a build needs of an engine: keep a table, keep the rows of a SELECT, give rows back."""

    def put(self, name: str, table: pa.Table) -> None: ...

    def step(self, name: str, sql: str) -> None: ...

    def rows(self, sql: str) -> pa.Table: ...


@dataclass(frozen=True)
class Answers:
    """The rows an engine gave, in numbers, with what they were worked out from."""

    rows: pa.Table
    inputs: Inputs
    parameters: Parameters


@cache
def steps() -> dict[str, str]:
    """The SELECTs by name: those of the build in order, and the `want_` ones that say which due days to look up."""
    return {_name(path): path.read_text(encoding="utf-8") for path in sorted(SQL.glob("*.sql"))}


def _name(path: Path) -> str:
    return path.stem if path.stem.startswith("want_") else path.stem[3:]


def answer(engine: Engine, facts: object, clocks: Sequence[Clock], *, standards: Standards, as_of: date) -> Answers:
    """Work out every row with an engine. `facts` is a tables.Facts."""
    inputs = engine_inputs(facts)
    parameters = build_parameters(clocks, standards=standards, as_of=as_of, reach=inputs.reach_by_event)
    for name, table in {**inputs.tables, **parameters.tables}.items():
        engine.put(name, table)
    return Answers(_run(engine, parameters), inputs, parameters)


def _run(engine: Engine, parameters: Parameters) -> pa.Table:
    _keep(engine, "known_run", "start")
    _look_up(engine, parameters, "want_early")
    _keep(engine, "run_window", "stop", "run", "crowded", "meeting", "mark", "stretch", "unsure", "counted")
    _keep(engine, "candidate", "owed")
    texts = engine.rows(steps()["want_agreed"])["agreed"].to_pylist()
    engine.put("agreed_limit", agreed_limits(texts, parameters.calendars, parameters.limits))
    _keep(engine, "agreed")
    _look_up(engine, parameters, "want_due")
    engine.put("limit_at", due_times(engine.rows(steps()["want_moment"]), parameters.limits))
    _keep(engine, "step_row", "paused", "extended", "judged", "chosen_step", "ending", "booking")
    _settle(engine, parameters, "limit_row", "main_row")
    _settle(engine, parameters, "limit_with", "with_row")
    _keep(engine, "blank")
    _look_up(engine, parameters, "want_target")
    return engine.rows(steps()["answer"])


def _settle(engine: Engine, parameters: Parameters, limits: str, name: str) -> None:
    """Bring limits and endings down to rows; done twice, since some duties fall due with the rows of others."""
    engine.step("limits", steps()[limits])
    _look_up(engine, parameters, "want_warn")
    _keep(engine, "settled")
    engine.step(name, steps()["row"])


def _keep(engine: Engine, *names: str) -> None:
    for name in names:
        engine.step(name, steps()[name])


def _look_up(engine: Engine, parameters: Parameters, wanted: str) -> None:
    """Fill limit_day with the due day of every limit and day that a `want_` SELECT asks for."""
    engine.put("limit_day", due_days(engine.rows(steps()[wanted]), parameters.limits))
