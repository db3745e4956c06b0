"""How fast the pages are, over HTTP against `sightline serve`: `python -m bench.web`; part of `make bench`.

Eight people at a time each ask for one page after another: 200 different children, and the due list asked 200 ways.
`cold` is the first time after the server has started, `warm` the second. Prints JSON lines and writes its page.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any

from bench.machine import busy, this_machine
from bench.measure import make_counties
from bench.office import Office, open_office
from bench.web_page import write_page

PEOPLE = 8
PAGES = 200
PERSON = "director"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each size asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=(1, 10), metavar="N", help="how many times the county")
    parser.add_argument("--files", type=Path, metavar="DIR", help="keep the made-up counties here, and use them again")
    asked = parser.parse_args(arguments)
    figures = []
    with tempfile.TemporaryDirectory() as away:
        counties = make_counties(asked.files or Path(away), asked.sizes)
        for size in asked.sizes:
            for figure in measure(size, counties[size], Path(away) / f"store-{size}"):
                print(json.dumps(figure), flush=True)
                figures.append(figure)
    print(f"{write_page(figures, this_machine(date.today()))} is written", file=sys.stderr)
    return 0


def measure(size: int, files: Path, store: Path) -> Iterator[dict[str, Any]]:
    """The figures of one size: each page cold and warm, with a server of its own."""
    for what in ("due list", "child's page"):
        with open_office(files, store, PEOPLE) as office:
            addresses = due_lists(office) if what == "due list" else office.children(PAGES)
            for when in ("cold", "warm"):
                before, worked = busy(), office.cpu_seconds()
                spent, peak = ask_for(office, addresses)
                worked = office.cpu_seconds() - worked
                yield {
                    "what": what, "times": size, "when": when, "pages": len(spent), "first": round(spent[0], 1),
                    "p50": quantile(spent, 0.5), "p95": quantile(spent, 0.95), "slowest": round(max(spent), 1),
                    "cpu_ms": round(worked * 1000 / len(spent), 1),
                    "held_mb": office.held_mb(), "peak_mb": peak, "load_before": before,
                }  # fmt: skip


def due_lists(office: Office) -> list[str]:
    """So many due lists, no two alike: every page of the list, by state, group and order."""
    states = ("", "overdue", "due-soon", "overdue,due-soon,cannot-tell", "due", "cannot-tell")
    ways = [
        f"/due/?state={state}&group={group}&sort={sort}&page={page}"
        for page in (1, 2, 3, 4)
        for state in states
        for group in ("state", "duty", "worker", "none")
        for sort in ("due", "worker", "days")
    ]
    return ways[:PAGES]


def ask_for(office: Office, addresses: Sequence[str]) -> tuple[list[float], int | None]:
    """The milliseconds of each page, in the order they were asked for, and the most memory held meanwhile (MB).

    Every person takes the next page that is left.
    """
    left, spent, lock = count(), [0.0] * len(addresses), threading.Lock()
    refused: list[str] = []

    def ask(cookie: str) -> None:
        line = HTTPConnection("127.0.0.1", office.port, timeout=120)
        while True:
            with lock:
                place = next(left)
            if place >= len(addresses):
                return
            status, spent[place] = office.fetch(line, addresses[place], cookie)
            if status != 200:
                refused.append(f"{status} {addresses[place]}")

    workers = [threading.Thread(target=ask, args=(cookie,)) for cookie in office.cookies]
    for worker in workers:
        worker.start()
    peak = office.held_mb()
    while any(worker.is_alive() for worker in workers):
        workers[0].join(0.5)
        time.sleep(0.1)
        peak = max(peak or 0, office.held_mb() or 0) or None
    if refused:
        raise AssertionError(f"{len(refused)} pages were refused, first {refused[0]}")
    return spent, peak


def quantile(spent: Sequence[float], part: float) -> float:
    """The value that this part of them does not go over."""
    ordered = sorted(spent)
    return round(ordered[min(len(ordered) - 1, int(part * len(ordered)))], 1)


if __name__ == "__main__":
    sys.exit(main())
