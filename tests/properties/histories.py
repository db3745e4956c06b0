"""Rich random histories: several runs at once, keys missing, facts changing, meetings on the days that decide."""

from datetime import date, datetime, timedelta
from random import Random
from types import SimpleNamespace

import pyarrow as pa

from sightline.calendars.time_limit import due_on, local_seconds
from sightline.calendars.working_days import load_calendars
from sightline.clocks import Clock
from sightline.obligations.history import Event, History, Place, Spell
from sightline.tables.names import event_kinds, event_names, spell_kinds

AS_OF = date(2026, 10, 31)
KEYS = ("a", "b", "c", None)
# Clocks with many steps are drawn more often, so that each step is seen in every state.
WEIGHTS = {
    "cla_visit": 10, "cla_health": 5, "cla_review": 3, "cp_review": 2, "core_group": 2, "permanence": 2, "pep": 3,
    "pre_proceedings": 2, "care_proceedings": 2, "strategy_discussion": 2, "assessment_child_seen": 2, "icpc": 1.5,
    "assessment": 1.5, "pa_visit": 1.5,
}  # fmt: skip
TIMES = (None, None, 1, 43_200, 86_399)


def random_reach(rng: Random) -> dict[str, date]:
    """How far each event's feed reaches: most to the as-of date, some short of it or beyond it."""
    days = (0, 0, 0, 0, 14, -20)
    return {name: AS_OF - timedelta(rng.choice(days)) for name in event_names() if rng.random() < 0.97}


def random_history(rng: Random, clocks: tuple[Clock, ...], reach: dict[str, date]) -> History:
    """One subject's history, written around the days on which answers turn."""
    events: list[Event] = []
    spells: list[Spell] = []
    known: dict[str, date] = {}
    weights = [WEIGHTS.get(clock.id, 1) for clock in clocks]
    for clock in dict.fromkeys(rng.choices(clocks, weights, k=rng.choice((1, 1, 2)))):
        for _ in range(rng.choice((1, 1, 1, 1, 2, 3))):
            run = _run(rng, clock, clocks)
            spells += _facts(rng, clock, run)
            events += run
        for name in clock.met_by:
            if rng.random() < 0.1 and name in reach:
                known[name] = _known(rng, name, events, reach[name])
    lines = (Event(**{**vars(e), "place": Place("random", "", n)}) for n, e in enumerate(events, 1))
    return History(tuple(lines), tuple(spells), known, reach)


def _known(rng: Random, name: str, events: list[Event], reach: date) -> date:
    days = [e.on for e in events if e.name == name and e.on and e.on <= reach]
    latest = max(days, default=reach + timedelta(1))
    return rng.choice((latest, reach - timedelta(183), reach + timedelta(1)))


def _run(rng: Random, clock: Clock, clocks: tuple[Clock, ...]) -> list[Event]:
    """One run, written backwards from how it ends: open near its limit, stopped around it, or anyhow."""
    key = rng.choice(KEYS)
    turns, stop, ends = _turns(rng, clock)
    events = [_event(rng, clock.starts, turns[0], key, sure=0.97, blank=0.02)]
    for turn in turns[1:]:
        events.append(_event(rng, rng.choice(clock.met_by), turn, rng.choice((*[key] * 6, *KEYS)), sure=0.92))
    if ends and clock.stops:
        events.append(_event(rng, rng.choice(clock.stops), stop, rng.choice((key, key, key, None)), sure=0.97))
    return events + _others(rng, clock, clocks, turns[0], key, events)


def _turns(rng: Random, clock: Clock) -> tuple[list[date], date, bool]:
    """The start and the meetings, the day of the stop, and whether there is one."""
    turns = [AS_OF - timedelta(rng.randrange(-20, 900))]
    for _ in range(rng.choice((0, 0, 1, 1, 2, 4, 6)) if clock.repeats else rng.choice((0, 0, 1, 1, 2))):
        turns.append(turns[-1] + timedelta(_gap(rng, clock, turns[-1])))
    ends, limit = rng.random() < 0.5, _gap(rng, clock, turns[-1])
    stop = turns[-1] + timedelta(limit + rng.choice((-20, -1, 0, 0, 1, 5)))
    if rng.random() < 0.2:
        return turns, stop, ends
    shift = AS_OF - (stop if ends else turns[-1]) - timedelta(rng.randrange(0, 40) if ends else _until(rng, limit))
    if rng.random() < 0.1:
        shift = AS_OF + timedelta(rng.randrange(1, 20)) - turns[0]
    return [turn + shift for turn in turns], stop + shift, ends


def _until(rng: Random, limit: int) -> int:
    """How long before the as-of date the last interval began: due soon, due later, or overdue by a little."""
    soon = limit - rng.randrange(0, 6)
    return rng.choice((soon, soon, rng.randrange(0, max(1, limit - 7)), limit + rng.randrange(1, 9)))


def _others(
    rng: Random, clock: Clock, clocks: tuple[Clock, ...], start: date, key: str | None, events: list[Event]
) -> list[Event]:
    """Extensions, agreed intervals, the duty this one falls due with, and now and then the same row twice."""
    others = []
    for name in (*clock.extends, *clock.extends, *clock.agreed_by):
        if rng.random() < 0.5:
            day = start + timedelta(_gap(rng, clock, start))
            others.append(_event(rng, name, day, rng.choice((key, None)), sure=0.97))
    if clock.due_with:
        others += _owner_run(rng, clock, clocks, start, key)
    return [*others, events[-1]] if rng.random() < 0.1 else others


