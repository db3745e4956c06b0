"""In time by month and team: worked by hand on a few rows, and against the rows of a snapshot."""

from collections import Counter
from datetime import date

import pytest

from sightline.calendars.time_limit import last_of_month, whole_months
from sightline.measures.in_time import InTime, in_time
from sightline.store import FiguresOnlyError, Months, Scope, Snapshot, Store, open_snapshot
from tests.web.county import load_county

MONTHS = whole_months(date(2026, 10, 31), 12)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return load_county(tmp_path_factory.mktemp("measures"))


@pytest.fixture(scope="module")
def whole(store: Store) -> Snapshot:
    return open_snapshot(store, Scope.whole_council())


def test_what_cannot_be_told_is_beside_it() -> None:
    counts = InTime(met=6, met_late=2, missed=1, overdue=1, cannot_tell=30)
    assert (counts.due, counts.share) == (10, 0.6)


def test_fewer_than_ten_have_no_percentage() -> None:
    assert InTime(met=9).share is None
    assert InTime(met=10).share == 1.0
    assert InTime().share is None


def test_only_whole_months() -> None:
    assert whole_months(date(2026, 10, 31), 2) == (date(2026, 9, 1), date(2026, 10, 1))
    assert whole_months(date(2026, 10, 30), 2) == (date(2026, 8, 1), date(2026, 9, 1))
    assert whole_months(date(2026, 1, 15), 2) == (date(2025, 11, 1), date(2025, 12, 1))
    assert last_of_month(date(2028, 2, 3)) == date(2028, 2, 29)


def test_every_duty_is_counted_in_the_month_in_which_it_fell_due(whole: Snapshot) -> None:
    rows = [row for row in whole.table("obligations").to_pylist() if row["due_on"] and row["due_on"].year == 2026]
    by_hand = Counter((row["clock"], row["due_on"].replace(day=1), row["state"]) for row in rows)
    found = {series.clock: series for series in in_time(whole, MONTHS)}
    assert found
    for clock, series in found.items():
        for month, counts in series.months.items():
            assert vars(counts) == {state: by_hand[clock, month, state] for state in vars(counts)}


def test_teams_add_up_to_the_whole(whole: Snapshot) -> None:
    teams = in_time(whole, MONTHS, by_team=True)
    for series in in_time(whole, MONTHS):
        parts = [team.over(MONTHS) for team in teams if team.clock == series.clock]
        assert sum(parts, InTime()) == series.over(MONTHS)


def test_only_the_duties_and_children_asked_for(store: Store, whole: Snapshot) -> None:
    assert {series.clock for series in in_time(whole, MONTHS, clocks=["assessment"])} == {"assessment"}
    nobody = Snapshot(store, whole.record, Scope("nobody", only=frozenset()))
    assert in_time(nobody, MONTHS) == ()
    one = Snapshot(store, whole.record, Scope("one", only=frozenset({("Northmoor", "child", "N1")})))
    counted = in_time(one, MONTHS, clocks=["assessment"])[0].over(MONTHS)
    rows = one.table("obligations").to_pylist()
    assert counted.due == sum(row["clock"] == "assessment" and row["state"] in vars(InTime()) for row in rows)


def test_figures_only_are_enough(store: Store, whole: Snapshot) -> None:
    member = Snapshot(store, whole.record, Scope("member", figures_only=True))
    assert in_time(member, MONTHS) == in_time(whole, MONTHS)
    with pytest.raises(FiguresOnlyError):
        member.table("obligations")
    with pytest.raises(ValueError, match="subject_id"):
        member.figures("obligations", ["subject_id", "month"], None, Months("due_on", MONTHS[0], MONTHS[-1]))
