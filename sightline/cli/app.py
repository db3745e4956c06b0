"""The verbs, and the file each lives in."""

from typing import Annotated

import typer

from sightline.cli import (
    access,
    annex_a,
    check,
    clocks,
    demo,
    due,
    explain,
    law,
    load,
    loads,
    made_up,
    measures,
    reconcile,
    record,
    serve,
    templates,
    user,
)

app = typer.Typer(
    name="sightline",
    help="What is due, met, overdue or drifting for every child, with the law cited and the working shown.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        import sightline

        typer.echo(f"Sightline {sightline.__version__}")
        raise typer.Exit()


@app.callback()
def sightline_command(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False,
) -> None:
    """What is due, met, overdue or drifting for every child, with the law cited and the working shown."""


app.command("load")(load.load_files)
app.command("due")(due.list_due)
app.command("explain")(explain.explain_child)
clocks.app.command("catalogue")(law.list_catalogue)
clocks.app.command("changes")(law.list_changes)
clocks.app.command("stale")(law.list_stale)
clocks.app.command("check")(law.check_entry)
app.add_typer(clocks.app, name="clocks")
app.command("check")(check.check_files)
app.command("measures")(measures.show_measures)
app.command("reconcile")(reconcile.reconcile_lists)
app.command("annex-a")(annex_a.write_annex_a)
app.add_typer(loads.app, name="loads")
app.command("recorded")(record.list_recorded)
app.command("made-up")(made_up.write_made_up)
app.command("templates")(templates.write_templates)
app.add_typer(user.app, name="user")
app.add_typer(access.app, name="access")
app.command("serve")(serve.serve_web)
app.command("demo")(demo.run_demo)
