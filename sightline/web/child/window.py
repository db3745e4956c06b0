"""Which days the timeline shows: the last 11 months and the next 2, unless the address asks for others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sightline.calendars.time_limit import add_months, day_after, days_between
from sightline.store.records import say_day
from sightline.web.pages.saying import count

MONTHS_BEFORE, MONTHS_AFTER = 11, 2
LONGEST = 25
"""Years that can be drawn at once: a whole childhood, and the years of a care leaver."""


@dataclass(frozen=True)
class Window:
    """The first and last day shown, what was typed, and what is wrong with it (field → sentence)."""

    first: date
    last: date
    typed: Mapping[str, str]
    faults: Mapping[str, str]
    is_usual: bool = True

    @property
    def said(self) -> str:
        """The window in words."""
        return f"{say_day(self.first)} to {say_day(self.last)}"

    @property
    def months(self) -> str:
        """About how long it is."""
        return count(max(round(days_between(self.first, self.last) / 30.4), 1), "month")


def usual_window(as_of: date) -> Window:
    """Whole months around the as-of date."""
    first, past = add_months(as_of, -MONTHS_BEFORE).replace(day=1), add_months(as_of.replace(day=1), MONTHS_AFTER + 1)
    return Window(first, day_after(past, -1), {}, {})


def read_window(query: Mapping[str, str], as_of: date) -> Window:
    """Read an address. What is no date, or the wrong way round, is refused in words and the usual days are shown."""
    usual = usual_window(as_of)
    typed = {name: query.get(name, "").strip() for name in ("from", "to")}
    if not any(typed.values()):
        return usual
    days = {name: read_day(text) for name, text in typed.items()}
    faults = {
        name: f"Write the day as 31/10/2026 or 2026-10-31, not “{typed[name][:20]}”"
        for name in typed
        if typed[name] and days[name] is None
    }
    first, last = days["from"] or usual.first, days["to"] or usual.last
    if not faults and first >= last:
        faults["to"] = "The last day must come after the first"
    if not faults and add_months(first, 12 * LONGEST) < last:
        faults["to"] = f"At most {LONGEST} years can be shown at once"
    if faults:
        return Window(usual.first, usual.last, typed, faults)
    return Window(first, last, {}, {}, is_usual=False)


def read_day(text: str) -> date | None:
    """A day as people or browsers write it; None where it is not one."""
    english = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", text)
    computer = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if english:
        parts = int(english[3]), int(english[2]), int(english[1])
    elif computer:
        parts = int(computer[1]), int(computer[2]), int(computer[3])
    else:
        return None
    try:
        return date(*parts) if 1900 <= parts[0] <= 2200 else None
    except ValueError:
        return None
