"""Snapshots: the answers, built once from loads, entries, standards and an as-of date, then only read."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sightline.store.place import Pointer, Store, check_version, read_pointer, swap_pointer
from sightline.store.records import SnapshotRecord, snapshot_from_json, to_json
from sightline.store.scope import FiguresOnlyError, NamesWithheldError, Scope, Subject
from sightline.store.shelf import OBLIGATIONS, UNDECIDED, Kept, Shelf, plain, read_kept, told
from sightline.words import UserError

if TYPE_CHECKING:
    import pyarrow as pa

STILL_READ = 4
"""How many snapshots of the same loads stay while more is recorded."""
LEADING = frozenset({"subject_id", "child_id", "other_id", "family", "run", "key", "file", "sheet", "line", "born_on"})
"""Columns that lead to a child: figures are never grouped by them."""
NAMES = "names"
"""The one table with names of children."""


@dataclass(frozen=True)
class Months:
    """Count only rows whose day in `column` lies from `first` to `last`; `month` is then a column to group by."""

    column: str
    first: date
    last: date


@dataclass(frozen=True)
class Snapshot:
    """A snapshot opened by somebody: every table comes with what they may not see already gone."""

    store: Store
    record: SnapshotRecord
    scope: Scope
    shelf: Shelf = field(default_factory=Shelf, repr=False, compare=False)
    without: bool = False
    """Duties are in the state they would be in without recorded decisions; their days stay as they are."""

    @cached_property
    def folder(self) -> Path:
        """Where its tables lie."""
        return self.store.snapshots_folder / self.record.id

    def table(self, name: str) -> "pa.Table":
        """One table of the snapshot (obligations, events, …), without the rows that the scope leaves out.

        Raises KeyError where there is no such table, FiguresOnlyError where the scope gives no rows about children,
        NamesWithheldError for the table of names where the scope gives none.
        """
        held = self._held(name)
        if self.scope.figures_only and held.rows is not None:
            raise FiguresOnlyError(name)
        return plain(held.table if held.rows is None else held.within(self.scope, self.shelf.sealed(self.folder)))

    def about(self, name: str, subjects: Collection[Subject], columns: Collection[str] = ()) -> list[dict[str, Any]]:
        """The rows of one table about these subjects, those left out whom the scope leaves out; all columns, or these.

        Errors as `table`.
        """
        held = self._held(name)
        if self.scope.figures_only or held.rows is None:
            raise FiguresOnlyError(name)
        sealed = self.shelf.sealed(self.folder)
        seen = [subject for subject in subjects if self.scope.sees(subject, subject in sealed)]
        return told(held.about(seen, columns))

    def rows(self, name: str, column: str, values: Collection[str]) -> "pa.Table":
        """The rows of one table with one of these values in a column, within the scope. Errors as `table`.

        A shelf keeps what was asked for, for the next reader.
        """
        if self.scope.figures_only or self._held(name).rows is None:
            raise FiguresOnlyError(name)
        part = self.shelf.part(self.folder, self._called(name), column, tuple(sorted(values)))
        return plain(part.within(self.scope, self.shelf.sealed(self.folder)))

    def matching(self, name: str, column: str, values: Collection[str]) -> "pa.Table":
        """The same as `rows`, kept by nobody: for values that differ with each child."""
        held = self._held(name)
        if self.scope.figures_only or held.rows is None:
            raise FiguresOnlyError(name)
        return plain(held.part(column, values).within(self.scope, self.shelf.sealed(self.folder)))

    def figures(
        self,
        name: str,
        by: Sequence[str],
        where: Mapping[str, Collection[str]] | None = None,
        months: Months | None = None,
    ) -> "pa.Table":
        """Counts for each group of rows: the columns of `by`, then `rows` and `subjects`; `where` keeps rows by value.

        With `months` one of `by` may be "month", the first day of the month. `by` may hold no column that leads to a
        child (ValueError). Small figures are not protected here: `measures.small_numbers` does that.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        held = self._held(name)
        asked = {*by, *([months.column] if months else [])}
        if not by or asked & LEADING or held.rows is None:
            raise ValueError(f"Figures of {name} are not grouped by {', '.join(by) or 'nothing'}")
        counted = Kept(held.table.append_column("_who", held.rows), held.subjects, held.rows)
        rows = counted.within(self.scope, self.shelf.sealed(self.folder))
        for column, values in (where or {}).items():
            rows = rows.filter(pc.is_in(rows[column], pa.array(list(values), pa.string())))
        if months:
            rows = _by_month(rows, months)
        groups = plain(rows.group_by(list(by)).aggregate([("_who", "count"), ("_who", "count_distinct")]))
        return groups.select([*by, "_who_count", "_who_count_distinct"]).rename_columns([*by, "rows", "subjects"])

    def sums(self, name: str, by: str, of: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """The sums of columns of numbers within the scope, by the values of one column that leads to no child."""
        held = self._held(name)
        if by in LEADING:
            raise ValueError(f"Sums of {name} are not grouped by {by}")
        rows = plain(held.within(self.scope, self.shelf.sealed(self.folder))).group_by(by)
        found = rows.aggregate([(column, "sum") for column in of]).to_pylist()
        return {row[by]: tuple(row[f"{column}_sum"] for column in of) for row in found}

    def sees(self, subject: Subject) -> bool:
        """Say whether this subject is known and may be seen. It takes as long for one that does not exist."""
        known = subject in self.shelf.get(self.folder, "subjects").subject_set
        seen = self.scope.sees(subject, subject in self.shelf.sealed(self.folder))
        return seen and known and not self.scope.figures_only

    def _held(self, name: str) -> Kept:
        if name == NAMES and (not self.scope.names or self.scope.figures_only):
            raise NamesWithheldError(self.scope.who)
        if name not in self.record.tables:
            raise KeyError(name)
        return self.shelf.get(self.folder, self._called(name))

    def _called(self, name: str) -> str:
        return UNDECIDED if self.without and name == OBLIGATIONS else name


def _by_month(rows: "pa.Table", months: Months) -> "pa.Table":
    """The rows of these months, with the first day of the month of each."""
    import pyarrow as pa
    import pyarrow.compute as pc

    day = rows[months.column]
    inside = pc.and_(pc.greater_equal(day, pa.scalar(months.first)), pc.less_equal(day, pa.scalar(months.last)))
    kept = rows.filter(pc.fill_null(inside, False))
    return kept.append_column("month", pc.floor_temporal(kept[months.column], unit="month").cast(pa.date32()))


def open_snapshot(store: Store, scope: Scope, snapshot_id: str = "", shelf: Shelf | None = None) -> Snapshot:
    """Open the snapshot in use, or the one named; `shelf` keeps its tables. Raises UserError where there is none."""
    wanted = snapshot_id or read_pointer(store).snapshot
    if not wanted:
        raise UserError("Nothing has been loaded yet", str(store.folder), "Load your files first: sightline load PATH")
    return Snapshot(store, read_record(store, wanted), scope, shelf or Shelf())


def read_record(store: Store, snapshot_id: str) -> SnapshotRecord:
    """The manifest of a snapshot. Raises UserError if a newer Sightline wrote it."""
    path = store.snapshots_folder / snapshot_id / "manifest.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    check_version(held, path)
    return snapshot_from_json(held)


def has_snapshot(store: Store, snapshot_id: str) -> bool:
    """Say whether a snapshot with this name was made before: its name says all it depends on."""
    return (store.snapshots_folder / snapshot_id / "manifest.json").is_file()


def save_snapshot(store: Store, record: SnapshotRecord, tables: Mapping[str, "pa.Table"]) -> None:
    """Write a snapshot under a temporary name and give it its own by one rename. Not in use until published."""
    making = _begin(store, record.id)
    for name in sorted(tables):
        store.disk.write_table(making / f"{name}.parquet", tables[name])
    store.disk.write_json(making / "manifest.json", to_json(record))
    store.disk.rename_folder(making, store.snapshots_folder / record.id)


def publish(store: Store, snapshot_id: str, last_load: int, software: str) -> None:
    """Put a snapshot in use, with the loads up to `last_load`, in one stroke."""
    before = read_pointer(store)
    published = (*(name for name in before.published if name != snapshot_id), snapshot_id)
    swap_pointer(store, Pointer(last_load, snapshot_id, published), software)


def _begin(store: Store, snapshot_id: str) -> Path:
    """An empty folder to fill. One left by a stopped build may share files with a snapshot: never written into."""
    making = store.snapshots_folder / f".making-{snapshot_id}"
    if making.exists():
        store.disk.remove_folder(making)
    store.disk.make_folder(making)
    return making


def read_snapshot_table(store: Store, snapshot_id: str, name: str) -> "pa.Table":
    """One table of a snapshot as it lies on the disk: for building from it, not for readers."""
    return plain(read_kept(store.snapshots_folder / snapshot_id / f"{name}.parquet").table)


def save_snapshot_beside(store: Store, record: SnapshotRecord, held: str, tables: "Mapping[str, pa.Table]") -> None:
    """Write a snapshot that differs from one held in a few tables only; the others are the same files."""
    making = _begin(store, record.id)
    for name in record.tables:
        if name in tables:
            store.disk.write_table(making / f"{name}.parquet", tables[name])
        else:
            store.disk.link_file(making / f"{name}.parquet", store.snapshots_folder / held / f"{name}.parquet")
    store.disk.write_json(making / "manifest.json", to_json(record))
    store.disk.rename_folder(making, store.snapshots_folder / record.id)


def publish_in_place_of(store: Store, snapshot_id: str, software: str) -> None:
    """Put a snapshot in use that differs from the one held by what was recorded; of such ones only the last few stay.

    Those who read an earlier one at this moment still find it.
    """
    before = read_pointer(store)
    loads = read_record(store, snapshot_id).loads
    same = [name for name in before.published if has_snapshot(store, name) and read_record(store, name).loads == loads]
    dropped = {snapshot_id, *same[:-STILL_READ]}
    published = (*(name for name in before.published if name not in dropped), snapshot_id)
    swap_pointer(store, Pointer(before.last_load, snapshot_id, published), software)


def snapshot_before(snapshot: Snapshot) -> Snapshot | None:
    """The last snapshot in use that was made from other loads: what 'since the load before' means."""
    published = read_pointer(snapshot.store).published
    for name in reversed(published):
        if name != snapshot.record.id and has_snapshot(snapshot.store, name):
            record = read_record(snapshot.store, name)
            if record.loads != snapshot.record.loads:
                return replace(snapshot, record=record)
    return None


def sweep_snapshots(store: Store) -> None:
    """Remove snapshots half made, and those made for one look (another as-of date) that were never in use."""
    kept = set(read_pointer(store).published)
    if not store.snapshots_folder.is_dir():
        return
    for folder in sorted(store.snapshots_folder.iterdir()):
        if folder.name not in kept:
            store.disk.remove_folder(folder)
