"""One duty followed over months: the verdict, the finding, the sentence, the chart and its table."""

from dataclasses import dataclass
from datetime import date

from sightline.measures.charts import ROW, Chart, Point, control_chart, wilson
from sightline.measures.entries import Measure
from sightline.measures.in_time import FEWEST, InTime
from sightline.measures.small_numbers import HIDDEN
from sightline.store import Snapshot
from sightline.web.figures.counts import SHOWN, YEAR, Protected, by_duty, months_of, protected
from sightline.web.figures.drawing import FULL, NARROW, WIDE, Drawing, draw
from sightline.web.pages.saying import count
from sightline.web.pages.words import clocks_by_id
from sightline.web.quality.grades import Graded, grade_figure


@dataclass(frozen=True)
class MonthSaid:
    """One month as the table has it. `query` leads to its duties; None for those who see figures only."""

    name: str
    due: str
    met: str
    share: str
    cannot_tell: str
    expected: str
    reading: str
    query: dict[str, object] | None


@dataclass(frozen=True)
class Followed:
    """A measure as a page shows it; `wide` and `narrow` are None where no chart can be drawn."""

    id: str
    clock: str
    title: str
    verdict: str
    finding: str
    sentence: str
    note: str
    wide: Drawing | None
    narrow: Drawing | None
    months: tuple[MonthSaid, ...]
    accuracy: Graded
    because: str = ""
    companion: str = ""


def follow(snapshot: Snapshot, measure: Measure, *, hides: bool, full: bool = False) -> Followed | None:
    """A measure over 24 months, None where nothing of it fell due. `hides`: for a reader who sees figures only."""
    series = by_duty(snapshot).get(measure.clock)
    if series is None:
        return None
    months = months_of(snapshot)
    by_month = [(month, series.months.get(month, InTime())) for month in months]
    small = protected(snapshot) if hides else Protected()
    chart = control_chart(by_month, better=measure.better)
    drawn = bool(chart.points) and not any(small.hides(measure.clock, p.month, "met", "due") for p in chart.points)
    year = series.over(months[-SHOWN:])
    points = {point.month: point for point in chart.points}
    said = [_month(measure.clock, m, c, points.get(m), small, hides) for m, c in by_month[-SHOWN:]]
    told = not small.hides(measure.clock, YEAR, "met", "due")
    return Followed(
        id=measure.id,
        clock=measure.clock,
        title=measure.title,
        verdict=chart.verdict if drawn else "Too early to say",
        finding=_finding(measure, chart if drawn else None),
        sentence=_sentence(chart) if drawn else _few(year) if told else _kept_back(),
        note=_note(chart) if drawn else "",
        wide=draw(chart, FULL if full else WIDE) if drawn else None,
        narrow=draw(chart, NARROW) if drawn else None,
        months=tuple(reversed(said)),
        because=measure.because,
        companion=_companion(snapshot, measure, hides),
        accuracy=grade_figure(snapshot, (measure.clock,), hides),
    )


def measure_of(clock_id: str) -> Measure:
    """Every duty is followed the same way, whether or not there is an entry for it: done in time is better."""
    because = "Done in time is better than done late; whether it was done well is another question."
    return Measure(clock_id, clocks_by_id()[clock_id].title, clock_id, "up", because)


def percent(share: float) -> str:
    """A share in whole per cent."""
    return f"{round(100 * share)}%"


def month_name(month: date) -> str:
    """October 2026."""
    return f"{month:%B %Y}"


def _finding(measure: Measure, chart: Chart | None) -> str:
    if chart is None or (chart.verdict == "Too early to say" and not chart.row):
        return f"{measure.title}: too few to say"
    words = {
        "Getting better": "in time more often than before",
        "Getting worse": "in time less often than before",
        "No real change": f"{percent(chart.average)} in time to begin with, and no real change since",
        "Too early to say": "it is too early to say whether anything has changed",
    }
    return f"{measure.title}: {words[chart.verdict]}"


