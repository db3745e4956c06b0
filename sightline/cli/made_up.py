"""`sightline made-up`: the made-up council's files and the answers to them."""

from pathlib import Path
from typing import Annotated

import typer


def write_made_up(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.")],
    children: Annotated[
        int | None,
        typer.Option("--children", min=1, help="How many children are known. Default: 10,000."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same council.")] = 1,
    clean: Annotated[bool, typer.Option("--clean", help="Leave out the planted data faults.")] = False,
    weeks: Annotated[
        int, typer.Option("--weeks", min=0, help="Write also the files as drawn in each of so many weeks before.")
    ] = 0,
) -> None:
    """Write a made-up county's files (SSD, Annex A, templates) and the answers. Nobody in them is real."""
    from sightline.made_up import make_county

    make_county(folder, seed=seed, children=children, clean=clean, weeks=weeks)
    typer.echo(f"A made-up council (seed {seed}) is in {folder}. Nobody in it is real.")
