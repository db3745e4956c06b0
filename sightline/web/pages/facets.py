"""The filters of the due list: each option with its number, chips that take one off, ways out of nothing."""

from dataclasses import dataclass
from typing import Any

from sightline.reports.sentences import say_state
from sightline.web.pages.asked import FIELDS, SET_BY, USUAL, Asked, to_address
from sightline.web.pages.listed import Listing
from sightline.web.pages.saying import SET_BY as SET_BY_TITLES
from sightline.web.pages.saying import short_day
from sightline.web.pages.words import clocks_by_id

MOST = 200
"""Options: more are not offered one by one."""
TITLES = {
    "states": ("State", ""),
    "set_by": ("Set by", ""),
    "teams": ("Team", "Every team"),
    "workers": ("Worker", "Everyone"),
    "areas": ("Service area", "All areas"),
    "clocks": ("Duty", "All duties"),
    "booked": ("Booked", "Booked or not"),
}
BOOKED_WORDS = {"booked": "Booked", "not-booked": "Not booked"}


@dataclass(frozen=True)
class Option:
    """One value of a filter, and how many duties choosing it would give."""

    value: str
    text: str
    number: int
    chosen: bool
    state: str = ""


@dataclass(frozen=True)
class Facet:
    """One filter with its options; `left_out` where they are too many to be offered."""

    name: str
    title: str
    any: str
    options: tuple[Option, ...]
    left_out: int = 0

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The options in use."""
        return tuple(option for option in self.options if option.chosen)


@dataclass(frozen=True)
class Chip:
    """A filter in use in a few words, and where taking it off leads: to how many duties, where that is said."""

    text: str
    query: dict[str, object]
    number: int = 0


def facets_of(listing: Listing, asked: Asked, mask: Any) -> tuple[Facet, ...]:
    """Every filter. `mask`: the rows that all of them together choose."""
    return tuple(_facet(listing, asked, mask, name, field) for name, field in FIELDS.items())


def chips_of(listing: Listing, asked: Asked) -> tuple[Chip, ...]:
    """A chip for each value in use."""
    chips = [
        Chip(_text(listing, field, word), to_address(asked.without(field, word)))
        for field in FIELDS.values()
        for word in asked.chosen(field)
    ]
    if said := say_between(asked):
        chips.append(Chip(said, to_address(asked.without("due"))))
    return tuple(chips)


def mends_of(listing: Listing, asked: Asked) -> tuple[Chip, ...]:
    """Where the filters find nothing: which to take off, where that leads and how many duties it would give."""
    used = [(field, TITLES[field][0].lower()) for field in FIELDS.values() if asked.chosen(field)]
    if say_between(asked):
        used.append(("due", "due date"))
    mends = []
    for field, title in used:
        less = asked.without(field)
        number = sum(listing.count("states", listing.mask(less)).values())
        mends.append(Chip(title, to_address(less), number))
    return tuple(mend for mend in mends if mend.number)


def strangers_in(listing: Listing, asked: Asked) -> tuple[str, ...]:
    """Teams and workers asked for that no duty of this reader's children has, in words."""
    return tuple(
        f"No duty that you can see has the {kind} “{word}”."
        for kind, field in (("team", "teams"), ("worker", "workers"))
        for word in asked.chosen(field)
        if word not in listing.columns[field].words
    )


def say_between(asked: Asked) -> str:
    """The days between which it is due, in words; "" where any will do."""
    begins, ends = asked.due_from, asked.due_to
    if begins and ends:
        return f"Due {short_day(begins, ends)} to {short_day(ends, ends)} {ends.year}"
    if begins or ends:
        day = begins or ends
        assert day is not None
        return f"Due {'from' if begins else 'up to'} {day.day} {day:%B} {day.year}"
    return ""


def _facet(listing: Listing, asked: Asked, mask: Any, name: str, field: str) -> Facet:
    """One filter: its options are counted under all the others. Those with the same word are one."""
    counts = listing.count(field, listing.mask(asked, but=field) if asked.chosen(field) else mask)
    chosen = asked.states or USUAL if field == "states" else asked.chosen(field)
    column, (title, any_of) = listing.columns[field], TITLES[field]
    numbers: dict[str, int] = {}
    for place, word in enumerate(column.words):
        if place in counts or word in chosen or not any_of:
            numbers[word] = numbers.get(word, 0) + counts.get(place, 0)
    if len(numbers) > MOST:
        kept = {word: number for word, number in numbers.items() if word in chosen}
        return Facet(name, title, any_of, _options(listing, field, kept, chosen), len(numbers) - len(kept))
    return Facet(name, title, any_of, _options(listing, field, numbers, chosen))


def _options(listing: Listing, field: str, numbers: dict[str, int], chosen: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(
        Option(
            address_word(field, word),
            _text(listing, field, word),
            number,
            word in chosen,
            word if field == "states" else "",
        )
        for word, number in numbers.items()
    )


def address_word(field: str, word: str) -> str:
    """A value as an address has it."""
    if field == "set_by":
        return next(said for said, strength in SET_BY.items() if strength == word)
    return word.replace("_", "-") if field == "states" else word


def _text(listing: Listing, field: str, word: str) -> str:
    """A value as people read it."""
    if field in ("teams", "workers"):
        column = listing.columns[field]
        found = next((value for value, held in zip(column.values, column.words, strict=True) if held == word), word)
        return found or f"No {field[:-1]} known"
    if field == "clocks":
        return clocks_by_id()[word].title
    if field == "states":
        return say_state(word)
    if field == "set_by":
        return SET_BY_TITLES[word]
    if field == "booked":
        return BOOKED_WORDS[word]
    return word[:1].upper() + word[1:]
