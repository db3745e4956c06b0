"""The head of a child's page: eight facts, and the position in a sentence."""

from dataclasses import dataclass

from sightline.calendars.time_limit import days_between
from sightline.store import Snapshot
from sightline.web.child.called import Called, called, siblings_of
from sightline.web.child.record import Record, Row, word
from sightline.web.child.seen import last_seen
from sightline.web.child.spans import say_span
from sightline.web.child.workers import reviewing_officer
from sightline.web.pages.reasons import clocks_by_id
from sightline.web.pages.saying import count, duties, join_words, short_day

MOST = 3
"""Overdue duties named in the sentence."""


@dataclass(frozen=True)
class Fact:
    """One of the eight: what, the answer, and a line under it."""

    title: str
    answer: str
    more: str = ""
    siblings: tuple[Called, ...] = ()


def eight_facts(snapshot: Snapshot, record: Record) -> tuple[Fact, ...]:
    """Who and where is this child. What no file says, says so."""
    return (
        _care(record),
        _legal(record),
        _lives(record),
        _siblings(snapshot, record),
        *_workers(record),
        _officer(record),
        _seen(record),
    )


def in_care_since(record: Record) -> Row | None:
    """The event by which the child came into care, if the child is in care now."""
    turns = [
        row for row in record.events if row["event"] in ("became_looked_after", "ceased_looked_after") and row["on_day"]
    ]
    last = turns[-1] if turns else None
    return last if last and last["event"] == "became_looked_after" else None


def position(record: Record) -> str:
    """What is overdue, by how much; and what cannot be told, so that nothing is taken for done."""
    states = [row["state"] for row in record.duties]
    unsure = states.count("cannot_tell")
    over = sorted((row for row in record.duties if row["state"] == "overdue"), key=lambda row: -(row["days"] or 0))
    if not record.duties:
        return f"No duty we know of is running for {record.called.first}."
    parts = [_over(record, over), _soon(states.count("due_soon"))]
    if unsure:
        caution = "" if over else ", so this is not the same as everything being done"
        parts.append(f"There {'is' if unsure == 1 else 'are'} {unsure} we cannot tell{caution}.")
    return " ".join(part for part in parts if part)


def _over(record: Record, over: list[Row]) -> str:
    if not over:
        return f"Nothing is overdue as of {short_day(record.as_of, record.as_of)}."
    named = [f"{_title(row)}, by {count(row['days'] or 0, 'day')}" for row in over[:MOST]]
    more = [f"{len(over) - MOST} more"] if len(over) > MOST else []
    return f"{_capital(duties(len(over)))} {'is' if len(over) == 1 else 'are'} overdue: {join_words(named + more)}."


def _title(row: Row) -> str:
    title = clocks_by_id()[row["clock"]].title
    return title[:1].lower() + title[1:]


def _soon(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'} due soon." if number else ""


def _care(record: Record) -> Fact:
    row = in_care_since(record)
    if row is None:
        left = [each for each in record.events if each["event"] == "ceased_looked_after" and each["on_day"]]
        return Fact(
            "In care since",
            "Not in care",
            f"left care on {short_day(left[-1]['on_day'], record.as_of)}" if left else "",
        )
    return Fact(
        "In care since", short_day(row["on_day"], record.as_of), count(days_between(row["on_day"], record.as_of), "day")
    )


def _legal(record: Record) -> Fact:
    row = record.now(record.spans_of("legal_status"))
    if row is None:
        return Fact("Legal status", "No file says" if in_care_since(record) else "None: not in care")
    return Fact("Legal status", say_span(row), _since(row, record))


def _lives(record: Record) -> Fact:
    row = record.now(record.spans_of("placement"))
    if row is None or in_care_since(record) is None:
        return Fact("Lives with", "No file says")
    earlier = sum(
        each["from_on"] is not None and each["from_on"] < row["from_on"] for each in record.spans_of("placement")
    )
    provider = word("provider", row["more"])
    place = f", after {count(earlier, 'other place')}" if earlier else ""
    return Fact("Lives with", say_span(row) + (f" ({provider})" if provider else ""), _since(row, record) + place)


def _siblings(snapshot: Snapshot, record: Record) -> Fact:
    found = siblings_of(snapshot, record.subject)
    named = called(snapshot, found)
    if not found:
        return Fact("Brothers and sisters", "None that you can see here", "only those a file puts in one family")
    return Fact(
        "Brothers and sisters", "", "as the files say", tuple(named[subject] for subject in found if subject in named)
    )


def _workers(record: Record) -> tuple[Fact, Fact]:
    row = record.now(record.workers)
    if row is None:
        return Fact("Worker", "No worker named"), Fact("Team", "No team named")
    return (
        Fact("Worker", row["worker"] or "No worker named", _since(row, record)),
        Fact("Team", row["team"] or "No team named"),
    )


def _officer(record: Record) -> Fact:
    row = reviewing_officer(record)
    if row is None:
        return Fact("Reviewing officer", "No file names one" if in_care_since(record) else "None: not in care")
    return Fact("Reviewing officer", row["worker"], _since(row, record))


def _seen(record: Record) -> Fact:
    day = last_seen(record.events, record.as_of)
    if day is None:
        return Fact("Last seen", "No file says")
    visit = next((each for each in reversed(record.visits) if each["on_day"] == day and each["seen"] == "yes"), None)
    alone = {"yes": "seen alone", "no": "not seen alone"}.get(
        (visit or {}).get("seen_alone") or "", "seen alone: not recorded"
    )
    days = days_between(day, record.as_of)
    return Fact(
        "Last seen",
        f"{short_day(day, record.as_of)}, {count(days, 'day')} ago" if days else "On this day",
        alone if visit else "",
    )


def _since(row: Row, record: Record) -> str:
    return f"since {short_day(row['from_on'], record.as_of)}" if row["from_on"] else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
