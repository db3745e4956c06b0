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
from sightline.obligations.lookups import DueDays, agreed_limits, due_times
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


@dataclass(frozen=True)
class Build:
    """The entries and standards of one council, put before an engine once; then facts, some subjects at a time."""

    engine: Engine
    parameters: Parameters
    due_days: DueDays

    def answer(self, facts: object) -> Answers:
        """Work out every row of the subjects in `facts` (a tables.Facts): all that is known of each, or none of it."""
        inputs = engine_inputs(facts)
        for name, table in inputs.tables.items():
            self.engine.put(name, table)
        return Answers(_run(self), inputs, self.parameters)


def begin(engine: Engine, reach: pa.Table, clocks: Sequence[Clock], *, standards: Standards, as_of: date) -> Build:
    """Put the entries before an engine. `reach` is that of a tables.Facts: how far the council's feeds reach."""
    reach_by_event = dict(zip(reach["event"].to_pylist(), reach["data_to"].to_pylist(), strict=True))
    parameters = build_parameters(clocks, standards=standards, as_of=as_of, reach=reach_by_event)
    for name, table in parameters.tables.items():
        engine.put(name, table)
    build = Build(engine, parameters, DueDays(parameters.limits))
    engine.put("limit_day", build.due_days.table)
    return build


def _run(build: Build) -> pa.Table:
    engine, parameters = build.engine, build.parameters
    _keep(engine, "known_run", "start")
    _look_up(build, "want_early")
    _keep(engine, "run_window", "stop", "run", "crowded", "meeting", "mark", "stretch", "unsure", "counted")
    _keep(engine, "booking", "decision", "touched")
    _look_up(build, "want_plain")
    _keep(engine, "plain", "doubtful", "candidate", "owed")
    texts = engine.rows(steps()["want_agreed"])["agreed"].to_pylist()
    engine.put("agreed_limit", agreed_limits(texts, parameters.calendars, parameters.limits))
    _keep(engine, "agreed")
    _look_up(build, "want_due")
    engine.put("limit_at", due_times(engine.rows(steps()["want_moment"]), parameters.limits))
    _keep(engine, "step_row", "paused", "extended", "judged", "chosen_step", "ending")
    _settle(build, "limit_row", "main_row")
    _settle(build, "limit_with", "with_row")
    _keep(engine, "blank")
    _look_up(build, "want_target")
    return engine.rows(steps()["answer"])


def _settle(build: Build, limits: str, name: str) -> None:
    """Bring limits and endings down to rows; done twice, since some duties fall due with the rows of others."""
    build.engine.step("limits", steps()[limits])
    _look_up(build, "want_warn")
    _keep(build.engine, "settled")
    build.engine.step(name, steps()["row"])


def _keep(engine: Engine, *names: str) -> None:
    for name in names:
        engine.step(name, steps()[name])


def _look_up(build: Build, wanted: str) -> None:
    """See that limit_day has the due day of every limit and day that a `want_` SELECT asks for."""
    if build.due_days.grow(build.engine.rows(steps()[wanted])):
        build.engine.put("limit_day", build.due_days.table)
