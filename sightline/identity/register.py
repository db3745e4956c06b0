"""The register of aliases: an append-only table in which the last row of a source id is in force.

    council, subject_kind, source_id    whose id: the child's, or another's, as the case system writes it, cleaned
    subject_id                          ours: the source id of the record that stands for the child or other subject
    sealed                              an adopted child's record, or one on the council's own list
    since_load                          the load with which it came to be so
    decided_by                          FIRST_SIGHT, SECOND_ID, ADOPTION, COUNCILS_LIST, APART, or "person: who: why"

Nothing is rewritten and nothing is removed, so that what was known at any load can be told. The register itself says
which ids were once tied: nobody but the named role for sealed records may read it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

FIRST_SIGHT = "first sight"
SECOND_ID = "the file's own second id"
ADOPTION = "adoption"
COUNCILS_LIST = "the council's own list"
APART = "stands alone again"
PERSON = "person: "
COLUMNS = ("council", "subject_kind", "source_id", "subject_id", "sealed", "since_load", "decided_by")
FIELDS = pa.schema([(name, pa.bool_() if name == "sealed" else pa.string()) for name in COLUMNS])


@dataclass(frozen=True)
class Alias:
    """One row of the register."""

    council: str
    source_id: str
    subject_id: str
    sealed: bool
    since_load: str
    decided_by: str
    subject_kind: str = "child"

    @property
    def by_person(self) -> bool:
        """Whether a person decided it; what a file says does not undo that."""
        return self.decided_by.startswith(PERSON)


class Ledger:
    """The rows in force of one council and kind while rows are being added: quick to ask, in the order first seen."""

    def __init__(self, register: pa.Table | None, council: str, kind: str = "child") -> None:
        """Read the register; a row later in it replaces an earlier one of the same id."""
        self.council = council
        self.rows: dict[str, Alias] = {}
        self.members: dict[str, set[str]] = {}
        self.place: dict[str, int] = {}
        self.first_load: dict[str, str] = {}
        self.added: list[Alias] = []
        for row in _rows(register, council, kind):
            self._put(row)

    def add(self, rows: Iterable[Alias]) -> None:
        """Add rows; each is in force from then on."""
        for row in rows:
            self._put(row)
            self.added.append(row)

    def group(self, source_id: str) -> list[str]:
        """Every source id of the same subject, this one included, in the order first seen."""
        return sorted(self.members[self.rows[source_id].subject_id], key=self.place.__getitem__)

    def let_stand(self, members: Iterable[str], load: str, by: str) -> list[Alias]:
        """Rows that give a group one of its own members as its subject, where its subject is not among them."""
        ids = list(members)
        if not ids or {self.rows[name].subject_id for name in ids} <= set(ids):
            return []
        return [replace(self.rows[name], subject_id=ids[0], since_load=load, decided_by=by) for name in ids]

    def _put(self, row: Alias) -> None:
        before = self.rows.get(row.source_id)
        if before:
            self.members[before.subject_id].discard(row.source_id)
        self.rows[row.source_id] = row
        self.members.setdefault(row.subject_id, set()).add(row.source_id)
        self.place.setdefault(row.source_id, len(self.place))
        self.first_load.setdefault(row.source_id, row.since_load)


def _rows(register: pa.Table | None, council: str, kind: str) -> Iterator[Alias]:
    if register is None:
        return
    own = pc.and_(pc.equal(register["council"], council), pc.equal(register["subject_kind"], kind))
    for row in register.filter(own).to_pylist():
        yield Alias(**row)


def append(register: pa.Table | None, rows: Iterable[Alias]) -> pa.Table:
    """The register with rows added at its end."""
    every = list(rows)
    added = pa.table([[getattr(row, name) for row in every] for name in COLUMNS], schema=FIELDS)
    return added if register is None else pa.concat_tables([register.select(list(COLUMNS)), added])
