"""Which page of a long list is shown: one value for every list, and its links (templates/figures/paging.html)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from sightline.web.pages.address import Query, number_of


@dataclass(frozen=True)
class Paging:
    """`page` of a list of `total` lines, so many `each`; `query` is that of its address, without the page."""

    total: int = 0
    page: int = 1
    each: int = 50
    query: Mapping[str, object] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages the list has."""
        return -(-self.total // self.each)

    @property
    def first(self) -> int:
        """The number of the first line shown."""
        return (self.page - 1) * self.each + 1

    @property
    def shown(self) -> slice:
        """The lines of this page, as a slice of all of them."""
        return slice(self.first - 1, self.page * self.each)


NO_PAGES: Final = Paging()
"""That of a list that is not shown."""


def page_within(query: Query, total: int, asked: Mapping[str, object], each: int = 50) -> Paging:
    """The page that an address asks for, no further than the last."""
    whole = Paging(total, 1, each, asked)
    return replace(whole, page=min(number_of(query) or 1, max(1, whole.pages)))
