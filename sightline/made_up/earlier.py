"""The files as they were drawn each week before the newest: those of now, less what was not yet known, with what was
wrong then; and, as answers, what the files of one week said otherwise than those of the week before.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

from sightline.made_up.diary import AS_OF
from sightline.made_up.histories import as_day, read_entries, rows_of
from sightline.made_up.mishaps import WITHDRAWN, limits_of, with_mishap
from sightline.made_up.recording import Row
from sightline.made_up.registers import write_registers
from sightline.made_up.ssd_files import SsdFiles, read_columns
from sightline.made_up.story import Facts, Story, Value
from sightline.made_up.teams import Workforce
from sightline.made_up.template_files import COLUMNS, FIRST_COLUMN, NAMES

RECORDED = "recorded"
ANSWERS = ("kind", "table", "row_id", "child_id", "column", "was", "now", "until", "since")
Line = str | tuple[str, ...]


def weeks_before(weeks: int) -> tuple[date, ...]:
    """The days on which the earlier files were drawn, the first first: Saturdays, as the newest."""
    return tuple(AS_OF - timedelta(weeks=week) for week in range(weeks, 0, -1))


@dataclass
class Earlier:
    """The lines of every table: one text where all days say the same, else one for each day ("" where it has none).

    They are kept until all is told, some 50 MB for 10,000 children; `cases` counts those of each worker on each day.
    """

    days: tuple[date, ...]
    lines: dict[str, list[Line]] = field(default_factory=lambda: {name: [] for name in read_entries()})
    cases: list[Counter[str]] = field(default_factory=list)
    answers: list[tuple[Value, ...]] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=read_columns)

    def add(self, story: Story, *, may_go_wrong: bool) -> None:
        """The rows of a child. Where a fault is planted, or nobody may look, nothing more goes wrong with them."""
        rows, limits = list(rows_of(story)), limits_of(story)
        begun = min(row.known for row in rows)
        for whole in rows:
            for row in with_mishap(whole, limits) if may_go_wrong else [whole]:
                drawn = [row.drawn(day) for day in self.days]
                self.lines[row.table].append(self._line(row, drawn))
                self.answers += _answers(row, drawn, self.days, story.child_id, begun)
                if row.table == "ssd_involvements":
                    self._count_cases(drawn)

    def _line(self, row: Row, drawn: list[Facts | None]) -> Line:
        if all(facts is row.facts for facts in drawn):
            return self._text(row.table, row.facts)
        return tuple(self._text(row.table, facts) if facts else "" for facts in drawn)

    def _text(self, table: str, facts: Facts) -> str:
        if table in self.columns:
            return _csv([facts.get(column) for column in self.columns[table]])
        return _csv([next((facts[name] for name in names if facts.get(name)), "") for names in NAMES[table]])

    def _count_cases(self, drawn: list[Facts | None]) -> None:
        self.cases = self.cases or [Counter() for _ in self.days]
        for counted, facts in zip(self.cases, drawn, strict=True):
            if facts and not facts["invo_involvement_end_date"]:
                counted[str(facts["invo_professional_id"])] += 1

    def write(self, folder: Path, answers: Path, workforce: Workforce) -> None:
        """One folder for each day, with ssd/ and templates/ (a file for each sheet); and the answers."""
        for place, day in enumerate(self.days):
            ssd = SsdFiles(folder / day.isoformat() / "ssd")
            ssd.open()
            for table, file in ssd.files.items():
                file.writelines(self._drawn(table, place))
            write_registers(ssd, workforce, self.cases[place] if self.cases else Counter(), drawn=day)
            ssd.close()
            self._write_templates(folder / day.isoformat() / "templates", place)
        with (answers / "earlier.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([ANSWERS, *self.answers])

    def _write_templates(self, folder: Path, place: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for sheet, columns in COLUMNS.items():
            with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
                file.write(_csv([FIRST_COLUMN[0], *columns]))
                file.writelines(self._drawn(sheet, place))

    def _drawn(self, table: str, place: int) -> Iterator[str]:
        return (line if isinstance(line, str) else line[place] for line in self.lines.get(table, ()))


def _csv(cells: list[Value]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _answers(
    row: Row, drawn: list[Facts | None], days: tuple[date, ...], child: str, begun: date
) -> Iterator[tuple[Value, ...]]:
    """What came of the row from one week to the next. `begun`: since when any file had the child."""
    entry = read_entries()[row.table]
    weeks = [*zip(days, drawn, strict=True), (AS_OF, None if row.gone else row.facts)]
    if all(facts is row.facts for _, facts in weeks):
        return
    planted = [change for change in row.changes if change.kind]
    for (until, before), (since, now) in pairwise(weeks):
        told = row.table, row.row_id, child
        if before and now:
            for change in planted:
                if before[change.column] == change.was != now[change.column]:
                    yield (change.kind, *told, change.column, change.was, now[change.column], until, since)
        elif before:
            yield (WITHDRAWN, *told, entry.on, before[entry.on], None, until, since)
        elif now and entry.visit and now[entry.visit] != "N" and as_day(now[entry.on]) and not row.gone:
            yield (RECORDED, *told, entry.on, None, row.facts[entry.on], until if until >= begun else None, since)
