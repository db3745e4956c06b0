"""The form: what was typed, what is wrong with it, and the event it makes."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sightline.store import Subject
from sightline.store.recorded import Recorded
from sightline.web.people.reader import Reader
from sightline.web.recording.kinds import Kind, Option

SHORTEST, LONGEST = 10, 500
"""Letters of a reason: it says at least something."""
EARLIEST = date(1990, 1, 1)
LATEST = date(2099, 12, 31)
PARTS = ("day", "month", "year")


@dataclass(frozen=True)
class Typed:
    """What was typed. `token` is the form's own: sent twice, it is saved once."""

    duty: str = ""
    on: tuple[str, str, str] = ("", "", "")
    ends: tuple[str, str, str] = ("", "", "")
    authority: str = ""
    why: str = ""
    token: str = ""

    @property
    def on_day(self) -> date | None:
        """The first date as a day; None where it is none."""
        return read_day(self.on)

    @property
    def ends_day(self) -> date | None:
        """The second one."""
        return read_day(self.ends)


def read_typed(form: Mapping[str, str]) -> Typed:
    """The form as it was sent; a fresh one has a token of its own."""
    given = {name: form.get(name, "").strip() for name in ("duty", "authority", "why", "token")}
    given["token"] = given["token"][:60] or secrets.token_urlsafe(18)
    on, ends = (_three(form, name) for name in ("on", "ends"))
    return Typed(**given, on=on, ends=ends)


def _three(form: Mapping[str, str], name: str) -> tuple[str, str, str]:
    day, month, year = (form.get(f"{name}-{part}", "").strip()[:4] for part in PARTS)
    return day, month, year


def read_day(three: Sequence[str]) -> date | None:
    """Day, month and year as a day; None where there is no such day."""
    if not all(part.isascii() and part.isdigit() for part in three):
        return None
    try:
        return date(int(three[2]), int(three[1]), int(three[0]))
    except ValueError:
        return None


def find_faults(kind: Kind, typed: Typed, offered: Sequence[Option], last: date) -> dict[str, str]:
    """What is wrong, field → sentence. `last` is the present day: what happened cannot lie after it."""
    faults = {}
    if typed.duty not in {option.value for option in offered}:
        faults["duty"] = "Choose which duty it is about"
    if said := _fault_of_day(typed.on, must=True):
        faults["on-day"] = said
    elif kind.name != "pause" and typed.on_day and typed.on_day > last:
        faults["on-day"] = "The day must be today or in the past"
    if kind.ends and (said := _fault_of_day(typed.ends, must=kind.must_end)):
        faults["ends-day"] = said
    elif kind.ends and typed.on_day and typed.ends_day and typed.ends_day <= typed.on_day:
        faults["ends-day"] = "The second day must come after the first"
    if kind.authority and len(typed.authority) < 3:
        faults["authority"] = "Say who decided it: a name and what they are, or the court"
    if len(typed.why) < SHORTEST:
        faults["why"] = "Say in a few words why, or how it is known"
    elif len(typed.why) > LONGEST:
        faults["why"] = f"Use {LONGEST} letters or fewer"
    return faults


def _fault_of_day(three: Sequence[str], *, must: bool) -> str:
    if not any(three):
        return "Give the day" if must else ""
    day = read_day(three)
    if day is None:
        return "There is no such day. Give day, month and year, such as 27 3 2026"
    return "" if EARLIEST <= day <= LATEST else "Give the year in four figures, such as 2026"


def event_of(
    kind: Kind, typed: Typed, offered: Sequence[Option], subject: Subject, child_id: str, reader: Reader, when: str
) -> Recorded:
    """The event a form without faults makes."""
    option = next(option for option in offered if option.value == typed.duty)
    return Recorded(
        council=subject[0],
        subject_kind=subject[1],
        subject_id=subject[2],
        child_id=child_id,
        kind=kind.name,
        by=reader.name,
        role=reader.role.value,
        when=when,
        why=typed.why,
        event=option.event,
        clock=option.clock,
        run=option.run,
        key=option.key,
        started_on=option.started_on,
        on=typed.on_day,
        value_on=typed.ends_day if kind.ends else None,
        authority=typed.authority if kind.authority else "",
        token=f"{reader.id}:{typed.token}",
    )
