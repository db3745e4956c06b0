"""Local standards: what the law leaves to the council, and stricter local targets beside the law's limits."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sightline.calendars.time_limit import TimeLimit
from sightline.calendars.working_days import Calendar, load_calendars, school_calendar
from sightline.entry_files import EntryFile, read_entry
from sightline.words import UserError


@dataclass(frozen=True)
class Standards:
    """A council's own limits by step, and its targets by step. A local limit is never called a breach of law."""

    council: str = ""
    limits: dict[str, TimeLimit] = field(default_factory=dict)
    targets: dict[str, TimeLimit] = field(default_factory=dict)
    school: Calendar = field(default_factory=lambda: school_calendar(()))
    checks_off: dict[str, str] = field(default_factory=dict)
    """Checks that the council has switched off, each with its reason."""

    def calendar_for(self, limit: TimeLimit, name: str) -> Calendar:
        """What a limit is counted by: the calendar of the law, or of the council's school terms."""
        return self.school if limit.is_of_school else load_calendars()[name]


def read_standards(path: Path, steps: tuple[str, ...], checks: tuple[str, ...] = ()) -> Standards:
    """Read a council's standards.toml; an unknown step, limit or check is refused with its line."""
    file, table = read_entry(path)
    file.check_words(table, ("council", "limits", "targets", "school_term", "check_off", "check"), "a standards file")
    return Standards(
        council=str(table.get("council", "")),
        limits=_limits(file, table.get("limits", {}), steps),
        targets=_limits(file, table.get("targets", {}), steps),
        school=_school(file, table.get("school_term", [])),
        checks_off=_checks_off(file, table.get("check_off", []), checks),
    )


def _checks_off(file: EntryFile, entries: list[dict[str, Any]], checks: tuple[str, ...]) -> dict[str, str]:
    """The checks switched off by [[check_off]] blocks: which, and because of what."""
    for entry in entries:
        file.check_words(entry, ("check", "because"), "a check switched off")
        name = str(entry.get("check", ""))
        file.check_needs({**entry, "id": name}, ("check", "because"), f'The check switched off "{name}"')
        file.check_name(name, checks, "a check")
    return {str(entry["check"]): str(entry["because"]) for entry in entries}


def _school(file: EntryFile, terms: list[dict[str, Any]]) -> Calendar:
    """The school calendar from [[school_term]] blocks: from, to, and the weekdays within it that are closed."""
    for term in terms:
        file.check_words(term, ("from", "to", "closed"), "a school term")
        file.check_needs(term, ("from", "to"), "This school term")
        days = [term["from"], term["to"], *term.get("closed", [])]
        wrong = next((day for day in days if type(day) is not date), None)
        if wrong is not None:
            file.refuse(f'"{wrong}" is not a day', "Write it as 2026-09-02, without quotes.", str(wrong))
        if term["from"] > term["to"]:
            file.refuse("This school term ends before it begins", 'Put the first day in "from".', str(term["from"]))
    closed = (day for term in terms for day in term.get("closed", []))
    return school_calendar(((term["from"], term["to"]) for term in terms), closed)


def _limits(file: EntryFile, table: dict[str, Any], steps: tuple[str, ...]) -> dict[str, TimeLimit]:
    return {
        file.check_name(step, steps, "a step of any clock"): _limit(file, step, text) for step, text in table.items()
    }


def _limit(file: EntryFile, step: str, text: Any) -> TimeLimit:
    try:
        return TimeLimit.parse(str(text))
    except UserError as error:
        file.refuse(error.what, error.mend, step)
