"""`sightline check`: what is wrong with the data, and which checks could not be run."""

from typing import Annotated

import typer

from sightline.cli.options import DONE_IN_PART, Folder, Format, FormatOption
from sightline.cli.shown import print_rows

COLUMNS = ("check", "title", "table", "source", "outcome", "rows", "failed", "why")
ROWS = ("check", "says", "child_id", "table", "key", "file", "sheet", "line", "mend", "worker", "team")


def check_files(
    rows: Annotated[bool, typer.Option("--rows", help="Every row that failed, in place of the figures.")] = False,
    only: Annotated[str, typer.Option("--check", metavar="ID", help="One check only.")] = "",
    store_folder: Folder = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """Say what is wrong with the data: which checks passed, failed, or could not be run and why."""
    from sightline.reports.checked import failed_rows, outcome_rows
    from sightline.store import Scope, open_snapshot, open_store

    snapshot = open_snapshot(open_store(store_folder), Scope.whole_council())
    found = failed_rows(snapshot, only) if rows else outcome_rows(snapshot, only)
    print_rows(ROWS if rows else COLUMNS, found, how)
    typer.echo(snapshot.record.provenance(), err=how != Format.TABLE)
    if not rows and any(row["outcome"] == "could not run" for row in found):
        raise typer.Exit(DONE_IN_PART)
