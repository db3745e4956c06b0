"""Our checks beside what another validator found in the same files: `python -m bench.beside RETURN FOUND.csv FILE…`.

RETURN is SSDA903 or CIN; `--data-to` is the last day of its year, where the files do not say it. FOUND.csv has the
columns rule, child, and for a return in CSV file (its name) and line (as a spreadsheet counts). Our checks are matched
by the code of the rule they carry, rows by file and line, or by child where no line is given. Prints one line for each
rule: ours, theirs, in common, and the first of what only one of them has. `--rows OUT.csv` writes every row that either
found: the rule, our checks that carry it, where the row stands, and who found it.

`python -m bench.beside planted FOLDER` writes returns in which each child breaks one rule: see `planted_census`.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from bench.planted_903 import write_903
from bench.planted_census import write_census
from sightline.checks import Check, load_checks, run_checks
from sightline.sources import Reading, read_paths

Place = tuple[str, ...]
SHOWN = 3


@dataclass(frozen=True)
class Line:
    """One rule: our checks that carry its code, and the rows either side found."""

    code: str
    checks: tuple[str, ...]
    ours: frozenset[Place]
    theirs: frozenset[Place]


def compare(found: Iterable[Mapping[str, str]], reading: Reading, returned: str) -> list[Line]:
    """One line for each rule of a return ("SSDA903" or "CIN") that either side has a row or a check for."""
    theirs: dict[str, set[Place]] = defaultdict(set)
    by_line = False
    for row in found:
        by_line = by_line or bool(row.get("line"))
        theirs[row["rule"]].add((row["file"], row["line"]) if row.get("line") else (row["child"],))
    carried = carried_codes(load_checks(), returned)
    failures = failures_of(reading)
    lines = []
    for code in sorted({*theirs, *carried}):
        own = [row for row in failures if row["check"] in carried.get(code, ())]
        ours = {(Path(row["file"]).name, str(row["line"])) if by_line else (row["child_id"],) for row in own}
        lines.append(Line(code, carried.get(code, ()), frozenset(ours), frozenset(theirs[code])))
    return lines


def carried_codes(checks: Iterable[Check], returned: str) -> dict[str, tuple[str, ...]]:
    """For each code of a return the checks that carry it."""
    carried: dict[str, tuple[str, ...]] = {}
    for check in checks:
        for rule in check.rule:
            kind, code = rule.split(" ", 1)
            if kind == returned:
                carried[code] = (*carried.get(code, ()), check.id)
    return carried


def failures_of(reading: Reading) -> list[dict[str, str]]:
    """The rows of a reading that fail any check."""
    ids = sorted({str(each) for t in reading.tables.values() for each in t["child_id"].unique().to_pylist() if each})
    subjects = pa.table({"subject_id": pa.array(ids, pa.string()), "child_id": pa.array(ids, pa.string())})
    results = run_checks(reading.tables, reading.feeds, load_checks(), council="", subjects=subjects)
    return results.failures.to_pylist()  # type: ignore[no-any-return]


def write_rows(path: Path, lines: Iterable[Line]) -> None:
    """Write every row that either side found; a place is a file and a line, or a child."""
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(("rule", "checks", "place", "found by"))
        for line in lines:
            for place in sorted(line.ours | line.theirs):
                who = "both" if place in line.ours & line.theirs else "ours" if place in line.ours else "theirs"
                writer.writerow((line.code, " ".join(line.checks), " ".join(place), who))


def main(arguments: list[str]) -> int:
    """Print the table, or write the planted returns."""
    parser = argparse.ArgumentParser(prog="python -m bench.beside", description=__doc__)
    parser.add_argument("returned", choices=("SSDA903", "CIN", "planted"), metavar="RETURN")
    parser.add_argument("found", type=Path)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--data-to", type=date.fromisoformat, metavar="DAY")
    parser.add_argument("--rows", type=Path, metavar="OUT.csv")
    asked = parser.parse_args(arguments)
    if asked.returned == "planted":
        write_census(asked.found / "census.xml")
        write_903(asked.found)
        return 0
    with asked.found.open(encoding="utf-8", newline="") as text:
        lines = compare(csv.DictReader(text), read_paths(asked.files, data_to=asked.data_to), asked.returned)
    if asked.rows:
        write_rows(asked.rows, lines)
    for line in lines:
        both, only, less = line.ours & line.theirs, line.ours - line.theirs, line.theirs - line.ours
        said = [" ".join(place) for side in (only, less) for place in sorted(side)[:SHOWN]]
        counts = (line.code, ",".join(line.checks), len(line.ours), len(line.theirs), len(both), "; ".join(said))
        print("\t".join(map(str, counts)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
