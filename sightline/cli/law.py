"""`sightline clocks catalogue | changes | stale | check`: the law row by row and by date, and one entry tried."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from sightline.cli.clocks import fed_now
from sightline.cli.options import Folder, Format, FormatOption, parse_day
from sightline.cli.shown import print_rows
from sightline.words import UserError

CATALOGUED = ("id", "clock", "fed_by", "sources", "fed")
CHANGED = ("from", "clock", "first", "evidence", "citation")
STALE = ("clock", "from", "evidence", "why")
Row = dict[str, Any]


def list_catalogue(store_folder: Folder = None, how: FormatOption = Format.TABLE) -> None:
    """List every row of the catalogue: its clock, what can feed it, and whether the current load does."""
    from sightline.clocks.catalogue import load_rows
    from sightline.coverage import FED_WORDS

    fed = fed_now(store_folder)
    rows = [{**vars(row), **_written(row.id, fed)} for row in load_rows()]
    print_rows(CATALOGUED if how == Format.TABLE else (*CATALOGUED, "title", "area", "status", "left_out"), rows, how)
    counts = Counter(row["fed_by"] for row in rows if row["fed_by"])
    said = "; ".join(f"{counts[name]:,} {words}" for name, words in FED_WORDS.items())
    typer.echo(f"\nOf {sum(counts.values()):,} rows written as steps: {said}", err=how != Format.TABLE)


def _written(name: str, fed: dict[str, str]) -> Row:
    """Where a row of the catalogue is written, and what feeds it."""
    from sightline.clocks.catalogue import load_left_out
    from sightline.clocks.reading import load_catalogue
    from sightline.coverage import fed_by, sources_of

    clock = next((clock for clock in load_catalogue() if name in clock.steps), None)
    if clock is None:
        return {"clock": "", "fed_by": "", "sources": "", "fed": "", "left_out": load_left_out().get(name, "")}
    now = fed.get(clock.id, "not_fed") if clock.versions else "not_in_force"
    sources = " ".join(sources_of(clock))
    return {"clock": clock.id, "fed_by": fed_by(clock), "sources": sources, "fed": now, "left_out": ""}


def list_changes(how: FormatOption = Format.TABLE) -> None:
    """List what changed in law and guidance, when, and on what evidence each entry rests."""
    from sightline.clocks.reading import load_catalogue
    from sightline.reports.law_by_date import changes

    rows = [{**vars(each), "from": each.from_on or "not in force"} for each in changes(load_catalogue())]
    rows = [{**row, "steps": " ".join(row["steps"]), "first": "first" if row["is_first"] else ""} for row in rows]
    print_rows(CHANGED if how == Format.TABLE else (*CHANGED, "title", "steps", "checked"), rows, how)


def list_stale(
    since: Annotated[
        date | None,
        typer.Option("--since", parser=parse_day, metavar="DAY", help="Compared before this day is stale too."),
    ] = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """List entries to compare with their source: never compared, or resting on an edition that was replaced."""
    from sightline.clocks.reading import load_catalogue
    from sightline.reports.law_by_date import stale

    rows = [{**vars(each), "from": each.from_on or "not in force"} for each in stale(load_catalogue(), since)]
    print_rows(STALE if how == Format.TABLE else (*STALE, "citation"), rows, how)
    typer.echo(f"\n{len(rows):,} to compare with their source", err=how != Format.TABLE)


def check_entry(path: Annotated[Path, typer.Argument(metavar="FILE", help="An entry: one TOML file.")]) -> None:
    """Read one entry and run its examples; refuse it with the line and what to mend."""
    from sightline.clocks.reading import load_catalogue, read_clock
    from sightline.obligations.trial import check_examples

    if not path.is_file():
        raise UserError("There is no such entry", str(path), "Give the path of its TOML file.")
    clock = read_clock(path)
    check_examples(clock, [other for other in load_catalogue() if other.id != clock.id])
    typer.echo(f"{clock.id}: all as expected. Steps: {len(clock.steps)}. Examples: {len(clock.examples)}.")
