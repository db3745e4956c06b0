"""Facts cut into batches of whole subjects, so that what an engine holds at once does not grow with the council."""

from bisect import bisect_right
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

EVENTS_AT_ONCE = 1_000_000
"""How many events stand before an engine at once: about a gigabyte of memory, and few enough batches to be quick."""
CUT = ("event", "spell", "known", "allocation")


def batches(facts: Any, most: int = EVENTS_AT_ONCE) -> Iterator[Any]:
    """A tables.Facts, or several with some of its subjects each; nothing is copied where the facts are in order."""
    if facts.event.num_rows <= most:
        yield facts
        return
    tables = {name: _in_order(getattr(facts, name)) for name in CUT}
    subjects = {name: table["subject_id"].combine_chunks().cast(pa.string()) for name, table in tables.items()}
    after: str | None = None
    for last in _cuts(subjects["event"], most):
        parts = {name: table.slice(*_between(subjects[name], after, last)) for name, table in tables.items()}
        yield SimpleNamespace(**parts, reach=facts.reach)
        after = last


def _in_order(table: pa.Table) -> pa.Table:
    """The table by subject; the id comes first, since the same id may stand for subjects of several kinds."""
    ids = table["subject_id"].combine_chunks().cast(pa.string())
    in_order = len(ids) < 2 or pc.all(pc.less_equal(ids[:-1], ids[1:])).as_py()
    return table if in_order else table.take(pc.sort_indices(ids))


def _cuts(ids: pa.Array, most: int) -> Iterator[str | None]:
    """The last id of each batch but the last one, which has none and takes all that is left."""
    cut: str | None = None
    for place in range(most - 1, len(ids) - 1, most):
        found = ids[place].as_py()
        if found != cut and found != ids[len(ids) - 1].as_py():
            cut = found
            yield cut
    yield None


def _between(ids: pa.Array, after: str | None, last: str | None) -> tuple[int, int]:
    """Where the subjects after one id up to another stand: the first place and how many."""
    begin = 0 if after is None else _place_after(ids, after)
    end = len(ids) if last is None else _place_after(ids, last)
    return begin, end - begin


def _place_after(ids: pa.Array, text: str) -> int:
    """The first place whose id is greater."""
    return bisect_right(range(len(ids)), text, key=lambda place: ids[place].as_py())
