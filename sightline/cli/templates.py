"""`sightline templates`: the workbook of local templates."""

from pathlib import Path
from typing import Annotated

import typer


def write_templates(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the workbook goes.")]) -> None:
    """Write the workbook of local templates: one sheet for each thing that no national file carries."""
    from sightline.sources.local.workbook import write_templates as write

    typer.echo(f"Written: {write(folder)}")
