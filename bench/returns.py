"""All checks over returns of many children: `python -m bench.returns [FOLDER…]` prints one JSON line for each size.

A folder holds one SSDA903 return in CSV, or census files in XML; they are multiplied, each copy with ids of its own,
until they hold 2,000 and 20,000 children. Each measurement runs in a process of its own. Reading is in the time.
"""

import csv
import importlib.abc
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from bench.machine import busy, peak_mb
from bench.measure import Figure, usual_surroundings
from bench.planted_903 import write_903
from bench.planted_census import write_census
from bench.stopwatch import Stopwatch

SIZES = (2_000, 20_000)
RUNS = 3
"""Of each the middle one by its seconds is given."""
CHILD = re.compile(r"<Child>.*?</Child>", re.DOTALL)
NAMED = re.compile(r"(<LAchildID>)([^<]*)")
OWN_ID = ("CHILD", "child")


def check_files(folder: Path) -> dict[str, object]:
    """Read the returns of a folder and run every check over them."""
    stopwatch = Stopwatch()
    import pyarrow as pa

    from sightline.checks import load_checks, run_checks
    from sightline.sources import read_paths

    reading = read_paths([folder])
    read = stopwatch.stop()
    ids = pa.chunked_array([table["child_id"].combine_chunks() for table in reading.tables.values()]).unique()
    subjects = pa.table({"subject_id": ids, "child_id": ids}).drop_null()
    found = run_checks(reading.tables, reading.feeds, load_checks(), council="", subjects=subjects)
    spent = stopwatch.stop()
    return {
        "children": subjects.num_rows,
        "rows": sum(table.num_rows for table in reading.tables.values()),
        "failures": found.failures.num_rows,
        "seconds": spent.seconds,
        "cpu_seconds": spent.cpu_seconds,
        "reading_cpu_seconds": read.cpu_seconds,
        "peak_mb": peak_mb(),
    }


def multiply(source: Path, target: Path, children: int) -> None:
    """Write the files of a folder so many times over that they hold at least so many children."""
    for path in sorted(source.glob("*.csv")):
        _multiply_table(path, target / path.name, _times(source, children))
    for path in sorted(source.glob("*.xml")):
        _multiply_markup(path, target / path.name, children)


def _times(source: Path, children: int) -> int:
    with (source / "header.csv").open(encoding="utf-8-sig", newline="") as header:
        return max(1, round(children / (sum(1 for _ in header) - 1)))


def _multiply_table(source: Path, target: Path, times: int) -> None:
    with source.open(encoding="utf-8-sig", newline="") as text, target.open("w", encoding="utf-8", newline="") as out:
        header, *rows = csv.reader(text)
        writer = csv.writer(out)
        writer.writerow(header)
        place = next(n for n, name in enumerate(header) if name in OWN_ID)
        for copy in range(times):
            writer.writerows([*row[:place], f"{copy}-{row[place]}", *row[place + 1 :]] for row in rows if row)


def _multiply_markup(source: Path, target: Path, children: int) -> None:
    text = source.read_text(encoding="utf-8")
    found = CHILD.findall(text)
    head, tail = text[: text.index(found[0])], text[text.rindex("</Child>") + len("</Child>") :]
    with target.open("w", encoding="utf-8") as out:
        out.write(head)
        for copy in range(max(1, round(children / len(found)))):
            out.writelines(NAMED.sub(rf"\g<1>{copy}-\2", child) + "\n" for child in found)
        out.write(tail)


class _Hidden(importlib.abc.MetaPathFinder):
    """pandas comes with Spark only. Where it is there, pyarrow imports it: that is no part of an ordinary reading."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """Nothing, for all but pandas."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def measure(folders: Sequence[Path]) -> Iterator[Figure]:
    """Every folder at every size; without any, the planted returns, of which nearly every child fails a check."""
    with tempfile.TemporaryDirectory() as made:
        for folder in folders or _planted(Path(made)):
            for size in SIZES:
                with tempfile.TemporaryDirectory() as away:
                    multiply(folder, Path(away), size)
                    before = busy()
                    told = sorted((_in_a_fresh_process(away) for _ in range(RUNS)), key=itemgetter("seconds"))
                yield {"what": "checks", "files": folder.name, **told[RUNS // 2], "load_before": before}


def _in_a_fresh_process(folder: str) -> Figure:
    command = [sys.executable, "-m", "bench.returns", "one", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=usual_surroundings())
    figure: Figure = json.loads(done.stdout)
    return figure


def _planted(folder: Path) -> tuple[Path, ...]:
    census = folder / "planted census"
    census.mkdir()
    write_census(census / "census.xml")
    shutil.rmtree(census / "stumble")
    write_903(folder)
    return (folder / "903").rename(folder / "planted SSDA903"), census


def main(arguments: Sequence[str]) -> int:
    """Measure the folders given."""
    if arguments[:1] == ["one"]:
        sys.meta_path.insert(0, _Hidden())
        print(json.dumps(check_files(Path(arguments[1]))))
        return 0
    for figure in measure([Path(folder) for folder in arguments]):
        print(json.dumps(figure), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
