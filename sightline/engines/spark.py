"""Spark, wherever it runs: a Spark Connect address to send the steps to, and a folder that both sides can read.

Whatever goes in and every step that is kept stands in that folder as Parquet for as long as the workspace is open.
"""

import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from sightline.words import UserError

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

USUAL_PORT = 15002
PATIENCE = 10.0
"""Seconds that a server may take to let us in."""


class Workspace:
    """Where the steps of a build stand, a folder of Parquet each. Every engine offers these four verbs and no more."""

    def __init__(self, address: str, folder: str) -> None:
        """Begin with nothing, at a Spark Connect address ("sc://host:port") and in a new folder inside `folder`.

        `folder` is a path or an address (file:, abfs:, s3: …) under which this computer and the Spark server see the
        same files. Raises UserError where nobody answers at the address, or nothing can be written in the folder.
        """
        sessions = _sessions()
        _knock(address)
        self._kept = 0
        self._files, self._root, self._seen = _new_folder(folder)
        self._spark = sessions.builder.remote(address).create()

    def put(self, name: str, table: pa.Table) -> None:
        """Give the workspace a table from outside."""
        place = self._place(name)
        self._write(place, table)
        self._name(name, place)

    def step(self, name: str, sql: str) -> None:
        """Keep the rows of a SELECT under a name."""
        place = self._place(name)
        frame = self._spark.sql(sql)
        frame.write.parquet(f"{self._seen}/{place}")
        if not self._files.get_file_info(fs.FileSelector(f"{self._root}/{place}", allow_not_found=True)):
            self._write(place, frame.toArrow())  # no rows: Sail writes no file, and nothing would tell the columns
        self._name(name, place)

    def rows(self, sql: str) -> pa.Table:
        """The rows of a SELECT."""
        return self._spark.sql(sql).toArrow()

    def close(self) -> None:
        """Let go of everything, and remove what was written."""
        self._files.delete_dir(self._root)
        self._spark.stop()

    def _write(self, place: str, table: pa.Table) -> None:
        self._files.create_dir(f"{self._root}/{place}")
        pq.write_table(table, f"{self._root}/{place}/part.parquet", filesystem=self._files)

    def _name(self, name: str, place: str) -> None:
        self._spark.read.parquet(f"{self._seen}/{place}").createOrReplaceTempView(name)

    def _place(self, name: str) -> str:
        """A folder of its own for each table, also for one that takes the name of another."""
        self._kept += 1
        return f"{self._kept:03d}-{name}"


def _sessions() -> "type[SparkSession]":
    """What makes sessions. Raises UserError where the client is not installed."""
    try:
        from pyspark.sql.connect.session import SparkSession
    except ImportError as error:
        raise UserError("The client of Spark is not installed", "", 'pip install "sightline[spark]"') from error
    return SparkSession


def _knock(address: str) -> None:
    """See that somebody listens at the address: the client itself would go on trying for minutes. Raises UserError."""
    parts = urlsplit(address)
    try:
        if parts.scheme != "sc" or not parts.hostname:
            raise ValueError(address)
        socket.create_connection((parts.hostname, parts.port or USUAL_PORT), timeout=PATIENCE).close()
    except (OSError, ValueError) as error:
        mend = "Start a Spark Connect server, or check the address: sc://host:port."
        raise UserError("No Spark answers", address, mend) from error


def _new_folder(folder: str) -> tuple[fs.FileSystem, str, str]:
    """The file system, the path of a new folder in it, and the address by which Spark sees that. Raises UserError."""
    name = f"sightline-{uuid4().hex}"
    address = folder if re.match(r"\w{2,}:", folder) else Path(folder).resolve().as_uri()
    try:
        files, root = fs.FileSystem.from_uri(address)
        files.create_dir(f"{root}/{name}")
    except (OSError, pa.ArrowInvalid) as error:
        raise UserError("Nothing can be written here", folder, "Name a folder that Spark can read too.") from error
    return files, f"{root}/{name}", f"{address.rstrip('/')}/{name}"
