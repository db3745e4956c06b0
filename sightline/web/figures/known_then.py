"""What was overdue at each load, as it was known then, and what of it had been done by then and was recorded later."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from sightline.store import Snapshot
from sightline.web.quality.history import earlier

KEY: Final = ("council", "subject_kind", "subject_id", "clock", "run", "started_on")
DONE: Final = ("met", "met_late")


@dataclass(frozen=True)
class KnownThen:
    """One load, by its as-of date: duties overdue and not to be told then, and those overdue that had been done."""

    as_of: date
    loads: str
    overdue: int
    done: int
    cannot_tell: int


def known_then(snapshot: Snapshot) -> tuple[KnownThen, ...]:
    """The load in use and those before it whose snapshots are kept, the newest first; within the scope.

    Of whom the reader may not see now, a record sealed since then or a child in no file any more, nothing is counted.
    """
    before = earlier(snapshot)
    return tuple(_at(each, snapshot) for each in (snapshot, *before)) if before else ()


def _at(then: Snapshot, now: Snapshot) -> KnownThen:
    overdue, untold = (_seen(then.rows("obligations", "state", (state,)), now) for state in ("overdue", "cannot_tell"))
    done = 0 if then is now else _done(overdue, then.record.as_of, now)
    loads = ", ".join(str(use.number) for use in then.record.loads)
    return KnownThen(then.record.as_of, loads, overdue.num_rows, done, untold.num_rows)


def _seen(rows: pa.Table, now: Snapshot) -> pa.Table:
    """The rows about those whom the reader may see now."""
    return rows.select(KEY).join(now.table("subjects").select(KEY[:3]), list(KEY[:3]), join_type="left semi")


def _done(overdue: pa.Table, day: date, now: Snapshot) -> int:
    """How many of these duties are known now to have been done by that day."""
    rows = now.rows("obligations", "state", DONE)
    by_then = rows.filter(pc.less_equal(rows["met_on"], pa.scalar(day))).select(KEY)
    return int(overdue.join(by_then, list(KEY), join_type="left semi").num_rows)
