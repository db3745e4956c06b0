"""What became of each fact between two loads: the same, given another day, corrected otherwise, added or withdrawn.

A fact is known by its event and key and, among several of those, by its place in order of days; so a corrected day is a
fact given another day, not one gone and one new.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Subject = tuple[str, str, str]
Became = Literal["withdrawn", "given another day", "corrected", "added"]
SLOT = ("council", "subject_kind", "subject_id", "event", "key")
CORRECTED = ("at", "value_on", "agreed", "sure")
_LAST = date.max


@dataclass(frozen=True)
class FactChange:
    """One fact that is not what it was: the event, its key, what became of it, and its day before and after."""

    event: str
    key: str | None
    became: Became
    before: date | None
    after: date | None


def changed_facts(
    before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]
) -> dict[Subject, list[FactChange]]:
    """The facts of each subject that differ between two tables of events (see tables.Facts)."""
    old, new = _by_slot(before), _by_slot(after)
    found: dict[Subject, list[FactChange]] = defaultdict(list)
    for slot in sorted(old.keys() | new.keys(), key=str):
        council, kind, subject, event, key = slot
        for change in _changes(event, key, old.get(slot, []), new.get(slot, [])):
            found[council, kind, subject].append(change)
    return dict(found)


def _by_slot(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[Any, ...], list[Mapping[str, Any]]]:
    slots: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        slots[tuple(row[name] for name in SLOT)].append(row)
    return slots


def _changes(
    event: str, key: str | None, old: list[Mapping[str, Any]], new: list[Mapping[str, Any]]
) -> Iterable[FactChange]:
    """Days that stand in both are the same fact; those left over are paired in their order."""
    held = {row["on_day"]: row for row in old}
    holds = {row["on_day"]: row for row in new}
    for day in held.keys() & holds.keys():
        if any(held[day][name] != holds[day][name] for name in CORRECTED):
            yield FactChange(event, key, "corrected", day, day)
    gone = sorted(held.keys() - holds.keys(), key=lambda day: day or _LAST)
    come = sorted(holds.keys() - held.keys(), key=lambda day: day or _LAST)
    paired = min(len(gone), len(come))
    yield from (FactChange(event, key, "given another day", a, b) for a, b in zip(gone, come, strict=False))
    yield from (FactChange(event, key, "withdrawn", day, None) for day in gone[paired:])
    yield from (FactChange(event, key, "added", None, day) for day in come[paired:])
