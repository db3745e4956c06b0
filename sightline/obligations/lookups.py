"""Lookup tables of due days, filled by the one module that does date arithmetic, so that SQL only joins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from sightline.calendars.time_limit import TimeLimit, due_at, due_on
from sightline.obligations.parameters import EPOCH, Limits, as_table, day_number

DAY_SCHEMA = [("limit_id", pa.int32()), ("day", pa.int32()), ("due_day", pa.int32())]
AT_SCHEMA = [("limit_id", pa.int32()), ("moment", pa.int64()), ("due_at", pa.int64()), ("due_day", pa.int32())]
AGREED_SCHEMA = [("agreed", pa.string()), ("calendar", pa.int32()), ("limit_id", pa.int32())]


@dataclass
class DueDays:
    """The table (limit_id, day, due_day), which grows: what was worked out for some subjects serves the next."""

    limits: Limits
    table: pa.Table = field(default_factory=lambda: as_table(DAY_SCHEMA, []))
    asked: set[tuple[int, int]] = field(default_factory=set)

    def grow(self, wanted: pa.Table) -> bool:
        """Add every pair wanted, and say whether any was new; there is no row where the calendar does not reach."""
        pairs = set(zip(wanted["limit_id"].to_pylist(), wanted["day"].to_pylist(), strict=True))
        new = pairs - self.asked
        if new:
            self.asked |= new
            self.table = pa.concat_tables([self.table, as_table(DAY_SCHEMA, list(self._due(new)))])
        return bool(new)

    def _due(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
        known = self.limits.known()
        for number, day in pairs:
            due = due_on(known[number][0], date.fromordinal(day + EPOCH), known[number][1])
            if due:
                yield number, day, due.toordinal() - EPOCH


def due_times(wanted: pa.Table, limits: Limits) -> pa.Table:
    """(limit_id, moment, due_at, due_day) for every limit in hours and time wanted."""
    known = {number: limit for (limit, _), number in limits.numbers.items()}
    rows = []
    for number, at in zip(wanted["limit_id"].to_pylist(), wanted["moment"].to_pylist(), strict=True):
        ends, day = due_at(known[number], at)
        rows.append((number, at, ends, day_number(day)))
    return as_table(AT_SCHEMA, rows)


def agreed_limits(texts: list[str], calendars: tuple[str, ...], limits: Limits) -> pa.Table:
    """(agreed, calendar, limit_id) for every interval that plans agreed; one that is no time limit is left out."""
    rows = []
    for text in texts:
        limit = TimeLimit.read(text)
        for number, calendar in enumerate(calendars if limit else ()):
            rows.append((text, number, limits.number(limit, calendar) if limit else None))
    return as_table(AGREED_SCHEMA, rows)