def _sentence(chart: Chart) -> str:
    """How far, since when, and by which rule, of a chart that can be drawn."""
    last = chart.points[-1]
    if chart.rule == "outside":
        sign = next(point for point in reversed(chart.points) if point.rule)
        return (
            f"{percent(sign.share)} in {month_name(sign.month)}, outside the expected range of {_range(sign)}. "
            f"The average to begin with was {percent(chart.average)}."
        )
    if chart.rule == "in a row":
        row = chart.points[-chart.row :]
        now = sum(point.met for point in row) / sum(point.due for point in row)
        return (
            f"{chart.row} months in a row {chart.side} the earlier average: from {percent(chart.average)} to about "
            f"{percent(now)}. {ROW} in a row is our rule for a real change."
        )
    if chart.rule == "two of three":
        return (
            f"Two of three months in a row were far {chart.side} the earlier average of {percent(chart.average)}, "
            f"{percent(last.share)} the latest. Chance alone seldom gives that."
        )
    if chart.verdict == "Too early to say":
        return (
            f"{count(chart.row, 'month')} in a row {chart.side} the earlier average of {percent(chart.average)} are "
            f"what chance alone would often give. {ROW - chart.row} more like them would be a change."
            if chart.row and chart.side
            else f"{count(len(chart.points), 'month')} can be charted, and the first 12 set the expected range."
        )
    return f"The last three months lie where the first 12 lead us to expect: for the latest, {_range(last)}."


def _few(counts: InTime) -> str:
    """Too few for a chart: the count, and the range the true share could be in."""
    if not counts.due:
        return "Nothing fell due in the last 12 whole months."
    low, high = wilson(counts.met, counts.due)
    if counts.due < FEWEST:
        return (
            f"{counts.met} of {counts.due} were in time in the last 12 months. With so few, the true share could be "
            f"anywhere from {percent(low)} to {percent(high)}."
        )
    return (
        f"{counts.met:,} of {counts.due:,} were in time in the last 12 months, {percent(counts.met / counts.due)}. "
        f"Too few fall due, or are late, in a month to draw a chart."
    )


def _kept_back() -> str:
    return "The figures behind this are too small to be shown without a risk of naming somebody."


def _range(point: Point) -> str:
    return f"{percent(point.low)} to {percent(point.high)}"


def _note(chart: Chart) -> str:
    last, first = chart.points[-1], chart.points[0]
    return (
        f"Share met in time of what fell due in each month. {month_name(last.month)}: {last.met:,} of {last.due:,}. "
        f"Expected range set by {month_name(first.month)} to {month_name(chart.points[11].month)}."
        f"{_starts_at(chart)}"
    )


def _starts_at(chart: Chart) -> str:
    lowest = draw(chart, NARROW).down[0].text
    return "" if lowest == "0%" else f" The scale starts at {lowest}."


def _companion(snapshot: Snapshot, measure: Measure, hides: bool) -> str:
    series = by_duty(snapshot).get(measure.companion) if measure.companion else None
    if series is None:
        return measure.companion_is
    counts = series.over(months_of(snapshot)[-SHOWN:])
    if counts.share is None or (hides and protected(snapshot).hides(measure.companion, YEAR, "met", "due")):
        return f"{measure.companion_is}: too few to say."
    return f"{measure.companion_is}: {percent(counts.share)} of {counts.due:,} in the last 12 months."


def _month(clock: str, month: date, counts: InTime, point: Point | None, small: Protected, hides: bool) -> MonthSaid:
    def shown(number: int, part: str) -> str:
        return HIDDEN if (clock, month, part) in small.hidden else f"{number:,}"

    told = not small.hides(clock, month, "met", "due")
    share = percent(counts.share) if counts.share is not None else "too few" if counts.due else ""
    return MonthSaid(
        name=month_name(month),
        due=shown(counts.due, "due"),
        met=shown(counts.met, "met"),
        share=share if told else HIDDEN,
        cannot_tell=shown(counts.cannot_tell, "cannot_tell"),
        expected=_range(point) if point and told else "",
        reading=_reading(point) if told else "",
        query=None if hides or not counts.due else {"clock": clock, "month": f"{month:%Y-%m}"},
    )


def _reading(point: Point | None) -> str:
    if point is None:
        return "too few to chart"
    return {
        None: "as expected",
        "outside": f"{point.side} the expected range",
        "in a row": f"{point.side} the average, {ROW} or more in a row",
        "two of three": f"far {point.side} the average, 2 of 3",
    }[point.rule]