def _owner_run(rng: Random, clock: Clock, clocks: tuple[Clock, ...], start: date, key: str | None) -> list[Event]:
    """Meetings of the clock that another falls due with, in the same run."""
    owner = next(other for other in clocks if clock.due_with in other.steps)
    first = start + timedelta(rng.choice((10, 25, 28, 40)))
    second = first + timedelta(rng.choice((60, 90, 91, 92, 150)))
    days = (first, second)[: rng.choice((0, 1, 1, 2, 2))]
    return [_event(rng, owner.met_by[0], day, key, sure=0.95) for day in days]


def _gap(rng: Random, clock: Clock, since: date) -> int:
    """A gap that ends on, just before or just after a limit, or anywhere."""
    if rng.random() < 0.15:
        return rng.randrange(0, 220)
    step = rng.choice([step for version in clock.versions for step in version.steps])
    due = due_on(step.within, since, load_calendars()["england"]) if step.within else None
    usual = rng.choice((1, 2, 14, 42, 91)) if step.is_local else 115
    return max(0, ((due or since + timedelta(usual)) - since).days + rng.choice((-3, -1, 0, 0, 1, 2)))


def _event(rng: Random, name: str, on: date, key: str | None, *, sure: float, blank: float = 0) -> Event:
    seconds = rng.choice(TIMES)
    midnight = datetime(on.year, on.month, on.day)
    return Event(
        name,
        None if rng.random() < blank else on,
        local_seconds(midnight + timedelta(seconds=seconds)) if seconds else None,
        key if event_kinds().get(name) else None,
        rng.random() < sure,
        on + timedelta(rng.randrange(10, 120)) if rng.random() < 0.9 else None,
        rng.choice((None, "5 working days", "3 weeks", "nonsense")),
    )


def _facts(rng: Random, clock: Clock, events: list[Event]) -> list[Spell]:
    """Facts about a run: mostly those under which the duty is owed, and every `when` one way or the other."""
    wanted = {condition.spell: 0.85 if condition.wanted else 0.08 for condition in clock.only_if}
    for step in (step for version in clock.versions for step in version.steps if step.when):
        wanted[step.when.spell if step.when else ""] = 0.5
    return [_fact(rng, name, events) for name, chance in wanted.items() if rng.random() < chance]


def _fact(rng: Random, name: str, events: list[Event]) -> Spell:
    start = events[0].on or AS_OF
    day = rng.choice([event.on for event in events if event.on] or [AS_OF])
    begin = rng.choice((start, start, start, start - timedelta(400), day, day + timedelta(1)))
    until = begin + timedelta(rng.choice((30, 365, 365, 3000, 3000)))
    key = rng.choice((*[events[0].key] * 5, None, "a")) if spell_kinds().get(name) else None
    return Spell(name, begin, until, key, rng.random() < 0.95)


def as_facts(histories: list[History], reach: dict[str, date]) -> SimpleNamespace:
    """The same histories as the tables an SQL engine reads; subject n is "MUn"."""
    events = [(f"MU{n}", event) for n, history in enumerate(histories) for event in history.events]
    spells = [(f"MU{n}", spell) for n, history in enumerate(histories) for spell in history.spells]
    known = [(f"MU{n}", *pair) for n, history in enumerate(histories) for pair in history.known.items()]
    return SimpleNamespace(
        event=_event_table(events),
        spell=_spell_table(spells),
        known=_table([k[0] for k in known], event=[k[1] for k in known], known_from=_days([k[2] for k in known])),
        allocation=_table([], worker=[], team=[], from_on=_days([]), until_on=_days([])),
        reach=pa.table({"event": list(reach), "data_to": _days(list(reach.values()))}),
    )


def _event_table(events: list[tuple[str, Event]]) -> pa.Table:
    facts = [event for _, event in events]
    return _table(
        [name for name, _ in events],
        child_id=pa.array([name for name, _ in events], pa.string()),
        event=pa.array([e.name for e in facts], pa.string()),
        on_day=_days([e.on for e in facts]),
        at=pa.array([e.at for e in facts], pa.int64()),
        value_on=_days([e.value_on for e in facts]),
        agreed=pa.array([e.agreed for e in facts], pa.string()),
        key=pa.array([e.key for e in facts], pa.string()),
        sure=pa.array([e.sure for e in facts], pa.bool_()),
        file=pa.array([e.place.file for e in facts], pa.string()),
        sheet=pa.array([e.place.sheet for e in facts], pa.string()),
        line=pa.array([e.place.line for e in facts], pa.int32()),
    )


def _spell_table(spells: list[tuple[str, Spell]]) -> pa.Table:
    facts = [spell for _, spell in spells]
    return _table(
        [name for name, _ in spells],
        spell=pa.array([s.name for s in facts], pa.string()),
        from_on=_days([s.from_on for s in facts]),
        until_on=_days([s.until_on for s in facts]),
        key=pa.array([s.key for s in facts], pa.string()),
        sure=pa.array([s.sure for s in facts], pa.bool_()),
    )


def _days(days: list[date | None]) -> pa.Array:
    return pa.array(days, pa.date32())


def _table(subjects: list[str], **columns: object) -> pa.Table:
    names = pa.array(subjects, pa.string())
    council, kind = (pa.array([word] * len(subjects), pa.string()) for word in ("made-up", "child"))
    text = {k: pa.array(v, pa.string()) if isinstance(v, list) else v for k, v in columns.items()}
    return pa.table({"council": council, "subject_kind": kind, "subject_id": names, **text})
