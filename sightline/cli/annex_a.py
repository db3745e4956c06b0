"""`sightline annex-a`: the eleven lists of Annex A, written from whatever was loaded."""

from pathlib import Path
from typing import Annotated

import typer

from sightline.cli.options import AsOf, Folder
from sightline.words import UserError


def write_annex_a(
    path: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Where the workbook goes.")],
    as_of: AsOf = None,
    council: Annotated[str, typer.Option("--council", help="Which council's, where several are loaded.")] = "",
    store_folder: Folder = None,
) -> None:
    """Write the eleven lists of Annex A as an inspection asks for them, and say what in them cannot be vouched for."""
    from sightline.agreeing import choose_council
    from sightline.cli.shown import open_for
    from sightline.reports.annex_a import annex_a_of, workbook_of
    from sightline.store import open_store

    if path.suffix.lower() != ".xlsx":
        raise UserError("Annex A is an Excel workbook", path.name, "Give a name that ends in .xlsx.")
    store = open_store(store_folder)
    snapshot = open_for(store, as_of)
    annex = annex_a_of(snapshot, choose_council(store, council))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(workbook_of(snapshot, annex))
    typer.echo(snapshot.record.provenance())
    for each in annex.lists:
        typer.echo(f"{each.sheet:<8} {len(each.rows):>6,}  {each.title}")
    typer.echo("\nWhat cannot be vouched for:")
    for doubt in annex.doubts:
        typer.echo(f"  {doubt.sheet}: {doubt.says}")
    typer.echo(f"\nWritten to {path}. It holds personal data.")
