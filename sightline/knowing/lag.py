"""How soon things are recorded: of what happened since the first load, how much the files had by a limit."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from sightline.calendars.time_limit import TimeLimit, due_on, whole_months
from sightline.calendars.working_days import load_calendars
from sightline.store.loads import source_of
from sightline.store.records import LoadRecord

WORDS: Final = ("in_time", "late", "cannot_tell")
WHOSE: Final = ("council", "subject_kind", "subject_id", "event")
RECORDED: Final = pa.schema([*((name, pa.string()) for name in WHOSE), *((word, pa.int64()) for word in WORDS)])
"""One line for each child and each event of which anything can be asked.

in_time      the files had the fact at the limit, or before
late         files that reached past the limit did not have it
cannot_tell  no files were drawn between its day and the limit, and those after it had it
"""


def recorded_in_time(
    ledger: pa.Table, first: Mapping[str, date], reach: Mapping[str, date], within: TimeLimit, *, as_of: date
) -> pa.Table:
    """How soon the facts of a ledger were recorded (see RECORDED), those of the last twelve whole months and since.

    `first`: by feed how far the first files of its source reached; what happened up to then nobody saw come in.
    `reach`: by event how far the files reach now; a fact whose limit lies after that is not asked about, for what is
    late is not there yet. Nor is one given another day since: the day it was recorded with is not known any more.
    """
    begins, calendar = whole_months(as_of, 12)[0], load_calendars()["england"]
    told = ledger.filter(pc.and_(pc.is_valid(ledger["first_load"]), pc.equal(ledger["times"], 0)))
    days = {day for day in told["on_day"].to_pylist() if day and day >= begins}
    limits = {day: due_on(within, day, calendar) for day in days}
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for row in told.select([*WHOSE, "feed", "on_day", "first_on", "seen_to"]).to_pylist():
        limit = limits.get(row["on_day"])
        is_asked = limit and limit <= reach.get(row["event"], date.min)
        if limit and is_asked and row["on_day"] > first.get(row["feed"], date.max):
            counts.setdefault(tuple(row[name] for name in WHOSE), Counter())[_judge(row, limit)] += 1
    lines = [{**dict(zip(WHOSE, key, strict=True)), **{w: counts[key][w] for w in WORDS}} for key in sorted(counts)]
    return pa.Table.from_pylist(lines, schema=RECORDED)


def _judge(row: Mapping[str, Any], limit: date) -> str:
    if row["first_on"] and row["first_on"] <= limit:
        return "in_time"
    return "late" if row["seen_to"] and row["seen_to"] > limit else "cannot_tell"


def first_reaches(loads: Sequence[LoadRecord]) -> dict[str, date]:
    """By feed how far the first files of its source reached, of one council."""
    first: dict[str, date] = {}
    for load in loads:
        here: dict[str, date] = {}
        for feed in load.feeds:
            here[source_of(feed)] = max(feed.data_to, here.get(source_of(feed), feed.data_to))
        first = {**here, **first}
    return {feed.id: first[source_of(feed)] for load in loads for feed in load.feeds}
