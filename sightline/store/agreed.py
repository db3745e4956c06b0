"""The register of what people decide about lists that should agree, and of the lists they sign.

It stands in `recorded/agreed.jsonl` of the store, one line for each signature, added at its end and never changed: a
decision taken otherwise later is another line, and the last one counts.
"""

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from sightline.store.lines import hold_lines, read_lines, spoilt
from sightline.store.place import Store

PAIR, CHILD, LIST = "pair", "child", "list"
"""Kinds of signature: two rows are one child or two; what is true of a child; the whole agreed list."""
SAME, APART = "same", "apart"
ON, NOT_ON, FIND_OUT = "on", "not_on", "find_out"


@dataclass(frozen=True)
class Signed:
    """One signature. `number` is 0 until it is saved.

    comparison  which lists were compared; `title` is what they are lists of
    about       the two keys of a pair, or the key of a child: a child's id, or the row of a list where it has none
    answer      of a pair: same or apart; of a child: on, not_on or find_out (`finds` is who finds out and by when)
    rows        the rows of the lists that a child's answer is about: with other rows it does not hold
    values      of a child, by column: what was taken as true
    lists, children: of a whole list, what was compared and what was agreed about each child
    by, role, when, why: who signed, in which role, when (UTC), and the reason
    token       of the form it came from: the same form is saved once
    """

    kind: str
    comparison: str
    council: str
    title: str
    by: str
    role: str
    when: str
    why: str
    about: tuple[str, ...] = ()
    answer: str = ""
    finds: str = ""
    rows: str = ""
    values: dict[str, str] = field(default_factory=dict)
    lists: tuple[dict[str, Any], ...] = ()
    children: tuple[dict[str, Any], ...] = ()
    token: str = ""
    number: int = 0


def agreed_path(store: Store) -> Path:
    """Where the register stands."""
    return store.folder / "recorded" / "agreed.jsonl"


def read_agreed(store: Store) -> tuple[Signed, ...]:
    """Every signature, in order. Raises UserError where a line was altered or left out."""
    path = agreed_path(store)
    return tuple(_read(line, number, path) for number, line in enumerate(read_lines(path), 1))


def add_signed(store: Store, signed: Signed) -> tuple[Signed, bool]:
    """Save one signature for good and give it with its number, and whether it is new: a form is saved once."""
    path = agreed_path(store)
    with hold_lines(store, path):
        every = read_agreed(store)
        same = next((each for each in every if signed.token and each.token == signed.token), None)
        if same is not None:
            return same, False
        numbered = replace(signed, number=len(every) + 1)
        line = json.dumps(asdict(numbered), ensure_ascii=False, separators=(",", ":"))
        store.disk.add_line(path, line.encode("utf-8", errors="replace"))
    return numbered, True


def _read(line: bytes, number: int, path: Path) -> Signed:
    try:
        held: dict[str, Any] = json.loads(line)
        held |= {name: tuple(held[name]) for name in ("about", "lists", "children")}
        signed = Signed(**{each.name: held[each.name] for each in fields(Signed)})
    except (ValueError, KeyError, TypeError):
        raise spoilt(path, number) from None
    if signed.number != number:
        raise spoilt(path, number)
    return signed
