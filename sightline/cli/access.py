"""`sightline access`: whether the log of who looked at what is whole."""

from typing import Annotated

import typer

from sightline.cli.options import Folder
from sightline.words import UserError

app = typer.Typer(help="The access log.", no_args_is_help=True)


@app.command("verify")
def verify_access(
    store_folder: Folder = None,
    noted: Annotated[
        str, typer.Option("--noted", metavar="LINE:SEAL", help="A line and seal printed before: it must still be so.")
    ] = "",
) -> None:
    """Go through the access log and say whether a line is missing, altered or added.

    Keep what is printed somewhere else: with --noted, a log cut short and closed again shows too.
    """
    from sightline.web.running import set_up

    set_up(store_folder)
    from sightline.web.access.looking import holds_noted, verify_log

    verdict = verify_log()
    if verdict.wrong:
        raise UserError(verdict.wrong, f"{verdict.lines:,} lines before it hold", "Tell your data protection officer.")
    number, _, seal = noted.partition(":")
    if noted and not (number.isdecimal() and holds_noted(int(number), seal)):
        raise UserError(f"Line {number} is not what was noted", "", "Tell your data protection officer.")
    typer.echo(f"The access log holds: {verdict.lines:,} lines, each as it was written.")
    typer.echo(f"Note elsewhere: {verdict.lines}:{verdict.last_seal}")
