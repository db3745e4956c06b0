"""Whose children are whose, as the files say: the allocations of a snapshot on its day."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.store.scope import Subject
from sightline.store.shelf import JOINT, SUBJECT, Shelf

if TYPE_CHECKING:
    import pyarrow as pa

Named = tuple[str, str]
"""A council, and how its files name a worker, a team or a service: two councils may use the same words."""


def allocated_to(
    shelf: Shelf, folder: Path, day: date, *, workers: Collection[Named], teams: Collection[Named]
) -> frozenset[Subject]:
    """The subjects allocated on a day to one of these workers or teams, named exactly as the files name them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    held = shelf.get(folder, "allocations").table
    begun = pc.fill_null(pc.less_equal(held["from_on"], pa.scalar(day)), False)
    runs = pc.fill_null(pc.greater(held["until_on"], pa.scalar(day)), True)
    theirs = pc.or_(_named(held, "worker", workers), _named(held, "team", teams))
    rows = held.select(SUBJECT).filter(pc.and_(pc.and_(begun, runs), theirs))
    return frozenset(zip(*(rows[column].to_pylist() for column in SUBJECT), strict=True))


def teams_of(shelf: Shelf, folder: Path, services: Collection[Named]) -> tuple[Named, ...]:
    """The teams of these services, as the files say."""
    if not services:
        return ()
    rows = shelf.get(folder, "teams").table.select(["council", "name", "parent_name"]).to_pylist()
    found = {(row["council"], row["name"]) for row in rows if (row["council"], row["parent_name"]) in services}
    return tuple(sorted((council, name) for council, name in found if name))


def _named(table: "pa.Table", column: str, wanted: Collection[Named]) -> "pa.ChunkedArray":
    """For each row, whether its council and the text in this column are among the wanted."""
    import pyarrow as pa
    import pyarrow.compute as pc

    joined = pc.binary_join_element_wise(table["council"].cast("string"), table[column].cast("string"), JOINT)
    return pc.is_in(joined, pa.array([JOINT.join(named) for named in wanted], pa.string()))
