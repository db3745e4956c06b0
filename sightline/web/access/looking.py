"""Reading the access log: who looked at a child, what somebody did, and whether the chain holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from sightline.store import Subject
from sightline.web.access.actions import HEAD
from sightline.web.access.chain import SEALED, Verdict, verify
from sightline.web.access.models import Action, Entry, Head
from sightline.web.people.models import Person
from sightline.web.people.roles import MEANS, Role

PAGE_LENGTH = 100


@dataclass(frozen=True)
class Line:
    """One line of the log in words; `who` is the number of the person."""

    number: int
    at: datetime
    who: int
    name: str
    role: str
    action: str
    page: str
    child_id: str
    children: int
    why: str


@dataclass(frozen=True)
class Asked:
    """What of the log is wanted: a sign-in name, a child's id, an action; and below which line to go on."""

    who: str = ""
    child_id: str = ""
    action: str = ""
    below: int = 0


def read_log(asked: Asked) -> tuple[Line, ...]:
    """The newest lines that are wanted, at most a page of them."""
    wanted = Entry.objects.order_by("-number")
    if asked.who:
        wanted = wanted.filter(who=asked.who)
    if asked.child_id:
        wanted = wanted.filter(Q(subject_id=asked.child_id) | Q(listed__contains=f'"{asked.child_id}"'))
    if asked.action in Action.values:
        wanted = wanted.filter(action=asked.action)
    if asked.below:
        wanted = wanted.filter(number__lt=asked.below)
    return _lines(wanted[:PAGE_LENGTH])


def who_looked(subject: Subject, *, days: int = 28) -> tuple[Line, ...]:
    """Who opened, exported or searched for this child in the last days, newest first."""
    alone, among = _of_child(subject, days)
    return _lines(alone.union(among, all=True).order_by("-number"))


def how_many_looked(subject: Subject, *, days: int = 28) -> int:
    """How many people did, in the last days."""
    alone, among = (lines.values_list("person_id") for lines in _of_child(subject, days))
    return alone.union(among).count()


def _of_child(subject: Subject, days: int) -> tuple[QuerySet[Entry], QuerySet[Entry]]:
    """The lines of the last days about this child alone, and about it among others: each has an index of its own."""
    council, kind, key = subject
    late = Entry.objects.order_by().filter(at__gte=timezone.now() - timedelta(days=days))
    alone = late.filter(council=council, subject_kind=kind, subject_id=key)
    return alone, late.filter(action=Action.EXPORT, listed__contains=f'"{key}"')


def verify_log() -> Verdict:
    """Go through the whole log and say whether a line is missing, altered or added."""
    head = Head.objects.filter(id=HEAD).values_list("number", "seal").first()
    return verify(settings.INSTALLATION_SECRET, _rows(), head or (0, ""))


def holds_noted(number: int, seal: str) -> bool:
    """Say whether a line still has the seal that was noted elsewhere."""
    return Entry.objects.filter(number=number, seal=seal).exists() or (number == 0 and not Entry.objects.exists())


def _rows() -> Iterator[dict[str, Any]]:
    yield from Entry.objects.order_by("number").values(*SEALED, "seal").iterator(chunk_size=2000)


def _lines(entries: QuerySet[Entry]) -> tuple[Line, ...]:
    found = list(entries)
    names = dict(Person.objects.filter(pk__in={entry.person_id for entry in found}).values_list("pk", "name"))
    return tuple(
        Line(
            entry.number,
            entry.at,
            entry.person_id,
            names.get(entry.person_id, entry.who),
            MEANS[Role(entry.role)].title if entry.role else "",
            entry.action,
            entry.page,
            entry.subject_id,
            entry.children,
            entry.why,
        )
        for entry in found
    )
