"""The law as pages: the catalogue of duties, and one duty with its versions, its steps and its examples."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sightline.clocks import Clock, Condition, Example, Step, Version, load_clocks
from sightline.reports.listing import Choice, choose
from sightline.reports.sentences import say_state
from sightline.store import Snapshot, Subject
from sightline.store.records import say_day
from sightline.web.figures.board import hidden_on_board, protect, read_board
from sightline.web.figures.followed import Followed, follow, measure_of
from sightline.web.figures.kept import kept
from sightline.web.pages.words import LISTED, STRENGTH_WORDS, Line, clocks_by_id, lines_of, say_event
from sightline.web.people.reader import Reader
from sightline.web.people.roles import Sees

MOST_OVERDUE = 20
"""Lines on the clock's page; the due list has the rest."""
EVIDENCE_WORDS = {
    "verified": "Read against the source",
    "second_hand": "Read at second hand, not yet at the source",
    "to_confirm": "To confirm: known, not yet read at the source",
}


@dataclass(frozen=True)
class StepSaid:
    """One limit of a version in words."""

    id: str
    limit: str
    when: str
    kind: str


@dataclass(frozen=True)
class VersionSaid:
    """A version in words; `until` is empty for the one in force."""

    from_on: str
    until: str
    citation: str
    url: str
    evidence: str
    checked: str
    reading: tuple[str, ...]
    steps: tuple[StepSaid, ...]


@dataclass(frozen=True)
class ExampleSaid:
    """A worked example in words: what happened, and what follows."""

    name: str
    happened: tuple[str, ...]
    as_of: str
    follows: tuple[str, ...]


