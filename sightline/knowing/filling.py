"""Which tables still fill up, by the council's own history: what was looked at, and what had stopped. Pure."""

from collections.abc import Collection, Sequence
from typing import Final

import pyarrow as pa

from sightline.knowing.derived import Derived

NAMES: Final = ("council", "table", "team", "check", "says")
FILLING: Final = pa.schema([*((name, pa.string()) for name in NAMES), ("stopped", pa.bool_())])
"""One line for each look at a table: at a month or a load of it, or at what one team recorded. No child is in it.

check     the check that found that it stopped; "" where none did
says      the numbers, in words
"""


def filling(made: Sequence[Derived], failures: pa.Table, looked_at: Collection[str], *, council: str) -> pa.Table:
    """What the council's own history says of each table (see FILLING); `failures`: what the checks found.

    `looked_at`: the derived tables of which a check ran. A table of which there is no line could not be looked at.
    """
    columns = ["table", "key", "check"]
    found = {(row["table"], row["key"]): row["check"] for row in failures.select(columns).to_pylist()}
    lines = [
        {"council": council, "table": table, "team": told.team, "check": found.get((each.name, what), ""),
         "says": what, "stopped": (each.name, what) in found}
        for each in made
        if each.name in looked_at
        for what, told in each.told.items()
        for table in told.tables
    ]  # fmt: skip
    return pa.Table.from_pylist(lines, schema=FILLING)
