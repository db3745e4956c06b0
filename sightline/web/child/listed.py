"""The same facts as the timeline, as a list: newest first, the as-of date a line between what is owed and what was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sightline.web.child.spans import Span
from sightline.web.child.timeline import Dot, Lane, Stretch
from sightline.web.pages.saying import short_day


@dataclass(frozen=True)
class Entry:
    """One line: the day in words, the state whose mark stands before it ("" for a dot), what, and more about it."""

    day: date
    when: str
    state: str
    what: str
    more: str = ""


@dataclass(frozen=True)
class Listed:
    """What is owed after the as-of date, what was before it, and duties whose day nobody knows."""

    ahead: tuple[Entry, ...]
    past: tuple[Entry, ...]


def list_lanes(lanes: tuple[Lane, ...], first: date, as_of: date) -> Listed:
    """Everything of the lanes as lines."""
    found: list[Entry] = []
    for lane in lanes:
        found += [_dot(dot, lane, as_of) for dot in lane.dots]
        found += [entry for span in lane.spans for entry in _span(span, lane, first, as_of)]
        found += [_stretch(stretch, as_of) for chain in lane.chains for stretch in chain.stretches]
    entries = sorted(set(found), key=lambda each: (each.day, each.what), reverse=True)
    return Listed(
        tuple(each for each in entries if each.day > as_of), tuple(each for each in entries if each.day <= as_of)
    )


def _dot(dot: Dot, lane: Lane, as_of: date) -> Entry:
    return Entry(dot.on, short_day(dot.on, as_of), "", dot.text, "" if dot.sure else "This does not count, or may not.")


def _span(span: Span, lane: Lane, first: date, as_of: date) -> Iterator[Entry]:
    if span.from_on and span.from_on >= first:
        until = f"Until {short_day(span.until_on, as_of)}." if span.until_on else ""
        yield Entry(span.from_on, short_day(span.from_on, as_of), "", f"{lane.title}: {span.text}", until)


def _stretch(stretch: Stretch, as_of: date) -> Entry:
    began = f"Counted from {short_day(stretch.started, as_of)}." if stretch.started else "The day it began is blank."
    due = f"Due {short_day(stretch.due, as_of)}." if stretch.due else "The day it is due cannot be told."
    if stretch.state in ("met", "met_late") and stretch.met:
        return _entry(stretch.met, stretch, as_of, f"{_capital(stretch.said)}. {due}")
    if stretch.state == "missed" and stretch.ended:
        return _entry(stretch.ended, stretch, as_of, f"Missed. {due}")
    day = stretch.due or stretch.started or as_of
    said = f"{_capital(stretch.said)}. " if stretch.state == "overdue" else ""
    return _entry(day, stretch, as_of, f"{said}{began if stretch.due else f'{began} {due}'}")


def _entry(day: date, stretch: Stretch, as_of: date, more: str) -> Entry:
    return Entry(day, short_day(day, as_of), stretch.state, stretch.title, more)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
