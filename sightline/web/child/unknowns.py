"""What the data cannot tell about a child: named, with what would settle it, and always the same last line."""

from collections import Counter
from dataclasses import dataclass

from sightline.reports.sentences import REASON_WORDS
from sightline.web.child.duties import Duties
from sightline.web.child.record import Record
from sightline.web.child.timeline import history_notes
from sightline.web.pages.saying import count, short_day


@dataclass(frozen=True)
class Unknown:
    """One gap: what cannot be told, and what would settle it."""

    what: str
    settles: str = ""


def unknowns_of(record: Record, duties: Duties) -> tuple[Unknown, ...]:
    """Every gap, duties first, then visits and history."""
    return (
        *_duties(duties),
        *_alone(record),
        *_birth(record),
        *(Unknown(f"{note}.") for note in history_notes(record)),
    )


def _duties(duties: Duties) -> list[Unknown]:
    """Duties that cannot be told, together where they are of one kind for one reason."""
    unsure = [duty for duty in duties.running if duty.state == "cannot_tell"]
    numbers = Counter((duty.title, duty.row["reason"] or "", duty.settles) for duty in unsure)
    return [Unknown(_say(title, reason, number), settles) for (title, reason, settles), number in numbers.items()]


def _say(title: str, reason: str, number: int) -> str:
    times = f" ({count(number, 'time')})" if number > 1 else ""
    why = REASON_WORDS.get(reason, "")
    return f"{title}{times}{f': {why}' if why else ''}."


def _alone(record: Record) -> list[Unknown]:
    """Visits of the last year at which nobody said whether the child was seen alone."""
    rows = [row for row in record.visits if row["seen"] == "yes" and row["kind"] != "visit_made"]
    blank = [row["on_day"] for row in rows[-6:] if row["seen_alone"] is None and row["on_day"]]
    if not blank:
        return []
    last = short_day(blank[-1], record.as_of)
    others = f" and at {count(len(blank) - 1, 'other')} of the last {len(rows[-6:])} visits" if len(blank) > 1 else ""
    return [
        Unknown(
            f"Whether {record.called.first} was seen alone on {last}{others}. The answer is blank.",
            "Yes or no. Blank is not no.",
        )
    ]


def _birth(record: Record) -> list[Unknown]:
    if record.child.get("born_on") or record.child.get("expected_on"):
        return []
    return [Unknown("The date of birth: no file gives one, or two files give different ones.", "The date, filled in.")]
