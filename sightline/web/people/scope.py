"""From a person to what they may see: role, confirmed ties, the files' allocations as of the day, children opened."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from sightline.sources.declared import load_kinds
from sightline.store import Scope, Snapshot, SnapshotRecord, Subject
from sightline.store.allocated import allocated_to, teams_of
from sightline.web.people.models import Appointment, Opening, Person, Tie
from sightline.web.people.reader import Reader, Tied
from sightline.web.people.roles import MEANS, Role, Sees
from sightline.web.snapshots import SHELF, current_record, open_current, the_store

NAMED_KINDS = frozenset(kind.name for kind in load_kinds().values() if kind.named_role)
"""Kinds of subject that only a role made for them sees: no other, not even the keeper of sealed records."""
READER = "sightline_reader"
"""Where the frame leaves the reader on a request, so that nobody is looked up twice."""


@dataclass(frozen=True)
class Ended:
    """A role that is over: what it is called, and its last moment."""

    title: str
    at: datetime


def role_of(person: Person, at: datetime) -> Role | None:
    """The role a person holds at a moment: of the appointments that run, the newest."""
    runs = Q(ends_at=None) | Q(ends_at__gt=at)
    held = Appointment.objects.filter(runs, person=person, starts_at__lte=at).order_by("starts_at", "id").last()
    return Role(held.role) if held else None


def reader_of(request: HttpRequest) -> Reader | None:
    """Who is reading; None if they hold no role now. Asked afresh at each request: an end takes effect at once."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not person.is_active:
        return None
    now = timezone.now()
    role = role_of(person, now)
    if role is None:
        return None
    if MEANS[role].sees is not Sees.TIED:
        return Reader(person.pk, person.name, role)
    record = current_record()
    return Reader(person.pk, person.name, role, tied_to(person, record.as_of if record else None), _opened(person, now))


def add_reader(request: HttpRequest) -> dict[str, Reader | Ended | None]:
    """For every template: who is reading, None before they have signed in; and the role that is over, if none runs."""
    reader = getattr(request, READER, None) or reader_of(request)
    return {"reader": reader, "ended": ended_role(request) if reader is None else None}


def ended_role(request: HttpRequest) -> Ended | None:
    """The newest role of whoever is signed in that is over; None if there is none."""
    if not isinstance(person := getattr(request, "user", None), Person):
        return None
    last = Appointment.objects.filter(person=person, ends_at__lte=timezone.now()).order_by("ends_at", "id").last()
    return Ended(MEANS[Role(last.role)].title, last.ends_at) if last and last.ends_at else None


def tied_to(person: Person, day: date | None) -> Tied:
    """What a person is tied to on a day."""
    if day is None:
        return Tied()
    holds = Q(until_on=None) | Q(until_on__gt=day)
    ties = list(Tie.objects.filter(holds, person=person, from_on__lte=day))
    return Tied(*(tuple((tie.council, tie.text) for tie in ties if tie.kind == kind) for kind in Tie.Kind.values))


def scope_of(reader: Reader, record: SnapshotRecord) -> Scope:
    """What this reader may see of a snapshot."""
    means = MEANS[reader.role]
    who = f"{reader.name}, {means.title}"
    if means.sees is Sees.FIGURES:
        return Scope(who, figures_only=True)
    if means.sees is Sees.NOBODY:
        return Scope(who, only=frozenset())
    folder = the_store().snapshots_folder / record.id
    hidden = SHELF.sealed(folder)
    alleged = frozenset(subject for subject in hidden if subject[1] in NAMED_KINDS)
    if means.sees is Sees.ALLEGATIONS:
        return Scope(who, alleged, only=alleged)
    sealed = hidden - alleged if means.sees_sealed else frozenset[Subject]()
    if means.sees is Sees.EVERY:
        return Scope(who, sealed)
    tied = _allocated(folder, record.as_of, reader.tied)
    return Scope(who, only=tied | reader.opened, names=reader.may_see_names)


def open_for(reader: Reader, *, figures_only: bool = False) -> Snapshot | None:
    """The snapshot in use with the reader's scope, or only its figures; None before the first load."""
    record = current_record()
    if record is None:
        return None
    scope = scope_of(reader, record)
    return open_current(record, replace(scope, figures_only=True) if figures_only else scope)


@lru_cache(maxsize=64)
def _allocated(folder: Path, day: date, tied: Tied) -> frozenset[Subject]:
    """Whom the ties reach in a snapshot. Kept, for neither a snapshot nor an equal set of ties ever changes."""
    teams = (*tied.teams, *teams_of(SHELF, folder, tied.services))
    return allocated_to(SHELF, folder, day, workers=tied.workers, teams=teams)


def _opened(person: Person, now: datetime) -> frozenset[Subject]:
    runs = Opening.objects.filter(person=person, opened_at__lte=now, ends_at__gt=now)
    return frozenset(runs.values_list("council", "subject_kind", "subject_id"))
