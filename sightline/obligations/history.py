"""One subject's history as the engines read it: events, facts, and how far they can be known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

FAR_PAST = date.min
FAR_FUTURE = date.max


@dataclass(frozen=True)
class Place:
    """The row of a file that a fact came from."""

    file: str = ""
    sheet: str = ""
    line: int = 0

    def __str__(self) -> str:
        sheet = f", {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, row {self.line:,}" if self.file else "typed"


@dataclass(frozen=True)
class Event:
    """A dated fact. `at` is in UTC seconds; `on` is None where the source leaves the day blank.

    `recorded` in Sightline by somebody: it counts up to the as-of date, however far any file reaches.
    `also`: the rows of other sources that say the same.
    """

    name: str
    on: date | None
    at: int | None = None
    key: str | None = None
    sure: bool = True
    value_on: date | None = None
    agreed: str | None = None
    place: Place = Place()
    recorded: bool = False
    also: tuple[Place, ...] = ()

    @property
    def places(self) -> str:
        """Every row the fact stands in: the one it was taken from, then those of other sources."""
        others = f"; also in {' and in '.join(map(str, self.also))}" if self.also else ""
        return f"{self.place}{others}"


@dataclass(frozen=True)
class Spell:
    """Something true from a day until (not on) another; not `sure` where nobody recorded it."""

    name: str
    from_on: date = FAR_PAST
    until_on: date = FAR_FUTURE
    key: str | None = None
    sure: bool = True


@dataclass(frozen=True)
class History:
    """All that is known of one subject.

    `known` gives, for an event, the day from which its history is complete (absent: all of it is).
    `reach` gives the last day of which the feeds of an event can know (absent: no feed gives it).
    """

    events: tuple[Event, ...]
    spells: tuple[Spell, ...] = ()
    known: Mapping[str, date] = field(default_factory=dict)
    reach: Mapping[str, date] = field(default_factory=dict)

    def reach_of(self, event: Event) -> date:
        """The last day on which such an event counts: the day its feed reaches; any day, where it was recorded."""
        return FAR_FUTURE if event.recorded else self.reach.get(event.name, FAR_FUTURE)

    def known_from(self, names: tuple[str, ...]) -> date:
        """From which day the history of all these events is complete, as far as their feeds reach."""
        return max((min(self.known[name], self._after(name)) for name in names if name in self.known), default=FAR_PAST)

    def _after(self, name: str) -> date:
        """The day after the last one of which a feed of this event can know."""
        return self.reach[name] + timedelta(1) if name in self.reach else FAR_FUTURE

    def known_to(self, names: tuple[str, ...]) -> date:
        """The last day of which every feed of these events can know; the far future where none is fed."""
        return min((self.reach[name] for name in names if name in self.reach), default=FAR_FUTURE)
