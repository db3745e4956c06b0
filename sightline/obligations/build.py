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
def steps() -> tuple[tuple[str, str], ...]:
    """The steps in order: (name, SELECT)."""
    files = sorted(SQL.glob("*.sql"))
    return tuple((path.stem[3:], path.read_text(encoding="utf-8")) for path in files)


def answer(engine: Engine, facts: object, clocks: Sequence[Clock], *, standards: Standards, as_of: date) -> Answers:
    """Work out every row with an engine. `facts` is a tables.Facts."""
    inputs = engine_inputs(facts)
    parameters = build_parameters(clocks, standards=standards, as_of=as_of, reach=inputs.reach_by_event)
    for name, table in {**inputs.tables, **parameters.tables}.items():
        engine.put(name, table)
    return Answers(_run(engine, parameters), inputs, parameters)


def _run(engine: Engine, parameters: Parameters) -> pa.Table:
    select = dict(steps())
    _keep(engine, select, ["known_run", "start"])
    _put_days(
        engine,
        parameters,
        "select distinct early_limit as limit_id, start_day as day from start where early_limit is not null",
    )
    _keep(engine, select, ["window", "stop", "run", "crowded", "meeting", "mark", "stretch", "unsure", "counted"])
    _keep(engine, select, ["candidate", "owed", "step_row"])
    texts = engine.rows("select distinct agreed from event where agreed is not null order by agreed")
    engine.put("agreed_limit", agreed_limits(texts["agreed"].to_pylist(), parameters.calendars, parameters.limits))
    _keep(engine, select, ["agreed"])
    _put_days(
        engine,
        parameters,
        "select distinct limit_id, begin_day as day from step_row where limit_id is not null"
        " union select distinct limit_id, begin_day from agreed",
    )
    wanted = engine.rows(
        "select distinct limit_id, moment from step_row where moment is not null and limit_id is not null"
    )
    engine.put("limit_at", due_times(wanted, parameters.limits))
    _keep(engine, select, ["plain_due", "extended", "judged", "limit", "ending", "booking"])
    engine.step("limits", "select * from limit_row")
    engine.step("main_row", _settle(engine, parameters, select))
    engine.step("limits", select["limit_with"])
    engine.step("with_row", _settle(engine, parameters, select))
    engine.step("blank", select["blank"])
    return engine.rows("select * from main_row union all select * from with_row")


def _settle(engine: Engine, parameters: Parameters, select: dict[str, str]) -> str:
    engine.step("outcome", select["outcome"])
    _put_days(
        engine, parameters, "select distinct warn_limit as limit_id, due_day as day from outcome where state = 'due'"
    )
    engine.step("settled", select["settled"])
    return select["row"]


def _keep(engine: Engine, select: dict[str, str], names: Sequence[str]) -> None:
    for name in names:
        engine.step(TABLE_NAMES.get(name, name), select[name])


def _put_days(engine: Engine, parameters: Parameters, wanted: str) -> None:
    engine.put("limit_day", due_days(engine.rows(wanted), parameters.limits))


TABLE_NAMES = {"window": "run_window", "limit": "limit_row"}
