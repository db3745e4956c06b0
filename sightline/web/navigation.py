"""The one level of navigation: six words, of which a reader sees those whose page their role may open."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse

from sightline.web.people.reader import Reader

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
    links = []
    for name, text in WORDS:
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        rule = getattr(resolve(href).func, "page_rule", None)
        if rule is not None and reader.role in rule.roles:
            here = path == href or path.startswith((*ALSO.get(name, ()), *([href] if href != "/" else ())))
            links.append(Link(text, href, here))
    return links
