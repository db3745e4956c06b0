"""The answers: every row of every duty that must be found, the plants among them, and every fault in the files."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any, TextIO

from sightline.made_up.duty import PLANTED, Expected
from sightline.made_up.recipes import RESERVED

_ROW = ("child_id", "clock", "step", "run", "started_on", "due_on", "met_on", "state")
_PLANT = ("child_id", "clock", "step", "run", "started_on", "due_on", "state", "why")
_row, _plant = attrgetter(*_ROW), attrgetter(*_PLANT)
_HEADERS = {
    "obligations": _ROW,
    "plants": ("story", *_PLANT),
    "faults": ("kind", "table", "line", "column", "child_id"),
    "identities": ("child_id", "other_child_id", "kind"),
}


@dataclass
class AnswerFiles:
    """The open files of answers, and how often each state of each step has been planted."""

    folder: Path
    files: list[TextIO] = field(default_factory=list)
    writers: dict[str, Any] = field(default_factory=dict)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, header in _HEADERS.items():
            file = (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
            self.files.append(file)
            self.writers[name] = csv.writer(file, lineterminator="\n")
            self.writers[name].writerow(header)

    def write(self, story: str, rows: list[Expected], excluded: list[Expected]) -> None:
        """Write a child's rows; those late, missed, overdue, untellable or not owed at all are plants too.

        Children reserved for faults are not counted, so that a clean county is told of the same children.
        """
        counted = () if story == RESERVED else (*rows, *excluded)
        self.counts.update((row.clock, row.step, row.state) for row in counted)
        for row in rows:
            self.writers["obligations"].writerow(_row(row))
        for row in (*rows, *excluded):
            if row.state in PLANTED or row.state == "no row":
                self.writers["plants"].writerow((story, *_plant(row)))

    def write_fault(self, kind: str, table: str, line: int, column: str, child_id: str) -> None:
        self.writers["faults"].writerow([kind, table, line, column, child_id])

    def write_identity(self, child_id: str, other: str, kind: str) -> None:
        self.writers["identities"].writerow([child_id, other, kind])

    def close(self) -> None:
        for file in self.files:
            file.close()
