"""Figures with and without what people decided (exemptions, extensions, pauses): a switch that the address keeps."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict
from markupsafe import Markup

from sightline.measures.small_numbers import FEWEST
from sightline.store import Snapshot
from sightline.web.figures.kept import kept

NAME: Final = "decisions"
WITHOUT: Final = "without"
IS_WITHOUT: ContextVar[bool] = ContextVar("is_without", default=False)
"""Whether the page being made leaves decisions out: its links then say so too."""


@dataclass(frozen=True)
class Decided:
    """How many duties the recorded decisions change, in words; whether they are left out here; the other address."""

    number: str
    is_without: bool
    address: str


def is_asked_without(query: Mapping[str, str]) -> bool:
    """Say whether an address asks for figures without recorded decisions."""
    return query.get(NAME) == WITHOUT


def decided_in(snapshot: Snapshot, path: str, query: QueryDict, *, hides: bool) -> Decided | None:
    """What a page says of recorded decisions; None where they change nothing. `hides`: small numbers are protected."""
    changed = changed_by_decisions(replace(snapshot, without=False)) if snapshot.record.recorded else 0
    if not changed and not snapshot.without:
        return None
    number = f"fewer than {FEWEST}" if hides and 0 < changed < FEWEST else f"{changed:,}"
    asked = query.copy()
    asked.pop(NAME, None)
    if not snapshot.without:
        asked[NAME] = WITHOUT
    return Decided(number, snapshot.without, f"{path}?{asked.urlencode()}" if asked else path)


@kept
def changed_by_decisions(snapshot: Snapshot) -> int:
    """How many duties within the scope would be in another state if nobody had decided anything."""
    rows = snapshot.figures("obligations", ["state", "state_without"]).to_pylist()
    return sum(row["rows"] for row in rows if row["state"] != row["state_without"])


def provenance_of(snapshot: Snapshot) -> str:
    """The first line of an exported file: what the answers rest on, and whether decisions are left out."""
    changed = changed_by_decisions(replace(snapshot, without=False)) if snapshot.record.recorded else 0
    left_out = f" · WITHOUT recorded decisions, which change {changed:,} duties" if snapshot.without else ""
    return snapshot.record.provenance() + left_out


def keep_decisions() -> Markup:
    """In a form that asks for a page: what keeps the switch as it is."""
    return Markup(f'<input type="hidden" name="{NAME}" value="{WITHOUT}">') if IS_WITHOUT.get() else Markup("")
