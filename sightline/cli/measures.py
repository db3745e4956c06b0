"""`sightline measures`: how many duties were met in time, by duty, month or team, and whether that is changing."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.cli.options import AsOf, Folder, Format, FormatOption
from sightline.cli.shown import open_for, print_provenance, print_rows

if TYPE_CHECKING:
    from sightline.measures.in_time import InTime
    from sightline.store import Snapshot

COUNTS = ("met", "met_late", "missed", "overdue", "due", "in_time", "cannot_tell")
COLUMNS = {
    "duty": ("clock", *COUNTS, "verdict", "accuracy"),
    "month": ("clock", "month", *COUNTS),
    "team": ("clock", "team", *COUNTS),
}
MONTHS, SHOWN = 24, 12


class By(StrEnum):
    """What the figures are split by."""

    DUTY = "duty"
    MONTH = "month"
    TEAM = "team"


def show_measures(
    store_folder: Folder = None,
    as_of: AsOf = None,
    by: Annotated[By, typer.Option("--by", help="duty: the last 12 months together; month; team.")] = By.DUTY,
    clock: Annotated[str, typer.Option("--clock", help="One duty. Default: every one.")] = "",
    how: FormatOption = Format.TABLE,
) -> None:
    """Show how many duties that fell due in the last 12 whole months were met in time.

    A month is the one in which a duty fell due. In time is met ÷ (met + met late + missed + overdue); what cannot be
    told stands beside it. Fewer than ten: no percentage. The verdict is of a control chart over 24 months. Accuracy,
    from A to D, says how far a figure can be believed: Data in the web app shows what it is made of.
    """
    from sightline.cli.clocks import find_clock
    from sightline.store import open_store

    chosen = (find_clock(clock).id,) if clock else ()
    snapshot = open_for(open_store(store_folder), as_of)
    print_rows(COLUMNS[by], list(_rows(snapshot, by, chosen)), how)
    print_provenance(snapshot.record, how)


def _rows(snapshot: "Snapshot", by: By, clocks: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    from sightline.calendars.time_limit import whole_months
    from sightline.measures.accuracy import count, parts_of_duties
    from sightline.measures.charts import control_chart
    from sightline.measures.grade import grade_of
    from sightline.measures.in_time import InTime, in_time

    months, counted = whole_months(snapshot.record.as_of, MONTHS), count(snapshot)
    for series in in_time(snapshot, months, by_team=by is By.TEAM, clocks=clocks):
        if by is By.MONTH:
            shown = [(month, series.months.get(month, InTime())) for month in months[-SHOWN:]]
            yield from ({"clock": series.clock, "month": month, **_counts(counts)} for month, counts in shown)
            continue
        chart = control_chart([(month, series.months.get(month, InTime())) for month in months], better="up")
        counts = series.over(months[-SHOWN:])
        letter = grade_of(parts_of_duties(counted, (series.clock,)).shares).letter
        of = {"clock": series.clock, "team": series.team, "verdict": chart.verdict, "accuracy": letter}
        yield {**of, **_counts(counts)}


def _counts(counts: "InTime") -> dict[str, Any]:
    share = None if counts.share is None else f"{round(100 * counts.share)}%"
    return {**vars(counts), "due": counts.due, "in_time": share}
