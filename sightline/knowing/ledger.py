"""The ledger of facts: which were first told by a later load, given another day since, or are gone. Pure.

A fact that stood in the first load and has never changed is not in it: of that nothing can be told, and a council with
one load has an empty ledger.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from sightline.knowing.facts import OF_WHOM, Row, by_subject_and_event, differing, pair_facts, with_row_ids
from sightline.tables.entries import load_events

LEDGER: Final = pa.schema(
    [
        *((name, pa.string()) for name in ("council", "subject_kind", "subject_id", "child_id", "event", "key")),
        *((name, pa.string()) for name in ("row_id", "feed", "file", "sheet")),
        ("line", pa.int32()),
        *((name, pa.date32()) for name in ("on_day", "first_on", "seen_to", "was_on", "changed_on", "gone_on")),
        *((name, pa.int32()) for name in ("first_load", "changed_load", "moved_load", "gone_load", "times")),
    ]
)
"""One row for a fact of which a later load told something new.

on_day         its day now; null where it is gone, and `was_on` is then its last day
first_load     the load that told it first; null where it was there before there was another to compare with
first_on       how far the files of that load reached
seen_to        how far the files of the load before reached that did not have it; null where nobody can tell
was_on         its day before it was last given another
changed_load, changed_on   the load that gave it another day, and how far that one reached; null for a moved booking
gone_load, gone_on         the load in whose own window it no longer stood, and how far that one reached
moved_load, times          the load that last gave it another day, be it a booking or not; how often that happened
"""
BORN: Final = "born"
"""A date of birth stands in the ledger as if it were an event, so that an id with another one is found."""


@dataclass(frozen=True)
class Known:
    """What was known of one council at a load: events, subjects, history and reach (see tables.Facts); the source of
    each feed; the feeds that hold all history; and the canonical tables.
    """

    load: int
    events: pa.Table
    subjects: pa.Table
    known: pa.Table
    reach: Mapping[str, date]
    data_to: date
    sources: Mapping[str, str]
    whole: frozenset[str]
    tables: Mapping[str, pa.Table]


def empty_ledger() -> pa.Table:
    """The ledger of whom only one load tells."""
    return LEDGER.empty_table()


def next_ledger(ledger: pa.Table, before: Known, after: Known) -> pa.Table:
    """The ledger after a load, from the one before it and what was known at both."""
    gone = _comparable(with_row_ids(differing(before.events, after.events), before.tables), before, after)
    come = _comparable(with_row_ids(differing(after.events, before.events), after.tables), after, before)
    old, new = by_subject_and_event(gone), by_subject_and_event(come)
    for rows, here, there in ((old, before, after), (new, after, before)):
        rows.update(by_subject_and_event(_births(here, there)))
    step = _Step({_place(row): row for row in ledger.to_pylist()}, before, after, {whom[2] for whom in old})
    for whom in sorted(old.keys() | new.keys(), key=str):
        paired, left, added = pair_facts(old.get(whom, []), new.get(whom, []))
        for one, other in paired:
            step.move(one, other)
        for row in left:
            step.lose(row)
        for row in added:
            step.add(row)
    kept = [row for row in step.rows.values() if row["event"] == BORN or step.is_there(row)]
    return pa.Table.from_pylist(sorted(kept, key=lambda row: str(_place(row))), schema=LEDGER)


def _comparable(events: pa.Table, here: Known, there: Known) -> list[Row]:
    """Dated facts of sources that both loads have; nobody records a birthday, or what follows from other facts."""
    unrecorded = {entry.name for entry in load_events() if entry.birthday or entry.follows}
    both = set(here.sources.values()) & set(there.sources.values())
    return [
        row
        for row in events.to_pylist()
        if row["on_day"] and row["event"] not in unrecorded and here.sources.get(row["feed"]) in both
    ]


def _births(here: Known, there: Known) -> list[Row]:
    """The dates of birth of one load, from sources that both loads have."""
    if "child" not in here.tables:
        return []
    ids = {row["child_id"]: row for row in here.subjects.to_pylist() if row["child_id"]}
    told = here.tables["child"].select(["child_id", "born_on", "feed", "file", "sheet", "line"]).to_pylist()
    both = set(here.sources.values()) & set(there.sources.values())
    return [
        {**{name: ids[row["child_id"]][name] for name in OF_WHOM[:3]}, **row, "event": BORN, "on_day": row["born_on"],
         "key": here.sources[row["feed"]]}
        for row in told
        if row["born_on"] and row["child_id"] in ids and here.sources.get(row["feed"]) in both
    ]  # fmt: skip


def _place(row: Row) -> tuple[Any, ...]:
    return (*(row[name] for name in OF_WHOM), row["key"], row["on_day"] or row["was_on"])


class _Step:
    """The rows of the ledger while one load is laid on them."""

    def __init__(
        self, rows: dict[tuple[Any, ...], dict[str, Any]], before: Known, after: Known, losing: Collection[str]
    ) -> None:
        self.rows, self._before, self._after = rows, before, after
        self._there = [{tuple(r.values()) for r in k.subjects.select(OF_WHOM[:3]).to_pylist()} for k in (before, after)]
        kept = after.known.filter(pc.is_in(after.known["subject_id"], pa.array(losing, pa.string()))).to_pylist()
        self._from = {tuple(row[name] for name in OF_WHOM): row["known_from"] for row in kept}

    def is_there(self, row: Row) -> bool:
        """Say whether the files still have the subject: of one who is not in them nobody could say who may see it."""
        return tuple(row[name] for name in OF_WHOM[:3]) in self._there[1]

    def add(self, row: Row) -> None:
        """A fact that the load before did not tell; one that had gone and is back is as it was."""
        held = self.rows.get(_place(row))
        if held and held["gone_load"]:
            held.update(on_day=row["on_day"], gone_load=None, gone_on=None)
            return
        if row["event"] == BORN:
            return
        told = tuple(row[name] for name in OF_WHOM[:3]) in self._there[0]
        reached = self._after.reach.get(row["event"]), self._before.reach.get(row["event"]) if told else None
        self._put(row, first_load=self._after.load, first_on=reached[0], seen_to=reached[1])

    def move(self, one: Row, other: Row) -> None:
        """A fact given another day. A booking that moves is counted, and is no changed fact.

        One told of another plan on the same day is as it was.
        """
        held = self.rows.pop(_place(one), {})
        if one["on_day"] == other["on_day"]:
            if held:
                self._put({**held, "key": other["key"]})
            return
        first = {name: held.get(name) for name in ("first_load", "first_on", "seen_to", "changed_load", "changed_on")}
        if one["on_day"] <= self._reached(self._before, one["event"], date.max):
            changed_on = self._reached(self._after, other["event"], None)
            first |= {"changed_load": self._after.load, "changed_on": changed_on}
        times = (held.get("times") or 0) + 1
        self._put(other, **first, was_on=one["on_day"], moved_load=self._after.load, times=times)

    def lose(self, row: Row) -> None:
        """A fact that is not there any more: gone only where the child is there and the file tells of that day."""
        whom = tuple(row[name] for name in OF_WHOM)
        held = self.rows.pop(_place(row), {})
        reach = self._reached(self._after, row["event"], None)
        known_from = self._from.get(whom, date.min)
        had_been = row["on_day"] <= self._reached(self._before, row["event"], date.min)
        is_there = self.is_there(row)
        if row["event"] == BORN:  # a date left blank is another matter; a child who is not there at all is gone
            is_there = not is_there and row["feed"] in self._before.whole
        if reach and had_been and is_there and known_from <= row["on_day"] <= reach:
            first = {name: held.get(name) for name in ("first_load", "first_on", "seen_to")}
            lost = {"on_day": None, "was_on": row["on_day"], "gone_load": self._after.load, "gone_on": reach}
            self._put({**row, **lost, **first}, times=held.get("times"))

    @staticmethod
    def _reached(known: Known, event: str, otherwise: Any) -> Any:
        return known.data_to if event == BORN else known.reach.get(event, otherwise)

    def _put(self, row: Row, **told: Any) -> None:
        whole = {**dict.fromkeys(LEDGER.names), **{name: row[name] for name in LEDGER.names if name in row}, **told}
        self.rows[_place(whole)] = {**whole, "times": whole["times"] or 0}
