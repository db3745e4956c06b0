"""Two loads compared in a fixed order of stages, each of which changes one thing, so that the parts sum to the whole.

as it was → entries and program of now → standards → as-of date → loads → recorded decisions
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline import building
from sightline.comparing.causes import (
    TIME,
    Cause,
    Differences,
    Moved,
    by_one_cause,
    by_the_files,
    events_of,
    in_one_move,
    moved_rows,
)
from sightline.comparing.comparison import Comparison
from sightline.comparing.kept import keep, read_kept
from sightline.comparing.made import Stages, Tables, sealed_by
from sightline.fingerprints import comparing_fingerprint, fingerprint
from sightline.knowing.facts import changed_facts, differing, with_row_ids
from sightline.store.loads import in_force, list_loads
from sightline.store.place import Store, read_pointer
from sightline.store.records import LoadRecord, SnapshotRecord
from sightline.store.snapshots import has_snapshot, read_record, read_snapshot_table
from sightline.words import UserError

if TYPE_CHECKING:
    import pyarrow as pa

SPELL = ("council", "subject_kind", "subject_id", "spell", "from_on", "until_on", "key", "sure")


def compare_loads(store: Store, first: int, second: int) -> Comparison:
    """Compare what was known after one load with what was known after a later one. Raises UserError.

    What was worked out once is kept in the store (`kept`). Records sealed by now are in none of it.
    """
    loads = {load.number: load for load in list_loads(store)}
    for number in (first, second):
        if number not in loads:
            raise UserError(f"There is no load {number:04d}", "", "See them all with: sightline loads")
    if first >= second:
        raise UserError("The first load must be the earlier one", "", f"Try: sightline loads compare {second} {first}.")
    was = _was(store, loads, first)
    old, new = _plan(store, loads, first, was), _plan(store, loads, second, None)
    sealed = sealed_by(store, tuple(loads.values()))
    parts = [comparing_fingerprint(), was.id if was else "", old.id, new.id, *map(repr, sorted(sealed))]
    name = f"{first:04d}-{second:04d}-{fingerprint(parts)[:16]}"
    found = read_kept(store, name, loads[first], loads[second])
    if found is None:
        stages = Stages(store, (old, new), sealed)
        found = Comparison(loads[first], loads[second], *_compared(store, stages, was, old, new))
        keep(store, name, found)
    return found


def _compared(
    store: Store, stages: Stages, was: SnapshotRecord | None, old: building.Plan, new: building.Plan
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], tuple[Moved, ...]]:
    """How many stood in each state before and after, and what moved."""
    ruled = replace(old, rules=new.rules)
    dated = replace(ruled, as_of=new.as_of)
    undecided = replace(new, register=old.register)
    kept = stages.unsealed(_kept(store, was)) if was and was.id != old.id else stages.tables(old)
    pairs: list[tuple[Tables, Tables, Cause]] = [
        (kept, stages.tables(old), "the entries or the program changed"),
        (stages.tables(old), stages.tables(ruled), "the council's standards changed"),
        (stages.tables(undecided), stages.tables(new), "somebody recorded or took back a decision"),
    ]
    moved = [each for one, other, cause in pairs for each in by_one_cause(_moved_rows(one, other), cause)]
    by_time = by_one_cause(_moved_rows(stages.tables(ruled), stages.tables(dated)), TIME)
    moved += in_one_move(by_time, _moved_by_files(stages, dated, undecided))
    before, after = (_states(tables["obligations"]) for tables in (kept, stages.tables(new)))
    return before, after, tuple(moved)


def _states(rows: "pa.Table") -> Counter[tuple[str, str]]:
    counted = rows.select(["clock", "state"]).group_by(["clock", "state"]).aggregate([([], "count_all")]).to_pylist()
    return Counter({(row["clock"], row["state"]): row["count_all"] for row in counted})


def _was(store: Store, loads: Mapping[int, LoadRecord], number: int) -> SnapshotRecord | None:
    """The last snapshot in use that was made of the loads up to one, if it is still kept."""
    uses = in_force([load for load in loads.values() if load.number <= number])
    kept = [name for name in read_pointer(store).published if has_snapshot(store, name)]
    records = (read_record(store, name) for name in reversed(kept))
    return next((record for record in records if record.loads == uses), None)


def _plan(store: Store, loads: Mapping[int, LoadRecord], number: int, was: SnapshotRecord | None) -> building.Plan:
    """What the loads up to one give today, as of the day the snapshot of then was made for."""
    known = [load for load in loads.values() if load.number <= number]
    day: date | None = was.as_of if was else None
    return building.plan(store, known, day, was.recorded if was else None)


def _kept(store: Store, record: SnapshotRecord) -> dict[str, "pa.Table"]:
    return {name: read_snapshot_table(store, record.id, name) for name in ("obligations", "subjects")}


def _moved_rows(one: Tables, other: Tables) -> list[tuple[Any, str, str]]:
    return [] if one is other else moved_rows(one["obligations"], other["obligations"])


def _moved_by_files(stages: Stages, before: building.Plan, after: building.Plan) -> list[Moved]:
    from sightline.clocks.reading import load_clocks

    one, other = stages.tables(before), stages.tables(after)
    if one is other:
        return []
    differ = _differences(one, other, stages.row_ids(before), stages.row_ids(after))
    return by_the_files(_moved_rows(one, other), differ, events_of(load_clocks()))


def _differences(one: Tables, other: Tables, ids: Sequence[Tables], other_ids: Sequence[Tables]) -> Differences:
    before, after = (_subjects(tables["subjects"]) for tables in (one, other))
    events = [
        _with_ids(differing(mine["events"], theirs["events"]), canonical)
        for mine, theirs, canonical in ((one, other, ids), (other, one, other_ids))
    ]
    spells = [_spells(tables["spells"]) for tables in (one, other)]
    differ = {spell[:3] for spell in spells[0] ^ spells[1]}
    return Differences(after - before, before - after, changed_facts(*events), differ)


def _with_ids(events: "pa.Table", canonical: Sequence[Tables]) -> list[dict[str, Any]]:
    """Events with the ids of their rows; of councils side by side, those of each council's own feeds."""
    rows: list[dict[str, Any]] = (with_row_ids(events, canonical[0]) if len(canonical) == 1 else events).to_pylist()
    return rows


def _subjects(table: "pa.Table") -> set[tuple[Any, ...]]:
    return set(zip(*(table[name].to_pylist() for name in SPELL[:3]), strict=True))


def _spells(table: "pa.Table") -> set[tuple[Any, ...]]:
    return set(zip(*(table[name].to_pylist() for name in SPELL), strict=True))
