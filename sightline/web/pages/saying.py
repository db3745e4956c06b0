"""Words that pages share: days, counts, how late, and text as it stands in an address."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from sightline.store.records import name_sources, say_day

SET_BY = {
    "statutory": "Law or regulations",
    "guidance": "Statutory guidance",
    "national_standard": "National standard",
    "local": "Our own standard",
    "drift": "Early warning",
}
"""Who set a limit, as a label. A local standard is never called law."""

SOURCES = {"ssd": "SSD", "local": "Local lists", "annex_a": "Annex A", "cin_census": "CIN census", "ssda903": "SSDA903"}
"""What a kind of file is called."""

NO_WORKER = "No worker known"
NO_TEAM = "No team known"


@cache
def phrases() -> dict[str, dict[str, str]]:
    """How each event is called: `after` in a sentence, `named` on a timeline."""
    with (Path(__file__).parent / "phrases.toml").open("rb") as file:
        return tomllib.load(file)


def name_event(event: str) -> str:
    """An event as a timeline names it."""
    return phrases().get(event, {}).get("named") or event.replace("_", " ").capitalize()


def say_sources(sources: Sequence[str]) -> str:
    """What was loaded, in a word or two: SSD + 14 local lists."""
    return name_sources([SOURCES.get(source, source) for source in sources])


def short_day(day: date | None, as_of: date) -> str:
    """A day without its year where that is the year of the as-of date: 23 April."""
    if day is None:
        return ""
    return f"{day.day} {day:%B}" if day.year == as_of.year else say_day(day)


def brief_day(day: date | None, as_of: date) -> str:
    """The same for a narrow column: 23 Apr, 23 Apr 2025."""
    if day is None:
        return ""
    return f"{day.day} {day:%b}" if day.year == as_of.year else f"{day.day} {day:%b %Y}"


def week_day(day: date) -> str:
    """A day with its weekday, for planning: Tuesday 5 May."""
    return f"{day:%A} {day.day} {day:%B}"


def count(number: int, noun: str, nouns: str = "") -> str:
    """A number and what is counted: 1 duty, 1,644 duties; `nouns` where an s is not enough."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def children(number: int) -> str:
    """So many children."""
    return count(number, "child", "children")


def duties(number: int) -> str:
    """So many duties."""
    return count(number, "duty", "duties")


def join_words(parts: list[str], last: str = "and") -> str:
    """Parts of a sentence: a, b and c."""
    kept = [part for part in parts if part]
    if len(kept) < 2:
        return "".join(kept)
    return f"{', '.join(kept[:-1])} {last} {kept[-1]}"


def say_days(state: str, days: int | None) -> str:
    """How late, or how long there is: 5 days over, due today, in 3 days."""
    if days is None or state in ("cannot_tell", "not_required", "paused", "not_started"):
        return ""
    number = count(abs(days), "day")
    if state in ("overdue", "missed"):
        return f"{number} over"
    if state in ("met", "met_late"):
        return "on the day" if days == 0 else f"{number} {'late' if days > 0 else 'early'}"
    return "due today" if days == 0 else f"in {number}"


def slug(text: str) -> str:
    """A text as it stands in an address: children-in-care-2."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def share(part: int, whole: int) -> str:
    """A share in whole per cent; under 10 the count, for a percentage of so few misleads."""
    if not whole:
        return ""
    return f"{part} of {whole}" if whole < 10 else f"{round(100 * part / whole)}%"
