"""The ledger of a council over its loads: from that of the newest kept snapshot it can go on from, load by load."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from sightline.fingerprints import fingerprint, workings_fingerprint
from sightline.identity import current_aliases
from sightline.knowing.ledger import Known, empty_ledger, next_ledger
from sightline.sources.model import Feed
from sightline.store.loads import council_tables, in_force, read_aliases
from sightline.store.place import Store, read_pointer
from sightline.store.records import FeedRecord, LoadRecord
from sightline.store.snapshots import has_snapshot, read_record, read_snapshot_table
from sightline.tables import build_facts

if TYPE_CHECKING:
    from sightline.tables import Facts

HELD = ("known_when", "events", "subjects", "known", "reach")
"""The tables of a snapshot from which the ledger goes on."""


def known_key(loads: Sequence[LoadRecord]) -> str:
    """What a ledger depends on: the loads and the program. Equal keys are equal ledgers."""
    return fingerprint([workings_fingerprint(), *(load.fingerprint for load in loads)])[:16]


def known_at(load: LoadRecord, facts: "Facts", tables: dict[str, pa.Table], feeds: Sequence[Feed]) -> Known:
    """What the facts of one council say was known when a load was the newest."""
    return _known(load, facts.event, facts.subject, facts.known, facts.reach, tables, feeds)


def _known(
    load: LoadRecord, events: pa.Table, subjects: pa.Table, known: pa.Table, reach: pa.Table,
    tables: dict[str, pa.Table], feeds: Sequence[Feed] | Sequence[FeedRecord],
) -> Known:  # fmt: skip
    return Known(
        load=load.number,
        events=events,
        subjects=subjects,
        known=known,
        reach={row["event"]: row["data_to"] for row in reach.to_pylist()},
        data_to=max((feed.data_to for feed in feeds), default=date.min),
        sources={feed.id: feed.source for feed in feeds},
        whole=frozenset(feed.id for feed in feeds if feed.history == "all"),
        tables=tables,
    )


def council_ledger(store: Store, loads: Sequence[LoadRecord], council: str, now: Known) -> pa.Table:
    """The ledger of one council after the last of its loads, of which `now` is what is known."""
    numbers = [place for place, load in enumerate(loads, 1) if load.council == council]
    if len(numbers) < 2:
        return empty_ledger()
    first, ledger, before = _kept_before(store, loads, numbers, council, now) or (numbers[0], empty_ledger(), None)
    steps = [place for place in numbers if place >= first]
    for one, other in pairwise(steps):
        earlier = before or _known_after(store, loads, one, council)
        before = now if other == numbers[-1] else _known_after(store, loads, other, council)
        ledger = next_ledger(ledger, earlier, before)
    return _without_hidden(ledger, now.subjects, _aliases(store, loads, council))


def _without_hidden(ledger: pa.Table, subjects: pa.Table, aliases: pa.Table | None) -> pa.Table:
    """Without those who are sealed and in no file any more: no other table would say that they are sealed."""
    if aliases is None:
        return ledger
    hidden = pc.is_in(ledger["subject_id"], aliases.filter(aliases["sealed"])["subject_id"].combine_chunks())
    there = pc.is_in(ledger["subject_id"], subjects["subject_id"].cast(pa.string()).combine_chunks())
    return ledger.filter(pc.or_(there, pc.invert(hidden)))


def _aliases(store: Store, loads: Sequence[LoadRecord], council: str) -> pa.Table | None:
    register = read_aliases(store, loads)
    return current_aliases(register, council) if register is not None else None


def _known_after(store: Store, loads: Sequence[LoadRecord], place: int, council: str) -> Known:
    """What was known after the first so many loads, by who is who as it is known now."""
    known = loads[:place]
    tables, given = council_tables(store, known, in_force(known), council)
    feeds = [Feed(**vars(feed)) for feed in given]
    facts = build_facts(tables, feeds, council=council, aliases=_aliases(store, loads, council))
    return known_at(known[-1], facts, tables, feeds)


def _kept_before(
    store: Store, loads: Sequence[LoadRecord], numbers: Sequence[int], council: str, now: Known
) -> tuple[int, pa.Table, Known] | None:
    """The newest earlier load whose ledger and facts a kept snapshot holds, with both; None where none does."""
    keys = {known_key(loads[:place]): place for place in numbers[:-1]}
    for name in reversed(read_pointer(store).published):
        record = read_record(store, name) if has_snapshot(store, name) else None
        if record is not None and record.known in keys:
            place = keys[record.known]
            tables, feeds = council_tables(store, loads[:place], record.loads, council)
            held = {
                n: read_snapshot_table(store, name, n) for n in ("known_when", "events", "subjects", "known", "reach")
            }
            ledger, events, subjects, known, reach = (t.filter(pc.equal(t["council"], council)) for t in held.values())
            ledger, events, subjects = (_as_now(table, now.subjects) for table in (ledger, events, subjects))
            return place, ledger, _known(loads[place - 1], events, subjects, known, reach, tables, feeds)
    return None


def _as_now(table: pa.Table, subjects: pa.Table) -> pa.Table:
    """Children by the id that they have now: ids merge between loads."""
    there = subjects.filter(pc.is_valid(subjects["child_id"]))
    ids = [column.cast(pa.string()).combine_chunks() for column in (there["child_id"], there["subject_id"])]
    place = pc.index_in(table["child_id"].cast(pa.string()), ids[0])
    now = pc.coalesce(ids[1].take(place.combine_chunks()), table["subject_id"].cast(pa.string()).combine_chunks())
    return table.set_column(table.schema.get_field_index("subject_id"), "subject_id", now)
