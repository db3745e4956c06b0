"""docs/reference/web-benchmarks.md: how fast the pages are, with the machine."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.machine import Machine

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "web-benchmarks.md"
OPENING = """# How fast the pages are

Written by `make bench` (`python -m bench.web`); not a test. The made-up county is served by `sightline serve`, as an
office does, and asked over HTTP by eight people at a time, signed in as directors, who see every child: the heaviest
case. Each asks for the next page as soon as the last is there. There are 200 pages, no two alike: 200 children, or the
due list in 200 ways. *Cold* is the first time after the server has started; *warm* the second. *First* is the very
first page. *Of a core* is how long a core works for one page on average, whoever else wants it. *Server holds* counts
memory that its two processes share once. The eight share the machine with the server.
"""
TIMES = ("p50", "p95", "slowest", "first", "of a core")
HEAD = ("page", "county", "", *TIMES, "server holds", "its peak", "others at work")


def write_page(figures: Sequence[dict[str, Any]], machine: Machine) -> Path:
    """Write the page again, and say where it is."""
    libraries = ", ".join(f"{name} {version}" for name, version in machine.libraries.items())
    where = (
        f"On {machine.on.day} {machine.on:%B %Y}: {machine.cpu}, {machine.cores} cores, {machine.memory_gb} GB, "
        f"{machine.system}, Python {machine.python}, {libraries}.\n"
    )
    lines = [HEAD, ["---"] * len(HEAD), *(_row(figure) for figure in figures)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    PAGE.write_text("\n".join((OPENING, where, f"{table}\n", "Times are in milliseconds.\n")), encoding="utf-8")
    return PAGE


def _row(figure: dict[str, Any]) -> Sequence[str]:
    times = (f"{figure[name]:.0f}" for name in ("p50", "p95", "slowest", "first", "cpu_ms"))
    memory = (f"{figure[name]} MB" if figure[name] else "unknown" for name in ("held_mb", "peak_mb"))
    busy = "unknown" if figure["load_before"] is None else f"{figure['load_before']:.1f}"
    return (figure["what"], f"{figure['times']}×", figure["when"], *times, *memory, busy)
