"""Control charts: limits by hand, each sign at its edge, the four verdicts, intervals after published figures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.measures.charts import BASELINE, control_chart, expected_false_signs, limits, wilson
from sightline.measures.in_time import InTime

MONTHS = [date(2024 + place // 12, place % 12 + 1, 1) for place in range(24)]


def chart_of(*shares: int, due: int = 100, better: str = "up"):  # type: ignore[no-untyped-def]
    """A chart of months with these per cents."""
    counts = [InTime(met=share * due // 100, missed=due - share * due // 100) for share in shares]
    return control_chart(list(zip(MONTHS, counts, strict=False)), better=better)  # type: ignore[arg-type]


STEADY = (81, 79) * 6
"""Twelve months of 80% in the middle."""


def test_limits_by_hand() -> None:
    """p = 0.2313, n = 50: Montgomery's worked example gives 0.0524 and 0.4102."""
    low, high = limits(0.2313, 50)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.4102)


def test_the_range_is_stepped_with_the_number() -> None:
    counts = [(month, InTime(met=80, missed=20)) for month in MONTHS[:12]] + [(MONTHS[12], InTime(met=320, missed=80))]
    chart = control_chart(counts, better="up")
    assert chart.points[0].low == pytest.approx(0.80 - 3 * 0.04)
    assert chart.points[12].low == pytest.approx(0.80 - 3 * 0.02)


def test_a_baseline_that_varies_more_than_chance_widens_the_range() -> None:
    narrow, wide = chart_of(*STEADY), chart_of(*((60, 100) * 6))
    assert wide.points[0].low < narrow.points[0].low


@pytest.mark.parametrize(
    ("then", "verdict", "rule"),
    [
        ((80, 80, 80), "No real change", None),
        ((80, 80, 93), "Getting better", "outside"),
        ((80, 80, 67), "Getting worse", "outside"),
        ((80, 80, 92), "No real change", None),
        ((81,) * 6, "Too early to say", None),
        ((81,) * 7, "Getting better", "in a row"),
        ((79,) * 7, "Getting worse", "in a row"),
        ((81, 81, 81, 80, 81, 81, 81), "No real change", None),
        ((81, 89, 89), "Getting better", "two of three"),
        ((89, 79, 89), "No real change", None),
        ((93, 80, 80, 80), "No real change", None),
        ((80,), "Too early to say", None),
    ],
)
def test_signs_and_verdicts(then: tuple[int, ...], verdict: str, rule: str | None) -> None:
    chart = chart_of(*STEADY, *then)
    assert (chart.verdict, chart.rule) == (verdict, rule)


def test_down_may_be_the_better_way() -> None:
    assert chart_of(*STEADY, 80, 80, 93, better="down").verdict == "Getting worse"


def test_a_row_that_began_in_the_baseline_is_counted_from_its_end() -> None:
    assert chart_of(*STEADY[:-3], 81, 81, 81, 81, 81, 81, 81).row <= 4


@pytest.mark.parametrize("due", [9, 20])
def test_too_few_are_not_charted(due: int) -> None:
    chart = chart_of(*((90,) * 24), due=due)
    assert (chart.points, chart.verdict) == ((), "Too early to say")


def test_months_under_ten_are_left_out() -> None:
    months = [(month, InTime(met=80, missed=20)) for month in MONTHS[:20]] + [(MONTHS[20], InTime(met=1, missed=8))]
    assert MONTHS[20] not in {point.month for point in control_chart(months, better="up").points}


@given(st.lists(st.integers(0, 100), min_size=12, max_size=24))
def test_a_chart_holds_every_month_once_within_its_limits(shares: list[int]) -> None:
    chart = chart_of(*shares)
    if chart.points:
        assert len(chart.points) == len(shares)
        assert all(0 <= point.low <= chart.average <= point.high <= 1 for point in chart.points)
        assert all((point.rule == "outside") or point.low <= point.share <= point.high for point in chart.points)
        assert (chart.rule is not None) == (chart.verdict in ("Getting better", "Getting worse"))
        assert len(chart.points) >= BASELINE


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(65, 100, 0.55254, 0.73636), (1045, 5000, 0.19796, 0.22049), (1, 100, 0.0017674, 0.0544862)],
)
def test_wilson(part: int, whole: int, low: float, high: float) -> None:
    """Figures of the test workbook of PHEindicatormethods."""
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-6)


def test_wilson_of_nothing_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_signs_by_chance() -> None:
    assert [expected_false_signs(number) for number in (1, 4, 16, 40)] == [1, 1, 1, 3]
