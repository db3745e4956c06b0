"""What people recorded, laid over what the loads say. Pure: subjects stand alone, only theirs are worked out again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.engines.choice import DUCKDB, EngineChoice
from sightline.store.recorded import Recorded
from sightline.tables.names import RECORDED

if TYPE_CHECKING:
    import pyarrow as pa

    from sightline.clocks.standards import Standards
    from sightline.tables import Facts

SUBJECT = ("council", "subject_kind", "subject_id")
INTERVAL = (*SUBJECT, "clock", "run", "started_on")
FACTS = {"event": "events", "spell": "spells", "known": "known", "reach": "reach", "allocation": "allocations"}
FACTS |= {"subject": "subjects", "systems_due": "systems_due", "set_aside": "set_aside"}
"""The tables of a snapshot that hold the facts."""
DECISIONS = ("extension", "pause")
"""Kinds that an engine reads and that are decisions, not facts: a row says what it would be without them."""
DONE = ("met", "met_late")
"""What was done was done: an exemption does not touch it."""

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Rules:
    """What rows are worked out by, beside the facts."""

    standards: "Standards"
    as_of: date


def base_rows(facts: "Facts", rules: Rules, engine: EngineChoice = DUCKDB) -> "pa.Table":
    """Every row by what the loads say alone, with the columns that decisions fill: `state_without`, `exempted_by`."""
    import pyarrow as pa

    from sightline.clocks.reading import load_clocks
    from sightline.obligations import build_obligations

    rows = build_obligations(facts, load_clocks(), standards=rules.standards, as_of=rules.as_of, engine=engine)
    rows = rows.append_column("state_without", rows["state"])
    return rows.append_column("exempted_by", pa.nulls(rows.num_rows, pa.int32()))


def lay_over(
    rows: "pa.Table", facts: "Facts", events: Sequence[Recorded], rules: Rules, before: Sequence[Recorded] = ()
) -> "pa.Table":
    """The rows with what was recorded: those of each subject it is about are worked out again, the rest stay.

    `events` are all in force. `before` are those that `rows` may hold already: their subjects are worked out again too.
    """
    import pyarrow as pa

    now = as_known_now(facts.subject, events)
    wanted = {event.subject for event in (*now, *as_known_now(facts.subject, before))}
    if not wanted:
        return rows
    again = _rows_of(only(facts, wanted), now, rules)
    return pa.concat_tables([about(rows, wanted, keep=False), again.cast(rows.schema)])


def as_known_now(subjects: "pa.Table", events: Sequence[Recorded]) -> list[Recorded]:
    """The events with their subjects as the loads know them now, for ids merge and change; those of nobody left out."""
    if not events:
        return []
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = pa.array(sorted({each for event in events for each in (event.child_id, event.subject_id)}), pa.string())
    near = subjects.filter(pc.or_(*(pc.is_in(subjects[name], ids) for name in ("child_id", "subject_id"))))
    return known_as(near.to_pylist(), events)


def known_as(rows: Sequence[Mapping[str, Any]], events: Sequence[Recorded]) -> list[Recorded]:
    """The same from the rows of subjects among which all are that the events may be about."""
    there = {tuple(row[name] for name in SUBJECT) for row in rows}
    known = {(row["council"], row["subject_kind"], row["child_id"]): row["subject_id"] for row in rows}
    found = []
    for event in events:
        key = known.get((event.council, event.subject_kind, event.child_id), event.subject_id)
        if (event.council, event.subject_kind, key) in there:
            found.append(replace(event, subject_id=key))
    return found


def facts_of(tables: "Mapping[str, pa.Table]") -> "Facts":
    """The facts of a snapshot, as its loads gave them."""
    from sightline.tables import Facts

    return Facts(**{name: tables[table] for name, table in FACTS.items()})


def only(facts: "Facts", wanted: Collection[Key]) -> "Facts":
    """The facts of some subjects."""
    names = ("event", "spell", "known", "allocation", "subject")
    tables = {name: about(getattr(facts, name), wanted) for name in names}
    return replace(facts, **tables)


def about(table: "pa.Table", wanted: Collection[Key], *, keep: bool = True) -> "pa.Table":
    """The rows about these subjects, or those about all others."""
    import pyarrow as pa
    import pyarrow.compute as pc

    mark = "\x1f"
    joined = pc.binary_join_element_wise(*(table[name].cast(pa.string()) for name in SUBJECT), mark)
    theirs = pc.is_in(joined, pa.array([mark.join(key) for key in wanted], pa.string()))
    return table.filter(theirs if keep else pc.invert(theirs))


def sealed_subjects(subjects: "pa.Table") -> set[Key]:
    """Those of a table of subjects whose records are sealed."""
    rows = subjects.filter(subjects["sealed"]).select(SUBJECT).to_pylist()
    return {(row["council"], row["subject_kind"], row["subject_id"]) for row in rows}


def _rows_of(facts: "Facts", events: Sequence[Recorded], rules: Rules) -> "pa.Table":
    """Every row of a few subjects, with what was recorded about them."""
    happened = [event for event in events if event.event]
    rows = base_rows(_with_events(facts, happened), rules)
    if any(event.kind in DECISIONS for event in happened):
        facts_alone = [event for event in happened if event.kind not in DECISIONS]
        plain = base_rows(_with_events(facts, facts_alone), rules)
        rows = _with_column(rows, "state_without", _states_without(rows, plain))
    exempted = exemptions(events, rules.as_of)
    return _exempt(rows, exempted) if exempted else rows


def _with_events(facts: "Facts", events: Sequence[Recorded]) -> "Facts":
    return replace(facts, event=with_events(facts.event, events))


def with_events(table: "pa.Table", events: Sequence[Recorded]) -> "pa.Table":
    """The events of the files with recorded ones beside them."""
    import pyarrow as pa

    if not events:
        return table
    fields = pa.schema([(f.name, _plain(f.type)) for f in table.schema])
    more = pa.Table.from_pylist([event_row(event) for event in events], schema=fields)
    return pa.concat_tables([table.cast(fields), more])


def _plain(kind: "pa.DataType") -> "pa.DataType":
    import pyarrow as pa

    return pa.string() if pa.types.is_dictionary(kind) else kind


def event_row(event: Recorded) -> dict[str, Any]:
    """A recorded event as a row of the events: its source row is who recorded it, and its number in the register."""
    return {
        "at": None,
        "agreed": None,
        **dict(zip(SUBJECT, event.subject, strict=True)),
        "child_id": event.child_id,
        "event": event.event,
        "on_day": event.on,
        "value_on": event.value_on,
        "key": event.key,
        "sure": True,
        "feed": RECORDED,
        "file": RECORDED,
        "sheet": event.by,
        "line": event.number,
    }


def _states_without(rows: "pa.Table", plain: "pa.Table") -> list[str]:
    """For each row the state of the same interval without decisions; "" where there would be no duty."""
    states: dict[tuple[Any, ...], str] = {}
    for row in plain.to_pylist():
        states.setdefault(tuple(row[name] for name in INTERVAL), row["state"])
    return [states.get(tuple(row[name] for name in INTERVAL), "") for row in rows.to_pylist()]


def exemptions(events: Sequence[Recorded], as_of: date) -> dict[tuple[Any, ...], int]:
    """The intervals set aside by the as-of date, each with the number of the exemption that does it."""
    return {
        (*event.subject, event.clock, event.run, event.started_on): event.number
        for event in events
        if event.kind == "exemption" and event.on and event.on <= as_of
    }


def _exempt(rows: "pa.Table", exempted: dict[tuple[Any, ...], int]) -> "pa.Table":
    told = rows.to_pylist()
    for row in told:
        number = exempted.get(tuple(row[name] for name in INTERVAL))
        if number and row["state"] not in DONE:
            row.update(state="not_required", reason="", days=None, exempted_by=number)
    columns = ("state", "reason", "days", "exempted_by")
    for name in columns:
        rows = _with_column(rows, name, [row[name] for row in told])
    return rows


def _with_column(rows: "pa.Table", name: str, values: Sequence[Any]) -> "pa.Table":
    import pyarrow as pa

    place = rows.schema.get_field_index(name)
    return rows.set_column(place, name, pa.array(values, _plain(rows.schema.field(name).type)))
