"""Facts as numbers: subjects numbered, days counted from 1970, so that an engine only compares and joins."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sightline.obligations.parameters import FAR

SUBJECT = ("council", "subject_kind", "subject_id")


@dataclass(frozen=True)
class Inputs:
    """The tables event, spell, known and reach in numbers; `subjects` gives each subject by its number."""

    tables: dict[str, pa.Table]
    subjects: pa.Table
    event: pa.Table
    reach_by_event: dict[str, date]


def engine_inputs(facts: Any) -> Inputs:
    """Number the subjects of a tables.Facts and turn its days into whole numbers."""
    names = [_names(table) for table in (facts.event, facts.spell, facts.known, facts.allocation)]
    every = pc.unique(pa.chunked_array([chunk for name in names for chunk in name.chunks], pa.string()))
    event, spell, known, held = (pc.index_in(name, every) for name in names)
    reach = {row["event"]: row["data_to"] for row in facts.reach.to_pylist()}
    tables = {
        "event": _event(facts.event, event),
        "spell": _spell(facts.spell, spell),
        "known": pa.table(
            {"subject": known, "name": facts.known["event"], "known_day": days(facts.known["known_from"])}
        ),
        "allocation": _allocation(facts.allocation, held),
        "reach": pa.table({"name": facts.reach["event"], "reach_day": days(facts.reach["data_to"])}),
    }
    return Inputs(tables, _split(every), facts.event, reach)


def days(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Days as numbers of days since 1 January 1970."""
    return column.cast(pa.int32())


def _names(table: pa.Table) -> pa.ChunkedArray:
    joined = pc.binary_join_element_wise(*(table[name].cast(pa.string()) for name in SUBJECT), "\x1f")
    return joined if isinstance(joined, pa.ChunkedArray) else pa.chunked_array([joined])


def _split(names: pa.Array) -> pa.Table:
    parts = pc.split_pattern(names, "\x1f")
    return pa.table({name: pc.list_element(parts, place) for place, name in enumerate(SUBJECT)})


def _event(table: pa.Table, subject: Any) -> pa.Table:
    return pa.table(
        {
            "row_no": pa.array(range(table.num_rows), pa.int64()),
            "subject": subject,
            "name": table["event"],
            "on_day": days(table["on_day"]),
            "moment": table["at"],
            "value_day": days(table["value_on"]),
            "agreed": table["agreed"],
            "key": table["key"],
            "sure": table["sure"],
        }
    )


def _spell(table: pa.Table, subject: Any) -> pa.Table:
    return pa.table(
        {
            "subject": subject,
            "spell": table["spell"],
            "from_day": pc.fill_null(days(table["from_on"]), -FAR),
            "until_day": pc.fill_null(days(table["until_on"]), FAR),
            "key": table["key"],
            "sure": table["sure"],
        }
    )


def _allocation(table: pa.Table, subject: Any) -> pa.Table:
    return pa.table(
        {
            "subject": subject,
            "worker": table["worker"],
            "team": table["team"],
            "from_day": pc.fill_null(days(table["from_on"]), -FAR),
            "until_day": pc.fill_null(days(table["until_on"]), FAR),
        }
    )


def _known(table: pa.Table, subject: Any) -> pa.Table:
    return pa.table({"subject": subject, "name": table["event"], "known_day": days(table["known_from"])})
