"""One telling of the county of the ordinary size, counted and not kept; and one small county written to disk."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from sightline.made_up import make_county
from sightline.made_up.county import begin, tell_families
from sightline.made_up.diary import is_working_day
from sightline.made_up.story import Story

YEAR_ENDS = tuple(date(year, 3, 31) for year in range(2023, 2027))
SPANS = {
    "ssd_cin_plans": ("cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    "ssd_cp_plans": ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    "ssd_cla_episodes": ("clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
}
STARTS = {
    "ssd_cin_episodes": "cine_referral_date",
    "ssd_s47_enquiry": "s47e_s47_start_date",
    "ssd_initial_cp_conference": "icpc_icpc_date",
    "ssd_cin_plans": "cinp_cin_plan_start_date",
    "ssd_cp_plans": "cppl_cp_plan_start_date",
}
VISITS = {
    "ssd_cin_visits": "cinv_cin_visit_date",
    "ssd_cp_visits": "cppv_cp_visit_date",
    "ssd_cla_visits": "clav_cla_visit_date",
}


@dataclass
class Told:
    """What was counted: plants by clock, step and state; rows that began in a year; rows open at the end of one."""

    children: int = 0
    plants: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    begun: Counter[tuple[str, int]] = field(default_factory=Counter)
    held: Counter[tuple[str, date]] = field(default_factory=Counter)
    visits_on_closed_days: int = 0
    in_time: Counter[tuple[int, bool]] = field(default_factory=Counter)

    def count(self, story: Story) -> None:
        self.children += 1
        series = any(row[1].get("lega_legal_status") in ("V3", "V4") for row in story.facts)
        for table, row in story.facts:
            if table in STARTS:
                self.begun[table, _year(row[STARTS[table]])] += 1
            if table in SPANS and not (series and table == "ssd_cla_episodes"):
                self._count_span(table, row)
            if table in VISITS and not is_working_day(row[VISITS[table]]):
                self.visits_on_closed_days += 1
        for row in (*story.expected, *story.excluded):
            self.plants[row.clock, row.step, row.state] += 1
            if row.clock == "cla_visit" and row.state in ("met", "met_late"):
                self.in_time[row.due_on.year, row.state == "met"] += 1

    def _count_span(self, table, row) -> None:
        start, end = (row[column] for column in SPANS[table])
        for day in YEAR_ENDS:
            self.held[table, day] += start <= day and (end is None or end > day)


def _year(day: date) -> int:
    """The year, named by the 31 March on which it ends."""
    return day.year + (day.month > 3)


@pytest.fixture(scope="session")
def told() -> Told:
    counted = Told()
    for _, story in tell_families(begin(20261031, None), counted.plants):
        counted.count(story)
    return counted


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    make_county(folder, seed=4, children=260)
    return folder
