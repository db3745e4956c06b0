"""Which saved filters a reader has: their own, and those shared with their team."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from sightline.store import Snapshot
from sightline.store.allocated import Named
from sightline.web.pages.asked import Asked, read_asked, to_address
from sightline.web.people.reader import Reader
from sightline.web.people.roles import Sees
from sightline.web.saved.models import SavedFilter

LONGEST_NAME = 60
LONGEST_QUERY = 1000
EVERY_CHILD: Named = ("", "")
"""Shared with whoever sees every child."""


@dataclass(frozen=True)
class Saved:
    """One saved filter as its reader sees it. `whose`: "Yours", or whose it is and why it is shown."""

    id: int
    name: str
    query: str
    whose: str
    is_own: bool
    is_shared: bool
    is_here: bool


def seen_by(snapshot: Snapshot, reader: Reader, asked: Asked) -> tuple[Saved, ...]:
    """The reader's own filters, then those shared with them; `is_here`: it is what is asked for now."""
    rows = SavedFilter.objects.filter(Q(person_id=reader.id) | Q(is_shared=True)).select_related("person")
    own = [row for row in rows if row.person_id == reader.id]
    others = [row for row in rows if row.person_id != reader.id]
    teams = teams_of_reader(snapshot, reader) if others else ()
    here = query_of(asked)
    return tuple(_saved(row, reader, here) for row in (*own, *(o for o in others if (o.council, o.team) in teams)))


def teams_of_reader(snapshot: Snapshot, reader: Reader) -> tuple[Named, ...]:
    """Whom a reader may share with: the teams they answer for or work in as of the snapshot's day."""
    if reader.sees is not Sees.TIED:
        return (EVERY_CHILD,) if reader.sees is Sees.EVERY else ()
    tied, day = reader.tied, snapshot.record.as_of
    teams = snapshot.table("teams").to_pylist() if tied.services else []
    rows = snapshot.table("allocations").to_pylist() if tied.workers else []
    found = [
        *tied.teams,
        *((row["council"], row["name"]) for row in teams if (row["council"], row["parent_name"]) in tied.services),
        *(
            (row["council"], row["team"])
            for row in rows
            if (row["council"], row["worker"]) in tied.workers and (row["until_on"] is None or row["until_on"] > day)
        ),
    ]
    return tuple(sorted({(council, name) for council, name in found if name}))


def query_of(asked: Asked) -> str:
    """The query of an address, always the same for the same list."""
    return urlencode({name: value for name, value in to_address(asked).items() if value})


def fault_in(name: str, query: str) -> str:
    """What is wrong with a filter to be saved; "" if nothing."""
    if not 0 < len(name) <= LONGEST_NAME:
        return f"Type a name of up to {LONGEST_NAME} letters"
    return "These are more filters than can be kept. Take some off first" if len(query) > LONGEST_QUERY else ""


def read_query(text: str) -> Asked:
    """What a query asks for."""
    return read_asked(QueryDict(text))


def _saved(row: SavedFilter, reader: Reader, here: str) -> Saved:
    is_own = row.person_id == reader.id
    whom = row.team or "those who see every child"
    whose = "Yours" if is_own else f"From {row.person.name}"
    return Saved(
        row.pk, row.name, row.query, f"{whose}, shared with {whom}" if row.is_shared else whose, is_own,
        row.is_shared, row.query == here,
    )  # fmt: skip
