"""Made-up people for the made-up council: one for each role, tied to a team and a worker that have children now."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sightline.store import Snapshot
from sightline.web.people import actions
from sightline.web.people.models import Person, Tie
from sightline.web.people.roles import MEANS, Role

FROM = date(2015, 1, 1)
NAMES = {
    "director": ("Marion Stonecrop", Role.DIRECTOR),
    "service": ("Owen Fallow", Role.SERVICE_MANAGER),
    "manager": ("Bettina Larch", Role.TEAM_MANAGER),
    "worker": ("Wilf Attercliffe", Role.WORKER),
    "cover": ("Greta Ormskirk", Role.WORKER),
    "reviewing": ("Hester Coldbrook", Role.REVIEWING_OFFICER),
    "chair": ("Ivo Penhallow", Role.CONFERENCE_CHAIR),
    "analyst": ("Imran Kestrelgate", Role.ANALYST),
    "quality": ("Sabine Thrupp", Role.QUALITY_LEAD),
    "member": ("Councillor Ada Winterbourne", Role.LEAD_MEMBER),
    "inspector": ("Rhoda Maybury", Role.INSPECTOR),
    "auditor": ("Lionel Quarrington", Role.ACCESS_AUDITOR),
    "keeper": ("Odile Ravensworth", Role.SEALED_KEEPER),
    "officer": ("Tamsin Wraxall", Role.DESIGNATED_OFFICER),
}
"""Sign-in name → name and role. Two have the names of workers in the files instead, where there are two."""


@dataclass(frozen=True)
class MadeUpPeople:
    """Who may sign in: (sign-in name, name, role), and the one password of them all."""

    people: tuple[tuple[str, str, str], ...]
    password: str


@dataclass(frozen=True)
class Busy:
    """Where the children are: the busiest team, its two busiest workers and its service."""

    council: str
    team: str
    worker: str
    second: str
    service: str
    teams: tuple[str, ...]


def add_made_up_people(snapshot: Snapshot) -> MadeUpPeople:
    """Add them, or give those there are a new password, and tie them to the files."""
    password = actions.make_password()
    busy = find_busy(snapshot)
    in_files = {"worker": (busy.worker, Role.WORKER), "cover": (busy.second, Role.WORKER)} if busy else {}
    named = {**NAMES, **in_files}
    for username, (name, role) in named.items():
        if Person.objects.filter(username=username).exists():
            actions.set_password(username, password)
        else:
            ends = timezone.now() + timedelta(days=28) if MEANS[role].must_end else None
            actions.add_person(actions.NewPerson(username, name, role, ends), "the demo", password)
    if busy:
        _tie(busy)
    listed = tuple((username, name, MEANS[role].title) for username, (name, role) in named.items())
    return MadeUpPeople(listed, password)


def find_busy(snapshot: Snapshot) -> Busy | None:
    """The team and workers with most children as of the snapshot's day; None where the files name fewer than two."""
    day = snapshot.record.as_of
    rows = [row for row in snapshot.table("allocations").to_pylist() if _runs(row, day)]
    if len({row["worker"] for row in rows} - {None}) < 2:
        return None
    (council, team), _ = Counter((row["council"], row["team"]) for row in rows).most_common(1)[0]
    theirs = Counter(row["worker"] for row in rows if row["team"] == team and row["worker"])
    others = Counter(row["worker"] for row in rows if row["team"] != team and row["worker"])
    (worker, _), (second, _) = (*theirs.most_common(2), *others.most_common(2))[:2]
    teams = snapshot.table("teams").to_pylist()
    service = next((row["parent_name"] for row in teams if row["name"] == team), None)
    return Busy(
        council, team, worker, second, service or "", tuple(sorted(row["name"] for row in teams if row["name"]))
    )


def _runs(row: dict[str, Any], day: date) -> bool:
    begun = row["from_on"] is not None and row["from_on"] <= day
    return begun and bool(row["team"]) and (row["until_on"] is None or row["until_on"] > day)


def _tie(busy: Busy) -> None:
    def to_team(username: str, word: str) -> None:
        for team in (name for name in busy.teams if word in name):
            actions.tie(username, Tie.Kind.TEAM, busy.council, team, FROM, "the demo")

    actions.tie("worker", Tie.Kind.WORKER, busy.council, busy.worker, FROM, "the demo")
    actions.tie("manager", Tie.Kind.TEAM, busy.council, busy.team, FROM, "the demo")
    actions.tie("service", Tie.Kind.SERVICE, busy.council, busy.service, FROM, "the demo")
    to_team("reviewing", "Looked After")
    to_team("chair", "Safeguarding")
