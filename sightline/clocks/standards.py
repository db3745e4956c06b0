"""Local standards: what the law leaves to the council, and stricter local targets beside the law's limits."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sightline.calendars.time_limit import TimeLimit
from sightline.clocks.words import EntryFile, read_entry
from sightline.words import UserError


@dataclass(frozen=True)
class Standards:
    """A council's own limits by step, and its targets by step. A local limit is never called a breach of law."""

    council: str = ""
    limits: dict[str, TimeLimit] = field(default_factory=dict)
    targets: dict[str, TimeLimit] = field(default_factory=dict)


def read_standards(path: Path, steps: tuple[str, ...]) -> Standards:
    """Read a council's standards.toml; an unknown step or limit is refused with its line."""
    file, table = read_entry(path)
    file.check_words(table, ("council", "limits", "targets"), "a standards file")
    return Standards(
        council=str(table.get("council", "")),
        limits=_limits(file, table.get("limits", {}), steps),
        targets=_limits(file, table.get("targets", {}), steps),
    )


def _limits(file: EntryFile, table: dict[str, Any], steps: tuple[str, ...]) -> dict[str, TimeLimit]:
    return {
        file.check_name(step, steps, "a step of any clock"): _limit(file, step, text) for step, text in table.items()
    }


def _limit(file: EntryFile, step: str, text: Any) -> TimeLimit:
    try:
        return TimeLimit.parse(str(text))
    except UserError as error:
        file.refuse(error.what, error.mend, step)
