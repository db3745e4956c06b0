"""The law as pages: the catalogue of duties, and one duty with its versions, its steps and its examples."""

from dataclasses import dataclass, field
from datetime import date

from sightline.clocks import Clock, Condition, Example, Step, Version, load_clocks
from sightline.reports.sentences import say_state
from sightline.store import Snapshot
from sightline.store.records import say_day
from sightline.web.pages.words import LISTED, STRENGTH_WORDS, clocks_by_id, say_event

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
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One line of the catalogue."""

    clock: Clock
    kind: str
    evidence: str
    is_fed: bool


def catalogue(snapshot: Snapshot) -> dict[str, list[Entry]]:
    """Every duty by area."""
    areas: dict[str, list[Entry]] = {}
    for clock in sorted(load_clocks(), key=lambda clock: (clock.area, clock.title)):
        evidence = say_evidence(clock.versions[-1].evidence)
        fed = snapshot.record.fed.get(clock.id, "not_fed") != "not_fed"
        areas.setdefault(clock.area, []).append(Entry(clock, STRENGTH_WORDS[clock.strength], evidence, fed))
    return areas


def clock_page(snapshot: Snapshot, clock_id: str, *, with_counts: bool) -> ClockPage | None:
    """One duty in full, None if there is none of this id; `with_counts` for readers who may see children."""
    clock = clocks_by_id().get(clock_id)
    if clock is None:
        return None
    ends = [*(version.from_on for version in clock.versions[1:]), None]
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
        counts=_counts(snapshot, clock_id) if with_counts else {},
    )


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
    which = "the first" if step.nth == 0 else f"number {step.nth + 1}" if step.nth is not None else ""
    when = (
        f"when {step.when} on the day it {'begins' if step.judged_on == 'start' else 'falls due'}" if step.when else ""
    )
    said = ", ".join(part for part in (which, when) if part) or "always, or where no line above applies"
    return StepSaid(step.id, "no duty" if step.no_duty else limit, said, STRENGTH_WORDS[step.strength])


def _condition(condition: Condition) -> str:
    return str(condition)


def _example(example: Example) -> ExampleSaid:
    happened = sorted(example.events, key=lambda event: (event.on is None, event.on or date.max))
    return ExampleSaid(
        example.name,
        tuple(f"{say_day(event.on)}: {say_event(event.event)}" for event in happened),
        say_day(example.as_of),
        tuple(_follows(e.state, e.due, e.met) for e in example.expect) or ("No duty.",),
    )


def _follows(state: str, due: date | None, met: date | None) -> str:
    parts = [say_state(state), f"due {say_day(due)}" if due else "", f"done {say_day(met)}" if met else ""]
    return ", ".join(part for part in parts if part)
