"""The results of checks as rows for people: what could not be run first, then what failed."""

from typing import Any

from sightline.checks import Check
from sightline.checks.own import checks_in
from sightline.store.snapshots import Snapshot
from sightline.words import UserError, nearest

ORDER = ("could not run", "switched off", "failed", "passed")


def outcome_rows(snapshot: Snapshot, only: str = "") -> list[dict[str, Any]]:
    """One row for each check and source: check, title, table, source, outcome, rows, failed, why.

    Raises UserError for a check that there is not.
    """
    checks = _checks(snapshot, only)
    rows = snapshot.table("check_outcomes").to_pylist()
    told = [{**row, "title": checks[row["check"]].title} for row in rows if row["check"] in checks]
    return sorted(told, key=lambda row: (ORDER.index(row["outcome"]), -row["failed"], row["check"], row["feed"]))


def failed_rows(snapshot: Snapshot, only: str = "") -> list[dict[str, Any]]:
    """Every row that failed, with what is wrong and what to do. Raises UserError for a check that there is not."""
    checks = _checks(snapshot, only)
    rows = snapshot.table("check_failures").to_pylist()
    return [
        {**row, "says": checks[row["check"]].finding, "mend": checks[row["check"]].mend}
        for row in rows
        if row["check"] in checks
    ]


def _checks(snapshot: Snapshot, only: str) -> dict[str, Check]:
    checks = checks_in(snapshot)
    if only and only not in checks:
        raise UserError(f'There is no check "{only}"', "", nearest(only, checks))
    return {only: checks[only]} if only else checks
