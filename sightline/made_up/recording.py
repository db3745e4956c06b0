"""When what happened was written down: mostly within days, some of it late, by one team for a month not at all.

The newest files hold all of it, so nothing is written down after the day they are drawn.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from zlib import crc32

from sightline.made_up.diary import AS_OF
from sightline.made_up.story import Facts, Story, Value

SLOW, STOPPED = "T06", "T04"
"""The team that writes things down every sixteen days, and the one that for a month wrote down no visit."""
STOPPED_FROM, STOPPED_UNTIL, CAUGHT_UP_ON = date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 20)


@dataclass(frozen=True)
class Change:
    """Until the day `on` the files said `was` in a column; `kind` is why, where it is one of the things planted."""

    column: str
    was: Value
    on: date
    kind: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the newest files (or one withdrawn by then): since when it stood in them, and what it said before."""

    table: str
    row_id: str
    facts: Facts
    known: date
    changes: tuple[Change, ...] = ()
    gone: date | None = None

    def drawn(self, day: date) -> Facts | None:
        """What files drawn on a day say; None where they do not have it."""
        if day < self.known or (self.gone and day >= self.gone):
            return None
        before = [change for change in self.changes if day < change.on]
        earliest_last = sorted(before, key=lambda change: change.on, reverse=True)
        return {**self.facts, **{change.column: change.was for change in earliest_last}} if before else self.facts

    def changed(self, *changes: Change) -> "Row":
        """The same row with more that it said before."""
        return replace(self, changes=(*self.changes, *changes))


@dataclass(frozen=True)
class Desk:
    """Where a child's worker writes things down: every day, or every so many days.

    What happened first is written down first, so that no file holds a row without the one it rests on.
    """

    story: Story
    lot: int
    every: int

    def written(self, day: date) -> date:
        """The first day on which what happened on a day is written down."""
        return min(AS_OF, day + timedelta(days=(self.lot - day.toordinal()) % self.every))

    def written_late(self, day: date, lot: int, *, visit: bool) -> date:
        """The same for a row by itself, which may come later."""
        if visit and STOPPED_FROM <= day <= STOPPED_UNTIL and self._team_on(day) == STOPPED:
            return CAUGHT_UP_ON
        turn, days = lot % 1000, lot // 1000
        late = 0 if turn < 900 else 3 + days % 12 if turn < 970 else 15 + days % 25
        return max(self.written(day), min(AS_OF, day + timedelta(days=late)))

    def _team_on(self, day: date) -> str:
        held = (each for each in self.story.allocations if each.from_on <= day and day < (each.until_on or date.max))
        return next((each.worker.team.team_id for each in held), "")


def desk_of(story: Story) -> Desk:
    """Most workers write every one to four days."""
    lot = draw_lot(story.child_id)
    slow = any(each.worker.team.team_id == SLOW for each in story.allocations)
    return Desk(story, lot, 16 if slow else 1 + lot % 4)


def draw_lot(*words: str) -> int:
    """A number drawn for these words, always the same; no lot of the story itself is drawn."""
    return crc32(" ".join(words).encode())
