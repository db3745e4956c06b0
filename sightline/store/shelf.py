"""Tables of snapshots as they lie on the disk, read once and kept where a process answers many people."""

from array import array
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from sys import intern
from threading import Lock
from typing import TYPE_CHECKING, Any

from sightline.store.scope import Scope, Subject

if TYPE_CHECKING:
    import pyarrow as pa

SUBJECT = ("council", "subject_kind", "subject_id")
JOINT = "\x1f"
OBLIGATIONS = "obligations"
UNDECIDED = "obligations without decisions"
"""The obligations, each in the state it would be in without recorded decisions: made of the others, in no file."""
MOST_KEPT = 250_000
"""Rows. A part of a table is kept beside it up to this size: it holds numbers, not texts."""


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

    @cached_property
    def places(self) -> dict[Subject, int]:
        """The number by which `rows` calls each subject."""
        return {subject: place for place, subject in enumerate(self.subjects)}

    def within(self, scope: Scope, sealed: frozenset[Subject]) -> "pa.Table":
        """The rows that a scope may see."""
        import pyarrow as pa

        if self.rows is None:
            return self.table
        seen = [scope.sees(subject, subject in sealed) for subject in self.subjects]
        return self.table if all(seen) else self.table.filter(pa.array(seen, pa.bool_()).take(self.rows))

    @cached_property
    def by_subject(self) -> "tuple[pa.Array, array[int]]":
        """The places of the rows, subject after subject, and where each subject's begin; the last is where all end."""
        import pyarrow as pa
        import pyarrow.compute as pc

        rows = pa.nulls(0, pa.int32()) if self.rows is None else self.rows
        counts = rows.value_counts()
        held = dict(zip(counts.field(0).to_pylist(), counts.field(1).to_pylist(), strict=True))
        begins = accumulate((held.get(place, 0) for place in range(len(self.subjects))), initial=0)
        return pc.sort_indices(rows).cast(pa.int32()), array("i", begins)

    def about(self, subjects: Collection[Subject], columns: Collection[str] = ()) -> "pa.Table":
        """The rows about these subjects in the order of the table, whoever may see them; all columns, or these."""
        import pyarrow as pa
        import pyarrow.compute as pc

        order, begins = self.by_subject
        table = self.table.select(list(columns)) if columns else self.table
        wanted = {self.places[subject] for subject in subjects if subject in self.places}
        found = [order.slice(begins[place], begins[place + 1] - begins[place]) for place in wanted]
        found = [places for places in found if len(places)]
        if not found:
            return table.slice(0, 0)
        if len(found) == 1 and _lie_together(found[0]):
            return table.slice(found[0][0].as_py(), len(found[0]))
        places = pa.concat_arrays(found)
        return table.take(places.take(pc.array_sort_indices(places)))

    def part(self, column: str, values: Collection[str]) -> "Kept":
        """The rows that hold one of these values in a column; whom they are about is numbered afresh."""
        import pyarrow as pa
        import pyarrow.compute as pc

        chosen = pc.fill_null(pc.is_in(self.table[column], pa.array(list(values), pa.string())), False)
        if self.rows is None:
            return Kept(self.table.filter(chosen))
        rows = self.rows.filter(chosen)
        there = rows.unique()
        subjects = tuple(self.subjects[place] for place in there.to_pylist())
        return Kept(self.table.filter(chosen), subjects, pc.index_in(rows, there))


