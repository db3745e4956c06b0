"""The first page of a whole service, in six sections, each made by a module of its own.

For a director and a service manager; in figures alone, small numbers protected, for a lead member and an inspector.
"""

from collections import Counter
from dataclasses import dataclass

from sightline.measures.charts import expected_false_signs
from sightline.measures.entries import first_measures
from sightline.store import Snapshot
from sightline.web.figures.board import hidden_on_board, read_board
from sightline.web.figures.followed import Followed, follow
from sightline.web.figures.kept import kept
from sightline.web.pages.saying import children, count, duties, join_words
from sightline.web.people.reader import Reader
from sightline.web.people.roles import Sees
from sightline.web.quality.in_short import say_accuracy
from sightline.web.today.drifting import Strip, find_strips
from sightline.web.today.journey import Journey, read_journey
from sightline.web.today.needs import Need, find_needs
from sightline.web.today.trust import Line, find_trust
from sightline.web.today.untold import Untold, find_untold


@dataclass(frozen=True)
class Part:
    """One of the page's questions, with its answer in a sentence."""

    id: str
    question: str
    answer: str


@dataclass(frozen=True)
class Director:
    """The page. `needs`, `strips` and `untold` are left out (None) for those who see figures only."""

    of: str
    sentence: str
    parts: tuple[Part, ...]
    journey: Journey
    needs: tuple[Need, ...] | None
    strips: tuple[Strip, ...] | None
    untold: Untold | None
    followed: tuple[Followed, ...]
    false_signs: int
    trust: tuple[Line, ...]
    better: str


def director_page(snapshot: Snapshot, reader: Reader) -> Director:
    """The page of one reader."""
    return _page(snapshot, reader.sees is Sees.FIGURES, join_words(list(reader.tied.service_names)))


@kept
def _page(snapshot: Snapshot, hides: bool, services: str) -> Director:
    needs = None if hides else find_needs(snapshot)
    strips = None if hides else find_strips(snapshot)
    untold = None if hides else find_untold(snapshot)
    followed = tuple(each for m in first_measures() if (each := follow(snapshot, m, hides=hides)) is not None)
    answers = [
        ("needs", "What needs somebody today", _say_needs(needs) if needs is not None else ""),
        ("journey", "Where it sits", read_journey(snapshot, hides).most),
        ("drifting", "What is drifting", _say_strips(strips) if strips is not None else ""),
        ("cannot-tell", "What we cannot tell", _say_untold(untold) if untold else ""),
        ("better", "Is it getting better", _say_better(followed)),
        ("trust", "Can these figures be trusted", say_accuracy(snapshot, hides)),
    ]
    return Director(
        of=services,
        sentence=_sentence(snapshot, hides),
        parts=tuple(Part(*each) for each in answers if each[2] and each[0] != "journey"),
        journey=read_journey(snapshot, hides),
        needs=needs,
        strips=strips,
        untold=untold,
        followed=followed,
        false_signs=expected_false_signs(len(followed)),
        trust=find_trust(snapshot, hides),
        better=_say_better(followed),
    )


def _sentence(snapshot: Snapshot, hides: bool) -> str:
    """The totals, split by who set the limit."""
    board = read_board(snapshot)
    overdue, law = board.number("overdue"), board.number("overdue", None, "law")
    own, untold = overdue - law, board.number("cannot_tell")
    if hides:
        return _protected_sentence(snapshot)
    opened = _are(board.children(), children(board.children()), "open to us. ") if board.stages is not None else ""
    if not overdue:
        said = "Nothing is overdue. "
    else:
        whom = children(int(board.people.get("overdue", 0)))
        split = f"{law:,} set by law or statutory guidance, {own:,} by our own standards"
        said = _are(overdue, duties(overdue), f"overdue for {whom}: {split}. ")
    rest = f"We cannot tell about another {duties(untold)}." if untold else "There is nothing that we cannot tell."
    if not overdue and untold:
        rest = f"We cannot tell about {duties(untold)}, so this is not the same as everything being done."
    return opened + said + rest


def _protected_sentence(snapshot: Snapshot) -> str:
    """The totals for those who see figures only; a total that cannot be shown is said not to be."""
    board, hidden = read_board(snapshot), hidden_on_board(snapshot)

    def shown(number: int, *key: str) -> str:
        return "a number that is not shown" if key in hidden else f"{number:,}"

    opened = f"Children open to us: {shown(board.children(), 'children', 'all')}. " if board.stages is not None else ""
    late = f"Duties overdue: {shown(board.number('overdue'), 'overdue', 'all')}"
    split = ("overdue", "by", "law") in hidden or ("overdue", "by", "own") in hidden
    law, own = board.number("overdue", None, "law"), board.number("overdue", None, "own")
    how = (
        ", by law, statutory guidance and our own standards together; the split would give small numbers away"
        if split
        else f", {law:,} set by law or statutory guidance and {own:,} by our own standards"
    )
    return f"{opened}{late}{how}. Duties we cannot tell: {shown(board.number('cannot_tell'), 'cannot_tell', 'all')}."


def _are(number: int, what: str, rest: str) -> str:
    return f"{what} {'is' if number == 1 else 'are'} {rest}"


def _say_needs(needs: tuple[Need, ...]) -> str:
    if not needs:
        return "Nothing of the kinds that this list holds is overdue."
    return f"{count(len(needs), 'kind')} of duty that somebody senior should know of {_verb(len(needs))} past the day."


def _verb(number: int) -> str:
    return "is" if number == 1 else "are"


def _say_strips(strips: tuple[Strip, ...]) -> str:
    if not strips:
        return "None of the waits we draw here is in the files."
    return " ".join(f"{strip.finding}." for strip in strips)


def _say_untold(untold: Untold) -> str:
    if not untold.number:
        return "Every duty has an answer."
    first = untold.gaps[0]
    have = "duty has" if untold.number == 1 else "duties have"
    return f"{untold.number:,} {have} no answer. {first.title}: {first.number:,} of them."


def _say_better(followed: tuple[Followed, ...]) -> str:
    """How many of the measures are better, worse, unchanged, or too early to say."""
    found = Counter(each.verdict for each in followed)
    words = (
        ("Getting better", "better"), ("Getting worse", "worse"), ("No real change", "without real change"),
        ("Too early to say", "too early to say"),
    )  # fmt: skip
    said = [f"{found[verdict]} {word}" for verdict, word in words if found[verdict]]
    return f"Of {count(len(followed), 'measure')}: {join_words(said)}." if said else "There is nothing to follow yet."
