"""A child's story while it is being told: the facts it leaves in the files, and the duties planted in it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from sightline.made_up.diary import AS_OF
from sightline.made_up.duty import Expected
from sightline.made_up.teams import Allocation, Workforce

Value = str | date | datetime | int | None
Facts = dict[str, Value]


@dataclass(frozen=True)
class Person:
    """A child as the council knows them; `born_on` is the truth even where no file holds it."""

    child_id: str
    forename: str
    surname: str
    sex: str
    ethnicity: str
    born_on: date
    family_id: str
    locality: int
    unaccompanied: bool = False
    disabled: bool = False


@dataclass
class Turns:
    """Running numbers for the ids of one child's rows."""

    used: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """Everything told of one child so far. `slackness` 0 is an ordinary worker; 1 lets nearly everything slip."""

    person: Person
    rng: Random
    workforce: Workforce
    slackness: float = 0.0
    facts: list[tuple[str, Facts]] = field(default_factory=list)
    templates: list[tuple[str, Facts]] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    excluded: list[Expected] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    marks: dict[str, date] = field(default_factory=dict)
    others: list[tuple["Story", str]] = field(default_factory=list)  # other records of this child, and what they are
    turns: Turns = field(default_factory=Turns)
    leans: frozenset[str] = frozenset()  # what this story is made likelier to hold: "letter", "court", "missing" …
    untold: frozenset[str] = frozenset()  # what the files leave out of this story: "born_on", "placement_start" …

    @property
    def child_id(self) -> str:
        return self.person.child_id

    def next_id(self, prefix: str) -> str:
        """The id that the next row of its kind will have."""
        return f"{prefix}{self.child_id[2:]}{self.turns.used.get(prefix, 0) + 1:03d}"

    def new_id(self, prefix: str) -> str:
        """An id of its own for one more row of this child."""
        made = self.next_id(prefix)
        self.turns.used[prefix] = self.turns.used.get(prefix, 0) + 1
        return made

    def tell(self, table: str, **facts: Value) -> None:
        """Leave one row in a table of the standard safeguarding dataset."""
        self.facts.append((table, facts))

    def note(self, sheet: str, **facts: Value) -> None:
        """Leave one row in the council's own workbook of templates."""
        self.templates.append((sheet, {"child_id": self.child_id, **facts}))

    def expect(
        self,
        clock: str,
        step: str,
        run: str,
        started: date | None,
        due: date | None,
        met: date | None,
        state: str,
        why: str = "",
    ) -> None:
        """Know a duty and what became of it."""
        self.expected.append(Expected(self.child_id, clock, step, run, started, due, met, state, why))

    def exclude(self, clock: str, run: str, started: date, why: str) -> None:
        """Know that a duty does not arise where one might be looked for."""
        self.excluded.append(Expected(self.child_id, clock, "", run, started, None, None, "no row", why))

    def stop_at(self, day: date | None) -> date | None:
        """The first of a day, the eighteenth birthday and a death, if it has come; None while nothing has."""
        days = [d for d in (day, self.marks.get("adult"), self.marks.get("died")) if d and d <= AS_OF]
        return min(days, default=None)

    @property
    def end(self) -> date:
        """The last day on which anything may be told: the day the files are drawn, a birthday or a death."""
        return self.stop_at(None) or AS_OF

    def chance(self, probability: float, lean: str = "") -> bool:
        """Whether something happens; where the story leans that way it does."""
        return self.rng.random() < probability or lean in self.leans