@dataclass
class Shelf:
    """Reads tables; keeps those of the newest snapshots asked for if `keeps` is more than 0 (a number of snapshots)."""

    keeps: int = 0
    _kept: dict[Path, dict[str, Kept]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, folder: Path, name: str) -> Kept:
        """One table of the snapshot in `folder`, nothing left out: only `Snapshot` gives it to readers."""
        if name == UNDECIDED:
            return self._undecided(folder)
        if not self.keeps:
            return read_kept(folder / f"{name}.parquet")
        with self._lock:
            tables = self._kept.pop(folder, {})
            self._kept[folder] = tables
            while len(self._kept) > self.keeps:
                del self._kept[next(iter(self._kept))]
            if name not in tables:
                tables[name] = self._same(folder, name) or read_kept(folder / f"{name}.parquet", compact=True)
            return tables[name]

    def _same(self, folder: Path, name: str) -> Kept | None:
        """The table as it is kept for another snapshot that has the same file: they differ by what was recorded."""
        for other, tables in self._kept.items():
            with suppress(OSError):
                if name in tables and (other / f"{name}.parquet").samefile(folder / f"{name}.parquet"):
                    return tables[name]
        return None

    def part(self, folder: Path, name: str, column: str, values: tuple[str, ...]) -> Kept:
        """The rows of a table with one of these values in a column; kept as well where they are few."""
        called = f"{name}/{column}={','.join(values)}"
        with self._lock:
            found = self._kept.get(folder, {}).get(called)
        if found is None:
            found = self.get(folder, name).part(column, values)
            with self._lock:
                if folder in self._kept and found.table.num_rows <= MOST_KEPT:
                    self._kept[folder][called] = found
        return found

    def _undecided(self, folder: Path) -> Kept:
        with self._lock:
            found = self._kept.get(folder, {}).get(UNDECIDED)
        if found is None:
            held = self.get(folder, OBLIGATIONS)
            place = held.table.column_names.index("state")
            table = held.table.set_column(place, "state", held.table["state_without"])
            found = Kept(table, held.subjects, held.rows)
            with self._lock:
                if folder in self._kept:
                    self._kept[folder][UNDECIDED] = found
        return found

    def sealed(self, folder: Path) -> frozenset[Subject]:
        """The subjects of a snapshot whose records are sealed."""
        return self.get(folder, "subjects").sealed


def _lie_together(places: "pa.Array") -> bool:
    """Say whether places in rising order have no gap, as those of one subject usually have none."""
    return bool(places[-1].as_py() - places[0].as_py() + 1 == len(places))


def plain(table: "pa.Table") -> "pa.Table":
    """The same rows with each text written out."""
    import pyarrow as pa

    texts = [n for n, kind in enumerate(table.schema.types) if pa.types.is_dictionary(kind)]
    columns = table.columns
    for n in texts:
        columns[n] = columns[n].cast(pa.string())
    return pa.table(columns, names=table.column_names) if texts else table


def told(table: "pa.Table") -> list[dict[str, Any]]:
    """The same rows as values. Written for a few rows, as those about one child: no text is looked up twice."""
    if not table.num_rows:
        return []
    names = table.column_names
    columns = [[value for chunk in column.chunks for value in _values(chunk)] for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(chunk: "pa.Array") -> list[Any]:
    import pyarrow as pa

    if not isinstance(chunk, pa.DictionaryArray):
        values: list[Any] = chunk.to_pylist()
        return values
    places, texts = chunk.indices.to_pylist(), chunk.dictionary
    text_at = {place: None if place is None else texts[place].as_py() for place in set(places)}
    return [text_at[place] for place in places]


def read_kept(path: Path, *, compact: bool = False) -> Kept:
    """Read one Parquet file and note whom each row is about; `compact` holds each text once, a number in its rows."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    texts = [field.name for field in pq.read_schema(path) if pa.types.is_string(field.type)] if compact else []
    with pq.ParquetFile(path, read_dictionary=texts) as file:
        table = _narrowed(file.read().unify_dictionaries().combine_chunks())
    if not set(SUBJECT) <= set(table.column_names):
        return Kept(table)
    joined = pc.binary_join_element_wise(*(table[column].cast("string") for column in SUBJECT), JOINT)
    distinct = joined.unique()
    rows = pc.index_in(joined, distinct)
    parts = (map(intern, text.split(JOINT)) for text in distinct.to_pylist())  # each text once, in however many tables
    return Kept(table, tuple((council, kind, key) for council, kind, key in parts), rows)


def _narrowed(table: "pa.Table") -> "pa.Table":
    """The same rows, the numbers that stand for texts as small as the number of texts allows."""
    import pyarrow as pa

    columns = table.columns
    for place, kind in enumerate(table.schema.types):
        if pa.types.is_dictionary(kind) and columns[place].num_chunks == 1:
            whole = columns[place].chunk(0)
            texts = len(whole.dictionary)
            number = pa.int8() if texts < 128 else pa.int16() if texts < 32_768 else pa.int32()
            columns[place] = pa.DictionaryArray.from_arrays(whole.indices.cast(number), whole.dictionary)
    return pa.table(columns, names=table.column_names)
