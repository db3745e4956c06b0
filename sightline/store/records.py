"""What the manifests of loads and snapshots say, as values."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True)
class FileRecord:
    """One file of a load: its name (without folders), fingerprint, kind and number of rows."""

    name: str
    sha256: str
    kind: str
    rows: int


@dataclass(frozen=True)
class FeedRecord:
    """One feed of a load, with the day it reaches and how much history it holds."""

    id: str
    source: str
    table: str
    file: str
    sheet: str
    history: str
    data_to: date
    rows: int
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class LoadRecord:
    """The manifest of a load. `fingerprint` is that of its content: equal fingerprints are the same load."""

    number: int
    council: str
    fingerprint: str
    loaded_at: str
    files: tuple[FileRecord, ...]
    feeds: tuple[FeedRecord, ...]
    findings: dict[str, int]
    tables: tuple[str, ...]
    has_standards: bool
    software: str
    store_version: int

    @property
    def sources(self) -> tuple[str, ...]:
        """What this load can replace. Each local table stands for itself: templates come one at a time."""
        return tuple(sorted({f"{f.source}/{f.table}" if f.source == "local" else f.source for f in self.feeds}))

    @property
    def data_to(self) -> date | None:
        """The newest day that any feed of the load reaches."""
        return max((feed.data_to for feed in self.feeds), default=None)


@dataclass(frozen=True)
class LoadUse:
    """A load as a snapshot uses it: its number, for which sources, and how far they reach."""

    number: int
    council: str
    sources: tuple[str, ...]
    data_to: date | None


@dataclass(frozen=True)
class SnapshotRecord:
    """The manifest of a snapshot: the four things that can change an answer, and counts.

    `recorded` is the number of the last recorded event used; 0 where nothing had been recorded. `known` is what the
    ledger of facts (see sightline.knowing) was made from.
    """

    id: str
    as_of: date
    loads: tuple[LoadUse, ...]
    entries: str
    standards: str
    software: str
    store_version: int
    tables: tuple[str, ...]
    totals: tuple["TotalLine", ...]
    states: dict[str, int]
    fed: dict[str, str]
    unfed: tuple["UnfedClock", ...] = ()
    recorded: int = 0
    known: str = ""

    @property
    def is_region(self) -> bool:
        """Say whether the loads are of more than one council: ids and names may then stand for two."""
        return len({use.council for use in self.loads}) > 1

    def provenance(self) -> str:
        """The one line printed with every answer: loads and how far they reach, entries, standards, as-of date."""
        loads = "; ".join(
            f"load {use.number:04d} {name_sources(use.sources)} to {say_day(use.data_to)}" for use in self.loads
        )
        recorded = f"recorded events to no. {self.recorded}" if self.recorded else "nothing recorded"
        return (
            f"As of {say_day(self.as_of)} · {loads or 'nothing loaded'} · {recorded} · "
            f"entries {self.entries} · standards {self.standards or 'none set'} · Sightline {self.software}"
        )


@dataclass(frozen=True)
class TotalLine:
    """One control total: how many, on which day and from which file; `number` None where it cannot be told."""

    council: str
    title: str
    number: int | None
    on_day: date | None
    says: str


@dataclass(frozen=True)
class UnfedClock:
    """A clock that nothing loaded can feed, or that the council has not set: one line, no rows.

    `unnumbered` is the sentence without how many children of the whole council it would be about.
    """

    clock: str
    sentence: str
    unnumbered: str = ""

    def say(self, numbered: bool) -> str:
        """The sentence, with the number or without."""
        return self.sentence if numbered else self.unnumbered


def say_day(day: date | None) -> str:
    """A day as people write it: 31 October 2026."""
    return f"{day.day} {day:%B %Y}" if day else "an unknown day"


def to_json(record: LoadRecord | SnapshotRecord) -> dict[str, Any]:
    """A manifest as JSON holds it."""
    return _plain(asdict(record))  # type: ignore[no-any-return]


def load_from_json(held: dict[str, Any]) -> LoadRecord:
    """The manifest of a load, read back."""
    feeds = tuple(
        FeedRecord(**{**feed, "data_to": date.fromisoformat(feed["data_to"]), "holds": tuple(feed["holds"])})
        for feed in held["feeds"]
    )
    files = tuple(FileRecord(**file) for file in held["files"])
    return LoadRecord(**{**held, "feeds": feeds, "files": files, "tables": tuple(held["tables"])})


def snapshot_from_json(held: dict[str, Any]) -> SnapshotRecord:
    """The manifest of a snapshot, read back."""
    record = SnapshotRecord(**{**held, "as_of": date.fromisoformat(held["as_of"])})
    uses = tuple(
        LoadUse(use["number"], use["council"], tuple(use["sources"]), _day(use["data_to"])) for use in held["loads"]
    )
    unfed = tuple(UnfedClock(**line) for line in held["unfed"])
    totals = tuple(TotalLine(**{**line, "on_day": _day(line["on_day"])}) for line in held["totals"])
    return replace(record, loads=uses, unfed=unfed, totals=totals, tables=tuple(held["tables"]))


def name_sources(sources: Sequence[str]) -> str:
    """The sources of a load in a word or two; local tables are counted, not named."""
    local = [source for source in sources if source.startswith("local/")]
    names = [source for source in sources if source not in local]
    if local:
        names.append(f"{len(local)} local {'list' if len(local) == 1 else 'lists'}")
    return " + ".join(names)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
