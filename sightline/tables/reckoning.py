"""Fills the table of reckoned days (name of the limit, day) → day, so that SQL only joins."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from sightline.calendars.time_limit import TimeLimit, birthday, due_on
from sightline.calendars.working_days import load_calendars
from sightline.engines import duckdb
from sightline.tables.entries import EventEntry, SpellEntry, SpellSource
from sightline.tables.spell_sql import reckoning

HERE = Path(__file__).parent
Reckoned = Callable[[date], date | None]
FIELDS = pa.schema([("name", pa.string()), ("day", pa.date32()), ("due", pa.date32())])


def reckon(con: duckdb.Connection, events: Sequence[EventEntry], spells: Sequence[SpellEntry]) -> pa.Table:
    """The day each limit of these entries ends, for each day on which it begins in the staged tables."""
    wanted = {(f"{entry.birthday} years of age", "child", "born_on") for entry in events if entry.birthday}
    wanted |= {limit for entry in spells for source in entry.sources for limit in _limits(source)}
    wanted |= {
        (age, "child", "born_on") for file in {entry.sql for entry in events if entry.sql} for age in _ages(file)
    }
    days = {place: _days(con, *place) for place in {(table, column) for _, table, column in wanted}}
    parts = [_part(name, days[table, column]) for name, table, column in sorted(wanted)]
    return pa.concat_tables(parts) if parts else FIELDS.empty_table()


def _ages(file: str) -> list[str]:
    """The ages that a .sql file asks for: '14 years of age'."""
    return re.findall(r"'(\d+ years of age)'", (HERE / f"{file}.sql").read_text(encoding="utf-8"))


def _limits(source: SpellSource) -> Iterable[tuple[str, str, str]]:
    for name, limit in (("lasting", source.lasts), ("beginning", source.after)):
        if limit:
            yield reckoning(source, name), source.table, source.from_on


def _days(con: duckdb.Connection, table: str, column: str) -> list[date]:
    sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {column}"
    return duckdb.query(con, sql)[column].to_pylist()  # type: ignore[no-any-return]


def _part(name: str, days: list[date]) -> pa.Table:
    reckoned = _birthday(int(name.split()[0])) if name.endswith(" of age") else _end(TimeLimit.parse(name))
    rows = [(day, due) for day in days if (due := reckoned(day))]
    columns = [[name] * len(rows), [day for day, _ in rows], [due for _, due in rows]]
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, FIELDS, strict=True)], schema=FIELDS
    )


def _end(limit: TimeLimit) -> Reckoned:
    calendar = load_calendars()["england"]
    return lambda day: due_on(limit, day, calendar)


def _birthday(age: int) -> Reckoned:
    def reach(born: date) -> date | None:
        try:
            return birthday(born, age)
        except ValueError:
            return None

    return reach
