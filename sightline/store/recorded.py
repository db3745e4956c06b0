"""The register of what people record: one line for each event, added at its end, never changed.

It stands in `recorded/events.jsonl` of the store. A line counts once its line end is on the disk: half a line, left by
a process that was stopped, is passed over by readers and cut off by the next writer.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sightline.store.lines import hold_lines, read_lines, spoilt
from sightline.store.place import Store
from sightline.store.scope import Subject
from sightline.words import UserError

DAYS = ("on", "value_on", "started_on")


@dataclass(frozen=True)
class Recorded:
    """One recorded event. `number` is 0 until it is saved.

    kind        meeting, extension, pause, exemption or retraction
    event       the event that happened, by its name in events.toml; "" for an exemption or a retraction
    clock, run, started_on: the duty meant; `run` is its run's name, `started_on` the day its interval began
    key         the key of the run, where it has one
    on          the day it happened, began or was decided; `value_on` the new day, or the first day after a pause
    by, role, when: who saved it, in which role, and when (UTC); `authority`: who decided it; `why`: the reason
    retracts    the number of the event that this line takes back
    token       of the form it came from: the same form is saved once
    """

    council: str
    subject_kind: str
    subject_id: str
    child_id: str
    kind: str
    by: str
    role: str
    when: str
    why: str
    event: str = ""
    clock: str = ""
    run: str = ""
    key: str | None = None
    started_on: date | None = None
    on: date | None = None
    value_on: date | None = None
    authority: str = ""
    retracts: int | None = None
    token: str = ""
    number: int = 0

    @property
    def subject(self) -> Subject:
        """Whom it is about, as they were called when it was saved."""
        return self.council, self.subject_kind, self.subject_id


@dataclass(frozen=True)
class Register:
    """The recorded events up to one, in order."""

    events: tuple[Recorded, ...] = ()
    fingerprint: str = ""

    @property
    def last(self) -> int:
        """The number of the last recorded event; 0 where nothing was recorded."""
        return len(self.events)

    def in_force(self) -> tuple[Recorded, ...]:
        """Those that nobody has taken back."""
        taken = {event.retracts for event in self.events}
        return tuple(event for event in self.events if event.kind != "retraction" and event.number not in taken)

    def find(self, token: str) -> Recorded | None:
        """What was saved from a form."""
        return next((event for event in self.events if token and event.token == token), None)


def register_path(store: Store) -> Path:
    """Where the register stands."""
    return store.folder / "recorded" / "events.jsonl"


def read_register(store: Store, up_to: int | None = None) -> Register:
    """What was recorded, up to one number. Raises UserError where a line was altered or left out."""
    path = register_path(store)
    return _register(tuple(read_lines(path)[:up_to]), path)


@lru_cache(maxsize=8)
def _register(lines: tuple[bytes, ...], path: Path) -> Register:
    """Kept by what the lines say, for a page of a child asks for it several times."""
    events = tuple(_read(line, number, path) for number, line in enumerate(lines, 1))
    return Register(events, hashlib.sha256(b"\n".join(lines)).hexdigest() if lines else "")


def add_recorded(store: Store, event: Recorded) -> tuple[Recorded, bool]:
    """Save one event for good and give it with its number, and whether it is new: a form is saved once.

    Two savers at once both land, one after the other. Raises UserError; then nothing was saved.
    """
    path = register_path(store)
    with hold_lines(store, path):
        register = read_register(store)
        same = register.find(event.token)
        if same is not None:
            return same, False
        _check(register, event)
        numbered = Recorded(**{**vars(event), "number": register.last + 1})
        store.disk.add_line(path, _line(numbered))
    return numbered, True


def _check(register: Register, event: Recorded) -> None:
    """Refuse to take back what is not there, or not in force, or about somebody else."""
    if event.kind != "retraction":
        return
    meant = next((each for each in register.in_force() if each.number == event.retracts), None)
    if meant is None or (meant.council, meant.child_id) != (event.council, event.child_id):
        raise UserError(
            "That has been taken back already, or was never recorded",
            f"recorded event {event.retracts}",
            "Open the child's page again to see what is recorded now.",
        )


def _line(event: Recorded) -> bytes:
    held = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(event).items()}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()


def _read(line: bytes, number: int, path: Path) -> Recorded:
    try:
        held: dict[str, Any] = json.loads(line)
        held.update({name: date.fromisoformat(held[name]) for name in DAYS if held[name]})
        event = Recorded(**{field.name: held[field.name] for field in fields(Recorded)})
    except (ValueError, KeyError, TypeError):
        raise spoilt(path, number) from None
    if event.number != number:
        raise spoilt(path, number)
    return event
