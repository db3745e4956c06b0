"""Whose children are whose, as the files say: the allocations of a snapshot on its day."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from sightline.store.scope import Subject
from sightline.store.shelf import SUBJECT, Shelf


def allocated_to(
    shelf: Shelf, folder: Path, day: date, *, workers: Collection[str], teams: Collection[str]
) -> frozenset[Subject]:
    """The subjects allocated on a day to one of these workers or teams, named exactly as the files name them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    held = shelf.get(folder, "allocations").table
    begun = pc.less_equal(held["from_on"], pa.scalar(day))
    runs = pc.or_(pc.is_null(held["until_on"]), pc.greater(held["until_on"], pa.scalar(day)))
    theirs = pc.or_(
        pc.is_in(held["worker"], pa.array(list(workers), pa.string())),
        pc.is_in(held["team"], pa.array(list(teams), pa.string())),
    )
    wanted = pc.and_(pc.and_(pc.fill_null(begun, False), runs), pc.fill_null(theirs, False))
    rows = held.select(SUBJECT).filter(wanted)
    return frozenset(zip(*(rows[column].to_pylist() for column in SUBJECT), strict=True))


def teams_of(shelf: Shelf, folder: Path, services: Collection[str]) -> tuple[str, ...]:
    """The teams of these services, as the files say."""
    if not services:
        return ()
    rows = shelf.get(folder, "teams").table.select(["name", "parent_name"]).to_pylist()
    return tuple(sorted({row["name"] for row in rows if row["parent_name"] in services and row["name"]}))
