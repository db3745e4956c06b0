"""Lookup tables of due days, filled by the one module that does date arithmetic, so that SQL only joins."""

from datetime import date

import pyarrow as pa

from sightline.calendars.time_limit import TimeLimit, due_at, due_on
from sightline.obligations.parameters import EPOCH, Limits, as_table, day_number

DAY_SCHEMA = [("limit_id", pa.int32()), ("day", pa.int32()), ("due_day", pa.int32())]
AT_SCHEMA = [("limit_id", pa.int32()), ("moment", pa.int64()), ("due_at", pa.int64()), ("due_day", pa.int32())]
AGREED_SCHEMA = [("agreed", pa.string()), ("calendar", pa.int32()), ("limit_id", pa.int32())]


def due_days(wanted: pa.Table, limits: Limits) -> pa.Table:
    """(limit_id, day, due_day) for every pair wanted; no row where the calendar does not reach."""
    known = limits.known()
    rows = []
    for number, day in zip(wanted["limit_id"].to_pylist(), wanted["day"].to_pylist(), strict=True):
        limit, calendar = known[number]
        due = due_on(limit, date.fromordinal(day + EPOCH), calendar)
        if due:
            rows.append((number, day, due.toordinal() - EPOCH))
    return as_table(DAY_SCHEMA, rows)


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
