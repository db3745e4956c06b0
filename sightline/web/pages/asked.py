"""What an address of the due list asks for, in plain words, and back into an address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from sightline.web.pages.address import NONE, Query, number_of, one, refuse
from sightline.web.pages.saying import slug
from sightline.web.pages.words import LISTED, clocks_by_id

SORTS = {"child": "child", "due": "due date", "days": "days over", "worker": "worker"}
GROUPS = {
    "state": "State",
    "duty": "Duty",
    "worker": "Worker",
    "child": "Child",
    "siblings": "Brothers and sisters",
    "none": "Nothing",
}
USUAL = ("overdue", "due_soon")
"""Shown where the address names no state."""
SET_BY = {
    "law": "statutory",
    "statutory-guidance": "guidance",
    "national-standard": "national_standard",
    "our-own-standard": "local",
    "early-warning": "drift",
}
"""Who set a limit, as an address says it and as a row does."""
BOOKED = ("booked", "not-booked")
FIELDS = {
    "state": "states",
    "set-by": "set_by",
    "team": "teams",
    "worker": "workers",
    "area": "areas",
    "clock": "clocks",
    "booked": "booked",
}
"""The filters that have options: how an address names each, and where it stands in `Asked`."""
OTHERS = ("from", "to", "group", "sort", "order", "page", "decisions")
DOWN = "descending"


@dataclass(frozen=True)
class Asked:
    """The filters, the grouping, the order and the page. Empty means any; no state means the usual two.

    Teams and workers are as they stand in an address (`slug`): two readers may mean other rows by the same word.
    """

    states: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    set_by: tuple[str, ...] = ()
    booked: tuple[str, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    group: str = "state"
    sort: str = "due"
    descending: bool = False
    page: int = 1
    refused: tuple[str, ...] = ()

    def chosen(self, field: str) -> tuple[str, ...]:
        """The values of one filter that rows must have; empty where any will do."""
        values: tuple[str, ...] = getattr(self, field)
        if field == "states":
            values = values or USUAL
            return () if set(values) == set(LISTED) else values
        return values

    def without(self, field: str, value: str = "") -> "Asked":
        """The same without one filter, or without one of its values. Without any state it is every state."""
        if field == "due":
            return replace(self, due_from=None, due_to=None, page=1)
        kept = tuple(held for held in self.chosen(field) if value and held != value)
        every = LISTED if field == "states" else ()
        return replace(self, page=1, **{field: kept or every})  # type: ignore[arg-type]


def to_address(asked: Asked, **change: object) -> dict[str, object]:
    """The query of an address that asks for the same, or for the same with a change; from page 1 unless it says not."""
    wanted = replace(asked, **{"page": 1, **change})  # type: ignore[arg-type]
    words = {
        "state": [state.replace("_", "-") for state in wanted.states],
        "set-by": [word for word, strength in SET_BY.items() if strength in wanted.set_by],
        "team": list(wanted.teams),
        "worker": list(wanted.workers),
        "area": [slug(area) for area in wanted.areas],
        "clock": list(wanted.clocks),
        "booked": list(wanted.booked),
    }
    usual = {field.name: field.default for field in fields(Asked)}
    rest = {
        "from": wanted.due_from or "",
        "to": wanted.due_to or "",
        "group": wanted.group if wanted.group != usual["group"] else "",
        "sort": wanted.sort if wanted.sort != usual["sort"] else "",
        "order": DOWN if wanted.descending else "",
        "page": wanted.page if wanted.page != 1 else "",
    }
    return {**{name: ",".join(values) for name, values in words.items()}, **rest}


def read_asked(query: Query) -> Asked:
    """Read an address. What is not known is refused in words, not passed over."""
    found = _chosen(query)
    refused = [f"There is no filter called “{name}”." for name in query if name not in (*FIELDS, *OTHERS)]
    refused += [said for values, known, kind in found.values() for said in refuse(values, tuple(known), kind)]
    (group, sort, order), said = _choices(query)
    begins, ends, faults = _days(query)
    page = number_of(query)
    if not page:
        faults.append(f"There is no page “{one(query, 'page')}”.")
    known = {
        name: tuple(words[value] for value in values if value in words) for name, (values, words, _) in found.items()
    }
    return Asked(
        **known,
        teams=_words(query, "team"),
        workers=_words(query, "worker"),
        due_from=begins,
        due_to=ends,
        group=group,
        sort=sort,
        descending=order == DOWN,
        page=page or 1,
        refused=(*refused, *said, *faults),
    )


def _chosen(query: Query) -> dict[str, tuple[tuple[str, ...], dict[str, str], str]]:
    """For each filter whose values are known beforehand: those asked for, the known ones, and what one is called."""
    areas = {slug(clock.area): clock.area for clock in clocks_by_id().values()}
    return {
        "states": (_words(query, "state"), {state.replace("_", "-"): state for state in LISTED}, "state of this list"),
        "set_by": (_words(query, "set-by"), SET_BY, "way a limit is set"),
        "areas": (_words(query, "area"), areas, "service area"),
        "clocks": (_values(query, "clock"), {name: name for name in clocks_by_id()}, "duty"),
        "booked": (_words(query, "booked"), {word: word for word in BOOKED}, "filter on what is booked"),
    }


def _choices(query: Query) -> tuple[tuple[str, str, str], list[str]]:
    """How to group, sort and order, and what of it is not known."""
    group, sort, order = one(query, "group", "state"), one(query, "sort", "due"), one(query, "order", "ascending")
    said = [
        *refuse((group,), tuple(GROUPS), "way to group"),
        *refuse((sort,), tuple(SORTS), "way to sort"),
        *refuse((order,), ("ascending", DOWN), "order"),
    ]
    return (group if group in GROUPS else "state", sort if sort in SORTS else "due", order), said


def _days(query: Query) -> tuple[date | None, date | None, list[str]]:
    """The days between which it is due, and what is wrong with them."""
    days: list[date | None] = []
    faults = []
    for name in ("from", "to"):
        text = one(query, name)
        try:
            days.append(date.fromisoformat(text) if text else None)
        except ValueError:
            days.append(None)
            faults.append(f"“{text}” is not a day. Write it as 2026-10-31.")
    begins, ends = days
    if begins and ends and begins > ends:
        faults.append("The day it is due from lies after the day it is due to.")
    return begins, ends, faults


def _values(query: Query, name: str) -> tuple[str, ...]:
    """What a name holds: several names, or one with commas between."""
    held = (part.strip() for value in query.getlist(name) for part in value.split(","))
    return tuple(dict.fromkeys(value for value in held if value))


def _words(query: Query, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word_of(value) for value in _values(query, name)))


def word_of(text: str) -> str:
    """A text of the files as it stands in an address: children-in-care-2; "none" where there is none."""
    return (slug(text) or text) if text else NONE


def one_filter(**filters: str) -> Mapping[str, object]:
    """The query of an address with these filters set: state="overdue", area="court"."""
    return {name.replace("_", "-"): value if name == "clock" else word_of(value) for name, value in filters.items()}
