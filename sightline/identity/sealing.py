"""Which records are sealed: those of adopted children, from the order on, and those on the council's own list."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.sources.cells import clean_id
from sightline.sources.model import Feed
from sightline.words import UserError

if TYPE_CHECKING:
    import pyarrow as pa

ADOPTED = ("E11", "E12")
TITLES = ("child_id", "child id", "child unique id")


def adopted_ids(tables: Mapping[str, "pa.Table"], feeds: Sequence[Feed]) -> frozenset[str]:
    """The source ids of children of whom the files say that they were adopted, by the day each file was drawn."""
    drawn = {feed.id: feed.data_to for feed in feeds}
    found = set(_by_order(_rows(tables, "permanence", ("order_on", "order_type")), drawn))
    for table in ("care_episode", "period_of_care"):
        found |= {
            str(row["child_id"])
            for row in _rows(tables, table, ("end_reason",))
            if row["child_id"] and str(row["end_reason"] or "").startswith(ADOPTED)
        }
    return frozenset(found)


def _by_order(rows: Iterable[Mapping[str, "object"]], drawn: Mapping[str, date]) -> Iterator[str]:
    for row in rows:
        on = row["order_on"]
        if (
            row["child_id"]
            and isinstance(on, date)
            and row["order_type"] == "Adoption"
            and on <= drawn[str(row["feed"])]
        ):
            yield str(row["child_id"])


def _rows(tables: Mapping[str, "pa.Table"], name: str, columns: tuple[str, ...]) -> list[dict[str, "object"]]:
    table = tables.get(name)
    return table.select(["child_id", "feed", *columns]).to_pylist() if table is not None else []


def read_sealed_list(path: Path) -> frozenset[str]:
    """The ids of a council's own list: a text file with one id on each line, or a CSV whose first column is child_id.

    Raises UserError where there is no such file, it is not text, or it holds no id.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        what = "The list of sealed records could not be read"
        raise UserError(what, path.name, "Save it as text, one child id on each line.") from error
    cells = [row[0] for row in csv.reader(lines) if row]
    cleaned = [clean_id(cell) for cell in cells if cell.strip().lower() not in TITLES]
    ids = frozenset(cell for cell in cleaned if isinstance(cell, str))
    if not ids:
        raise UserError("The list of sealed records holds no id", path.name, "Write one child id on each line.")
    return ids
