"""The catalogue of duties as it was compiled: every row by id, and those that are no clock, with the reason."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sightline.entry_files import EntryFile, read_entry

HERE = Path(__file__).parent


@dataclass(frozen=True)
class CatalogueRow:
    """One duty or published figure. `status`: statutory, statutory_guidance, national_standard, local, prospective,
    or indicator: a figure, for the measures.
    """

    id: str
    title: str
    area: str
    status: str


@cache
def load_rows() -> tuple[CatalogueRow, ...]:
    """Every row of the catalogue, in its order."""
    with (HERE / "catalogue.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(CatalogueRow(**row) for row in csv.DictReader(lines))


@cache
def load_left_out() -> dict[str, str]:
    """The rows that are no clock: id and reason. Raises UserError for an id that the catalogue does not hold."""
    file, table = read_entry(HERE / "left_out.toml")
    for name, entry in table.items():
        _check(file, name, entry)
    return {name: entry["reason"] for name, entry in table.items()}


def _check(file: EntryFile, name: str, entry: dict[str, str]) -> None:
    file.check_name(name, (row.id for row in load_rows()), "a row of the catalogue")
    file.check_words(entry, ("reason",), "a row left out")
    file.check_needs(entry, ("reason",), "This row")
