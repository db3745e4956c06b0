"""`sightline made-up`: the made-up council's files and the answers to them."""

from pathlib import Path
from typing import Annotated

import typer


def write_made_up(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.")],
    children: Annotated[int, typer.Option("--children", help="How many children live in the county.")] = 36_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same council.")] = 1,
) -> None:
    """Write a made-up county's files (SSD, Annex A, templates) and the answers. Nobody in them is real."""
    from sightline.made_up import write_council

    write_council(folder, children=children, seed=seed)
    typer.echo(f"A made-up council of {children:,} children (seed {seed}) is in {folder}. Nobody in it is real.")
