"""What an address of the due list asks for, in plain words, and back into an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sightline.reports.listing import Choice
from sightline.web.pages.words import LISTED, clocks_by_id
from sightline.words import nearest

NONE = "none"
"""Stands in an address for "no worker named" and "no team named"."""
SORTS = {
    "due": "Due date",
    "days": "Days over",
    "worker": "Worker",
    "team": "Team",
    "duty": "Duty",
}
USUAL = ("overdue", "due_soon")
"""Shown where the address names no state."""
NAMES = ("state", "area", "clock", "team", "worker")


class Query(Protocol):
    """As much of a query string as is read here."""

    def getlist(self, name: str) -> list[str]:
        """All values of a name."""
        ...


@dataclass(frozen=True)
class Asked:
    """The filters, the order and the page. Empty means any; no state means the usual two."""

    states: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    sort: str = "due"
    page: int = 1
    refused: tuple[str, ...] = ()

    @property
    def choice(self) -> Choice:
        """The same as a choice of rows."""
        return Choice(self.states or USUAL, self.clocks, self.areas, self.teams, self.workers)

    def without(self, field: str) -> "Asked":
        """The same without one filter; for the states, with every state of the list."""
        if field == "states":
            return replace(self, states=LISTED)
        kept = {name: getattr(self, name) for name in ("areas", "clocks", "teams", "workers") if name != field}
        return Asked(self.states, **kept)


def to_address(asked: Asked, *, page: int = 1, sort: str = "") -> dict[str, object]:
    """The query of an address that asks for the same."""
    order = sort or asked.sort
    return {
        "state": [state.replace("_", "-") for state in asked.states],
        "area": list(asked.areas),
        "clock": list(asked.clocks),
        "team": [team or NONE for team in asked.teams],
        "worker": [worker or NONE for worker in asked.workers],
        "sort": "" if order == "due" else order,
        "page": "" if page == 1 else page,
    }


def read_asked(query: Query) -> Asked:
    """Read an address. What is not known is refused in words, not passed over."""
    states = tuple(word.replace("-", "_") for value in query.getlist("state") for word in value.split(",") if word)
    areas, clocks = _values(query, "area"), _values(query, "clock")
    sort, page = (_values(query, "sort") or ("due",))[0], (_values(query, "page") or ("1",))[0]
    entries = clocks_by_id()
    refused = [
        *_refuse(states, LISTED, "state of the due list"),
        *_refuse(areas, sorted({clock.area for clock in entries.values()}), "area"),
        *_refuse(clocks, tuple(entries), "duty"),
        *_refuse((sort,), tuple(SORTS), "order"),
    ]
    if not (page.isascii() and page.isdigit() and int(page[:9]) > 0):
        refused.append(f"There is no page “{page}”.")
    return Asked(
        states,
        areas,
        clocks,
        _or_none(_values(query, "team")),
        _or_none(_values(query, "worker")),
        sort,
        1 if refused else int(page[:9]),
        tuple(refused),
    )


def _values(query: Query, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in query.getlist(name) if value.strip()))


def _or_none(values: Sequence[str]) -> tuple[str, ...]:
    return tuple("" if value == NONE else value for value in values)


def _refuse(values: Sequence[str], allowed: Sequence[str], kind: str) -> list[str]:
    return [f"“{value}” is not a {kind}. {nearest(value, allowed)}" for value in values if value not in allowed]


def one_filter(**filters: str) -> Mapping[str, object]:
    """The query of an address with these filters set: state="overdue", area="court"."""
    return {name: NONE if value == "" else value.replace("_", "-") if name == "state" else value
            for name, value in filters.items()}  # fmt: skip
