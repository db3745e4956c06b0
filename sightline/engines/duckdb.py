"""DuckDB, inside this process: a connection that reads only what it is given, and rows in and out as Arrow tables.

It is imported with the first connection: the web app answers most questions without it.
"""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
Connection: TypeAlias = "duckdb.DuckDBPyConnection"


def connect() -> Connection:
    """A new database in memory. It fetches no extension and never takes a Python variable for a table."""
    import duckdb

    return duckdb.connect(":memory:", config=dict(SETTINGS))


def register(con: Connection, **arrow_tables: "pa.Table") -> None:
    """Give the connection Arrow tables by name; the rows are not copied."""
    for name, table in arrow_tables.items():
        con.register(name, table)


def run(con: Connection, sql: str, **arrow_tables: "pa.Table") -> None:
    """Run statements that give no rows back: CREATE, INSERT, DROP."""
    register(con, **arrow_tables)
    con.execute(sql)


def query(con: Connection, sql: str, **arrow_tables: "pa.Table") -> "pa.Table":
    """The rows of one SELECT as an Arrow table, in the order the query asks for."""
    register(con, **arrow_tables)
    return con.sql(sql).to_arrow_table()


class Workspace:
    """Where the steps of a build stand, one table each. Every engine offers these four verbs and no more."""

    def __init__(self) -> None:
        """Begin with an empty database in memory."""
        self._con = connect()
        # Each SELECT names its large table first and joins small ones to it; guessed row counts only undo that.
        self._con.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")

    def put(self, name: str, table: "pa.Table") -> None:
        """Give the workspace a table from outside."""
        run(self._con, f"create or replace table {name} as select * from incoming", incoming=table)

    def step(self, name: str, sql: str) -> None:
        """Keep the rows of a SELECT under a name."""
        self._con.execute(f"create or replace table {name} as {sql}")

    def rows(self, sql: str) -> "pa.Table":
        """The rows of a SELECT."""
        return query(self._con, sql)

    def close(self) -> None:
        """Let go of everything."""
        self._con.close()
