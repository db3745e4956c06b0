"""Recording one event: kept for good first, then shown at once by working out the rows of whom it is about."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import sightline
from sightline import building, flow
from sightline.recording import FACTS, Rules, as_known_now, facts_of, lay_over
from sightline.store.loads import list_loads
from sightline.store.lock import hold_lock
from sightline.store.place import Store, kind_words, read_pointer
from sightline.store.recorded import Recorded, add_recorded
from sightline.store.records import SnapshotRecord
from sightline.store.snapshots import (
    has_snapshot,
    publish_in_place_of,
    read_record,
    read_snapshot_table,
    save_snapshot_beside,
    sweep_snapshots,
)
from sightline.words import UserError

if TYPE_CHECKING:
    pass

PATIENCE = 20.0
"""Seconds that somebody who records waits for a load to end."""


@dataclass(frozen=True)
class Saved:
    """A recorded event as it stands in the register. `is_new` is false where its form had been saved before.

    `waits` says, in a sentence, why the duties do not show it yet; "" where they do.
    """

    event: Recorded
    is_new: bool
    waits: str = ""


def record(store: Store, event: Recorded) -> Saved:
    """Keep an event for good and show it. Raises UserError where it could not be kept: then nothing was saved."""
    if not read_pointer(store).last_load:
        raise UserError("Nothing has been loaded yet", str(store.folder), "Load your files first: sightline load PATH")
    kept, is_new = add_recorded(store, event)
    try:
        catch_up(store)
    except UserError as error:
        return Saved(kept, is_new, f"It is kept, as number {kept.number}, and not worked out yet: {error.what}.")
    return Saved(kept, is_new)


def catch_up(store: Store) -> SnapshotRecord:
    """Bring the snapshot in use up to the last recorded event; whole again where anything else has changed as well."""
    with kind_words(store, "what you record"), hold_lock(store.folder, PATIENCE):
        pointer = read_pointer(store)
        ready = building.plan(store, list_loads(store), None)
        if pointer.snapshot == ready.id:
            return read_record(store, ready.id)
        held = read_record(store, pointer.snapshot)
        if building.plan(store, ready.loads, None, held.recorded).id != held.id:
            return flow.rebuild_held(store)
        return _lay_more(store, ready, held)


def _lay_more(store: Store, ready: building.Plan, held: SnapshotRecord) -> SnapshotRecord:
    """A snapshot like the one held, with the rows of those about whom more was recorded worked out again.

    One that a stopped process had made whole, and not yet put in use, is used as it is.
    """
    if not has_snapshot(store, ready.id):
        _make_beside(store, ready, held)
    publish_in_place_of(store, ready.id, sightline.__version__)
    sweep_snapshots(store)
    return read_record(store, ready.id)


def _make_beside(store: Store, ready: building.Plan, held: SnapshotRecord) -> None:
    import pyarrow as pa

    tables = {name: read_snapshot_table(store, held.id, name) for name in (*FACTS.values(), "obligations")}
    facts = facts_of(tables)
    fresh = ready.register.events[held.recorded :]
    parts = [tables["obligations"]]
    for council in sorted({event.council for event in fresh}):
        rules = Rules(building.rules_of(ready, council), ready.as_of)
        concerned = as_known_now(facts.subject, [event for event in fresh if event.council == council])
        subjects = {event.subject for event in concerned}
        now = [event for event in as_known_now(facts.subject, ready.register.in_force()) if event.subject in subjects]
        parts = [lay_over(parts[0], facts, now, rules, concerned)]
    rows: pa.Table = parts[0]
    states = building.count_states({"subjects": tables["subjects"], "obligations": rows})
    record = replace(held, id=ready.id, recorded=ready.register.last, states=states, software=sightline.__version__)
    save_snapshot_beside(store, record, held.id, {"obligations": rows})


def day_reached(store: Store) -> date:
    """The day that what was loaded reaches: what happened later counts with the next load."""
    return read_record(store, read_pointer(store).snapshot).as_of
