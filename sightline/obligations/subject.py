"""One subject's history out of the tables of facts, for the reference engine."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.obligations.history import FAR_FUTURE, FAR_PAST, Event, History, Place, Spell

if TYPE_CHECKING:
    import pyarrow as pa


def subject_history(
    event: "pa.Table", spell: "pa.Table", known: "pa.Table", reach: "pa.Table", subject_id: str
) -> History:
    """The history of one subject from tables shaped as in tables.Facts; the tables may hold others too."""
    council = _council(event, subject_id)
    return History(
        events=tuple(_event(row) for row in _rows(event, subject_id)),
        spells=tuple(_spell(row) for row in _rows(spell, subject_id)),
        known={row["event"]: row["known_from"] for row in _rows(known, subject_id)},
        reach={row["event"]: row["data_to"] for row in reach.to_pylist() if row["council"] == council},
    )


def _rows(table: "pa.Table", subject_id: str) -> list[dict[str, Any]]:
    import pyarrow.compute as pc

    rows: list[dict[str, Any]] = table.filter(pc.equal(table["subject_id"], subject_id)).to_pylist()
    return rows


def _council(event: "pa.Table", subject_id: str) -> str:
    rows = _rows(event.select(["council", "subject_id"]), subject_id)
    return str(rows[0]["council"]) if rows else ""


def _event(row: dict[str, Any]) -> Event:
    place = Place(row["file"] or "", row["sheet"] or "", row["line"] or 0)
    return Event(row["event"], row["on_day"], row["at"], row["key"], row["sure"], row["value_on"], row["agreed"], place)


def _spell(row: dict[str, Any]) -> Spell:
    return Spell(
        row["spell"], _day(row["from_on"], FAR_PAST), _day(row["until_on"], FAR_FUTURE), row["key"], row["sure"]
    )


def _day(value: date | None, otherwise: date) -> date:
    return value or otherwise
