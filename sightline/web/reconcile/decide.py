"""Deciding about one pair or one child: what the lists say side by side, the form, and the signature it makes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sightline import agreeing
from sightline.agreeing import BIRTH, LONGEST, SHORTEST, Standing
from sightline.reconcile import Agreement, Entry, Perhaps
from sightline.reconcile.agreement import alike, as_day, column_of
from sightline.reconcile.kept import Comparison
from sightline.store.agreed import APART, FIND_OUT, NOT_ON, ON, PAIR, SAME, Signed
from sightline.store.records import say_day
from sightline.web.errors import NotHere
from sightline.web.people.reader import Reader
from sightline.web.reconcile.page import Look, entry_key, pair_key, say_pair

PAIR_ANSWERS = (
    (SAME, "One child: link the rows", "They are linked where lists are compared. No record is merged."),
    (APART, "Two children", "They stay apart, and are not proposed again."),
)
CHILD_ANSWERS = (
    (ON, "On the list", "Proposed: nobody is left out but by a person."),
    (NOT_ON, "Not on the list", "A list names the child wrongly, or it is over."),
    (FIND_OUT, "Not decided yet: somebody must find out", "Say below who, and by when."),
)
"""What may be answered: the word that is kept, the words of the form, and the hint under them."""


@dataclass(frozen=True)
class Typed:
    """What was typed; `values` are the lists chosen for each column that differs, by its place."""

    answer: str = ""
    why: str = ""
    finds: str = ""
    values: Mapping[int, str] = field(default_factory=dict)
    token: str = ""


@dataclass(frozen=True)
class SaidRow:
    """One line of what each list says: its title, a cell for each list, and whether they differ."""

    title: str
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True)
class Choice:
    """A column that differs: what each list has, to choose from. `place` is its number in the form."""

    place: int
    column: str
    options: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True)
class DecidePage:
    """The page of one decision."""

    comparison: Comparison
    key: str
    title: str
    sentence: str
    said: tuple[SaidRow, ...]
    choices: tuple[Choice, ...]
    before: Signed | None
    typed: Typed
    heads: tuple[str, ...]
    answers: tuple[tuple[str, str, str], ...]
    faults: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""


def read_typed(form: Mapping[str, str]) -> Typed:
    """The form as it was sent; a fresh one has a token of its own."""
    values = {
        int(name[6:]): value for name, value in form.items() if name.startswith("value-") and name[6:].isdecimal()
    }
    return Typed(
        answer=form.get("answer", ""),
        why=form.get("why", "").strip()[: LONGEST + 1],
        finds=form.get("finds", "").strip()[:120],
        values=values,
        token=form.get("token", "")[:60] or secrets.token_urlsafe(18),
    )


def find_faults(shown: DecidePage) -> dict[str, str]:
    """What is wrong with what was typed, field → sentence."""
    faults, typed = {}, shown.typed
    if typed.answer not in {answer for answer, *_ in shown.answers}:
        faults["answer"] = "Choose one of these"
    if typed.answer == FIND_OUT and len(typed.finds) < 3:
        faults["finds"] = "Say who finds out, and by when"
    if len(typed.why) < SHORTEST:
        faults["why"] = "Say in a few words why, or how it is known"
    elif len(typed.why) > LONGEST:
        faults["why"] = f"Use {LONGEST} letters or fewer"
    return faults


def find_pair(look: Look, key: str) -> Perhaps:
    """The pair behind the key of an address, decided or not. Raises NotHere."""
    for pair in look.position.pairs:
        if pair_key(look, pair.first, pair.second) == key:
            return pair
    for signed in look.position.decided:
        if pair_key(look, *signed.about) == key and signed.comparison == look.comparison.id:
            return Perhaps(signed.about[0], signed.about[1], "")
    raise NotHere


def find_child(look: Look, key: str) -> Standing:
    """The child behind the key of an address. Raises NotHere."""
    for each in look.position.children:
        if entry_key(look, each.entry.key) == key:
            return each
    raise NotHere


def pair_page(look: Look, key: str, pair: Perhaps, typed: Typed) -> DecidePage:
    """Two entries side by side, as they were before anybody linked them."""
    apart = {entry.key: entry for entry in agreeing.position_of(look.comparison, look.known, ()).agreement.entries}
    entries = [apart[name] for name in (pair.first, pair.second) if name in apart]
    agreement = look.position.agreement
    before = next((each for each in look.position.decided if set(each.about) == {pair.first, pair.second}), None)
    columns = dict.fromkeys(column for entry in entries for column in entry.proposed if column != BIRTH)
    said = tuple(
        SaidRow(_title(c), tuple(day_or_text(entry.proposed.get(c, "–")) for entry in entries), _differ(c, entries))
        for c in columns
    )
    return DecidePage(
        comparison=look.comparison,
        key=key,
        title=say_pair(look.position, pair.first, pair.second),
        sentence=f"They have {pair.why}." if pair.why else "They were decided before.",
        said=said,
        choices=(),
        before=before,
        typed=typed,
        heads=tuple(agreeing.say_rows(agreement, entry) for entry in entries),
        answers=PAIR_ANSWERS,
    )


def _differ(column: str, entries: list[Entry]) -> bool:
    return len({alike(entry.proposed[column]) for entry in entries if column in entry.proposed}) > 1


def child_page(look: Look, key: str, each: Standing, typed: Typed) -> DecidePage:
    """One child: what each list says."""
    entry, agreement = each.entry, look.position.agreement
    names = [one.name for one in agreement.lists]
    missing = [name for at, name in enumerate(names) if at not in entry.rows]
    parts = [f"On {agreeing.say_rows(agreement, entry)}", f"not on {', '.join(missing)}" if missing else ""]
    differs = f" They differ in: {', '.join(entry.conflicts)}." if entry.conflicts else ""
    sentence = ", ".join(part for part in parts if part) + "." + differs
    if look.known is not None and not look.subject(entry.key) and not entry.key.startswith("list "):
        sentence += " No load knows this id: check it for a slip."
    return DecidePage(
        comparison=look.comparison,
        key=key,
        title=agreeing.say_key(agreement, entry.key),
        sentence=sentence,
        said=tuple(_said(entry, agreement)),
        choices=choices_of(entry, agreement),
        before=each.signed,
        typed=typed,
        heads=tuple(names),
        answers=CHILD_ANSWERS,
    )


def _said(entry: Entry, agreement: Agreement) -> list[SaidRow]:
    lists = range(len(agreement.lists))
    rows = [SaidRow("On the list", tuple("Yes" if at in entry.rows else "No" for at in lists), False)]
    held = {column: entry.conflicts.get(column) or _same(entry, column, agreement) for column in entry.proposed}
    for column, cells in held.items():
        if column != BIRTH or column in entry.conflicts:
            told = tuple(day_or_text(cells.get(at, "–")) for at in lists)
            rows.append(SaidRow(_title(column), told, column in entry.conflicts))
    return rows


def _same(entry: Entry, column: str, agreement: Agreement) -> dict[int, str]:
    """The cell of a column that does not differ, for each list that has it."""
    return {
        at: entry.proposed[column]
        for at, rows in entry.rows.items()
        if any(column_of(header) == column for row in rows for header in row.cells)
    }


def choices_of(entry: Entry, agreement: Agreement) -> tuple[Choice, ...]:
    """The columns that differ, each with what the lists have; the most trusted first, and chosen."""
    columns = [column for column in entry.conflicts if column != BIRTH]
    return tuple(
        Choice(
            place,
            _title(column),
            tuple(
                (at, f"{day_or_text(cell)}, from {agreement.lists[at].name}", n == 0)
                for n, (at, cell) in enumerate(sorted(entry.conflicts[column].items()))
            ),
        )
        for place, column in enumerate(columns)
    )


def _title(column: str) -> str:
    return column[:1].upper() + column[1:]


def day_or_text(cell: str) -> str:
    """A cell for people: a day as they write it."""
    day = as_day(cell)
    return say_day(day) if day else cell


def sign_pair(look: Look, pair: Perhaps, typed: Typed, reader: Reader, when: str) -> Signed:
    """What was decided about a pair, as a signature."""
    blank = agreeing.signature_of(
        look.comparison, reader.name, reader.title, when, typed.why, f"{reader.id}:{typed.token}"
    )
    return replace(blank, kind=PAIR, about=tuple(sorted((pair.first, pair.second))), answer=typed.answer)


def sign_child(look: Look, each: Standing, typed: Typed, reader: Reader, when: str) -> Signed:
    """What was decided about a child, as a signature."""
    blank = agreeing.signature_of(
        look.comparison, reader.name, reader.title, when, typed.why, f"{reader.id}:{typed.token}"
    )
    entry = each.entry
    columns = [column for column in entry.conflicts if column != BIRTH]
    chosen = {
        columns[place]: entry.conflicts[columns[place]][int(at)]
        for place, at in typed.values.items()
        if place < len(columns) and at.isdecimal() and int(at) in entry.conflicts[columns[place]]
    }
    finds = typed.finds if typed.answer == FIND_OUT else ""
    return agreeing.sign_child(look.position, blank, entry, typed.answer, chosen, finds)
