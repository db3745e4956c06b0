"""Facts as numbers: subjects, events, facts and keys numbered, days counted from 1970: an engine compares and joins."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sightline.obligations.parameters import FAR
from sightline.tables.names import event_names, spell_names

SUBJECT = ("council", "subject_kind", "subject_id")


@dataclass(frozen=True)
class Inputs:
    """The tables an engine reads, in numbers; `subjects` gives each subject, `keys` each key, by its number."""

    tables: dict[str, pa.Table]
    subjects: pa.Table
    keys: pa.Array
    event: pa.Table
    reach_by_event: dict[str, date]


def engine_inputs(facts: Any) -> Inputs:
    """Number what stands in a tables.Facts as text and turn its days into whole numbers."""
    subjects = _unique(*(_names(table) for table in (facts.event, facts.spell, facts.known, facts.allocation)))
    keys = _unique(facts.event["key"], facts.spell["key"]).drop_null()
    tables = {
        "event": _event(facts.event, subjects, keys),
        "spell": _spell(facts.spell, subjects, keys),
        "known": _known(facts.known, subjects),
        "allocation": _allocation(facts.allocation, subjects),
        "reach": pa.table({"name": _event_number(facts.reach), "reach_day": days(facts.reach["data_to"])}),
    }
    reach = {row["event"]: row["data_to"] for row in facts.reach.to_pylist()}
    return Inputs(tables, _split(subjects), keys, facts.event, reach)


def days(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Days as numbers of days since 1 January 1970."""
    return column.cast(pa.int32())


def _unique(*columns: pa.ChunkedArray) -> pa.Array:
    """Every text of these columns once."""
    return pc.unique(pa.chunked_array([pc.unique(column.cast(pa.string())) for column in columns]))


def _number(column: pa.ChunkedArray, names: pa.Array) -> pa.ChunkedArray:
    return pc.index_in(column.cast(pa.string()), names)


def _event_number(table: pa.Table) -> pa.ChunkedArray:
    return _number(table["event"], pa.array(event_names()))


def _names(table: pa.Table) -> pa.ChunkedArray:
    """Each row's subject as one text."""
    joined = pc.binary_join_element_wise(*(table[name].cast(pa.string()) for name in SUBJECT), "\x1f")
    return joined if isinstance(joined, pa.ChunkedArray) else pa.chunked_array([joined])


def _split(names: pa.Array) -> pa.Table:
    parts = pc.split_pattern(names, "\x1f")
    return pa.table({name: pc.list_element(parts, place) for place, name in enumerate(SUBJECT)})


def _event(table: pa.Table, subjects: pa.Array, keys: pa.Array) -> pa.Table:
    return pa.table(
        {
            "row_no": pa.array(range(table.num_rows), pa.int64()),
            "subject": _number(_names(table), subjects),
            "name": _event_number(table),
            "on_day": days(table["on_day"]),
            "moment": table["at"],
            "value_day": days(table["value_on"]),
            "agreed": table["agreed"],
            "key": _number(table["key"], keys),
            "sure": table["sure"],
        }
    )


def _spell(table: pa.Table, subjects: pa.Array, keys: pa.Array) -> pa.Table:
    return pa.table(
        {
            "subject": _number(_names(table), subjects),
            "spell": _number(table["spell"], pa.array(spell_names())),
            "from_day": pc.fill_null(days(table["from_on"]), -FAR),
            "until_day": pc.fill_null(days(table["until_on"]), FAR),
            "key": _number(table["key"], keys),
            "sure": table["sure"],
        }
    )


def _known(table: pa.Table, subjects: pa.Array) -> pa.Table:
    number = _number(_names(table), subjects)
    return pa.table({"subject": number, "name": _event_number(table), "known_day": days(table["known_from"])})


def _allocation(table: pa.Table, subjects: pa.Array) -> pa.Table:
    return pa.table(
        {
            "subject": _number(_names(table), subjects),
            "worker": table["worker"],
            "team": table["team"],
            "from_day": pc.fill_null(days(table["from_on"]), -FAR),
            "until_day": pc.fill_null(days(table["until_on"]), FAR),
        }
    )
