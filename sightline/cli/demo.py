"""`sightline demo`: a made-up council, loaded and worked out, and what needs somebody today."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.options import Format

if TYPE_CHECKING:
    from sightline.store import Snapshot

SHOWN = 15


def run_demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where everything goes.")] = Path("demo"),
    children: Annotated[
        int | None, typer.Option("--children", min=1, help="How many children are known. Default: 10,000.")
    ] = None,
) -> None:
    """Make a made-up council, load it, show what needs somebody today, and write a workbook for each service."""
    from sightline.cli.load_said import print_outcome
    from sightline.flow import load
    from sightline.made_up import make_county
    from sightline.reports.workbook import write_workbooks
    from sightline.store import Scope, open_snapshot, open_store, snapshot_before

    files = folder / "files"
    typer.echo(f"A made-up council goes into {files}. Nobody in it is real.\n")
    make_county(files, seed=1, children=children)
    store = open_store(folder / "store")
    paths = [files / "ssd", files / "templates"]
    outcome = load(store, paths, council="Northmarch (made up)", standards=files / "standards.toml")
    print_outcome(store, outcome)
    snapshot = open_snapshot(store, Scope.whole_council())
    _print_needed(snapshot)
    typer.echo("\nA workbook for each service, a sheet for each team:")
    for path in write_workbooks(snapshot, snapshot_before(snapshot), folder / "workbooks"):
        typer.echo(f"  {path}")
    typer.echo(f"\nLook further: sightline due --data {folder / 'store'} --state overdue")


def _print_needed(snapshot: "Snapshot") -> None:
    from sightline.cli.shown import print_rows, with_reasons
    from sightline.reports.listing import TABLE_COLUMNS, Choice, choose

    late = choose(snapshot.table("obligations"), Choice(("overdue",)))
    typer.echo(f"\nNeeds somebody today: {late.num_rows:,} overdue. The latest to become so:")
    newest = late.sort_by([("due_on", "descending"), ("child_id", "ascending")]).slice(0, SHOWN)
    print_rows(TABLE_COLUMNS, with_reasons(snapshot, newest.to_pylist()), Format.TABLE)
