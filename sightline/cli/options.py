"""Options that several verbs share, and how their values are read."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sightline.words import nearest

DONE_IN_PART = 3


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def parse_day(text: str | date) -> date:
    """A day written as 2026-10-31."""
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f'"{text}" is not a day. Write it as 2026-10-31.') from None


def choose_words(words: list[str], allowed: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Values given one by one or with commas between, each from a closed set; wrong use names the nearest."""
    chosen = tuple(part.strip() for word in words for part in word.split(",") if part.strip())
    for word in chosen:
        if word not in allowed:
            raise typer.BadParameter(f'"{word}" is not {what}. {nearest(word, allowed)}')
    return chosen


Folder = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="SIGHTLINE_DATA",
        metavar="DIR",
        help="Where Sightline keeps its store. Default: a local folder of yours.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How rows are printed.")]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=parse_day,
        metavar="DAY",
        help="The day looked from. Default: the newest day the case system's files reach.",
    ),
]
EngineName = Annotated[
    str,
    typer.Option("--engine", envvar="SIGHTLINE_ENGINE", metavar="NAME", help="duckdb, in this process; or spark."),
]
SparkAddress = Annotated[
    str,
    typer.Option(
        "--spark", envvar="SIGHTLINE_SPARK", metavar="ADDRESS", help="Where Spark Connect answers: sc://host:port."
    ),
]
SparkFolder = Annotated[
    str,
    typer.Option(
        "--spark-folder",
        envvar="SIGHTLINE_SPARK_FOLDER",
        metavar="DIR",
        help="A folder that Spark and this computer both see; what is put there is removed again.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="End with exit code 3 if any answer cannot be told.")]
