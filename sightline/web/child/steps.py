"""The working of one duty in five steps: start, rule, count, looked for, so."""

from dataclasses import dataclass
from datetime import date

from sightline.calendars.time_limit import TimeLimit, days_between
from sightline.calendars.working_days import load_calendars
from sightline.clocks.entry import Clock, Step, Version
from sightline.obligations.explain import Working, began_with, left_out, say
from sightline.obligations.history import Event
from sightline.reports.sentences import STATE_WORDS, say_reason
from sightline.web.child.record import Record, Row
from sightline.web.pages.reasons import find_step
from sightline.web.pages.saying import count, join_words, say_days, short_day, week_day
from sightline.web.pages.words import STRENGTH_WORDS, say_event

SEEN_EVENTS = {"visit_child_seen": "cla_visit", "cin_visit_child_seen": "cin_visit", "cp_visit_child_seen": "cp_visit"}
"""Events met only by a visit at which the child was seen, and the visits that may not count."""


@dataclass(frozen=True)
class FiveSteps:
    """Start, rule, count, looked for, so: a sentence or two each; empty where there is nothing to say."""

    start: str
    rule: str
    count: str
    looked_for: str
    so: str

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Those that say something, with their names."""
        named = (
            ("Start", self.start), ("Rule", self.rule), ("Count", self.count), ("Looked for", self.looked_for),
            ("So", self.so),
        )  # fmt: skip
        return tuple((name, said) for name, said in named if said)


def five_steps(record: Record, row: Row, working: Working, limit: TimeLimit | None, reason: str) -> FiveSteps:
    """The steps of one duty. `limit`: what was counted; None for one set by an order or due with another duty."""
    found = find_step(working.clock, row["step"], row["version"])
    return FiveSteps(
        _start(record, row, working),
        _rule(working.clock, *found, limit) if found else "",
        _count(row, found[0], limit, working) if found and limit else "",
        _looked_for(record, row, working.clock),
        _so(row, record, reason),
    )


def _start(record: Record, row: Row, working: Working) -> str:
    event = began_with(working.clock, working.row, record.history)
    if row["started_on"] is None:
        return f"The day of {say_event(working.clock.starts)} is blank ({working.row.place})."
    began = _capital(say_event(event.name if event else working.clock.starts))
    return f"{began}: {say(row['started_on'])}. {_place(event)}"


def _place(event: Event | None) -> str:
    return f"Source: {event.places}." if event and event.place.file else ""


def _rule(clock: Clock, version: Version, step: Step, limit: TimeLimit | None) -> str:
    if clock.due_with:
        return "Due on the same day as another duty."
    after = "from the start, that day counted" if _is_inclusive(limit) else "after the start"
    words = f"{limit.n} {limit.unit} {after}" if limit else "By the day that was ordered"
    when = ""
    if step.when:
        judged = "on the day it starts" if step.judged_on == "start" else "on the day it falls due"
        when = f" This limit, and no other, because {judged} it holds: {step.when}."
    return f"{words}: {STRENGTH_WORDS[step.strength]}.{when} Version from {say(version.from_on)}."


def _is_inclusive(limit: TimeLimit | None) -> bool:
    return limit is not None and limit.counting == "beginning with the day"


def _count(row: Row, version: Version, limit: TimeLimit, working: Working) -> str:
    start, due = row["started_on"], row["due_on"]
    if start is None or due is None:
        return ""
    first = "the first day" if _is_inclusive(limit) else "day zero"
    said = f"{say(start)} is {first}. The last day in time is {week_day(due)} {due.year}"
    if limit.unit == "working days":
        closed = left_out(start, due, load_calendars()[version.calendar])
        names = join_words([short_day(day, due) for day in closed])
        return f"{said}. Weekends are not counted{f', nor the bank holidays of {names}' if names else ''}."
    return f"{said}, {count(days_between(start, due), 'day')} later. Weekends and bank holidays count."


def _looked_for(record: Record, row: Row, clock: Clock) -> str:
    """What would have met it, what was found, and what was found and does not count."""
    wanted = _capital(" or ".join(say_event(name) for name in clock.met_by))
    since = f", after {short_day(row['started_on'], record.as_of)}" if row["started_on"] else ""
    if row["met_on"]:
        place = next((e for e in record.history.events if e.name in clock.met_by and e.on == row["met_on"]), None)
        return f"{wanted}{since}. Found on {say(row['met_on'])}. {_place(place)}"
    ends = [record.history.reach[name] for name in clock.met_by if name in record.history.reach]
    reach = f", in the files up to {say(min(ends))}" if ends else ""
    booked = f" One is booked for {say(row['booked_on'])}: a booking is not a meeting." if row["booked_on"] else ""
    return f"{wanted}{since}{reach}. None found.{_do_not_count(record, row, clock)}{booked}"


def _do_not_count(record: Record, row: Row, clock: Clock) -> str:
    kinds = {SEEN_EVENTS[name] for name in clock.met_by if name in SEEN_EVENTS}
    since: date = row["started_on"] or date.min
    rows = [each for each in record.visits if each["kind"] in kinds and each["on_day"] and each["on_day"] > since]
    parts = []
    for seen, said in (("no", "marked as not seen"), (None, "with “seen” left blank")):
        days = [f"{short_day(e['on_day'], record.as_of)} (row {e['line']:,})" for e in rows if e["seen"] == seen]
        if days:
            tail = "do not count" if seen else "may or may not count"
            parts.append(f" {_capital(count(len(days), 'visit'))} {said} {tail}: {join_words(days)}.")
    return "".join(parts)


def _so(row: Row, record: Record, reason: str) -> str:
    state, as_of = row["state"], short_day(record.as_of, record.as_of)
    if state == "cannot_tell":
        return f"It cannot be told: {say_reason(row) or reason}."
    days = say_days(state, row["days"])
    until = f" as of {as_of}" if state in ("overdue", "due", "due_soon") else ""
    return f"{STATE_WORDS[state]}{f', {days}' if days else ''}{until}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
