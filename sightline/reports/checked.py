"""The results of checks as rows for people: what could not be run first, then what failed."""

from collections.abc import Mapping
from typing import Any

from sightline.checks import Check
from sightline.checks.own import checks_in
from sightline.store.snapshots import Snapshot
from sightline.tables.names import event_kinds
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
    """Every row that failed, with what is wrong and what to do (`asks`: and of whom).

    Raises UserError for a check that there is not.
    """
    checks = _checks(snapshot, only)
    rows = snapshot.table("check_failures").to_pylist()
    return [
        {
            **row,
            "says": checks[row["check"]].finding,
            "mend": checks[row["check"]].mend,
            "asks": checks[row["check"]].asks,
        }
        for row in rows
        if row["check"] in checks
    ]


def say_key(row: Mapping[str, Any]) -> str:
    """The id of the record in the case system. A finding between loads names the event before it: that is ours."""
    key = row["key"] or ""
    event, _, rest = key.partition(" ")
    return rest if event in event_kinds() else key


def _checks(snapshot: Snapshot, only: str) -> dict[str, Check]:
    checks = checks_in(snapshot)
    if only and only not in checks:
        raise UserError(f'There is no check "{only}"', "", nearest(only, checks))
    return {only: checks[only]} if only else checks
