"""Small SSD files for loads that follow one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sightline import flow
from sightline.store import Store

BORN = {"MU1": "2019-05-01", "MU2": "2018-02-03", "MU3": "2017-09-09"}


@dataclass(frozen=True)
class Week:
    """What one load holds: the day it reaches, visits (id: child, day) to children on a plan, and dates of birth."""

    to: date
    visits: Mapping[str, tuple[str, str]]
    born: Mapping[str, str]


def write(folder: Path, week: Week) -> Path:
    """The SSD tables of one load: each child is on a plan since 5 January 2026."""
    folder.mkdir(parents=True)
    plans = [f"k{child},{child},2026-01-05" for child in week.born]
    visits = [f"{visit},{child},k{child},{day},Yes" for visit, (child, day) in week.visits.items()]
    people = [f"{child},{born}" for child, born in week.born.items()]
    files = {
        "ssd_cp_plans.csv": ["cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date", *plans],
        "ssd_cp_visits.csv": [
            "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen", *visits
        ],
        "ssd_person.csv": ["pers_person_id,pers_dob", *people],
    }  # fmt: skip
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def load_weeks(store: Store, folder: Path, weeks: list[Week], standards: Path | None = None) -> None:
    """Load one week after another."""
    for number, week in enumerate(weeks, 1):
        flow.load(store, [write(folder / str(number), week)], data_to=week.to, standards=standards)
