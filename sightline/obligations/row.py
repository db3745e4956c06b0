"""One row: one duty, for one run of its clock, from one beginning."""

from dataclasses import dataclass
from datetime import date

from sightline.obligations.history import Place


@dataclass(frozen=True)
class Row:
    """What is owed, when, and whether it was done. `began` is the first day of the run, `started` of this interval.

    `due_first` and `due_last` are the same day unless the due day itself is in doubt. `days` are calendar days,
    late positive, early or left negative. `reason` is one of state.REASONS, or "". `is_owed` is False where a fact that
    nobody recorded may mean that there was no duty.
    """

    clock: str
    step: str
    version: date | None
    run: str
    began: date | None
    started: date | None
    due: date | None
    due_first: date | None
    due_last: date | None
    met: date | None
    booked: date | None
    state: str
    reason: str
    days: int | None
    place: Place
    is_owed: bool = True
