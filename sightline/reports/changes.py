"""What changed between two snapshots: newly overdue, cleared, and given another due day."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
Key = tuple[Any, ...]
KEY = ("council", "subject_kind", "subject_id", "clock", "run", "started_on")
NEEDED = (*KEY, "state", "due_on", "team")


@dataclass(frozen=True)
class Changes:
    """Rows of the later snapshot (`newly_overdue`, `redated`) and of the earlier one (`cleared`)."""

    newly_overdue: tuple[Row, ...]
    cleared: tuple[Row, ...]
    redated: tuple[Row, ...]


def compare(before: Iterable[Row], after: Iterable[Row]) -> Changes:
    """Compare duties one by one. A duty is the same if child, clock, run and the day it began are.

    Newly overdue: overdue now and not then. Cleared: overdue then and not now, for whatever reason. Re-dated: there
    both times, with another due day.
    """
    old, new = _by_key(before), _by_key(after)
    return Changes(
        newly_overdue=tuple(row for key, row in new.items() if _is_late(row) and not _is_late(old.get(key))),
        cleared=tuple(row for key, row in old.items() if _is_late(row) and not _is_late(new.get(key))),
        redated=tuple(row for key, row in new.items() if key in old and old[key]["due_on"] != row["due_on"]),
    )


def _by_key(rows: Iterable[Row]) -> dict[Key, Row]:
    return {tuple(row[name] for name in KEY): row for row in rows}


def _is_late(row: Row | None) -> bool:
    return row is not None and row["state"] == "overdue"