@dataclass(frozen=True)
class ClockPage:
    """One duty."""

    clock: Clock
    kind: str
    starts: str
    met_by: tuple[str, ...]
    stops: tuple[str, ...]
    only_if: tuple[str, ...]
    versions: tuple[VersionSaid, ...]
    examples: tuple[ExampleSaid, ...]
    fed: str
    unfed: str
    counts: dict[str, int] = field(default_factory=dict)
    followed: Followed | None = None
    overdue: tuple[Line, ...] = ()
    overdue_number: str = ""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The children shown."""
        return tuple(dict.fromkeys(line.subject for line in self.overdue))


@dataclass(frozen=True)
class Entry:
    """One line of the catalogue."""

    clock: Clock
    kind: str
    evidence: str
    is_fed: bool


@dataclass(frozen=True)
class Catalogue:
    """Duties by area: those that hold every word of `sought`, out of `every`."""

    sought: str
    every: int
    areas: dict[str, list[Entry]]

    @property
    def number(self) -> int:
        """How many are shown."""
        return sum(len(entries) for entries in self.areas.values())


def catalogue(snapshot: Snapshot, sought: str = "") -> Catalogue:
    """The duties, by area, whose title, question, law, area or strength holds every word that is sought."""
    areas: dict[str, list[Entry]] = {}
    for clock in sorted(load_clocks(), key=lambda clock: (clock.area, clock.title)):
        if not _holds(clock, sought):
            continue
        evidence = say_evidence(clock.versions[-1].evidence)
        fed = snapshot.record.fed.get(clock.id, "not_fed") != "not_fed"
        areas.setdefault(clock.area, []).append(Entry(clock, STRENGTH_WORDS[clock.strength], evidence, fed))
    return Catalogue(sought, len(load_clocks()), areas)


def _holds(clock: Clock, sought: str) -> bool:
    laws = " ".join(version.citation for version in clock.versions)
    steps = " ".join(clock.steps)
    text = f"{clock.id} {clock.title} {clock.question} {clock.area} {STRENGTH_WORDS[clock.strength]} {laws} {steps}"
    return all(word in text.casefold() for word in sought.casefold().split())


def clock_page(snapshot: Snapshot, clock_id: str, reader: Reader) -> ClockPage | None:
    """One duty in full, None if there is none of this id. Who is overdue is said to those who may see children; to
    those who see figures only how many, small numbers protected; to others neither."""
    clock = clocks_by_id().get(clock_id)
    if clock is None:
        return None
    ends = [*(version.from_on for version in clock.versions[1:]), None]
    numbered = snapshot.scope.only is None and reader.sees is not Sees.FIGURES
    return ClockPage(
        clock=clock,
        kind=STRENGTH_WORDS[clock.strength],
        starts=say_event(clock.starts),
        met_by=tuple(say_event(name) for name in clock.met_by),
        stops=tuple(say_event(name) for name in clock.stops),
        only_if=tuple(_condition(condition) for condition in clock.only_if),
        versions=tuple(reversed([_version(v, until) for v, until in zip(clock.versions, ends, strict=True)])),
        examples=tuple(_example(example) for example in clock.examples),
        fed=snapshot.record.fed.get(clock.id, "not_fed"),
        unfed=next((line.say(numbered) for line in snapshot.record.unfed if line.clock == clock_id), ""),
        **({} if reader.sees is Sees.NOBODY else _doing(snapshot, clock_id, reader.sees is Sees.FIGURES)),
    )


@kept
def _doing(snapshot: Snapshot, clock_id: str, hides: bool) -> dict[str, Any]:
    """Are we doing it, and who is overdue: as much as the reader may see."""
    followed = follow(snapshot, measure_of(clock_id), hides=hides, full=True)
    number = read_board(snapshot).number("overdue", (clock_id,))
    if hides:
        shown = protect(f"{number:,}", ("overdue", "clock", clock_id), hidden_on_board(snapshot))
        return {"followed": followed, "overdue_number": shown}
    late = choose(snapshot.rows("obligations", "state", ("overdue",)), Choice(clocks=(clock_id,)))
    rows = late.slice(0, MOST_OVERDUE).to_pylist()
    return {
        "followed": followed,
        "overdue_number": f"{number:,}",
        "overdue": tuple(lines_of(snapshot, rows)),
        "counts": _counts(snapshot, clock_id),
    }


def _counts(snapshot: Snapshot, clock_id: str) -> dict[str, int]:
    figures = snapshot.figures("obligations", ["state"], {"clock": (clock_id,)}).to_pylist()
    found = {row["state"]: row["rows"] for row in figures}
    return {state: found.get(state, 0) for state in LISTED}


def say_evidence(evidence: str) -> str:
    """How far an entry has been compared with its source, in words; what stands in brackets is kept."""
    word, _, rest = evidence.partition(" ")
    return f"{EVIDENCE_WORDS.get(word, word.replace('_', ' '))}{f' {rest}' if rest else ''}"


def _version(version: Version, until: date | None) -> VersionSaid:
    return VersionSaid(
        say_day(version.from_on),
        say_day(until) if until else "",
        version.citation,
        version.url,
        say_evidence(version.evidence),
        say_day(version.checked) if version.checked else "",
        tuple(line for line in version.reading.strip().splitlines() if line),
        tuple(_step(step) for step in version.steps),
    )


def _step(step: Step) -> StepSaid:
    limit = "as your council has set" if step.is_local else "as ordered" if step.as_ordered else str(step.within or "")
    which = "the first time" if step.nth == 0 else f"number {step.nth + 1}" if step.nth is not None else ""
    when = (
        f"{step.when}, as on the day it {'begins' if step.judged_on == 'start' else 'falls due'}" if step.when else ""
    )
    said = ", ".join(part for part in (which, when) if part) or "always, or where no line above applies"
    return StepSaid(step.id, "no duty" if step.no_duty else limit, said, STRENGTH_WORDS[step.strength])


def _condition(condition: Condition) -> str:
    return str(condition)


def _example(example: Example) -> ExampleSaid:
    happened = sorted(example.events, key=lambda event: (event.on is None, event.on or date.max))
    return ExampleSaid(
        _plain_name(example.name),
        tuple(f"{say_day(event.on)}: {say_event(event.event)}" for event in happened),
        say_day(example.as_of),
        tuple(_follows(e.state, e.due, e.met) for e in example.expect) or ("No duty.",),
    )


def _plain_name(name: str) -> str:
    """The name of an example without the number that a worked date has in the notes it was taken from."""
    plain = re.sub(r"^[a-z]\d+ ", "", name)
    return plain[:1].upper() + plain[1:]


def _follows(state: str, due: date | None, met: date | None) -> str:
    parts = [say_state(state), f"due {say_day(due)}" if due else "", f"done {say_day(met)}" if met else ""]
    return ", ".join(part for part in parts if part)
