"""Facts as numbers: subjects, events, facts and keys numbered, days counted from 1970: an engine compares and joins."""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sightline.obligations.parameters import FAR
from sightline.tables.names import RECORDED, event_names, spell_names

SUBJECT = ("council", "subject_kind", "subject_id")


@dataclass(frozen=True)
class Numbers:
    """The texts that stand behind numbers: for each kind of text, all of them in the order of their numbers."""

    texts: dict[str, pa.Array]

    def number(self, column: Any, name: str) -> pa.Array:
        """The number of each text of a column; the distinct ones are looked up once."""
        flat = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        coded = flat if pa.types.is_dictionary(flat.type) else flat.dictionary_encode()
        return pc.index_in(coded.dictionary.cast(pa.string()), self.texts[name]).take(coded.indices)

    def subject(self, table: pa.Table) -> pa.Array:
        """One number for each row's council, kind and id together."""
        number: Any = 0
        for name in SUBJECT:
            place = self.number(table[name], name).cast(pa.int64())
            number = pc.add(pc.multiply(number, len(self.texts[name])), place)
        return number

    def subject_columns(self, number: pa.ChunkedArray) -> dict[str, pa.ChunkedArray]:
        """Council, kind and id of each number."""
        columns = {}
        for name in reversed(SUBJECT):
            size = len(self.texts[name])
            rest = pc.divide(number, size)
            columns[name] = self.texts[name].take(pc.subtract(number, pc.multiply(rest, size)).combine_chunks())
            number = rest
        return {name: columns[name] for name in SUBJECT}


@dataclass(frozen=True)
class Inputs:
    """The tables an engine reads, in numbers, and what those numbers stand for."""

    tables: dict[str, pa.Table]
    numbers: Numbers
    event: pa.Table


def engine_inputs(facts: Any) -> Inputs:
    """Number what stands in a tables.Facts as text and turn its days into whole numbers."""
    about = (facts.event, facts.spell, facts.known, facts.allocation)
    texts = {name: _unique(*(table[name] for table in about)) for name in SUBJECT}
    texts["key"] = _unique(facts.event["key"], facts.spell["key"])
    texts["event"], texts["spell"] = pa.array(event_names()), pa.array(spell_names())
    numbers = Numbers(texts)
    tables = {
        "event": _event(facts.event, numbers),
        "spell": _spell(facts.spell, numbers),
        "known": _known(facts.known, numbers),
        "allocation": _allocation(facts.allocation, numbers),
        "reach": pa.table(
            {"name": numbers.number(facts.reach["event"], "event"), "reach_day": days(facts.reach["data_to"])}
        ),
    }
    return Inputs(tables, numbers, facts.event)


def days(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Days as numbers of days since 1 January 1970."""
    return column.cast(pa.int32())


def _unique(*columns: pa.ChunkedArray) -> pa.Array:
    """Every text of these columns once."""
    distinct = [pc.unique(column) for column in columns]
    texts = [each.dictionary if pa.types.is_dictionary(each.type) else each for each in distinct]
    return pc.unique(pa.chunked_array([text.cast(pa.string()) for text in texts])).drop_null()


def _event(table: pa.Table, numbers: Numbers) -> pa.Table:
    places = pc.subtract(pc.cumulative_sum(pa.repeat(pa.scalar(1, pa.int64()), table.num_rows)), 1)
    return pa.table(
        {
            "row_no": places,
            "subject": numbers.subject(table),
            "name": numbers.number(table["event"], "event"),
            "on_day": days(table["on_day"]),
            "moment": table["at"],
            "value_day": days(table["value_on"]),
            "agreed": table["agreed"].cast(pa.string()),
            "key": numbers.number(table["key"], "key"),
            "sure": table["sure"],
            "recorded": pc.fill_null(pc.equal(table["feed"].cast(pa.string()), RECORDED), False),
        }
    )


def _spell(table: pa.Table, numbers: Numbers) -> pa.Table:
    return pa.table(
        {
            "subject": numbers.subject(table),
            "spell": numbers.number(table["spell"], "spell"),
            "from_day": pc.fill_null(days(table["from_on"]), -FAR),
            "until_day": pc.fill_null(days(table["until_on"]), FAR),
            "key": numbers.number(table["key"], "key"),
            "sure": table["sure"],
        }
    )


def _known(table: pa.Table, numbers: Numbers) -> pa.Table:
    name = numbers.number(table["event"], "event")
    return pa.table({"subject": numbers.subject(table), "name": name, "known_day": days(table["known_from"])})


def _allocation(table: pa.Table, numbers: Numbers) -> pa.Table:
    return pa.table(
        {
            "subject": numbers.subject(table),
            "worker": table["worker"].cast(pa.string()),
            "team": table["team"].cast(pa.string()),
            "from_day": pc.fill_null(days(table["from_on"]), -FAR),
            "until_day": pc.fill_null(days(table["until_on"]), FAR),
        }
    )
