"""The words for states and reasons, as a social worker reads them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.store.records import say_day

if TYPE_CHECKING:
    from sightline.clocks.entry import Clock

Ends = dict[tuple[str, str], tuple[str, date]]

STATE_WORDS = {
    "not_started": "Not started",
    "due": "Due",
    "due_soon": "Due soon",
    "overdue": "Overdue",
    "met": "Met",
    "met_late": "Met late",
    "missed": "Missed",
    "not_required": "Not required",
    "paused": "Paused",
    "cannot_tell": "Cannot tell",
}
"""The word for each state, the same on every page, list and line."""

REASON_WORDS = {
    "blank_start": "the day it began is blank",
    "unsure_start": "the file leaves open whether it began",
    "may_have_ended": "it may have ended before: two could be meant by the same end",
    "before_entry": "it began before the law Sightline has written down",
    "calendar": "the calendar it is counted by (bank holidays, or your school terms) does not reach that far",
    "no_value": "the day set by the court or the plan is blank",
    "due_with": "it is due with another duty whose own date cannot be told",
    "reach": "the file ends before the day on which this fell due",
    "history": "the file does not go back far enough",
    "unsure_meeting": "the file leaves open whether a meeting or visit counts, when it was, or what it belongs to",
    "count": "the files do not show how many came before, and the first has another limit than a later one",
    "fact": "a fact it depends on is missing, such as a date of birth",
    "hours": "the time of day is missing, and it would decide",
}


def say_state(state: str) -> str:
    """A state in plain words."""
    return STATE_WORDS.get(state, state.replace("_", " "))


def say_reason(row: dict[str, Any], ends: "Ends | None" = None) -> str:
    """Why an answer cannot be given, or between which days it lies; "" where there is nothing to say.

    `ends`: for each council and clock what to call the files that could have met it, and the day they end.
    """
    reason = row.get("reason") or ""
    words = REASON_WORDS.get(reason, reason)
    called, day = (ends or {}).get((row.get("council") or "", row.get("clock") or ""), ("", None))
    if called and reason == "reach" and day:
        words = f"{called}: the file ends on {say_day(day)}"
    elif called and reason == "history":
        words = f"{called}: {words}"
    first, last = row.get("due_first"), row.get("due_last")
    if isinstance(first, date) and isinstance(last, date) and first != last:
        between = f"due at some time between {say_day(first)} and {say_day(last)}"
        return f"{words}; {between}" if words else between
    return words


def find_ends(reach: Iterable[dict[str, Any]], clocks: Iterable["Clock"]) -> Ends:
    """For each council and clock: the file that could have met it and ends first, as people call it, and that day."""
    told = {(row["council"], row["event"]): (row["feeds"], row["data_to"]) for row in reach}
    councils = {council for council, _ in told}
    ends: Ends = {}
    for clock in clocks:
        for council in councils:
            feeds = [told[council, event] for event in clock.met_by if (council, event) in told]
            if feeds:
                ends[council, clock.id] = min(feeds, key=lambda feed: feed[1])
    return ends


def say_place(row: dict[str, Any]) -> str:
    """Where its starting event stands: file, sheet and row."""
    parts = [row.get("file") or "", row.get("sheet") or "", f"row {row['line']:,}" if row.get("line") else ""]
    return ", ".join(part for part in parts if part)
