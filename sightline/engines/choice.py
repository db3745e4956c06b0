"""Which engine works the duties out. The rows are the same; what differs is where the work is done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sightline.words import UserError, nearest

if TYPE_CHECKING:
    from sightline.engines.duckdb import Workspace as DuckDB
    from sightline.engines.spark import Workspace as Spark

ENGINES = ("duckdb", "spark")


@dataclass(frozen=True)
class EngineChoice:
    """An engine by its name; for Spark also its address, and the folder that it and this computer both see."""

    name: str = "duckdb"
    address: str = ""
    folder: str = ""


DUCKDB = EngineChoice()


def choose_engine(name: str, address: str, folder: str) -> EngineChoice:
    """An engine as somebody asks for it. Raises UserError where something is missing."""
    if name not in ENGINES:
        raise UserError(f'"{name}" is not an engine', "--engine", nearest(name, ENGINES))
    if name == "spark" and not (address and folder):
        mend = "Give --spark sc://host:port, and with --spark-folder a folder that both it and this computer see."
        raise UserError("Spark needs an address and a folder", "--engine spark", mend)
    return EngineChoice(name, address, folder)


def open_engine(choice: EngineChoice) -> "DuckDB | Spark":
    """A workspace of the engine chosen; close it after use. Raises UserError where Spark does not answer."""
    if choice.name == "spark":
        from sightline.engines.spark import Workspace as Spark

        return Spark(choice.address, choice.folder)
    from sightline.engines.duckdb import Workspace as DuckDB

    return DuckDB()
