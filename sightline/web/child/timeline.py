"""The timeline as facts: lanes with spans, dots and duties. drawing.py draws them, listed.py lists them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sightline.calendars.time_limit import day_after
from sightline.web.child.called import Called
from sightline.web.child.record import Record, Row, words
from sightline.web.child.spans import Span, overlaps, spans_of
from sightline.web.pages.reasons import clocks_by_id
from sightline.web.pages.saying import count, name_event, short_day

OTHER = "other"


@dataclass(frozen=True)
class Dot:
    """Something that happened; not `sure` where the file leaves open whether it did."""

    on: date
    text: str
    sure: bool = True


@dataclass(frozen=True)
class Stretch:
    """One interval of one duty: `ended` is the day it ended unmet."""

    clock: str
    title: str
    state: str
    started: date | None
    due: date | None
    met: date | None
    ended: date | None
    said: str

    @property
    def last(self) -> date | None:
        """The last day that is drawn of it, without the as-of date."""
        return max((day for day in (self.started, self.due, self.met, self.ended) if day), default=None)


@dataclass(frozen=True)
class Chain:
    """The intervals of one clock that do not overlap, on one line."""

    title: str
    stretches: tuple[Stretch, ...]

    @property
    def label(self) -> str:
        """What stands on the line: the duty, and how it went."""
        if len(self.stretches) == 1 and self.stretches[0].state != "overdue":  # that is said at the as-of line
            return f"{self.title}{', ' + self.stretches[0].said if self.stretches[0].said else ''}"
        states = [stretch.state for stretch in self.stretches]
        late = states.count("met_late") + states.count("missed")
        done = late + states.count("met")
        return f"{self.title}, {f'{late} late' if late else 'in time'}" if done else self.title


@dataclass(frozen=True)
class Lane:
    """One lane with what is in it; empty ones are left out of a picture."""

    title: str
    spans: tuple[Span, ...] = ()
    dots: tuple[Dot, ...] = ()
    chains: tuple[Chain, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is in it."""
        return not (self.spans or self.dots or self.chains)


def lanes_of(record: Record, first: date, last: date) -> tuple[Lane, ...]:
    """Every lane with what touches the days from `first` to `last`."""
    stretches = [stretch for stretch in map(stretch_of, _drawn(record)) if _touches(stretch, first, last, record.as_of)]
    shown = {(stretch.clock, day) for stretch in stretches for day in (stretch.started, stretch.met)}
    dots = [(lane, dot) for lane, dot in _dots(record, shown) if first <= dot.on <= last]
    lanes = [*words()["lane"], {"id": OTHER, "title": "Other", "spans": []}]
    return tuple(
        Lane(
            lane["title"].replace("{first}", _whose(record.called)),
            tuple(span for span in spans_of(record, lane) if overlaps(span, first, last)),
            tuple(dot for name, dot in dots if name == lane["id"]),
            tuple(chains(each for each in stretches if lane_of_clock(each.clock) == lane["id"])),
        )
        for lane in lanes
    )


def stretch_of(row: Row) -> Stretch:
    """A row of the obligations as an interval."""
    ended = _ended(row)
    return Stretch(
        row["clock"],
        clocks_by_id()[row["clock"]].title,
        row["state"],
        row["started_on"],
        row["due_on"] or row["due_last"],
        row["met_on"] if row["state"] in ("met", "met_late") else None,
        ended,
        _said(row),
    )


def chains(stretches: Iterable[Stretch]) -> Iterator[Chain]:
    """The intervals of each clock on as few lines as do not overlap, clocks in the order in which they first began."""
    lines: list[list[Stretch]] = []
    for stretch in sorted(stretches, key=lambda each: (each.started or each.due or date.max, each.clock)):
        same = (line for line in lines if line[0].clock == stretch.clock and _follows(line[-1], stretch))
        found = next(same, None)
        if found is None:
            lines.append([stretch])
        else:
            found.append(stretch)
    return (Chain(line[0].title, tuple(line)) for line in lines)


@cache
def lane_of_clock(clock_id: str) -> str:
    """The lane a duty stands in."""
    lanes, area = words()["lane"], clocks_by_id()[clock_id].area
    named = next((lane["id"] for lane in lanes if clock_id in lane["clocks"]), None)
    return named or next((str(lane["id"]) for lane in lanes if area in lane["areas"]), OTHER)


@cache
def lane_of_event(event: str) -> str:
    """The lane an event stands in; "" for one that is not drawn."""
    if event in words()["left_out"]["events"] or event.startswith("turned_"):
        return ""
    named = next((str(lane["id"]) for lane in words()["lane"] if event in lane["events"]), "")
    clock = next((each for each in clocks_by_id().values() if event in (each.starts, *each.met_by)), None)
    return named or (lane_of_clock(clock.id) if clock else OTHER)


def _drawn(record: Record) -> list[Row]:
    return [row for row in record.duties if row["state"] not in ("not_required", "not_started")]


def _said(row: Row) -> str:
    days, state = row["days"], row["state"]
    if state == "cannot_tell":
        return "cannot tell"
    if state == "missed":
        return "missed"
    if days is None:
        return ""
    if state in ("met_late", "overdue"):
        return f"{count(days, 'day')} {'late' if state == 'met_late' else 'over'}"
    return "in time" if state == "met" else ""


def _ended(row: Row) -> date | None:
    """The day an unmet duty ended: so many days after it fell due."""
    if row["state"] != "missed" or row["due_on"] is None or row["days"] is None:
        return None
    return day_after(row["due_on"], row["days"])


def _touches(stretch: Stretch, first: date, last: date, as_of: date) -> bool:
    begins = stretch.started or stretch.due
    ends = as_of if stretch.state == "overdue" else stretch.last
    if begins is None or ends is None:
        return stretch.state == "cannot_tell"
    return begins <= last and ends >= first


def _follows(before: Stretch, stretch: Stretch) -> bool:
    end = before.met or before.ended or before.due
    return before.state not in ("overdue", "cannot_tell") and bool(end and stretch.started and stretch.started >= end)


def _dots(record: Record, shown: set[tuple[str, date | None]]) -> Iterator[tuple[str, Dot]]:
    """Every event with its lane, but for those that stand on the line of a duty already."""
    days = {(lane_of_clock(clock), day) for clock, day in shown}
    seen = set()
    for row in record.events:
        lane, day = lane_of_event(row["event"]), row["on_day"]
        if lane and day and (lane, day) not in days and (lane, day, row["event"]) not in seen:
            seen.add((lane, day, row["event"]))
            yield lane, Dot(day, _name(row), row["sure"])
    for row in record.visits:
        if row["seen"] == "no" and row["on_day"] and row["kind"] != "visit_made":
            yield "visits", Dot(row["on_day"], "Visit, child not seen", False)


def _name(row: Row) -> str:
    if row["sure"]:
        return name_event(row["event"])
    if row["event"].endswith("visit_child_seen"):
        return "Visit, seen or not is left blank"
    return f"{name_event(row['event'])}, not certain"


def _whose(called: Called) -> str:
    return called.forename or "the child"


def history_notes(record: Record) -> list[str]:
    """From which day each kind of event is known, where the files do not hold it all."""
    days: dict[date, list[str]] = {}
    for event, day in record.known.items():
        if lane_of_event(event):
            days.setdefault(day, []).append(name_event(event))
    return [
        f"{', '.join(sorted(set(names)))}: known from {short_day(day, record.as_of)} only"
        for day, names in days.items()
    ]
