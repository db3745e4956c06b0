"""`sightline demo`: a made-up council, loaded and worked out, what needs somebody today, and the web app."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.options import Format

if TYPE_CHECKING:
    from sightline.store import Snapshot, Store

SHOWN = 15
WEEKS = 5
"""Earlier loads: of what is loaded once a week for five weeks, nearly every grade can tell how soon it was recorded."""
COUNCIL = "Northmarch (made up)"


def run_demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where everything goes.")] = Path("demo"),
    children: Annotated[
        int | None, typer.Option("--children", min=1, help="How many children are known. Default: 10,000.")
    ] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=0, help="How many earlier weeks are loaded first.")] = WEEKS,
    serves: Annotated[
        bool | None,
        typer.Option("--serve/--no-serve", help="End with the web app. Default: if somebody is at the keyboard."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port of the web app.")] = 8000,
) -> None:
    """Make a made-up council, load it, show what needs somebody today, write workbooks, and serve the web app."""
    from sightline.cli.load_said import print_outcome
    from sightline.flow import load
    from sightline.made_up import make_county
    from sightline.store import Scope, open_snapshot, open_store

    files = folder / "files"
    typer.echo(f"A made-up council goes into {files}. Nobody in it is real.\n")
    drawn = make_county(files, seed=1, children=children, weeks=weeks)
    store = open_store(folder / "store")
    _load_earlier(store, drawn, files / "standards.toml")
    paths = [files / "ssd", files / "templates"]
    outcome = load(store, paths, council=COUNCIL, standards=files / "standards.toml")
    print_outcome(store, outcome)
    snapshot = open_snapshot(store, Scope.whole_council())
    _print_needed(snapshot)
    _write_workbooks(snapshot, folder)
    _serve(snapshot, folder / "store", sys.stdin.isatty() if serves is None else serves, port)


def _load_earlier(store: "Store", drawn: Sequence[Path], standards: Path) -> None:
    """Load the files of earlier weeks, the oldest first; nothing where the store has loads already."""
    from sightline.flow import load
    from sightline.store.loads import list_loads
    from sightline.store.records import say_day

    if not drawn or list_loads(store):
        return
    typer.echo("The files of earlier weeks, loaded first, so that it can be told what has changed since:")
    for folder in drawn:
        day = date.fromisoformat(folder.name)
        outcome = load(store, [folder], data_to=day, council=COUNCIL, standards=standards)
        overdue = outcome.snapshot.states.get("overdue", 0)
        typer.echo(f"  load {outcome.load.number:04d}, drawn on {say_day(day)}: {overdue:,} overdue")
    typer.echo("")


def _write_workbooks(snapshot: "Snapshot", folder: Path) -> None:
    from sightline.reports.workbook import write_workbooks
    from sightline.store import snapshot_before

    typer.echo("\nA workbook for each service, a sheet for each team:")
    for path in write_workbooks(snapshot, snapshot_before(snapshot), folder / "workbooks"):
        typer.echo(f"  {path}")
    typer.echo(f"\nLook further: sightline due --data {folder / 'store'} --state overdue")


def _serve(snapshot: "Snapshot", store_folder: Path, serves: bool, port: int) -> None:
    """Add made-up people who may sign in, and answer requests if wanted."""
    from sightline.web.running import serve, set_up

    set_up(store_folder)
    from sightline.web.people.made_up import add_made_up_people

    made = add_made_up_people(snapshot)
    typer.echo("\nMade-up people who may sign in to the web app:")
    for username, name, title in made.people:
        typer.echo(f"  {username:<10} {name:<28} {title}")
    typer.echo(f"  Password of each, until the next demo: {made.password}")
    if not serves:
        typer.echo(f"\nSee the web app: sightline serve --data {store_folder} --port {port}")
        return
    typer.echo(f"\nThe web app is at http://127.0.0.1:{port}. Stop it with Ctrl+C.")
    serve("127.0.0.1", port)


def _print_needed(snapshot: "Snapshot") -> None:
    from sightline.cli.shown import print_rows, with_reasons
    from sightline.reports.listing import TABLE_COLUMNS, Choice, choose

    late = choose(snapshot.table("obligations"), Choice(("overdue",)))
    typer.echo(f"\nNeeds somebody today: {late.num_rows:,} overdue. The latest to become so:")
    newest = late.sort_by([("due_on", "descending"), ("child_id", "ascending")]).slice(0, SHOWN)
    print_rows(TABLE_COLUMNS, with_reasons(snapshot, newest.to_pylist()), Format.TABLE)
