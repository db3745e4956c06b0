"""docs/reference/benchmarks.md: the figures as a table, with the machine and the command."""

from collections.abc import Sequence
from pathlib import Path

from bench.machine import Machine
from bench.measure import Figure
from bench.stopwatch import PHASES, REST

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "benchmarks.md"
OPENING = """# How fast

Written by `make bench`; not a test. Every figure comes from a process of its own, so that its peak memory is its own.
The county is the made-up one (`sightline made-up`, seed 1, about 10,000 children over six years), its folder of SSD
tables; a bigger one is the same rows so many times over, each copy with ids of its own. What is imported, written and
waited for until the disk has it is in the time. A figure at 1× is the middle one of several runs.
"""
SIZES_NOTE = """Rows in are those of the tables read, or of the events and spells; rows out are obligations. *Of all
cores* are the seconds that cores worked for it, whoever else wanted them. *Others at work* is the load of the machine
in the minute before: near 0 it is quiet; where it is as many as the cores, seconds by the clock are up to twice as
many."""
COUNTRY_NOTE = """The facts of the county (SSD tables and templates: events of the whole catalogue) so many times over,
each copy with ids of its own, straight to Parquet. What comes out has the columns of a snapshot. The *floor* is what
DuckDB needs merely to read every column of that input and to write that output again; how many times the floor, and
the power by which it grows, are in seconds of all cores."""
CHECKS_NOTE = """One return so many times over, each copy with ids of its own. Of a *planted* return nearly every child
fails a check: [beside the public validators](../explanation/beside-the-public-validators.md)."""
AGREEMENT = """## Do the two engines agree?

`python -m bench agree` works out 200,000 random histories with both engines and compares every row; another number may
follow, and `--spark` adds Spark. It takes long, and is not part of `make bench`: [a million](agreement.md).
"""


def write_page(figures: Sequence[Figure], machine: Machine, command: str) -> Path:
    """Write the page again, and say where it is."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(figures, machine, command), encoding="utf-8")
    return PAGE


def page(figures: Sequence[Figure], machine: Machine, command: str) -> str:
    """The text of the page."""
    sized = [figure for figure in figures if "times" in figure]
    starts = [figure for figure in figures if figure["what"] in ("import sightline", "sightline --help")]
    grown = [figure for figure in figures if "from_times" in figure]
    parts = [OPENING, _machine(machine, command), _sizes(sized), _phases(sized), _growth(grown), _country(figures)]
    parts += [_checks(figures), _starts(starts)]
    return "\n".join([*(part for part in parts if part), AGREEMENT])


def _machine(machine: Machine, command: str) -> str:
    libraries = ", ".join(f"{name} {version}" for name, version in machine.libraries.items())
    memory = f"{machine.memory_gb} GB" if machine.memory_gb else "unknown"
    rows = [
        ("command", f"`{command}`"),
        ("on", f"{machine.on.day} {machine.on:%B %Y}"),
        ("processor", f"{machine.cpu}, {machine.cores} cores"),
        ("memory", memory),
        ("system", machine.system),
        ("Python", machine.python),
        ("libraries", libraries),
    ]
    return _table("", ("", ""), rows)


def _sizes(figures: Sequence[Figure]) -> str:
    head = ("what", "size", "rows in", "rows out", "seconds", "of all cores", "peak MB", "runs", "others at work")
    rows = [
        (
            f["what"],
            f"{f['times']}×",
            f"{f['rows_in']:,}",
            f"{f['rows_out']:,}",
            f"{f['seconds']:.2f}",
            f"{f['cpu_seconds']:.2f}",
            f"{f['peak_mb']:,}" if f["peak_mb"] else "unknown",
            str(f["runs"]),
            _busy(f),
        )
        for f in figures
    ]
    return _table("## From files to obligations, and obligations alone", head, rows, SIZES_NOTE)


def _phases(figures: Sequence[Figure]) -> str:
    names = (*PHASES, REST)
    rows = [
        (f["what"], f"{f['times']}×", *(f"{f['phases'][name]:.2f}" for name in names)) for f in figures if "phases" in f
    ]
    note = "`rest`: the checks of the data, what was known when, importing, looking at the store, planning. Seconds."
    return _table("## Where the time goes", ("what", "size", *names), rows, note)


def _growth(figures: Sequence[Figure]) -> str:
    rows = [
        (f["what"].removeprefix("growth of "), f"{f['from_times']}× to {f['to_times']}×", f"{f['exponent']:.2f}")
        for f in figures
    ]
    note = "The seconds of all cores grow as the rows to this power; 1 is as fast as the data, less is slower than it."
    return _table("## Growth", ("what", "between", "power"), rows, note)


def _country(figures: Sequence[Figure]) -> str:
    floors = {f["children"]: f for f in figures if f["what"] == "floor"}
    powers = {f["to_children"]: f"{f['exponent']:.2f}" for f in figures if "to_children" in f}
    rows = [
        (
            f"{f['children']:,}",
            f"{f['rows_in']:,}",
            f"{f['rows_out']:,}",
            f"{f['seconds']:,.1f}",
            f"{f['cpu_seconds']:,.1f}",
            f"{f['peak_mb']:,}" if f["peak_mb"] else "unknown",
            f"{floors[f['children']]['seconds']:,.1f}",
            f"{floors[f['children']]['cpu_seconds']:,.1f}",
            f"{f['cpu_seconds'] / floors[f['children']]['cpu_seconds']:.1f}×",
            powers.get(f["children"], ""),
            _busy(f),
        )
        for f in figures
        if f["what"] == "country"
    ]
    head = ("children", "rows in", "rows out", "seconds", "of all cores", "peak MB", "floor, seconds")
    more = ("floor, of all cores", "times the floor", "power", "others at work")
    return _table("## A country, Parquet to Parquet", (*head, *more), rows, COUNTRY_NOTE)


def _checks(figures: Sequence[Figure]) -> str:
    head = (
        "files",
        "children",
        "rows",
        "failures",
        "seconds",
        "of all cores",
        "of them reading",
        "peak MB",
        "others at work",
    )
    rows = [
        (
            f["files"],
            f"{f['children']:,}",
            f"{f['rows']:,}",
            f"{f['failures']:,}",
            f"{f['seconds']:.2f}",
            f"{f['cpu_seconds']:.2f}",
            f"{f['reading_cpu_seconds']:.2f}",
            f"{f['peak_mb']:,}" if f["peak_mb"] else "unknown",
            _busy(f),
        )
        for f in figures
        if f["what"] == "checks"
    ]
    return _table("## All checks over a return, reading included", head, rows, CHECKS_NOTE)


def _starts(figures: Sequence[Figure]) -> str:
    rows = [(f"`{f['what']}`", f"{f['seconds']:.3f}", str(f["runs"]), _busy(f)) for f in figures]
    return _table("## Starting", ("what", "seconds", "runs", "others at work"), rows)


def _busy(figure: Figure) -> str:
    return "unknown" if figure["load_before"] is None else f"{figure['load_before']:.1f}"


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> str:
    if not rows:
        return ""
    lines = [head, ["---"] * len(head), *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n\n".join(part for part in (title, table, note) if part) + "\n"
