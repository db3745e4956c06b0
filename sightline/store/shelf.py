"""Tables of snapshots as they lie on the disk, read once and kept where a process answers many people."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sightline.store.scope import Scope, Subject

if TYPE_CHECKING:
    import pyarrow as pa

SUBJECT = ("council", "subject_kind", "subject_id")
JOINT = "\x1f"


@dataclass(frozen=True)
class Kept:
    """A table, the subjects in it, and for each row which of them it is about (None: it is about nobody)."""

    table: "pa.Table"
    subjects: tuple[Subject, ...] = ()
    rows: "pa.ChunkedArray | None" = None

    @cached_property
    def subject_set(self) -> frozenset[Subject]:
        """The subjects in it, to look one up."""
        return frozenset(self.subjects)

    @cached_property
    def sealed(self) -> frozenset[Subject]:
        """Of the table of subjects: those whose records are sealed, or of whom nobody can say that they are not."""
        columns = [self.table[column].to_pylist() for column in (*SUBJECT, "sealed")]
        return frozenset(
            (council, kind, key) for council, kind, key, flag in zip(*columns, strict=True) if flag is not False
        )

    def within(self, scope: Scope, sealed: frozenset[Subject]) -> "pa.Table":
        """The rows that a scope may see."""
        import pyarrow as pa

        if self.rows is None:
            return self.table
        seen = [scope.sees(subject, subject in sealed) for subject in self.subjects]
        return self.table if all(seen) else self.table.filter(pa.array(seen, pa.bool_()).take(self.rows))


@dataclass
class Shelf:
    """Reads tables; keeps those of the newest snapshots asked for if `keeps` is more than 0 (a number of snapshots)."""

    keeps: int = 0
    _kept: dict[Path, dict[str, Kept]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, folder: Path, name: str) -> Kept:
        """One table of the snapshot in `folder`, nothing left out: only `Snapshot` gives it to readers."""
        if not self.keeps:
            return read_kept(folder / f"{name}.parquet")
        with self._lock:
            tables = self._kept.pop(folder, {})
            self._kept[folder] = tables
            while len(self._kept) > self.keeps:
                del self._kept[next(iter(self._kept))]
            if name not in tables:
                tables[name] = read_kept(folder / f"{name}.parquet")
            return tables[name]

    def sealed(self, folder: Path) -> frozenset[Subject]:
        """The subjects of a snapshot whose records are sealed."""
        return self.get(folder, "subjects").sealed


def read_kept(path: Path) -> Kept:
    """Read one Parquet file and note whom each row is about."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    if not set(SUBJECT) <= set(table.column_names):
        return Kept(table)
    joined = pc.binary_join_element_wise(*(table[column].cast("string") for column in SUBJECT), JOINT)
    distinct = joined.unique()
    rows = pc.index_in(joined, distinct)
    parts = (text.split(JOINT) for text in distinct.to_pylist())
    return Kept(table, tuple((council, kind, key) for council, kind, key in parts), rows)
