"""When a child was last seen: one answer for every page."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

SEEN: Final = ("visit_child_seen", "cin_visit_child_seen", "cp_visit_child_seen", "pa_visit_made")
"""Events by which a child was seen on a known day. An assessment says that the child was seen, not when."""


def last_seen(events: Iterable[Mapping[str, Any]], as_of: date) -> date | None:
    """The last day, up to the as-of date, on which it is sure that the child of these events was seen."""
    days = (row["on_day"] for row in events if row["event"] in SEEN and row["sure"] and row["on_day"])
    return max((day for day in days if day <= as_of), default=None)
