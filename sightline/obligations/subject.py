"""One subject's history out of the tables of facts, for the reference engine."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.obligations.history import FAR_FUTURE, FAR_PAST, Event, History, Place, Spell
from sightline.tables.names import RECORDED

if TYPE_CHECKING:
    import pyarrow as pa


Row = dict[str, Any]


def subject_history(
    event: "pa.Table", spell: "pa.Table", known: "pa.Table", reach: "pa.Table", subject_id: str
) -> History:
    """The history of one subject from tables shaped as in tables.Facts; the tables may hold others too."""
    events = _rows(event, subject_id)
    council = events[0]["council"] if events else ""
    reaches = [row for row in reach.to_pylist() if row["council"] == council]
    return history_from(events, _rows(spell, subject_id), _rows(known, subject_id), reaches)


def history_from(
    events: Sequence[Row], spells: Sequence[Row], known: Sequence[Row], reach: Sequence[Row], also: Sequence[Row] = ()
) -> History:
    """The same from the rows of one subject and the reach of the events of one council.

    `also`: where else the subject's facts stand.
    """
    elsewhere: dict[tuple[Any, ...], list[Place]] = {}
    for row in also:
        elsewhere.setdefault((row["event"], row["on_day"], row["key"]), []).append(_place(row))
    return History(
        events=tuple(_event(row, elsewhere) for row in events),
        spells=tuple(map(_spell, spells)),
        known={row["event"]: row["known_from"] for row in known},
        reach={row["event"]: row["data_to"] for row in reach},
    )


def _rows(table: "pa.Table", subject_id: str) -> list[dict[str, Any]]:
    import pyarrow.compute as pc

    rows: list[dict[str, Any]] = table.filter(pc.equal(table["subject_id"], subject_id)).to_pylist()
    return rows


def _event(row: Row, elsewhere: Mapping[tuple[Any, ...], list[Place]]) -> Event:
    told = (row["event"], row["on_day"], row["at"], row["key"], row["sure"], row["value_on"], row["agreed"])
    also = tuple(elsewhere.get((row["event"], row["on_day"], row["key"]), ()))
    return Event(*told, _place(row), recorded=row["feed"] == RECORDED, also=also)


def _place(row: Row) -> Place:
    return Place(row["file"] or "", row["sheet"] or "", row["line"] or 0)


def _spell(row: dict[str, Any]) -> Spell:
    return Spell(
        row["spell"], _day(row["from_on"], FAR_PAST), _day(row["until_on"], FAR_FUTURE), row["key"], row["sure"]
    )


def _day(value: date | None, otherwise: date) -> date:
    return value or otherwise
