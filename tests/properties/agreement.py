"""Do the engines give the same rows? A fixed set in CI; `python -m tests.properties.agreement 200000` for many."""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from random import Random

import pyarrow as pa

from sightline.engines.choice import DUCKDB, EngineChoice
from sightline.obligations import build_obligations
from sightline.obligations.history import History
from sightline.obligations.reference import work_out
from sightline.obligations.row import Row
from sightline.obligations.state import STATES
from tests.engines.sail import sail_server
from tests.properties.as_tables import Subject, as_facts, place_of, subject_of
from tests.properties.histories import random_history
from tests.properties.world import Goal, World, goals, make_world, unlike_clocks

Key = tuple[object, ...]
COLUMNS = ("clock", "step", "version", "run", "started_on", "due_on", "due_first", "due_last", "met_on", "booked_on")


def row_key(subject: Subject, row: Row) -> Key:
    """A reference row as a tuple that an SQL row must equal."""
    due = (row.due, row.due_first, row.due_last, row.met, row.booked)
    return (*subject, row.clock, row.step, row.version, row.run, row.started, *due, row.state, row.reason, row.days)


def table_keys(table: pa.Table) -> Counter[Key]:
    """An SQL engine's rows as tuples."""
    names = ("subject_kind", "subject_id", *COLUMNS, "state", "reason", "days")
    return Counter(zip(*(table[name].to_pylist() for name in names), strict=True))


@dataclass(frozen=True)
class Batch:
    """Random histories and the world they are looked at with."""

    histories: list[History]
    world: World

    def reference(self) -> Counter[Key]:
        """The reference engine's rows."""
        world = self.world
        return Counter(
            row_key(subject_of(n), row)
            for n, history in enumerate(self.histories)
            for row in work_out(world.clocks, history, standards=world.standards, as_of=world.as_of)
        )

    def sql(self, engine: EngineChoice = DUCKDB) -> Counter[Key]:
        """The rows of the SQL, on one of the engines that run it."""
        world, facts = self.world, as_facts(self.histories, self.world.reach)
        rows = build_obligations(facts, world.clocks, standards=world.standards, as_of=world.as_of, engine=engine)
        return table_keys(rows)


def make_batch(number: int, count: int) -> Batch:
    """The same batch for the same number; every goal of unlike clocks has its turn before any has a second."""
    turns = goals_in_turn()
    return aim_at([turns[(number * count + n) % len(turns)] for n in range(count)], number)


def aim_at(wanted: Sequence[Goal], number: int) -> Batch:
    """A history for each goal, all looked at with the same world; the same batch for the same number and goals."""
    rng = Random(number)
    world = make_world(rng, number)
    return Batch([random_history(rng, world, goal) for goal in wanted], world)


@cache
def goals_in_turn() -> tuple[Goal, ...]:
    """Every goal of unlike clocks once, in an order in which each stretch of them holds clocks of all shapes.

    A catalogue twice as long is mostly more clocks of the same shapes: what holds for a shape is tried on one of them.
    """
    kept = {clock.id for clock in unlike_clocks()}
    found = [goal for goal in goals() if goal.clock.id in kept]
    return tuple(Random(0).sample(found, len(found)))


def main(total: int, with_spark: bool = False, most: int = 10_000) -> int:
    """Compare so many histories and print every difference of the first bad batch, or the rows of each step and state.

    Gives how many rows differed.
    """
    seen: Counter[tuple[str, str]] = Counter()
    batch = min(total, most)
    with _engines(with_spark) as engines:
        for seed in range(-(-total // batch)):
            made = make_batch(seed, batch)
            reference = made.reference()
            for name, engine in engines.items():
                rows = made.sql(engine)
                missing, extra = reference - rows, rows - reference
                if missing or extra:
                    show(missing, extra, made.histories, name)
                    return sum(missing.values()) + sum(extra.values())
            for key, count in reference.items():
                seen[str(key[3]), str(key[-3])] += count
            print(f"{(seed + 1) * batch:,} histories: no difference", flush=True)
    print_counts(seen, ("plain Python", *engines))
    return 0


@contextmanager
def _engines(with_spark: bool) -> Iterator[dict[str, EngineChoice]]:
    """The engines to compare with the reference, by name."""
    if not with_spark:
        yield {"DuckDB": DUCKDB}
        return
    with sail_server() as address, tempfile.TemporaryDirectory() as folder:
        yield {"DuckDB": DUCKDB, "Spark": EngineChoice("spark", address, folder)}


def print_counts(seen: Counter[tuple[str, str]], engines: tuple[str, ...]) -> None:
    """How many rows each step has in each state, the same for all engines."""
    print(f"\nRows of each step in each state, the same from {', '.join(engines)}:")
    print(f"{'':34}" + "".join(f"{state:>14}" for state in STATES))
    for step in sorted({step for step, _ in seen}):
        print(f"{step:34}" + "".join(f"{seen[step, state]:>14,}" for state in STATES))
    print(f"{'all':34}" + "".join(f"{sum(n for (_, s), n in seen.items() if s == state):>14,}" for state in STATES))


def show(missing: Counter[Key], extra: Counter[Key], histories: list[History], engine: str, most: int = 5) -> None:
    """Print differing rows with the history behind them."""
    for subject in sorted({(str(key[0]), str(key[1])) for key in (*missing, *extra)})[:most]:
        print(*subject)
        for name, rows in (("reference", missing), (engine, extra)):
            for key in rows:
                if key[:2] == subject:
                    print("  ", name, [str(part) for part in key[2:]])
        history = histories[place_of(subject)]
        for fact in (*history.events, *history.spells):
            print("      ", fact)
        print("      ", history.known)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("histories", nargs="?", type=int, default=200_000)
    parser.add_argument("--spark", action="store_true", help="the same SQL on Spark (Sail, in this process) too")
    asked = parser.parse_args()
    sys.exit(min(1, main(asked.histories, asked.spark)))
