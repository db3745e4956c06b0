"""Random histories as the tables an SQL engine reads. Subjects are of all kinds, and several kinds use one id."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace

import pyarrow as pa

from sightline.obligations.history import Event, History, Spell
from sightline.sources.declared import load_kinds

KINDS = tuple(load_kinds())
Subject = tuple[str, str]


def subject_of(place: int) -> Subject:
    """Kind and id of the subject whose history stands at a place."""
    return KINDS[place % len(KINDS)], f"MU{place // len(KINDS)}"


def place_of(subject: Subject) -> int:
    """Where a subject's history stands."""
    return int(subject[1].removeprefix("MU")) * len(KINDS) + KINDS.index(subject[0])


def as_facts(histories: list[History], reach: Mapping[str, date]) -> SimpleNamespace:
    """The same histories as a tables.Facts."""
    events = [(n, event) for n, history in enumerate(histories) for event in history.events]
    spells = [(n, spell) for n, history in enumerate(histories) for spell in history.spells]
    known = [(n, *pair) for n, history in enumerate(histories) for pair in history.known.items()]
    return SimpleNamespace(
        event=_event_table(events),
        spell=_spell_table(spells),
        known=_table([k[0] for k in known], event=[k[1] for k in known], known_from=_days([k[2] for k in known])),
        allocation=_table([], worker=[], team=[], from_on=_days([]), until_on=_days([])),
        reach=pa.table({"event": list(reach), "data_to": _days(list(reach.values()))}),
    )


def _event_table(events: list[tuple[int, Event]]) -> pa.Table:
    facts = [event for _, event in events]
    return _table(
        [place for place, _ in events],
        child_id=pa.array([subject_of(place)[1] for place, _ in events], pa.string()),
        event=pa.array([e.name for e in facts], pa.string()),
        on_day=_days([e.on for e in facts]),
        at=pa.array([e.at for e in facts], pa.int64()),
        value_on=_days([e.value_on for e in facts]),
        agreed=pa.array([e.agreed for e in facts], pa.string()),
        key=pa.array([e.key for e in facts], pa.string()),
        sure=pa.array([e.sure for e in facts], pa.bool_()),
        feed=pa.array(["recorded" if e.recorded else "a file" for e in facts], pa.string()),
        file=pa.array([e.place.file for e in facts], pa.string()),
        sheet=pa.array([e.place.sheet for e in facts], pa.string()),
        line=pa.array([e.place.line for e in facts], pa.int32()),
    )


def _spell_table(spells: list[tuple[int, Spell]]) -> pa.Table:
    facts = [spell for _, spell in spells]
    return _table(
        [place for place, _ in spells],
        spell=pa.array([s.name for s in facts], pa.string()),
        from_on=_days([s.from_on for s in facts]),
        until_on=_days([s.until_on for s in facts]),
        key=pa.array([s.key for s in facts], pa.string()),
        sure=pa.array([s.sure for s in facts], pa.bool_()),
    )


def _days(days: list[date | None]) -> pa.Array:
    return pa.array(days, pa.date32())


def _table(places: list[int], **columns: object) -> pa.Table:
    subjects = [subject_of(place) for place in places]
    names = pa.array([name for _, name in subjects], pa.string())
    council = pa.array(["made-up"] * len(subjects), pa.string())
    kind = pa.array([kind for kind, _ in subjects], pa.string())
    text = {k: pa.array(v, pa.string()) if isinstance(v, list) else v for k, v in columns.items()}
    return pa.table({"council": council, "subject_kind": kind, "subject_id": names, **text})
