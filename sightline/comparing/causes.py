"""The closed list of causes, and which of them a changed duty has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from sightline.knowing.facts import FactChange, Subject

if TYPE_CHECKING:
    import pyarrow as pa

    from sightline.clocks.entry import Clock

Row = Mapping[str, Any]
Cause = Literal[
    "the entries or the program changed",
    "the council's standards changed",
    "time passed",
    "the child is new in the files",
    "the child is no longer in the files",
    "a fact was withdrawn",
    "a fact was given another day or corrected",
    "a fact was added",
    "something that lasts began, ended or was corrected",
    "the files reach further, or tell more or less of the past",
    "somebody recorded or took back a decision",
]
CAUSES: tuple[Cause, ...] = get_args(Cause)
"""In the order in which they are taken, so that the parts always sum to the whole. There is no other."""
TIME: Cause = "time passed"
REACH: Cause = "the files reach further, or tell more or less of the past"
KEY = ("council", "subject_kind", "subject_id", "clock", "run", "started_on")
_OF_FACTS: tuple[tuple[frozenset[str], Cause], ...] = (
    (frozenset({"withdrawn"}), "a fact was withdrawn"),
    (frozenset({"given another day", "corrected"}), "a fact was given another day or corrected"),
    (frozenset({"added"}), "a fact was added"),
)


@dataclass(frozen=True)
class Moved:
    """A duty whose state is not what it was: what it was and is ("" where there was or is none), why, and by which
    facts.
    """

    subject: Subject
    child_id: str
    clock: str
    run: str
    started_on: date | None
    before: str
    after: str
    cause: Cause
    facts: tuple[FactChange, ...] = ()


@dataclass(frozen=True)
class Differences:
    """What differs between the facts of two loads."""

    new: Collection[Subject]
    gone: Collection[Subject]
    facts: Mapping[Subject, Sequence[FactChange]]
    spells: Collection[Subject]


def moved_rows(before: "pa.Table", after: "pa.Table") -> list[tuple[Row, str, str]]:
    """The duties whose state differs: a duty, its state before and after; those of one key are told apart by order."""
    old, new = (_by_key(rows) for rows in _of_differing_keys(before, after))
    found = []
    for key in old.keys() | new.keys():
        (was, one), (state, other) = old.get(key, ("", "")), new.get(key, ("", ""))
        if was != state:
            found.append(({**dict(zip(KEY, key, strict=False)), "child_id": other or one}, was, state))
    return sorted(found, key=lambda each: tuple(str(each[0][name]) for name in KEY))


def _of_differing_keys(before: "pa.Table", after: "pa.Table") -> "tuple[pa.Table, pa.Table]":
    """Of both tables, the rows whose key is not as often in each state in the one as in the other, in their order."""
    from sightline.engines import duckdb

    con, key = duckdb.connect(), ", ".join(KEY)
    told = {
        name: table.select([*KEY, "state", "child_id"]).append_column("place", [range(table.num_rows)])
        for name, table in (("one", before), ("other", after))
    }
    states = (f"SELECT {key}, state, count(*) AS many FROM {name} GROUP BY ALL" for name in told)
    once = f"SELECT {key}, state, many FROM ({' UNION ALL '.join(states)}) GROUP BY ALL HAVING count(*) = 1"
    duckdb.run(con, f"CREATE TEMP TABLE differ AS SELECT DISTINCT {key} FROM ({once})", **told)
    same = " AND ".join(f"told.{name} IS NOT DISTINCT FROM differ.{name}" for name in KEY)
    one, other = (
        duckdb.query(con, f"SELECT told.* FROM {name} AS told SEMI JOIN differ ON {same} ORDER BY place")
        for name in told
    )
    return one, other


def by_one_cause(rows: Iterable[tuple[Any, str, str]], cause: Cause) -> list[Moved]:
    """Rows of a stage in which only one thing changed."""
    return [_moved(row, before, after, cause) for row, before, after in rows]


def by_the_files(
    rows: Iterable[tuple[Any, str, str]], differ: Differences, events: Mapping[str, Collection[str]]
) -> list[Moved]:
    """Rows of the stage in which the loads changed. `events`: for each clock the events that can move it."""
    return [_by_files(row, before, after, differ, events) for row, before, after in rows]


def _by_files(
    row: Mapping[str, Any], before: str, after: str, differ: Differences, events: Mapping[str, Collection[str]]
) -> Moved:
    subject = (row["council"], row["subject_kind"], row["subject_id"])
    if subject in differ.new:
        return _moved(row, before, after, "the child is new in the files")
    if subject in differ.gone:
        return _moved(row, before, after, "the child is no longer in the files")
    mine = tuple(fact for fact in differ.facts.get(subject, ()) if fact.event in events[row["clock"]])
    for kinds, cause in _OF_FACTS:
        if any(fact.became in kinds for fact in mine):
            return _moved(row, before, after, cause, mine)
    if subject in differ.spells:
        return _moved(row, before, after, "something that lasts began, ended or was corrected")
    return _moved(row, before, after, REACH)


def _moved(row: Mapping[str, Any], before: str, after: str, cause: Cause, facts: tuple[FactChange, ...] = ()) -> Moved:
    subject = (row["council"], row["subject_kind"], row["subject_id"])
    return Moved(subject, row["child_id"], row["clock"], row["run"], row["started_on"], before, after, cause, facts)


def in_one_move(by_time: Sequence[Moved], by_files: Sequence[Moved]) -> list[Moved]:
    """Moves by time and then by the files as one move each.

    Time alone makes open duties untellable past the day the old files end, and the new files tell them again: that is
    no two changes. What new files tell of the new days without a change of any fact is the passing of time.
    """
    first = {_place(each): each for each in by_time}
    joined = []
    for each in by_files:
        earlier = first.pop(_place(each), None)
        cause = TIME if earlier and each.cause == REACH else each.cause
        whole = replace(each, before=earlier.before if earlier else each.before, cause=cause)
        joined += [whole] if whole.before != whole.after else []
    return [*first.values(), *joined]


def _place(each: Moved) -> tuple[Any, ...]:
    return each.subject, each.clock, each.run, each.started_on


def _by_key(table: "pa.Table") -> dict[tuple[Any, ...], tuple[str, str]]:
    """State and child of each duty."""
    found: dict[tuple[Any, ...], tuple[str, str]] = {}
    seen: dict[tuple[Any, ...], int] = defaultdict(int)
    columns = [table[name].to_pylist() for name in (*KEY, "state", "child_id")]
    for *key, state, child in zip(*columns, strict=True):
        found[*key, seen[tuple(key)]] = state, child
        seen[tuple(key)] += 1
    return found


def events_of(clocks: Sequence["Clock"]) -> dict[str, frozenset[str]]:
    """For each clock the events that can move its duties, with those of a clock it falls due with."""
    own = {clock.id: _events(clock) for clock in clocks}
    whose = {step: clock.id for clock in clocks for step in clock.steps}
    return {clock.id: own[clock.id] | own.get(whose.get(clock.due_with, ""), frozenset()) for clock in clocks}


def _events(clock: "Clock") -> frozenset[str]:
    """Every event an entry names."""
    return frozenset((clock.starts, *clock.met_by, *clock.stops, *clock.extends, *clock.pauses, *clock.agreed_by))
