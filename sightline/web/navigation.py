"""The one level of navigation: six words, of which a reader sees those whose page their role may open."""

from dataclasses import dataclass
from functools import cache

from django.urls import resolve, reverse

from sightline.web.people.reader import Reader
from sightline.web.people.roles import Role

WORDS = (
    ("today", "Today"),
    ("due_list", "Due list"),
    ("children", "Children"),
    ("measures", "Measures"),
    ("clocks", "Law and guidance"),
    ("data_quality", "Data"),
    ("access_log", "Access log"),
    ("who_is_who", "Who is who"),
)
"""The names of the routes, and the words."""
ALSO = {"data_quality": ("/loads/", "/reconcile/"), "today": ("/journey/",)}
"""Addresses of the pages under a word that do not begin as its own does."""


@dataclass(frozen=True)
class Link:
    """One word of the navigation."""

    text: str
    href: str
    is_here: bool


def links_for(reader: Reader, path: str) -> list[Link]:
    """The words for a reader; the one whose address the present one begins with is marked."""
    return [
        Link(text, href, path == href or path.startswith(parts))
        for text, href, parts, roles in _pages()
        if reader.role in roles
    ]


@cache
def _pages() -> tuple[tuple[str, str, tuple[str, ...], frozenset[Role]], ...]:
    """The words with their addresses, the beginnings of those that belong to them, and the roles that may open them.

    Found once, for they never change.
    """
    found = ((name, text, reverse(name)) for name, text in WORDS)
    return tuple(
        (text, href, (*ALSO.get(name, ()), *([href] if href != "/" else ())), resolve(href).func.page_rule.roles)  # type: ignore[attr-defined]
        for name, text, href in found
    )
