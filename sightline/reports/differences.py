"""Due days that the case system's own files carry, beside ours."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]
CLOCKS = {"cla_review": "cla_review", "cp_review": "cp_review", "icpc": "icpc"}
"""The clock that answers for each kind of due day a file carries."""

DIFFERENCE_COLUMNS = ("council", "subject_id", "duty", "run", "system_due_on", "our_due_on", "days", "file", "line")


@dataclass(frozen=True)
class Differences:
    """How many of the system's due days were compared, by kind, and those that are not ours."""

    compared: dict[str, int]
    differing: tuple[Row, ...]


def compare_due_days(systems: Iterable[Row], obligations: Iterable[Row], clocks: dict[str, str]) -> Differences:
    """Compare each due day of the system with ours for the same child, duty and run.

    It agrees if any of ours falls on that day; otherwise the nearest of ours is shown beside it, and `days` says how
    much later the system's is (negative: earlier). Children for whom we have no such duty are left out: there is
    nothing to compare. `clocks`: the clock that answers for each kind of due day.
    """
    ours = _by_duty(obligations)
    compared: Counter[str] = Counter()
    differing = []
    for row in systems:
        clock = clocks.get(row["kind"], "")
        days = _candidates(ours, row, clock)
        if not days or row["due_on"] is None:
            continue
        compared[row["kind"]] += 1
        nearest = min(days, key=lambda day: (abs((day - row["due_on"]).days), day))
        if nearest != row["due_on"]:
            differing.append(_difference(row, nearest))
    return Differences(dict(sorted(compared.items())), tuple(differing))


def _by_duty(obligations: Iterable[Row]) -> dict[tuple[str, ...], list[tuple[str | None, date]]]:
    found: dict[tuple[str, ...], list[tuple[str | None, date]]] = {}
    for row in obligations:
        if row["due_on"] is not None:
            key = (row["council"], row["subject_id"], row["clock"])
            found.setdefault(key, []).append((row["run"], row["due_on"]))
    return found


def _candidates(ours: dict[tuple[str, ...], list[tuple[str | None, date]]], row: Row, clock: str) -> list[date]:
    """Our due days for the same duty: of the same run if one carries the same key, else of any."""
    all_runs = ours.get((row["council"], row["subject_id"], clock), [])
    same = [day for run, day in all_runs if row["key"] and run == row["key"]]
    return same or [day for _, day in all_runs]


def _difference(row: Row, nearest: date) -> Row:
    return {
        "council": row["council"],
        "subject_id": row["subject_id"],
        "duty": row["kind"],
        "run": row["key"],
        "system_due_on": row["due_on"],
        "our_due_on": nearest,
        "days": (row["due_on"] - nearest).days,
        "file": row["file"],
        "line": row["line"],
    }
