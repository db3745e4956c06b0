"""Comparisons kept in the store, for every command and every process that serves it.

What one is called says all that it depends on (the two plans, what was sealed, the program), so none grows old. It
holds every child who is not sealed: who reads it must leave out those whom a scope does not give.
"""

import json
import os
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import get_ident
from typing import Any

from sightline.comparing.causes import Moved
from sightline.comparing.comparison import Comparison
from sightline.knowing.facts import FactChange
from sightline.store.place import Store
from sightline.store.records import LoadRecord

MOST = 20
"""The oldest are given up first: they can be made again."""
FILE = "comparison.json"


def read_kept(store: Store, name: str, first: LoadRecord, second: LoadRecord) -> Comparison | None:
    """The comparison of two loads that is kept under a name; None where there is none."""
    try:
        held = json.loads((_folder(store) / name / FILE).read_text(encoding="utf-8"))
    except OSError:
        return None
    before, after = (
        Counter({(clock, state): number for clock, state, number in held[key]}) for key in ("before", "after")
    )
    return Comparison(first, second, before, after, tuple(map(_moved, held["moved"])))


def keep(store: Store, name: str, comparison: Comparison) -> None:
    """Keep a comparison, whole or not at all; where the disk refuses, it is made again another time."""
    final = _folder(store) / name
    making = final.with_name(f".making-{name}-{os.getpid()}-{get_ident()}")
    with suppress(OSError):
        store.disk.make_folder(making)
        try:
            store.disk.write_bytes(making / FILE, json.dumps(_as_json(comparison)).encode())
            store.disk.rename_folder(making, final)
        finally:
            if making.exists():  # another process was quicker, or the disk is full
                store.disk.remove_folder(making)
        for folder in sorted(_folder(store).iterdir(), key=lambda each: each.stat().st_mtime)[:-MOST]:
            store.disk.remove_folder(folder)


def _folder(store: Store) -> Path:
    return store.folder / "comparisons"


def _as_json(comparison: Comparison) -> dict[str, Any]:
    states = {"before": comparison.before, "after": comparison.after}
    return {
        **{key: [[*place, number] for place, number in counted.items()] for key, counted in states.items()},
        "moved": [
            {**vars(each), "started_on": _said(each.started_on), "facts": [_fact_as_json(fact) for fact in each.facts]}
            for each in comparison.moved
        ],
    }


def _fact_as_json(fact: FactChange) -> dict[str, Any]:
    return {**vars(fact), "before": _said(fact.before), "after": _said(fact.after)}


def _moved(held: Mapping[str, Any]) -> Moved:
    facts, subject = tuple(map(_fact, held["facts"])), tuple(held["subject"])
    return Moved(**{**held, "subject": subject, "started_on": _day(held["started_on"]), "facts": facts})


def _fact(held: Mapping[str, Any]) -> FactChange:
    return FactChange(**{**held, "before": _day(held["before"]), "after": _day(held["after"])})


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
