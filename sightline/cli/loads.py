"""`sightline loads`: what was loaded when, and which loads are in force."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from sightline.cli.compare import compare_two_loads
from sightline.cli.options import Folder, Format, FormatOption
from sightline.cli.shown import print_rows

if TYPE_CHECKING:
    from sightline.store.records import LoadRecord

COLUMNS = ("load", "loaded_at", "council", "sources", "data_to", "files", "rows", "not_understood", "in_force")


app = typer.Typer(help="What was loaded when, and what changed between two loads.", rich_markup_mode=None)
app.command("compare")(compare_two_loads)


@app.callback(invoke_without_command=True)
def show_loads(context: typer.Context, store_folder: Folder = None, how: FormatOption = Format.TABLE) -> None:
    """Show every load: when, which files, how far they reach, and whether it is in force."""
    if context.invoked_subcommand:
        return
    from sightline.store import open_store
    from sightline.store.loads import in_force, list_loads
    from sightline.store.place import read_pointer
    from sightline.store.snapshots import read_record

    store = open_store(store_folder)
    records = list_loads(store)
    used = {use.number: use.sources for use in in_force(records)}
    rows = [_row(record, used.get(record.number, ()), how) for record in records]
    print_rows(COLUMNS, rows, how)
    if records:
        line = read_record(store, read_pointer(store).snapshot).provenance()
        typer.echo(line, err=how != Format.TABLE)
    else:
        typer.echo("Nothing has been loaded yet: sightline load PATH", err=True)


def _row(record: "LoadRecord", used: Sequence[str], how: Format) -> dict[str, Any]:
    from sightline.store.records import name_sources

    name = name_sources if how == Format.TABLE else " ".join
    return {
        "load": f"{record.number:04d}",
        "loaded_at": record.loaded_at,
        "council": record.council,
        "sources": name(record.sources),
        "data_to": record.data_to,
        "files": len(record.files),
        "rows": sum(file.rows for file in record.files),
        "not_understood": sum(record.findings.values()),
        "in_force": name(used) if used else "no",
    }
