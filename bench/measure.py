"""The measurements: each starts a fresh process, and gives one figure as a dictionary that JSON can hold."""

import json
import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from bench.machine import busy
from bench.multiply import multiply

Figure = dict[str, Any]
# The county as it is made is measured so often, and the middle one counts; the bigger ones once.
RUNS = 3
STARTS = 9
UNUSUAL = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
STARTED = {
    "import sightline": "import sightline",
    "sightline --help": "import sys; sys.argv = ['sightline', '--help']; from sightline.cli import main; main()",
}


def make_counties(folder: Path, sizes: Sequence[int]) -> dict[int, Path]:
    """The made-up county in every size wanted; one that is there already is not made again."""
    from sightline.made_up import make_county

    county = folder / "county"
    if not (county / "standards.toml").is_file():
        make_county(county, seed=1)
    counties = {size: county if size == 1 else folder / f"county-{size}" for size in sizes}
    for size, bigger in counties.items():
        if not bigger.is_dir():
            multiply(county, size, bigger)
    return counties


def starting() -> Iterator[Figure]:
    """How long it takes until Python has Sightline, and until the command says what it can do."""
    for name, program in STARTED.items():
        spent = [_started(program) for _ in range(STARTS)]
        yield {"what": name, "seconds": round(median(spent), 3), "runs": STARTS, "load_before": busy()}


def _started(program: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL, env=usual_surroundings())
    return time.perf_counter() - start


def county(size: int, files: Path, store: Path, *more: str) -> Figure:
    """From files to obligations. Every run has a store of its own; that of the last is left for `obligations`."""
    name = f"county with {' and '.join(more)}" if more else "county"
    return _middle(name, size, [("county", files, fresh_store(store, run), *more) for run in _runs(size)])


def obligations(size: int, files: Path, store: Path) -> Figure:
    """The engine alone, on the facts that `county` left in its last store."""
    last = fresh_store(store, _runs(size)[-1])
    return _middle("obligations alone", size, [("obligations", files, last) for _ in _runs(size)])


def country(children: int, county_store: Path, standards: Path, folder: Path) -> Iterator[Figure]:
    """Obligations of so many made-up children, Parquet to Parquet; then the floor: merely to read and to write that."""
    from bench.country import make_country
    from sightline.store import open_store
    from sightline.store.place import read_pointer

    store = open_store(county_store)
    place = folder / f"country-{children}"
    make_country(store.snapshots_folder / read_pointer(store).snapshot, children, place)
    for what in ("country", "floor"):
        before = busy()
        spent = _in_a_fresh_process((what, place, standards))
        yield {"what": what, "children": children, **spent, "load_before": before}
    shutil.rmtree(place)


def country_growth(figures: Sequence[Figure]) -> Iterator[Figure]:
    """As growth, from each number of children to the next."""
    worked = [figure for figure in figures if figure["what"] == "country"]
    for small, large in pairwise(worked):
        yield {
            "what": "growth of country",
            "from_children": small["children"],
            "to_children": large["children"],
            "exponent": exponent(small["rows_out"], small["cpu_seconds"], large["rows_out"], large["cpu_seconds"]),
        }


def growth(figures: Sequence[Figure]) -> Iterator[Figure]:
    """By which power of the rows the seconds of all cores grow, from each size to the next: 1.0 is as fast as the rows.

    Of all cores, because whoever else is at work makes the seconds by the clock more, now and then.
    """
    for small, large in pairwise(figures):
        yield {
            "what": f"growth of {small['what']}",
            "from_times": small["times"],
            "to_times": large["times"],
            "exponent": exponent(small["rows_out"], small["cpu_seconds"], large["rows_out"], large["cpu_seconds"]),
        }


def exponent(rows: int, seconds: float, more_rows: int, more_seconds: float) -> float:
    """The power p for which the seconds are as the rows to the p."""
    return round(math.log(more_seconds / seconds) / math.log(more_rows / rows), 2)


def fresh_store(store: Path, run: int) -> Path:
    """The store of one run."""
    return store.with_name(f"{store.name}-{run}")


def _runs(size: int) -> range:
    return range(RUNS if size == 1 else 1)


def _middle(name: str, size: int, works: Sequence[tuple[object, ...]]) -> Figure:
    before = busy()
    figures = [_in_a_fresh_process(work) for work in works]
    middle = sorted(figures, key=lambda figure: figure["seconds"])[len(figures) // 2]
    return {"what": name, "times": size, **middle, "runs": len(figures), "load_before": before}


def _in_a_fresh_process(work: Sequence[object]) -> Figure:
    command = [sys.executable, "-m", "bench.one", *map(str, work)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=usual_surroundings())
    figure: Figure = json.loads(done.stdout)
    return figure


def usual_surroundings() -> dict[str, str]:
    """The surroundings a person runs in: programs once read are kept in their quick form, and output is not awaited."""
    return {name: value for name, value in os.environ.items() if name not in UNUSUAL}
