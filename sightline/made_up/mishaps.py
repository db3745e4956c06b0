"""What went wrong with single rows on the way to the newest files: re-dated, moved, withdrawn, wrong until mended."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sightline.made_up.diary import AS_OF
from sightline.made_up.histories import as_day, read_entries
from sightline.made_up.recording import Change, Row, draw_lot
from sightline.made_up.story import Story

REDATED, MOVED, WITHDRAWN, MENDED = "given another day", "booking moved", "withdrawn", "mended"
NO_SUCH_PLAN = "P9999999001"
CLOCKS = {"ssd_cin_visits": "cin_visit", "ssd_cp_visits": "cp_visit", "ssd_cla_visits": "cla_visit"}
RECENT, OLD = AS_OF - timedelta(days=70), AS_OF - timedelta(days=400)
Limits = Mapping[tuple[str, date], date]


def limits_of(story: Story) -> Limits:
    """The limit of each duty that was met in time, by its clock and the day it was met."""
    rows = (row for row in story.expected if row.state == "met" and row.met_on and row.due_on)
    return {(row.clock, row.met_on): row.due_on for row in rows if row.met_on and row.due_on}


def with_mishap(row: Row, limits: Limits) -> Iterator[Row]:
    """The row as it came about: one of the things that go wrong, where its lot says so; mostly none."""
    entry, lot = read_entries()[row.table], draw_lot("mishap", row.row_id)
    day = as_day(row.facts.get(entry.on)) or OLD
    turn, days = lot % 1000, lot // 1000 % 997
    is_seen = bool(entry.visit) and row.facts[entry.visit] != "N"
    if is_seen and day > RECENT and turn < 50:
        yield _redated(row, entry.on, day, days, limits.get((CLOCKS[row.table], day)))
    elif is_seen and day > RECENT and turn < 70:
        yield from (row, _withdrawn(row, entry.on, day, days))
    elif entry.visit and day > OLD and turn < 90 and row.facts[entry.visit] == "Y":
        yield _mended(row, entry.visit, "", days)
    elif row.table == "ssd_cp_visits" and day > OLD and turn < 100:
        yield _mended(row, "cppv_cp_plan_id", NO_SUCH_PLAN, days)
    elif entry.booked and turn < 150:
        yield _moved(row, entry.on, day)
    elif row.table == "ssd_cin_plans" and day > OLD and turn < 300 and as_day(row.facts["cinp_cin_plan_end_date"]):
        yield _mended(row, "cinp_cin_plan_end_date", day - timedelta(days=11), days)
    else:
        yield row


def _redated(row: Row, column: str, day: date, days: int, limit: date | None) -> Row:
    """A day typed wrong and corrected; where it met a limit, half were first told as too late; some moved twice."""
    was = limit + timedelta(days=1 + days % 3) if limit and days % 2 else day - timedelta(days=1 + days % 5)
    known = max(row.known, was)
    on = known + timedelta(days=7 + days % 21)
    if on > AS_OF:
        return row
    changes = [Change(column, was, on, REDATED)]
    if days % 4 == 0 and on - timedelta(days=7) > known:
        changes.append(Change(column, was - timedelta(days=2), on - timedelta(days=7), REDATED))
    return replace(row, known=known).changed(*changes)


def _withdrawn(row: Row, column: str, day: date, days: int) -> Row:
    """A second row two days before, entered by mistake and deleted some weeks later."""
    facts = {**row.facts, column: day - timedelta(days=2)}
    first = next(iter(facts))
    gone = min(AS_OF, row.known + timedelta(days=14 + days % 30))
    return Row(row.table, f"{row.row_id}X", {**facts, first: f"{row.row_id}X"}, row.known, gone=gone)


def _mended(row: Row, column: str, was: str | date, days: int) -> Row:
    """A cell that was wrong since it was filled in, until a day of the last two months."""
    on = AS_OF - timedelta(days=days % 60)
    filled = max([row.known, *(change.on for change in row.changes if change.column == column)])
    return row.changed(Change(column, was, on, MENDED)) if on > filled else row


def _moved(row: Row, column: str, day: date) -> Row:
    """A meeting put off twice, a few days before each of the days it was booked for."""
    booked_for = (day - timedelta(days=days) for days in (14, 28))
    return row.changed(*(Change(column, was, was - timedelta(days=2), MOVED) for was in booked_for if was <= AS_OF))
