"""Reads the families of this folder and writes them as a council would hold them: a folder of SSD tables in CSV.

A family is one TOML file in families/:
    story                 what happens, in plain sentences
    pack                  "ssd" (SSD tables alone) or "with_templates" (and our own templates); those of a pack are
                          one council and are loaded together, for which duties are fed is judged for all of them
    as_of                 the day it is looked at; 31 October 2026, the day the files end, where it is not said
    ssd_…                 rows of an SSD table, by its own column names; a blank cell is left out
    template.…            rows of one of our templates, by our column names
    expect                every row its children must have, worked out by hand from the rule book, never by a program.
                          A column left out is blank; reason_says is a piece of the reason shown to people
All ids are made up and begin with MU for a child; the two digits after it are the family's number.
"""

import csv
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

FAMILIES = Path(__file__).parent / "families"
FILES_END = date(2026, 10, 31)
WORDS = ("story", "pack", "as_of", "data_to", "template", "expect")
ANSWER = ("child", "clock", "step", "run", "started", "due", "met", "booked", "state")

Answer = tuple[Any, ...]


@dataclass(frozen=True)
class Family:
    """One family: its rows by table (SSD) or sheet (local templates), and every row its children must have."""

    name: str
    story: str
    pack: str
    as_of: date
    tables: dict[str, list[dict[str, Any]]]
    sheets: dict[str, list[dict[str, Any]]]
    expect: list[dict[str, Any]]

    @property
    def children(self) -> set[str]:
        """Every id that the family's rows name as a person."""
        return {row["pers_person_id"] for row in self.tables["ssd_person"]}


def read_families() -> list[Family]:
    """All families, in the order of their file names."""
    return [_read(path) for path in sorted(FAMILIES.glob("*.toml"))]


def _read(path: Path) -> Family:
    entry = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = {name: rows for name, rows in entry.items() if name.startswith("ssd_")}
    unknown = set(entry) - set(tables) - set(WORDS)
    assert not unknown, f"{path.name}: {unknown} is no table and no word of a family"
    return Family(
        name=path.stem,
        story=entry["story"],
        pack=entry["pack"],
        as_of=entry.get("as_of", FILES_END),
        tables=tables,
        sheets=entry.get("template", {}),
        expect=entry["expect"],
    )


def expected_answer(row: dict[str, Any]) -> Answer:
    """An expected row as a tuple, in the order of ANSWER; what is not written is blank."""
    unknown = set(row) - {*ANSWER, "reason_says"}
    assert not unknown, f"{unknown} is no column of an expected row"
    return tuple(row.get(name, "" if name == "run" else None) for name in ANSWER)


def gather(families: Sequence[Family], kind: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of all these families by table; `kind` is "tables" or "sheets"."""
    found: dict[str, list[dict[str, Any]]] = {}
    for family in families:
        for name, rows in getattr(family, kind).items():
            found.setdefault(name, []).extend(rows)
    return found


def write_ssd(families: Sequence[Family], folder: Path, *, with_midnights: bool) -> None:
    """One CSV for each SSD table that has a row. `with_midnights` writes days as SQL Server does, at 00:00."""
    for name, rows in gather(families, "tables").items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(columns)
            writer.writerows([_cell(row.get(column), with_midnights) for column in columns] for row in rows)


def _cell(value: Any, with_midnights: bool) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return f"{value.isoformat()} 00:00:00" if with_midnights else value.isoformat()
    return "" if value is None else str(value)


def say(answer: Answer) -> str:
    """An answer on one line, for a person to compare."""
    child, clock, step, run, started, due, met, booked, state = answer
    booking = f", booked {booked}" if booked else ""
    return f"{child} {clock}/{step} {run or '-'}: from {started}, due {due}, met {met}{booking}: {state}"


def differences(expected: Iterable[Answer], got: Iterable[Answer]) -> list[str]:
    """What is missing and what is too many, row by row, in an order that puts the two beside each other."""
    wanted, given = list(expected), list(got)
    for answer in list(wanted):
        if answer in given:
            wanted.remove(answer)
            given.remove(answer)
    marked = [(answer, "expected") for answer in wanted] + [(answer, "     got") for answer in given]
    return [f"{mark} {say(answer)}" for answer, mark in sorted(marked, key=lambda pair: str(pair[0][:5]) + pair[1])]
