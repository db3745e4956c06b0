"""The engine: events, clocks and an as-of date in; one row for each duty of each subject out."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.engines.choice import DUCKDB, EngineChoice, open_engine

if TYPE_CHECKING:
    import pyarrow as pa

    from sightline.clocks.entry import Clock
    from sightline.clocks.standards import Standards


def build_obligations(
    facts: Any, clocks: "Sequence[Clock]", *, standards: "Standards", as_of: date, engine: EngineChoice = DUCKDB
) -> "pa.Table":
    """Every row of every subject in `facts` (a tables.Facts), worked out by DuckDB in this process or as `engine` says.

    Columns: council, subject_kind, subject_id, clock, step, strength, area, version, run, started_on, due_on, met_on,
    booked_on, due_first, due_last, target_on, state, reason, worker, team, days, child_id, file, sheet, line.
    """
    import pyarrow as pa

    from sightline.obligations.batches import batches

    rows = build_in_batches(batches(facts), facts.reach, clocks, standards=standards, as_of=as_of, engine=engine)
    return pa.concat_tables(rows)


def build_in_batches(
    batches: "Iterable[Any]",
    reach: "pa.Table",
    clocks: "Sequence[Clock]",
    *,
    standards: "Standards",
    as_of: date,
    engine: EngineChoice = DUCKDB,
) -> "Iterator[pa.Table]":
    """The rows of one batch of subjects after another, so that they need not all be held.

    Each batch is a tables.Facts with all that is known of its subjects; `reach` is that of the whole council.
    """
    from sightline.obligations.build import begin
    from sightline.obligations.written import obligation_table

    with closing(open_engine(engine)) as workspace:
        build = begin(workspace, reach, clocks, standards=standards, as_of=as_of)
        for facts in batches:
            yield obligation_table(build.answer(facts))


__all__ = ["build_in_batches", "build_obligations"]
