"""A load as small as can be, on the real way of a load: used by the tests, and run as a program to be stopped.

Run: python tiny_load.py STORE WORD [POINT]. It stops dead, as a power cut would, at the POINT-th point, and
prints every point it passes.
"""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa

import sightline
from sightline import flow
from sightline.building import Plan
from sightline.sources.model import Feed, FileRead, Finding, Reading
from sightline.store import Disk, SnapshotRecord, Store, open_store
from sightline.store.place import STORE_VERSION

STOPPED = 77
SUBJECT = {"council": "Northmoor", "subject_kind": "child", "child_id": "1"}


def make_reading(word: str, source: str = "ssd", tables: tuple[str, ...] = ("child",)) -> Reading:
    """One file of one child; another word is another content."""
    rows = [{"feed": f"{source}/child", "file": "child.csv", "sheet": "", "line": 2, "child_id": "1", "sex": word}]
    day = date(2026, 10, 31)
    feeds = [Feed(f"{source}/{name}", source, name, f"{name}.csv", "", "all", day, 1) for name in tables]
    finding = Finding("not a date", "child.csv", "", 2, "born_on", "1", "This is not a date", "Mend it.")
    kept = {name: pa.Table.from_pylist(rows) for name in tables}
    return Reading(kept, feeds, [finding], [FileRead("child.csv", f"sha-{word}", source, 1)])


def build(store: Store, ready: Plan) -> tuple[SnapshotRecord, dict[str, pa.Table]]:
    """Stands in for the engine: one duty, one subject."""
    number = max(use.number for use in ready.uses)
    tables = {
        "obligations": pa.Table.from_pylist([{**SUBJECT, "subject_id": "1", "clock": "c", "run": str(number)}]),
        "subjects": pa.Table.from_pylist([{**SUBJECT, "subject_id": "1", "sealed": False}]),
    }
    record = SnapshotRecord(
        id=ready.id,
        as_of=ready.as_of,
        loads=ready.uses,
        entries="entries",
        standards=ready.standards,
        software=sightline.__version__,
        store_version=STORE_VERSION,
        tables=tuple(sorted(tables)),
        totals=(),
        states={},
        fed={},
    )
    return record, tables


def load_tiny(folder: Path, word: str, step: Callable[[str], None] | None = None) -> flow.Outcome:
    """One whole load of that content."""
    disk = Disk(step) if step else Disk()
    return flow.keep(open_store(folder, disk), make_reading(word), flow.Brought("Northmoor"), build)


def main() -> None:
    """Load, and stop at the given point."""
    folder, word, *rest = sys.argv[1:]
    last = int(rest[0]) if rest else -1
    passed = 0

    def step(name: str) -> None:
        nonlocal passed
        print(name, flush=True)
        if passed == last:
            os._exit(STOPPED)
        passed += 1

    load_tiny(Path(folder), word, step)


if __name__ == "__main__":
    main()
