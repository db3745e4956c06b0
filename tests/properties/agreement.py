"""Do the two engines give the same rows? A fixed set in CI; `python -m tests.properties.agreement 200000` for many."""

import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random

import pyarrow as pa

from sightline.calendars.time_limit import TimeLimit
from sightline.clocks import Clock, Standards, load_clocks
from sightline.obligations import build_obligations
from sightline.obligations.history import History
from sightline.obligations.reference import work_out
from sightline.obligations.row import Row
from tests.properties.histories import AS_OF, as_facts, random_history, random_reach

Key = tuple[object, ...]
COLUMNS = ("clock", "step", "version", "run", "started_on", "due_on", "due_first", "due_last", "met_on", "booked_on")


def local_standards(clocks: tuple[Clock, ...], rng: Random) -> Standards:
    """Limits for most local steps; some are left unset."""
    local = sorted({s.id for c in clocks for v in c.versions for s in v.steps if s.is_local})
    limits = ("10 working days", "6 weeks", "3 months", "24 hours")
    return Standards("made-up", {step: TimeLimit.parse(rng.choice(limits)) for step in local if rng.random() < 0.9})


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
    """Random histories and all that is needed to work them out."""

    histories: list[History]
    reach: dict[str, date]
    clocks: tuple[Clock, ...]
    standards: Standards

    def reference(self) -> Counter[Key]:
        """The reference engine's rows."""
        return Counter(
            row_key(f"MU{n}", row)
            for n, history in enumerate(self.histories)
            for row in work_out(self.clocks, history, standards=self.standards, as_of=AS_OF)
        )

    def sql(self) -> Counter[Key]:
        """The SQL engine's rows."""
        facts = as_facts(self.histories, self.reach)
        return table_keys(build_obligations(facts, self.clocks, standards=self.standards, as_of=AS_OF))


def make_batch(seed: int, count: int, clocks: tuple[Clock, ...]) -> Batch:
    """The same batch for the same seed."""
    rng = Random(seed)
    reach, standards = random_reach(rng), local_standards(clocks, rng)
    return Batch([random_history(rng, clocks, reach) for _ in range(count)], reach, clocks, standards)


def main(total: int, batch: int = 2000) -> int:
    """Compare so many histories and print every difference of the first bad batch; how many rows differed."""
    clocks = load_clocks()
    for seed in range(-(-total // batch)):
        made = make_batch(seed, batch, clocks)
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
