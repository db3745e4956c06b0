"""Comparisons at work: the rows of the lists, kept in the store only until they are signed or given up."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sightline.reconcile.agreement import column_of
from sightline.reconcile.lists import ChildList, ListRow
from sightline.store.place import Store, kind_words
from sightline.words import UserError

FEWEST, MOST = 2, 5
"""Lists that are compared at once."""
KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Comparison:
    """Lists that are being compared: what they are lists of, whose, and who began. The first list is believed first."""

    id: str
    title: str
    council: str
    lists: tuple[ChildList, ...]
    by: str
    role: str
    when: str


def comparison_id(token: str) -> str:
    """What a comparison is called: from the token of its form, so that a form sent twice begins one."""
    return hashlib.sha256(token.encode()).hexdigest()[:16]


def begin(store: Store, comparison: Comparison) -> Comparison:
    """Keep the lists until they are signed. Only columns that two lists share are kept. Raises UserError."""
    if not FEWEST <= len(comparison.lists) <= MOST:
        raise UserError(f"{FEWEST} to {MOST} lists can be compared at once", "", "Give as many.")
    names = [each.name for each in comparison.lists]
    if len(set(names)) < len(names):
        raise UserError("Two lists have the same name", "", "Give each a name of its own.")
    kept = replace(comparison, lists=shared(comparison.lists))
    path = _path(store, comparison.id)
    with kind_words(store, "these lists"):
        store.disk.make_folder(path.parent)
        if not path.exists():
            store.disk.swap_file(path, asdict(kept) | {"lists": [_list_as_json(each) for each in kept.lists]})
    return kept


def shared(lists: Sequence[ChildList]) -> tuple[ChildList, ...]:
    """The lists with the columns that at least two of them have: others cannot agree or disagree."""
    often = [{column_of(header) for header in each.columns} for each in lists]
    both = {name for names in often for name in names if sum(name in other for other in often) > 1}
    return tuple(_only(each, both) for each in lists)


def _only(each: ChildList, shared: set[str]) -> ChildList:
    columns = tuple(header for header in each.columns if column_of(header) in shared)
    left = [header for header in each.columns if header not in columns]
    said = (*each.said, f"not compared, for no other list has it: {', '.join(left)}") if left else each.said
    rows = tuple(replace(row, cells={h: t for h, t in row.cells.items() if h in columns}) for row in each.rows)
    return replace(each, rows=rows, columns=columns, said=said)


def list_comparisons(store: Store) -> tuple[Comparison, ...]:
    """The comparisons at work, the newest first."""
    found = [read_comparison(store, path.stem) for path in sorted(_folder(store).glob("*.json"))]
    return tuple(sorted((each for each in found if each), key=lambda each: each.when, reverse=True))


def read_comparison(store: Store, name: str) -> Comparison | None:
    """One comparison at work; None where there is none of this name."""
    path = _path(store, name)
    if not name.isalnum() or not path.is_file():
        return None
    held = json.loads(path.read_text(encoding="utf-8"))
    return Comparison(**{**held, "lists": tuple(_list_from_json(each) for each in held["lists"])})


def sweep(store: Store, now: datetime) -> None:
    """Remove the rows of comparisons that nobody signed for so long that the lists have changed."""
    for each in list_comparisons(store):
        if datetime.fromisoformat(each.when.replace("Z", "+00:00")) < now - KEPT:
            end(store, each.id)


def end(store: Store, comparison: str) -> None:
    """Remove the rows of a comparison: it is signed, or given up."""
    if comparison.isalnum():
        _path(store, comparison).unlink(missing_ok=True)


def _folder(store: Store) -> Path:
    return store.folder / "reconciling"


def _path(store: Store, name: str) -> Path:
    return _folder(store) / f"{name}.json"


def _list_as_json(each: ChildList) -> dict[str, Any]:
    rows = [asdict(row) | {"born_on": row.born_on.isoformat() if row.born_on else None} for row in each.rows]
    return asdict(each) | {"rows": rows}


def _list_from_json(held: dict[str, Any]) -> ChildList:
    rows = tuple(ListRow(**row | {"name": tuple(row["name"]), "born_on": _day(row["born_on"])}) for row in held["rows"])
    return ChildList(held["name"], rows, tuple(held["columns"]), tuple(held["said"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
