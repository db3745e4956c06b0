"""Do the two engines give the same rows? A fixed set in CI; `python -m tests.properties.agreement 200000` for many."""

import sys
from collections import Counter
from dataclasses import dataclass
from random import Random

import pyarrow as pa

from sightline.obligations import build_obligations
from sightline.obligations.history import History
from sightline.obligations.reference import work_out
from sightline.obligations.row import Row
from tests.properties.as_tables import as_facts
from tests.properties.histories import random_history
from tests.properties.world import World, make_world

Key = tuple[object, ...]
COLUMNS = ("clock", "step", "version", "run", "started_on", "due_on", "due_first", "due_last", "met_on", "booked_on")


def row_key(subject: str, row: Row) -> Key:
    """A reference row as a tuple that an SQL row must equal."""
    due = (row.due, row.due_first, row.due_last, row.met, row.booked)
    return (subject, row.clock, row.step, row.version, row.run, row.started, *due, row.state, row.reason, row.days)


def table_keys(table: pa.Table) -> Counter[Key]:
    """An SQL engine's rows as tuples."""
    names = ("subject_id", *COLUMNS, "state", "reason", "days")
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
            row_key(f"MU{n}", row)
            for n, history in enumerate(self.histories)
            for row in work_out(world.clocks, history, standards=world.standards, as_of=world.as_of)
        )

    def sql(self) -> Counter[Key]:
        """The SQL engine's rows."""
        world, facts = self.world, as_facts(self.histories, self.world.reach)
        return table_keys(build_obligations(facts, world.clocks, standards=world.standards, as_of=world.as_of))


def make_batch(number: int, count: int) -> Batch:
    """The same batch for the same number; every goal has its turn before any has a second."""
    rng = Random(number)
    world = make_world(rng, number)
    return Batch([random_history(rng, world, number * count + n) for n in range(count)], world)


def main(total: int, batch: int = 2000) -> int:
    """Compare so many histories and print every difference of the first bad batch; how many rows differed."""
    for seed in range(-(-total // batch)):
        made = make_batch(seed, batch)
        reference, sql = made.reference(), made.sql()
        missing, extra = reference - sql, sql - reference
        if missing or extra:
            show(missing, extra, made.histories)
            return sum(missing.values()) + sum(extra.values())
        print(f"{(seed + 1) * batch:,} histories: no difference", flush=True)
    return 0


def show(missing: Counter[Key], extra: Counter[Key], histories: list[History], most: int = 5) -> None:
    """Print differing rows with the history behind them."""
    for subject in sorted({str(key[0]) for key in (*missing, *extra)})[:most]:
        print(subject)
        for name, rows in (("reference", missing), ("sql", extra)):
            for key in rows:
                if key[0] == subject:
                    print("  ", name, [str(part) for part in key[1:]])
        history = histories[int(subject[2:])]
        for fact in (*history.events, *history.spells):
            print("      ", fact)
        print("      ", history.known)


if __name__ == "__main__":
    sys.exit(min(1, main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)))
