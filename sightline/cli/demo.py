"""`sightline demo`: a made-up council, loaded and worked out, and what needs somebody today."""

from pathlib import Path
from typing import Annotated

import typer

from sightline.cli.options import Format

SHOWN = 15


def run_demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where everything goes.")] = Path("demo"),
    children: Annotated[int, typer.Option("--children", help="How many children live in the county.")] = 36_000,
) -> None:
    """Make a made-up council, load it, show what needs somebody today, and write a workbook for each service."""
    from sightline.cli.load_said import print_outcome
    from sightline.flow import load
    from sightline.made_up import write_council
    from sightline.reports.workbook import write_workbooks
    from sightline.store import Scope, open_snapshot, open_store, snapshot_before

    typer.echo(f"A made-up council of {children:,} children. Nobody in it is real.\n")
    write_council(folder / "files", children=children, seed=1)
    store = open_store(folder / "store")
    outcome = load(store, [folder / "files" / "ssd", folder / "files" / "templates"], council="Made-up County")
    print_outcome(store, outcome)
    snapshot = open_snapshot(store, Scope.whole_council())
    _print_needed(snapshot.table("obligations"))
    typer.echo("\nA workbook for each service, a sheet for each team:")
    for path in write_workbooks(snapshot, snapshot_before(snapshot), folder / "workbooks"):
        typer.echo(f"  {path}")
    typer.echo(f"\nLook further: sightline due --data {folder / 'store'} --state overdue")


def _print_needed(obligations: object) -> None:
    from sightline.cli.shown import print_rows
    from sightline.reports.listing import TABLE_COLUMNS, Choice, choose

    late = choose(obligations, Choice(("overdue",)))
    typer.echo(f"\nNeeds somebody today: {late.num_rows:,} overdue. The latest to become so:")
    newest = late.sort_by([("due_on", "descending"), ("child_id", "ascending")]).slice(0, SHOWN)
    print_rows(TABLE_COLUMNS, newest.to_pylist(), Format.TABLE)
