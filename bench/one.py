"""One measurement in a process of its own, so that its peak memory is true: `python -m bench.one WORK FOLDER STORE`.

Prints one JSON line. What it imports is part of the time, as it is for whoever runs the command.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bench.machine import peak_mb
from bench.stopwatch import Spent, Stopwatch, watch


def load_county(files: Path, store: Path, *more: str) -> dict[str, Any]:
    """From files to obligations in a new store. `more`: further folders of the county that are read too."""
    stopwatch = Stopwatch()
    watch(stopwatch)
    from sightline.flow import load
    from sightline.store import open_store

    paths = [files / "ssd", *(files / name for name in more)]
    outcome = load(open_store(store), paths, council="Northmarch (made up)", standards=files / "standards.toml")
    spent = stopwatch.stop()
    return {
        "seconds": spent.seconds,
        "cpu_seconds": spent.cpu_seconds,
        "peak_mb": peak_mb(),
        "rows_in": sum(feed.rows for feed in outcome.load.feeds),
        "rows_out": sum(outcome.snapshot.states.values()),
        "phases": spent.phases,
    }


def obligations_alone(files: Path, store: Path) -> dict[str, Any]:
    """Only the engine, on the facts of a store that was loaded before. Reading them is not in the time."""
    import pyarrow.parquet as pq

    from sightline.building import read_rules
    from sightline.clocks import load_clocks
    from sightline.obligations import build_obligations
    from sightline.store import open_store
    from sightline.store.place import read_pointer
    from sightline.store.snapshots import read_record
    from sightline.tables import Facts

    opened = open_store(store)
    record = read_record(opened, read_pointer(opened).snapshot)
    held = {name: pq.read_table(opened.snapshots_folder / record.id / f"{name}.parquet") for name in FACTS}
    facts = Facts(**{field: held[name] for name, field in FACTS.items()})
    clocks, rules = load_clocks(), read_rules(files / "standards.toml")
    before, stopwatch = peak_mb(), Stopwatch()
    rows = build_obligations(facts, clocks, standards=rules, as_of=record.as_of)
    spent = stopwatch.stop()
    return {
        "seconds": spent.seconds,
        "cpu_seconds": spent.cpu_seconds,
        "peak_mb": peak_mb(),
        "facts_mb": before,
        "rows_in": facts.event.num_rows + facts.spell.num_rows,
        "rows_out": rows.num_rows,
    }


def country(folder: Path, store: Path) -> dict[str, Any]:
    """The engine over a made-up country: Parquet in, Parquet out, one part after another."""
    import pyarrow.parquet as pq

    from bench.country import parts, read_part
    from sightline.building import read_rules
    from sightline.clocks import load_clocks
    from sightline.obligations import build_in_batches

    begun = Stopwatch()
    clocks, rules = load_clocks(), read_rules(store / "standards.toml")
    reach = pq.read_table(folder / "reach.parquet")
    facts = (read_part(part) for part in parts(folder))
    rows_out, writer = 0, None
    for rows in build_in_batches(facts, reach, clocks, standards=rules, as_of=as_of_country(folder)):
        writer = writer or pq.ParquetWriter(folder / "obligations.parquet", rows.schema, compression="zstd")
        writer.write_table(rows)
        rows_out += rows.num_rows
    if writer:
        writer.close()
    spent = begun.stop()
    rows_in = sum(pq.read_metadata(file).num_rows for file in folder.glob("part-*/*.parquet"))
    return {**_spent(spent), "rows_in": rows_in, "rows_out": rows_out}


def as_of_country(folder: Path) -> date:
    """The newest day that any feed of the country reaches."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    newest: date = pc.max(pq.read_table(folder / "reach.parquet")["data_to"]).as_py()
    return newest


def floor(folder: Path, _store: Path) -> dict[str, Any]:
    """What DuckDB needs merely to read every column of that input, and to write that output again."""
    from bench.country import TABLES
    from sightline.engines.duckdb import connect, query, run

    begun = Stopwatch()
    con = connect()
    run(con, "set preserve_insertion_order = false")
    for name in TABLES:
        source = f"read_parquet('{folder}/part-*/{name}.parquet')"
        query(con, f"select max(columns(*)) from {source}")
    written = folder / "written-again.parquet"
    run(con, f"copy (from '{folder}/obligations.parquet') to '{written}' (format parquet, compression zstd)")
    spent = begun.stop()
    written.unlink()
    return _spent(spent)


def _spent(spent: Spent) -> dict[str, Any]:
    return {"seconds": spent.seconds, "cpu_seconds": spent.cpu_seconds, "peak_mb": peak_mb()}


FACTS = {
    "events": "event",
    "spells": "spell",
    "known": "known",
    "reach": "reach",
    "allocations": "allocation",
    "subjects": "subject",
    "systems_due": "systems_due",
    "set_aside": "set_aside",
}
WORKS = {"county": load_county, "obligations": obligations_alone, "country": country, "floor": floor}


if __name__ == "__main__":
    work, files, store, *more = sys.argv[1:]
    print(json.dumps(WORKS[work](Path(files), Path(store), *more)))
