"""A county with the files of earlier weeks, loaded week by week: when each fact came, what was given another day, what
went and what was mended are found as they were planted.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline import flow
from sightline.made_up import make_county
from sightline.made_up.diary import AS_OF, working_days_after
from sightline.store import Scope, Snapshot, open_snapshot, open_store
from sightline.store.place import read_pointer
from sightline.web.figures.known_then import known_then

CHILDREN, WEEKS = 600, 4
VISITS = ("cin_visit_child_seen", "cp_visit_child_seen", "visit_child_seen")
REVIEWS = ("cp_review_held", "cla_review_held")
CLOCKS = {
    "ssd_cin_visits": ("cin_visit", "assessment_child_seen"),
    "ssd_cp_visits": ("cp_visit",),
    "ssd_cla_visits": ("cla_visit",),
}
CHECKS = {
    "cinv_cin_visit_seen": "cin_visit_seen_not_said",
    "cppv_cp_visit_seen": "cp_visit_seen_not_said",
    "clav_cla_visit_seen": "cla_visit_seen_not_said",
    "cppv_cp_plan_id": "cp_visit_plan_not_there",
    "cinp_cin_plan_end_date": "cin_plan_ends_before_it_begins",
}


@dataclass(frozen=True)
class Loaded:
    """The snapshot that was in use after each load, the first first, by the day of its files; and the answers."""

    folder: Path
    snapshots: dict[date, Snapshot]
    answers: list[dict[str, str]]

    def of(self, *kinds: str) -> list[dict[str, str]]:
        """The answers of some kinds; there are some of each."""
        assert {row["kind"] for row in self.answers} >= set(kinds)
        return [row for row in self.answers if row["kind"] in kinds]

    def obligations(self) -> list[dict[str, str]]:
        """Every duty that must be found, as the answers have it."""
        with (self.folder / "answers" / "obligations.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def found(self, check: str) -> set[tuple[str, date]]:
        """The rows that a check between loads found, each with the day of the load."""
        rows = {day: each.table("check_failures").to_pylist() for day, each in self.snapshots.items()}
        return {(row["key"].split()[-1], day) for day, told in rows.items() for row in told if row["check"] == check}

    def has_limit(self, day: date, key: tuple[str, str, str]) -> bool:
        """Say whether the limit of what was met on a day (child, clock, day) could be told after a load."""
        rows = self.snapshots[day].rows("obligations", "child_id", (key[0],)).to_pylist()
        return any(row["due_on"] and (row["clock"], str(row["met_on"])) == key[1:] for row in rows)

    def ledger(self, day: date = AS_OF) -> list[dict[str, Any]]:
        """What the ledger says after a load of the facts that are asked about here, with the row of each."""
        rows = self.snapshots[day].table("known_when").to_pylist()
        return [row for row in rows if row["event"] in (*VISITS, *REVIEWS) and row["row_id"]]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("earlier")
    weeks = make_county(folder / "county", seed=1, children=CHILDREN, weeks=WEEKS)
    store, standards = open_store(folder / "store"), folder / "county" / "standards.toml"
    for week in weeks:
        flow.load(store, [week], data_to=date.fromisoformat(week.name), standards=standards)
    flow.load(store, [folder / "county" / "ssd", folder / "county" / "templates"], standards=standards)
    opened = [open_snapshot(store, Scope.whole_council(), name) for name in read_pointer(store).published]
    with (folder / "county" / "answers" / "earlier.csv").open(encoding="utf-8", newline="") as lines:
        return Loaded(folder / "county", {each.record.as_of: each for each in opened}, list(csv.DictReader(lines)))


def day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def test_the_files_reach_the_day_they_were_drawn(loaded: Loaded) -> None:
    assert [(AS_OF - day).days for day in loaded.snapshots] == [28, 21, 14, 7, 0]
    children = [each.table("subjects").num_rows for each in loaded.snapshots.values()]
    assert children == sorted(children)
    assert children[0] < children[-1]


def test_when_each_visit_came_into_the_files_is_found(loaded: Loaded) -> None:
    told = {row["row_id"]: (day_of(row["until"]), day_of(row["since"])) for row in loaded.of("recorded")}
    visits = [row for row in loaded.ledger() if row["event"] in VISITS and row["first_load"] and not row["gone_load"]]
    assert {row["row_id"]: (row["seen_to"], row["first_on"]) for row in visits} == told
    assert len(told) > 20


def test_how_soon_visits_were_recorded_is_what_was_planted(loaded: Loaded) -> None:
    """Of what happened after the first files, and has had its ten working days."""
    redated = {row["row_id"] for row in loaded.of("given another day")}
    counts: Counter[str] = Counter()
    for row in loaded.of("recorded"):
        day, until, since = (day_of(row[name]) for name in ("now", "until", "since"))
        assert day and since
        limit = working_days_after(day, 10)
        asked = row["table"] == "ssd_cp_visits" and row["row_id"] not in redated
        if asked and day > min(loaded.snapshots) and limit <= AS_OF:
            counts["in_time" if since <= limit else "late" if until and until > limit else "cannot_tell"] += 1
    found: Counter[str] = Counter()
    for told in loaded.snapshots[AS_OF].table("recorded_in_time").to_pylist():
        if told["event"] == "cp_visit_child_seen":
            found.update({word: told[word] for word in ("in_time", "late", "cannot_tell")})
    assert +found == counts


def test_what_was_given_another_day_is_found_with_both_days(loaded: Loaded) -> None:
    told = {
        (row["row_id"], day_of(row["was"]), day_of(row["now"]), day_of(row["since"]))
        for row in loaded.of("given another day", "booking moved")
    }
    found = set()
    for number, day in enumerate(loaded.snapshots, 1):
        found |= {
            (row["row_id"], row["was_on"], row["on_day"], day)
            for row in loaded.ledger(day)
            if row["moved_load"] == number
        }
    assert found == told


def test_days_changed_after_a_limit_are_found(loaded: Loaded) -> None:
    """Against the answers: the limit of the duty that the visit meets lay before the files that changed its day.

    Where another fault of that week left the limit open, nothing is claimed.
    """
    rows = [row for row in loaded.obligations() if row["met_on"]]
    limits = {(row["child_id"], row["clock"], row["met_on"]): row["due_on"] for row in rows}
    told = set()
    for row in loaded.of("given another day"):
        for key in ((row["child_id"], clock, row["now"]) for clock in CLOCKS[row["table"]]):
            if "" < limits.get(key, "") < row["since"] and loaded.has_limit(date.fromisoformat(row["since"]), key):
                told.add((row["row_id"], day_of(row["since"])))
    assert loaded.found("fact_changed_after_limit") == told
    assert told


def test_what_vanished_is_what_was_withdrawn(loaded: Loaded) -> None:
    assert loaded.found("fact_vanished") == {(row["row_id"], day_of(row["since"])) for row in loaded.of("withdrawn")}


def test_what_was_mended_failed_until_then_and_not_since(loaded: Loaded) -> None:
    failing = {
        day: {(row["check"], row["key"]) for row in snapshot.table("check_failures").to_pylist()}
        for day, snapshot in loaded.snapshots.items()
    }
    for row in loaded.of("mended"):
        until, since = day_of(row["until"]), day_of(row["since"])
        assert until
        assert since
        assert (CHECKS[row["column"]], row["row_id"]) in failing[until] - failing[since]
    assert {row["column"] for row in loaded.of("mended")} == set(CHECKS)


def test_what_was_overdue_and_had_been_done_by_then_is_counted(loaded: Loaded) -> None:
    """Against the answers: a duty met by the day of a load, which the files of that load had as overdue."""
    rows = loaded.obligations()
    met = {(row["child_id"], row["clock"], row["run"], row["started_on"]): row["met_on"] for row in rows}
    told = {}
    for day, snapshot in loaded.snapshots.items():
        overdue = snapshot.rows("obligations", "state", ("overdue",)).to_pylist()
        keys = [(row["child_id"], row["clock"], row["run"], str(row["started_on"])) for row in overdue]
        told[day] = sum("" < met.get(key, "") <= str(day) for key in keys)
    found = {each.as_of: each.done for each in known_then(loaded.snapshots[AS_OF])}
    assert found == told
    assert found[AS_OF] == 0 < min(found[day] for day in list(found)[1:])
