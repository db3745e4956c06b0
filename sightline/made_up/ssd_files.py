"""The folder of standard safeguarding dataset tables, one CSV each, written row by row."""

import csv
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from sightline.made_up.story import Facts


def read_columns() -> dict[str, list[str]]:
    """Every table the county fills, with its columns in order."""
    with (Path(__file__).parent / "ssd_columns.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass
class SsdFiles:
    """Open files, one a table; `lines` is the number of the line written last, the header being line 1."""

    folder: Path
    columns: dict[str, list[str]] = field(default_factory=read_columns)
    files: dict[str, TextIO] = field(default_factory=dict)
    writers: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for table, columns in self.columns.items():
            file = (self.folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
            self.files[table], self.writers[table] = file, csv.writer(file, lineterminator="\r\n")
            self.writers[table].writerow(columns)
            self.lines[table] = 1

    def write(self, table: str, facts: Facts) -> int:
        """Write one row, as SQL Server's own export writes it, and give its line; midnight where no time is held."""
        self.writers[table].writerow(map(facts.get, self.columns[table]))
        self.lines[table] += 1
        return self.lines[table]

    def close(self) -> None:
        for file in self.files.values():
            file.close()
