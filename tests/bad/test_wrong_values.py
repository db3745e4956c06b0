"""Each value of a real entry in turn made another: what comes is a clock or a refusal, never a stopped program."""

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import sightline.clocks
from sightline.clocks.reading import clock_of
from sightline.entry_files import EntryFile, read_entry
from sightline.words import UserError

ENTRIES = sorted(Path(sightline.clocks.__file__).parent.glob("*/*.toml"))
WRONG = ("", "x", 0, True, 2.5, [], ["x"], [[]], {}, {"x": 1}, "2026-01-01", 10**20)


@pytest.mark.parametrize("path", ENTRIES[::20], ids=lambda path: path.stem)
def test_a_wrong_value_anywhere_is_refused_with_its_line(path: Path) -> None:
    file, right = read_entry(path)
    right["example"] = right["example"][:1]
    refused = sum(_is_refused(file, _changed(right, place, wrong)) for place, wrong in product(_places(right), WRONG))
    assert refused


def _is_refused(file: EntryFile, table: dict[str, Any]) -> bool:
    try:
        clock_of(file, table)
    except UserError as refusal:
        assert re.fullmatch(r"[a-z0-9_]+\.toml, line \d+", refusal.where), str(refusal)
        return True
    return False


def _places(held: Any) -> Iterator[tuple[Any, ...]]:
    """Where each value stands, to any depth."""
    parts = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    for key, value in parts:
        yield (key,)
        yield from ((key, *rest) for rest in _places(value))


def _changed(held: Any, place: tuple[Any, ...], wrong: Any) -> Any:
    changed = deepcopy(held)
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = wrong
    return changed
