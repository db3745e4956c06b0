"""`sightline load`: read files, say what was not understood, work out every duty."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sightline.cli.options import DONE_IN_PART, EngineName, Folder, SparkAddress, SparkFolder, Strict, parse_day


def load_files(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files and folders of any mix.")],
    data_to: Annotated[
        date | None,
        typer.Option("--data-to", parser=parse_day, metavar="DAY", help="The day the files were drawn, where known."),
    ] = None,
    council: Annotated[str, typer.Option("--council", metavar="NAME", help="Whose children these are.")] = "",
    standards: Annotated[
        Path | None, typer.Option("--standards", metavar="FILE", help="What your council has set: standards.toml.")
    ] = None,
    sealed: Annotated[
        Path | None, typer.Option("--sealed", metavar="FILE", help="Your council's own list of sealed records: ids.")
    ] = None,
    store_folder: Folder = None,
    strict: Strict = False,
    engine: EngineName = "duckdb",
    spark: SparkAddress = "",
    spark_folder: SparkFolder = "",
) -> None:
    """Read files of any mix, say what was not understood, and work out what is due for every child."""
    from sightline.building import build
    from sightline.cli.load_said import print_outcome
    from sightline.engines.choice import choose_engine
    from sightline.flow import load
    from sightline.store import open_store

    store = open_store(store_folder)
    work_out = partial(build, engine=choose_engine(engine, spark, spark_folder))
    outcome = load(store, paths, data_to=data_to, council=council, standards=standards, sealed=sealed, build=work_out)
    print_outcome(store, outcome)
    unread = any(file.kind == "" for file in outcome.reading.files)
    untold = outcome.snapshot.states.get("cannot_tell", 0) or outcome.snapshot.unfed
    if unread or (strict and untold):
        raise typer.Exit(DONE_IN_PART)
