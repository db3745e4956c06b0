"""On any history: what is recorded about one subject leaves the others alone, and taken back it leaves no trace."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pyarrow as pa
import pytest

from sightline.clocks import load_clocks
from sightline.recording import Rules, base_rows, lay_over
from sightline.store.recorded import Recorded, Register
from sightline.tables import Facts
from tests.properties.agreement import Batch, make_batch
from tests.properties.as_tables import as_facts

NUMBERS = pytest.mark.parametrize("number", (0, 3, 6))


def facts_of(batch: Batch) -> Facts:
    told = vars(as_facts(batch.histories, batch.world.reach))
    names = [f"MU{n}" for n in range(len(batch.histories))]
    who = {"council": ["made-up"] * len(names), "subject_kind": ["child"] * len(names), "subject_id": names}
    nothing = pa.table({})
    return Facts(**told, subject=pa.table({**who, "child_id": names}), systems_due=nothing, set_aside=nothing)


def random_events(rng: Random, rows: list[dict[str, object]], batch: Batch) -> Iterator[Recorded]:
    """Meetings, pauses, extensions and exemptions about rows picked at random."""
    clocks = {clock.id: clock for clock in load_clocks()}
    told = [row for row in sorted(rows, key=repr) if row["clock"] in clocks and row["started_on"]]
    pauses = [row for row in told if clocks[str(row["clock"])].pauses] or told
    for number, row in enumerate((*rng.choices(told, k=25), *rng.choices(pauses, k=15)), 1):
        clock = clocks[str(row["clock"])]
        ways = {"meeting": clock.met_by, "pause": clock.pauses, "extension": clock.extends, "exemption": ("",)}
        kind, names = rng.choice([(kind, names) for kind, names in ways.items() if names])
        day = batch.world.as_of - timedelta(rng.randrange(0, 60))
        more = {"value_on": day + timedelta(rng.randrange(1, 40)) if kind in ("pause", "extension") else None}
        who = {"council": "made-up", "subject_kind": "child", "subject_id": row["subject_id"], "number": number}
        said = {"child_id": row["subject_id"], "by": "", "role": "", "when": "", "why": "", "authority": ""}
        duty = {"clock": clock.id, "run": row["run"], "started_on": row["started_on"], "event": rng.choice(names)}
        yield Recorded(**who, **said, **duty, **more, kind=kind, on=day)  # type: ignore[arg-type]


def as_lines(table: pa.Table) -> list[str]:
    return sorted(map(repr, table.to_pylist()))


@NUMBERS
def test_taken_back_it_leaves_no_trace(number: int) -> None:
    batch = make_batch(number, 150)
    facts, rules = facts_of(batch), Rules(batch.world.standards, batch.world.as_of)
    before = base_rows(facts, rules)
    events = tuple(random_events(Random(number), before.to_pylist(), batch))
    laid = lay_over(before, facts, events, rules)
    assert as_lines(laid) != as_lines(before)
    touched = {event.subject_id for event in events}
    others = [row for row in before.to_pylist() if row["subject_id"] not in touched]
    assert sorted(map(repr, others)) == sorted(
        repr(row) for row in laid.to_pylist() if row["subject_id"] not in touched
    )
    back = [
        Recorded(**{**vars(e), "kind": "retraction", "retracts": e.number, "number": e.number + 99}) for e in events
    ]
    register = Register((*events, *back))
    assert register.in_force() == ()
    assert as_lines(lay_over(laid, facts, register.in_force(), rules, events)) == as_lines(before)


@NUMBERS
def test_without_decisions_it_says_what_there_was(number: int) -> None:
    batch = make_batch(number, 150)
    facts, rules = facts_of(batch), Rules(batch.world.standards, batch.world.as_of)
    before = base_rows(facts, rules)
    undone = [row for row in before.to_pylist() if row["state"] in ("overdue", "missed", "cannot_tell", "due")]
    events = [event for event in random_events(Random(number), undone, batch) if event.kind == "exemption"]
    laid = lay_over(before, facts, events, rules)
    assert "not_required" in {row["state"] for row in laid.to_pylist() if row["exempted_by"]}
    without = [{**row, "state": row["state_without"]} for row in laid.to_pylist()]
    kept = ("subject_id", "clock", "run", "started_on", "due_on", "state")
    assert sorted(repr([row[name] for name in kept]) for row in without) == sorted(
        repr([row[name] for name in kept]) for row in before.to_pylist()
    )
