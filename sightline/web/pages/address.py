"""Reading the query of an address: what several pages ask of it in the same way."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, Protocol

from sightline.words import nearest

NONE: Final = "none"
"""Stands in an address for "no worker known" and "no team known"."""


class Query(Protocol):
    """As much of a query string as is read here."""

    def getlist(self, name: str) -> list[str]:
        """All values of a name."""
        ...

    def __iter__(self) -> Iterator[str]:
        """The names."""
        ...


def one(query: Query, name: str, usual: str = "") -> str:
    """The first value of a name that says something, else the usual one."""
    return next((value.strip() for value in query.getlist(name) if value.strip()), usual)


def one_or_none(query: Query, name: str) -> str | None:
    """The same for a filter on text that may be blank in the files: None where nothing is asked, "" for the blank."""
    word = one(query, name)
    return None if not word else "" if word == NONE else word


def word_or_none(value: str | None) -> str:
    """Such a filter as it stands in an address."""
    return "" if value is None else value or NONE


def number_of(query: Query, name: str = "page", usual: int = 1) -> int:
    """A number from 1 to 999,999, such as the page asked for; 0 where what is there is no such number."""
    word = one(query, name) or str(usual)
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 7 else 0


def refuse(values: Sequence[str], allowed: Collection[str], kind: str) -> list[str]:
    """A sentence for each value that is not allowed, with the nearest that is."""
    known = [each for each in allowed if each]
    return [f"“{value}” is not a {kind}. {nearest(value, known)}" for value in values if value not in allowed]
