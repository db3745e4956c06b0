"""Bringing lists that should agree to one agreed list: compared, decided by people, signed and kept.

The rows of a comparison are kept only until it is signed or given up; what people decide and
sign is kept for good (`store/agreed.py`). Nothing is merged and no list is changed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sightline.reconcile import Agreement, Entry, Perhaps, compare_lists
from sightline.reconcile.agreement import as_day
from sightline.reconcile.kept import Comparison, end
from sightline.store import Store, Subject
from sightline.store.agreed import APART, CHILD, LIST, NOT_ON, ON, PAIR, SAME, Signed, add_signed, read_agreed
from sightline.store.loads import list_loads, read_aliases
from sightline.words import UserError

BIRTH = "date of birth"
"""The column that is compared and not kept: the child's id says who it is."""
AGREED = "Every list has the child, and nothing differs."
PROPOSED = "As proposed: on the list until a person says otherwise; each cell from the first list that has one."


@dataclass(frozen=True)
class Standing:
    """How one child stands: what the lists say, and what a person signed about it (None: nobody has)."""

    entry: Entry
    agrees: bool
    signed: Signed | None

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to decide anything about the child."""
        return self.agrees or self.signed is not None


@dataclass(frozen=True)
class Position:
    """How a comparison stands. `pairs` await a person; `decided` are the pairs decided, the last answer of each."""

    comparison: Comparison
    agreement: Agreement
    children: tuple[Standing, ...]
    decided: tuple[Signed, ...]

    @property
    def pairs(self) -> tuple[Perhaps, ...]:
        """Pairs that may be one child and that nobody has decided."""
        return self.agreement.perhaps

    @property
    def to_decide(self) -> tuple[Standing, ...]:
        """Children about whom a person must decide."""
        return tuple(each for each in self.children if not each.is_settled)


def councils_of(store: Store) -> tuple[str, ...]:
    """The councils of whom anything is loaded."""
    return tuple(sorted({load.council for load in list_loads(store)}))


def choose_council(store: Store, council: str = "") -> str:
    """The council whose children the lists name: the one that is loaded, or the one said. Raises UserError."""
    councils = councils_of(store)
    if council and councils and council not in councils:
        raise UserError(f'No load is of "{council}"', "", f"Say one of: {', '.join(councils)}.")
    if not council and len(councils) > 1:
        raise UserError("Several councils are loaded, and an id means another child in each", "", "Say whose lists.")
    return council or (councils[0] if councils else "")


def known_ids(store: Store, council: str, sees: Callable[[Subject], bool]) -> dict[str, str] | None:
    """Each child's id that a load knows and the reader may see, with the id that stands for the child.

    None where nothing is loaded. Sealed ids are not among them, so they are as ids that were never loaded.
    """
    from sightline.identity import current_aliases

    register = read_aliases(store, list_loads(store))
    if register is None:
        return None
    rows = current_aliases(register, council).to_pylist()
    return {
        row["source_id"]: row["subject_id"]
        for row in rows
        if row["subject_kind"] == "child" and not row["sealed"] and sees((council, "child", row["subject_id"]))
    }


def position_of(comparison: Comparison, known: Mapping[str, str] | None, signed: Sequence[Signed]) -> Position:
    """How a comparison stands with what people signed so far.

    A pair of children's ids decided in an earlier comparison of the same council stays decided.
    """
    pairs = {each.about: each for each in signed if each.kind == PAIR and _holds(each, comparison)}
    agreement = compare_lists(
        comparison.lists,
        subject_of=lambda child_id: (known or {}).get(child_id, child_id),
        known=None if known is None else known.keys(),
        same=[(each.about[0], each.about[1]) for each in pairs.values() if each.answer == SAME],
        apart=[(each.about[0], each.about[1]) for each in pairs.values() if each.answer == APART],
    )
    own = [each for each in signed if each.kind == CHILD and each.comparison == comparison.id]
    answers = {(each.about, each.rows): each for each in own}
    children = tuple(
        Standing(entry, _agrees(agreement, entry), answers.get(((entry.key,), say_rows(agreement, entry))))
        for entry in agreement.entries
    )
    return Position(comparison, agreement, children, tuple(pairs.values()))


def _holds(pair: Signed, comparison: Comparison) -> bool:
    by_id = pair.council == comparison.council and not any(key.startswith("list ") for key in pair.about)
    return pair.comparison == comparison.id or by_id


def _agrees(agreement: Agreement, entry: Entry) -> bool:
    return len(entry.rows) == len(agreement.lists) and not entry.conflicts


def say_rows(agreement: Agreement, entry: Entry) -> str:
    """The lists a child is on, each with its rows: "Case system row 5; Legal row 3"."""
    return "; ".join(
        f"{agreement.lists[at].name} row {', '.join(str(row.line) for row in rows)}"
        for at, rows in sorted(entry.rows.items())
    )


SHORTEST, LONGEST = 10, 500
"""Letters of a reason: it says at least something."""


def signature_of(comparison: Comparison, by: str, role: str, when: str, why: str, token: str = "") -> Signed:
    """A signature in which only what it says is still missing."""
    return Signed(LIST, comparison.id, comparison.council, comparison.title, by, role, when, why.strip(), token=token)


def sign_pairs(
    position: Position, known: Mapping[str, str] | None, by: Signed, pairs: Iterable[tuple[str, str]], answer: str
) -> list[Signed]:
    """Pairs as a person decided them. Raises UserError for a key on no list, or an id that is linked with no other."""
    return [
        replace(by, kind=PAIR, about=tuple(sorted(_key_on(position, known, key) for key in pair)), answer=answer)
        for pair in pairs
    ]


def sign_not_on(position: Position, known: Mapping[str, str] | None, by: Signed, keys: Iterable[str]) -> list[Signed]:
    """Children whom a person decided the list is not of. Raises UserError for a key on no list."""
    entries = {entry.key: entry for entry in position.agreement.entries}
    wanted = [entries[_key_on(position, None, (known or {}).get(key, key))] for key in keys]
    return [sign_child(position, by, entry, NOT_ON) for entry in wanted]


def sign_child(
    position: Position, by: Signed, entry: Entry, answer: str, values: Mapping[str, str] | None = None, finds: str = ""
) -> Signed:
    """What a person decided about one child; `values` are the cells taken as true, the proposed ones where none is."""
    kept, rows = _kept({**entry.proposed, **(values or {})}), say_rows(position.agreement, entry)
    return replace(by, kind=CHILD, about=(entry.key,), answer=answer, finds=finds, rows=rows, values=kept)


def _kept(values: Mapping[str, str]) -> dict[str, str]:
    """The cells taken as true, days all written alike; not the date of birth: the id says who it is."""
    days = {column: as_day(text) for column, text in values.items()}
    return {c: day.isoformat() if (day := days[c]) else text for c, text in values.items() if c != BIRTH}


def _key_on(position: Position, known: Mapping[str, str] | None, key: str) -> str:
    """The key of an entry. With `known`, one that may be linked with another."""
    found = (known or {}).get(key, key)
    if all(found != entry.key for entry in position.agreement.entries):
        raise UserError(f'"{key}" is on none of the lists', "", 'Name a child by the id, or as "list 2, row 5".')
    if known is not None and not key.startswith("list ") and key not in known:
        raise UserError(f'"{key}" cannot be linked', "", "No load knows this id: correct it in the list.")
    return found


def say_key(agreement: Agreement, key: str) -> str:
    """A key for people: a child's id as it is, a row without one by the name of its list: "Legal row 3"."""
    found = re.fullmatch(r"list (\d+), row (\d+)", key)
    return f"{agreement.lists[int(found[1]) - 1].name} row {found[2]}" if found else key


