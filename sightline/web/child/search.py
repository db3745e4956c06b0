"""Search by a child's id, exactly: never by name, never by guess, and the same whether or not the child exists."""

from dataclasses import dataclass

from sightline.sources.cells import clean_id
from sightline.store import Snapshot, Subject
from sightline.web.child.called import Called, called, subject_of

LONGEST = 60


@dataclass(frozen=True)
class Found:
    """What was typed, what is wrong with it, and the children it leads to: one, unless two councils use the same id."""

    typed: str = ""
    fault: str = ""
    children: tuple[Called, ...] = ()

    @property
    def is_missed(self) -> bool:
        """Say whether something was asked for and nothing is there that the reader can see."""
        return bool(self.typed) and not self.fault and not self.children


def search(snapshot: Snapshot, typed: str) -> Found:
    """The child with this id, or who had it once, if the reader's scope reaches the child."""
    text = typed.strip()
    wanted = clean_id(text) if len(text) <= LONGEST else None
    if not text:
        return Found(fault="Type the child’s id as your case system has it")
    if not isinstance(wanted, str) or not wanted:
        return Found(text[:LONGEST], "That is not an id")
    found = subjects_with(snapshot, wanted)
    return Found(text, children=tuple(called(snapshot, found).values()))


def subjects_with(snapshot: Snapshot, child_id: str) -> tuple[Subject, ...]:
    """Whom an id stands for within the scope, now or once. Both tables are always looked through."""
    now = snapshot.matching("subjects", "child_id", [child_id]).to_pylist()
    once = snapshot.matching("other_ids", "other_id", [child_id]).to_pylist()
    return tuple(dict.fromkeys(subject_of(row) for row in (*now, *once)))
