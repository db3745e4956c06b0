"""What files say themselves about the day they reach: the first page of the templates, and the SSD's version log."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from sightline.sources import cells
from sightline.sources.model import STATED_LABEL
from sightline.sources.plain import plain
from sightline.sources.sheets import Sheet

VERSION_LOG = "ssd version log"
CREATED = ("created at",)
# The log is written when the SSD is made. One written long after the newest event, or before it, was made for another
# reason.
LOG_AFTER = timedelta(days=31)


def stated_on_cover(sheet: Sheet) -> date | None:
    """The day beside the words "Complete up to (day)" on the first page of the templates."""
    for row in sheet.head:
        for left, right in pairwise(row):
            if plain(left) == plain(STATED_LABEL):
                day = cells.read_day(right)
                return day if isinstance(day, date) else None
    return None


def logged_day(sheet: Sheet) -> date | None:
    """The newest day in the SSD's version log."""
    held = sheet.read(CREATED)
    days = [cells.read_day(c) for column in held.columns.values() for c in column.to_pylist()]
    return max((d for d in days if isinstance(d, date)), default=None)


def believed(logged: date | None, newest: date | None) -> date | None:
    """The day of the log, where it fits the newest event of the files."""
    if logged and newest and newest <= logged <= newest + LOG_AFTER:
        return logged
    return None
