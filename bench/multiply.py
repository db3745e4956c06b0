"""A bigger county without telling more stories: every row copied so many times, each copy with ids of its own."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

# Stands after each id while a piece of a file is held; each copy puts its own ending in its place.
MARK = "\x1f"
ROWS_AT_ONCE = 20_000
# A role of a worker is no id, whatever its column is called; teams and advisers are named by their ids.
NOT_IDS = frozenset({"invo_professional_role_id"})
KEYS = ("_id", "_team", "_advisor", "_upn")
# Says how new the files are: said once, however many children there are.
ONCE = "ssd_version_log.csv"


def multiply(county: Path, times: int, bigger: Path) -> int:
    """Copy the SSD tables of a made-up county so many times over into a new folder; how many rows were written.

    `county` has the folder ssd; `bigger` gets one too, and the same standards. The first copy is the county itself; in
    the others every id and key has an ending of its own, so that nothing is shared but the days.
    """
    (bigger / "ssd").mkdir(parents=True, exist_ok=True)
    (bigger / "standards.toml").write_bytes((county / "standards.toml").read_bytes())
    tables = sorted((county / "ssd").glob("*.csv"))
    return sum(_copy(table, bigger / "ssd" / table.name, 1 if table.name == ONCE else times) for table in tables)


def _copy(table: Path, bigger: Path, times: int) -> int:
    with (
        table.open(encoding="utf-8", newline="") as source,
        bigger.open("w", encoding="utf-8", newline="") as target,
    ):
        rows = csv.reader(source)
        header = next(rows)
        csv.writer(target).writerow(header)
        keys = [place for place, name in enumerate(header) if is_key(name)]
        written = 0
        for piece in _pieces(rows):
            marked = _marked(piece, keys)
            target.writelines(marked.replace(MARK, ending(number)) for number in range(times))
            written += len(piece) * times
    return written


def is_key(column: str) -> bool:
    """Whether a column of the standard dataset holds an id: its own row's, another table's, a worker's or a team's."""
    return column.endswith(KEYS) and column not in NOT_IDS


def ending(number: int) -> str:
    """What the ids of a copy end in; nothing for the first, which is the county itself."""
    return f"-{number + 1}" if number else ""


def _pieces(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while piece := list(islice(rows, ROWS_AT_ONCE)):
        yield piece


def _marked(rows: Iterable[list[str]], keys: Sequence[int]) -> str:
    """The rows as text, with a mark after each id."""
    lines = _Lines()
    writer = csv.writer(lines)
    for row in rows:
        for place in keys:
            if row[place]:
                row[place] += MARK
        writer.writerow(row)
    return "".join(lines)


class _Lines(list[str]):
    """What a csv.writer can write to: it keeps the lines."""

    def write(self, line: str) -> None:
        self.append(line)
