"""`python -m bench`: prints figures as JSON lines, and writes docs/reference/benchmarks.md where all were measured."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from bench import measure, returns
from bench.machine import this_machine
from bench.measure import Figure
from bench.page import PAGE, write_page

SIZES = (1, 10, 30)
CHILDREN = (36_000, 1_200_000)
CHOICES = ("all", "county", "obligations", "country", "checks", "starting", "agree")
HISTORIES = 200_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; 1 where the engines do not agree."""
    asked = _parser().parse_args(arguments)
    if asked.what == "agree":
        return _agree(asked.histories, asked.spark)
    figures = []
    with tempfile.TemporaryDirectory() as away:
        for figure in _figures(asked, asked.files or Path(away), Path(away)):
            print(json.dumps(figure, ensure_ascii=False), flush=True)
            figures.append(figure)
    if asked.what == "all":
        command = " ".join(["python -m bench", *(arguments or sys.argv[1:])])
        print(f"{write_page(figures, this_machine(date.today()), command)} is written", file=sys.stderr)
    return 0


def _figures(asked: argparse.Namespace, files: Path, stores: Path) -> Iterator[Figure]:
    what, sizes = asked.what, asked.sizes
    if what in ("all", "country"):
        yield from _country(asked.children, files, stores)
    if what == "country":
        return
    if what in ("all", "checks"):
        yield from returns.measure(asked.returns)
    if what == "checks":
        return
    if what in ("all", "starting"):
        yield from measure.starting()
    if what == "starting":
        return
    counties = measure.make_counties(files, sizes)
    whole = []
    for size in sizes:
        whole.append(measure.county(size, counties[size], stores / f"store-{size}"))
        if what != "obligations":
            yield whole[-1]
    if what != "obligations":
        yield from measure.growth(whole)
    if what == "all" and 1 in sizes:
        yield measure.county(1, counties[1], stores / "store-templates", "templates")
    if what != "county":
        yield from _alone(sizes, counties, stores)


def _alone(sizes: Sequence[int], counties: Mapping[int, Path], stores: Path) -> Iterator[Figure]:
    figures = []
    for size in sizes:
        figures.append(measure.obligations(size, counties[size], stores / f"store-{size}"))
        yield figures[-1]
    yield from measure.growth(figures)


def _country(children: Sequence[int], files: Path, stores: Path) -> Iterator[Figure]:
    """A country made of the county with its templates, so that events of the whole catalogue are in it."""
    county = measure.make_counties(files, (1,))[1]
    store = stores / "store-country"
    measure.county(1, county, store, "templates")
    figures = []
    for number in children:
        for figure in measure.country(number, measure.fresh_store(store, 0), county, stores):
            figures.append(figure)
            yield figure
    yield from measure.country_growth(figures)


def _agree(histories: int, with_spark: bool) -> int:
    from tests.properties import agreement

    return min(1, agreement.main(histories, with_spark))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        choices=CHOICES,
        default="all",
        help="county: from files to obligations. obligations: the engine alone. country: the engine, Parquet to "
        "Parquet, for as many children as --children says. checks: all checks over returns. starting: import and "
        "--help. agree: compare the engines on random histories. all (the default): all but agree, and write "
        f"{PAGE.name}.",
    )
    parser.add_argument(
        "histories", nargs="?", type=int, default=HISTORIES, help=f"for agree: how many (default {HISTORIES:,})"
    )
    parser.add_argument("--spark", action="store_true", help="for agree: the same SQL on Spark (Sail) too")
    sizes = "how many times the county (default 1 10 30)"
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="N", help=sizes)
    many = "how many children (default 36000 1200000); 12000000 needs some 15 GB of disk and half an hour"
    parser.add_argument("--children", nargs="+", type=int, default=CHILDREN, metavar="N", help=many)
    folders = "for checks: folders of an SSDA903 return or of censuses (default: the planted ones)"
    parser.add_argument("--returns", nargs="+", type=Path, default=(), metavar="DIR", help=folders)
    parser.add_argument("--files", type=Path, metavar="DIR", help="keep the made-up counties here, and use them again")
    return parser


if __name__ == "__main__":
    sys.exit(main())
