"""Every column that a clock uses is looked at by some check of its table, or stands here with the reason why not.

A figure is the share in time of a clock's duties, and rests on the same columns.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from sightline.checks import load_checks
from sightline.clocks import load_clocks
from sightline.clocks.entry import Clock
from sightline.sources.declared import load_tables
from sightline.tables.entries import EventEntry, SpellEntry, load_events, load_spells

TIES = "ids and texts tie rows together: an id used twice is a finding of the load, one that leads nowhere is an orphan"
OF_A_DAY = "times: the day they belong to is looked at, and one that cannot be read is a finding of the load"
LEFT_OUT = {"id": TIES, "text": TIES, "time": OF_A_DAY}
"""By the type of the column."""
WHOLE_ROW = "{}_unreadable"
"""The check that looks at every cell of a table."""


def test_every_column_that_a_clock_uses_is_looked_at() -> None:
    checked: dict[str, set[str]] = defaultdict(set)
    for check in load_checks():
        checked[check.table] |= {*check.needs, *check.differs}
        if check.id == WHOLE_ROW.format(check.table):
            checked[check.table] |= {*load_tables()[check.table].names}
    missing = [
        f"{table}.{column}"
        for table, columns in used_by_clocks().items()
        for column in sorted(columns - checked[table])
        if load_tables()[table].column(column).type not in LEFT_OUT
    ]
    assert missing == []


def used_by_clocks() -> dict[str, set[str]]:
    """For each table the columns that some clock's events and conditions are made of."""
    facts = {name for clock in load_clocks() for name in _facts(clock)}
    used: dict[str, set[str]] = defaultdict(set)
    for entry in (*load_events(), *load_spells()):
        if entry.name in facts:
            for table, column in _columns(entry):
                used[table].add(column)
    return used


def _facts(clock: Clock) -> Iterator[str]:
    yield from (clock.starts, *clock.met_by, *clock.stops, *clock.extends, *clock.pauses)
    yield from (condition.spell for condition in clock.only_if)
    yield from (step.when.spell for version in clock.versions for step in version.steps if step.when)


def _columns(entry: EventEntry | SpellEntry) -> Iterator[tuple[str, str]]:
    """The columns that an entry names; of one made by a query, those of its tables that the query names."""
    words = set(re.findall(r"\w+", f"{entry.sources} {entry.sql}"))
    for table in (*entry.tables, *(source.table for source in entry.sources)):
        yield from ((table, column) for column in load_tables()[table].names if column in words)
