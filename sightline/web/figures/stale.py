"""Whether the data is old: the one question for which the web app looks at the clock on the wall."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from sightline.store import SnapshotRecord
from sightline.store.records import say_day


@dataclass(frozen=True)
class Stale:
    """How many days old the data is, and the day it reaches."""

    days: int
    reaches: str


def find_stale(record: SnapshotRecord) -> Stale | None:
    """None while the as-of date is no older than the council's setting. A made-up council does not age."""
    days = (timezone.localdate() - record.as_of).days
    if days <= settings.STALE_DAYS or any("made up" in use.council for use in record.loads):
        return None
    return Stale(days, say_day(record.as_of))