def signed_list(position: Position, known: Mapping[str, str] | None, by: Signed, *, propose: bool = False) -> Signed:
    """The whole agreed list as a signature; `by` holds who signs it, when, why and its token.

    With `propose` a child nobody decided about is taken as proposed. Raises UserError where something is to be decided.
    """
    if position.pairs:
        first = position.pairs[0]
        raise UserError(
            f"{len(position.pairs)} pairs may be one child, and nobody has decided", "",
            f"Say of each whether it is: {first.first} and {first.second} have {first.why}.",
        )  # fmt: skip
    if position.to_decide and not propose:
        raise UserError(f"{len(position.to_decide)} children are still to be decided", "", "Decide them first.")
    if len(by.why) < SHORTEST:
        raise UserError("A list is signed with a reason", "", "Say in a few words why it is right.")
    lists = tuple({"name": each.name, "rows": len(each.rows)} for each in position.agreement.lists)
    ids = set((known or {}).values())
    children = tuple(_agreed_child(position.agreement, each, by, each.entry.key in ids) for each in position.children)
    return replace(by, kind=LIST, lists=lists, children=children)


def _agreed_child(agreement: Agreement, child: Standing, by: Signed, is_known: bool) -> dict[str, Any]:
    """One child of an agreed list. `known`: a load knew the id when the list was signed."""
    entry, signed = child.entry, child.signed
    return {
        "child": say_key(agreement, entry.key),
        "known": is_known,
        "answer": signed.answer if signed else ON,
        "rows": say_rows(agreement, entry),
        "values": _kept(signed.values if signed else entry.proposed),
        "finds": signed.finds if signed else "",
        "why": signed.why if signed else AGREED if child.agrees else PROPOSED,
        "by": signed.by if signed else by.by,
        "when": signed.when if signed else by.when,
    }


def read_signed_lists(store: Store, sees: Callable[[str, str], bool]) -> tuple[Signed, ...]:
    """Every signed list, newest first, without the children whom the reader may no longer see.

    `sees` is asked with the council and the id of a child that a load knew when the list was signed.
    """
    lists = [each for each in read_agreed(store) if each.kind == LIST]
    return tuple(
        replace(each, children=tuple(c for c in each.children if not c["known"] or sees(each.council, c["child"])))
        for each in reversed(lists)
    )


def sign(store: Store, signed: Signed) -> Signed:
    """Keep the agreed list for good and remove the rows it was made from. Raises UserError: then nothing was saved."""
    kept, _ = add_signed(store, signed)
    end(store, signed.comparison)
    return kept
