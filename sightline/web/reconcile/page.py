"""What the pages of a comparison show: where the lists agree, what awaits a person, and what is agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sightline import agreeing
from sightline.agreeing import Position, Standing
from sightline.reconcile import Perhaps
from sightline.reconcile.kept import Comparison, read_comparison
from sightline.reports.agreed import ANSWERS
from sightline.store import Snapshot, Store, Subject
from sightline.store.agreed import Signed, read_agreed
from sightline.web.child.called import called
from sightline.web.errors import NotHere
from sightline.web.pages.saying import children, join_words
from sightline.web.snapshots import child_key

WORDS = {2: "Both lists", 3: "All three lists", 4: "All four lists", 5: "All five lists"}


@dataclass(frozen=True)
class Look:
    """A comparison as a reader sees it: how it stands, and the ids that a load knows."""

    position: Position
    known: Mapping[str, str] | None
    signed: tuple[Signed, ...]

    @property
    def comparison(self) -> Comparison:
        """The comparison."""
        return self.position.comparison

    def subject(self, key: str) -> Subject | None:
        """The child behind a key of the lists, where a load knows it."""
        ids = set((self.known or {}).values())
        return (self.comparison.council, "child", key) if key in ids else None

    def subjects(self, keys: Iterable[str] | None = None) -> tuple[Subject, ...]:
        """The children among the keys whom a load knows: all of the comparison, or these."""
        wanted = [each.entry.key for each in self.position.children] if keys is None else keys
        ids = set((self.known or {}).values())
        return tuple((self.comparison.council, "child", key) for key in wanted if key in ids)


@dataclass(frozen=True)
class Cell:
    """One combination of lists that occurs: which lists, in words, how many children, how many to decide."""

    on: tuple[bool, ...]
    says: str
    children: int
    to_decide: int


@dataclass(frozen=True)
class Line:
    """One child: its key in the address, what it is called, where it stands, and what is true of it so far."""

    key: str
    called: str
    subject: Subject | None
    rows: str
    differs: str
    answer: str
    why: str
    is_settled: bool


@dataclass(frozen=True)
class ComparisonPage:
    """The page of one comparison."""

    comparison: Comparison
    sentence: str
    cells: tuple[Cell, ...]
    pairs: tuple[tuple[str, str, Perhaps], ...]
    decided: tuple[tuple[str, str, Signed], ...]
    lines: tuple[Line, ...]
    to_decide: int
    subjects: tuple[Subject, ...]
    token: str = ""
    why: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""


def look_at(store: Store, snapshot: Snapshot, name: str) -> Look:
    """A comparison at work, within the reader's scope. Raises NotHere where there is none of this name."""
    comparison = read_comparison(store, name)
    if comparison is None:
        raise NotHere
    known = agreeing.known_ids(store, comparison.council, snapshot.sees)
    signed = read_agreed(store)
    return Look(agreeing.position_of(comparison, known, signed), known, signed)


def comparison_page(look: Look, snapshot: Snapshot, token: str) -> ComparisonPage:
    """The page as it stands."""
    position, subjects = look.position, look.subjects()
    ages = {subject[2]: each.age for subject, each in called(snapshot, subjects).items()}
    return ComparisonPage(
        comparison=look.comparison,
        sentence=_sentence(position),
        cells=tuple(_cells(position)),
        pairs=tuple(
            (pair_key(look, pair.first, pair.second), say_pair(position, pair.first, pair.second), pair)
            for pair in position.pairs
        ),
        decided=tuple(
            (pair_key(look, *each.about), say_pair(position, *each.about), each)
            for each in position.decided
            if _is_here(position, each)
        ),
        lines=tuple(_line(look, each, ages) for each in position.children),
        to_decide=len(position.to_decide),
        subjects=subjects,
        token=token,
    )


def say_pair(position: Position, first: str, second: str) -> str:
    """A pair as people call it."""
    return " and ".join(agreeing.say_key(position.agreement, key) for key in (first, second))


def _is_here(position: Position, pair: Signed) -> bool:
    """Whether a decided pair is about rows of this comparison."""
    ids = {row.child_id for each in position.agreement.lists for row in each.rows}
    return pair.comparison == position.comparison.id or all(key in ids for key in pair.about)


def _sentence(position: Position) -> str:
    lists, entries = len(position.agreement.lists), position.children
    agreed = sum(each.agrees for each in entries)
    if position.agreement.is_agreed:
        return f"The {lists} lists agree about all {children(len(entries))}."
    open_ = len(position.pairs) + len(position.to_decide)
    left = f"There {'is' if open_ == 1 else 'are'} {open_} to decide." if open_ else "Nothing is left to decide."
    return f"The {lists} lists name {children(len(entries))} between them. They agree about {agreed}. {left}"


def _cells(position: Position) -> Iterable[Cell]:
    names = [each.name for each in position.agreement.lists]
    for on, number in position.agreement.cells.items():
        whole = len(on) == len(names)
        says = WORDS[len(names)] if whole else join_words([names[at] for at in on]) + (" only" if len(on) == 1 else "")
        to_decide = sum(each.entry.lists == on for each in position.to_decide)
        yield Cell(tuple(at in on for at in range(len(names))), says, number, to_decide)


def entry_key(look: Look, key: str) -> str:
    """What a child of a comparison is called in an address: it means nothing outside it."""
    return child_key((look.comparison.id, "entry", key))


def pair_key(look: Look, first: str, second: str) -> str:
    """The same of a pair."""
    return child_key((look.comparison.id, "pair", "\x1f".join(sorted((first, second)))))


def _line(look: Look, each: Standing, ages: Mapping[str, str]) -> Line:
    entry, signed = each.entry, each.signed
    age, called_so = ages.get(entry.key, ""), agreeing.say_key(look.position.agreement, entry.key)
    return Line(
        key=entry_key(look, entry.key),
        called=f"{called_so}, {age}" if age else called_so,
        subject=look.subject(entry.key),
        rows=agreeing.say_rows(look.position.agreement, entry),
        differs=", ".join(entry.conflicts),
        answer=ANSWERS[signed.answer] if signed else "Agreed" if each.agrees else "To decide",
        why=f"{signed.why} ({signed.by})" if signed else "",
        is_settled=each.is_settled,
    )
