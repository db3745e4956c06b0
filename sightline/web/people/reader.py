"""Who is reading, as a page's service sees it: a plain value without a database behind it."""

from dataclasses import dataclass

from sightline.store import Subject
from sightline.store.allocated import Named
from sightline.web.people.roles import MEANS, Role, Sees


@dataclass(frozen=True)
class Tied:
    """What the reader is tied to in the files as of the snapshot's day: (council, text as the files have it)."""

    workers: tuple[Named, ...] = ()
    teams: tuple[Named, ...] = ()
    services: tuple[Named, ...] = ()

    @property
    def worker_names(self) -> tuple[str, ...]:
        """The texts alone."""
        return tuple(text for _, text in self.workers)

    @property
    def team_names(self) -> tuple[str, ...]:
        """The texts alone."""
        return tuple(text for _, text in self.teams)

    @property
    def service_names(self) -> tuple[str, ...]:
        """The texts alone."""
        return tuple(text for _, text in self.services)


@dataclass(frozen=True)
class Reader:
    """A person who is signed in. `opened` are children opened with a reason whose hour still runs."""

    id: int
    name: str
    role: Role
    tied: Tied = Tied()
    opened: frozenset[Subject] = frozenset()

    @property
    def title(self) -> str:
        """What the role is called."""
        return MEANS[self.role].title

    @property
    def sees(self) -> Sees:
        """Which children the role reaches."""
        return MEANS[self.role].sees

    @property
    def may_see_names(self) -> bool:
        """Names of children are shown only to somebody tied to them."""
        return self.sees is Sees.TIED
