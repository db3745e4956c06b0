"""The one writer of people, appointments, ties and openings."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sightline.store import Subject
from sightline.web.people.models import Appointment, Opening, Person, Tie
from sightline.web.people.roles import MEANS, Role
from sightline.words import UserError

PROVIDER = "council"
"""What allauth calls the council's own sign-in."""
OPEN_FOR = timedelta(minutes=60)


@dataclass(frozen=True)
class NewPerson:
    """Somebody to be added; `ends_at` is when the role ends by itself."""

    username: str
    name: str
    role: Role
    ends_at: datetime | None = None
    email: str = ""


@transaction.atomic
def add_person(new: NewPerson, given_by: str, password: str = "") -> str:
    """Add somebody with a role and give the password for their first sign-in. Raises UserError."""
    if Person.objects.filter(username=new.username).exists():
        raise UserError(f'There is somebody with the sign-in name "{new.username}" already', "", "Choose another.")
    given = password or make_password()
    person = Person(
        username=new.username,
        name=new.name,
        email=new.email,
        added_at=timezone.now(),
        must_change_password=not password,
    )
    _check(password, person)
    person.set_password(given)
    person.save()
    _appoint(person, new.role, new.ends_at, given_by)
    return given


@transaction.atomic
def give_role(username: str, role: Role, ends_at: datetime | None, given_by: str) -> None:
    """Give somebody another role from now on; the one before stays written. Raises UserError."""
    _appoint(find_person(username), role, ends_at, given_by)


def link(username: str, subject: str) -> None:
    """Let somebody in by the council's own sign-in: `subject` is the `sub` it gives them. Raises UserError."""
    if not settings.OIDC_SERVER:
        raise UserError("No single sign-on is set up here", "", "Set SIGHTLINE_OIDC_SERVER first.")
    from allauth.socialaccount.models import SocialAccount

    person = find_person(username)
    held = SocialAccount.objects.filter(provider=PROVIDER, uid=subject).first()
    if held is not None and held.user_id != person.pk:
        raise UserError("That subject is linked to somebody else", "", "End that person first: sightline user end")
    SocialAccount.objects.update_or_create(user=person, provider=PROVIDER, defaults={"uid": subject})


@transaction.atomic
def end_person(username: str) -> None:
    """End somebody's access at once: no sign-in, no open session, no role, no tie from today on."""
    person, now = find_person(username), timezone.now()
    person.is_active, person.ended_at = False, now
    person.set_unusable_password()
    person.save()
    person.appointments.filter(ends_at=None).update(ends_at=now)
    person.openings.filter(ends_at__gt=now).update(ends_at=now)
    _end_sessions(person)


@transaction.atomic
def reset_password(username: str) -> str:
    """Give somebody a new password for one sign-in, and sign them out everywhere."""
    person = find_person(username)
    given = make_password()
    person.set_password(given)
    person.must_change_password = True
    person.save()
    _end_sessions(person)
    return given


@transaction.atomic
def set_password(username: str, password: str) -> None:
    """Give somebody a password that stays theirs (made-up people only have one that was printed)."""
    person = find_person(username)
    person.set_password(password)
    person.is_active, person.must_change_password = True, False
    person.save()


def note_password_changed(person: Person) -> None:
    """The password is the person's own now."""
    person.must_change_password = False
    person.save(update_fields=["must_change_password"])


@transaction.atomic
def tie(username: str, kind: Tie.Kind, council: str, text: str, from_on: date, confirmed_by: str) -> None:
    """Confirm that a text of the files stands for somebody from a day on; once is enough."""
    named: dict[str, Any] = {"person": find_person(username), "kind": kind, "council": council, "text": text}
    if not Tie.objects.filter(**named, until_on=None).exists():
        confirmed = {"until_on": None, "confirmed_by": confirmed_by, "confirmed_at": timezone.now()}
        Tie.objects.update_or_create(**named, from_on=from_on, defaults=confirmed)


def end_tie(tie_id: int, until_on: date) -> None:
    """End a tie: `until_on` is the first day on which it no longer holds."""
    Tie.objects.filter(pk=tie_id, until_on=None).update(until_on=until_on)


@transaction.atomic
def open_subject(person_id: int, subject: Subject, reason: str) -> Opening:
    """Open a child for an hour, with a reason. Whether the role allows it, the page has asked.

    One that is open for the same reason stays the one: a form sent twice opens once. The person's row is held, so
    that two forms sent at the same moment come one after the other.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    now = timezone.now()
    council, kind, key = subject
    named = {"person_id": person_id, "council": council, "subject_kind": kind, "subject_id": key}
    held = Opening.objects.filter(**named, reason=reason[:500], ends_at__gt=now).first()
    return held or Opening.objects.create(**named, reason=reason[:500], opened_at=now, ends_at=now + OPEN_FOR)


def close_subject(person_id: int, opening_id: int) -> None:
    """End an opening before its hour is over."""
    now = timezone.now()
    Opening.objects.filter(pk=opening_id, person_id=person_id, ends_at__gt=now).update(ends_at=now)


def find_person(username: str) -> Person:
    """The person with a sign-in name. Raises UserError."""
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise UserError(f'Nobody has the sign-in name "{username}"', "", "See who has: sightline user list")
    return person


def make_password() -> str:
    """A password that can be read aloud: five groups of four letters and digits, 98 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(5))


def _appoint(person: Person, role: Role, ends_at: datetime | None, given_by: str) -> None:
    now = timezone.now()
    if MEANS[role].must_end and ends_at is None:
        raise UserError(f"The role of {MEANS[role].title.lower()} ends on a day", "", "Give it: --until 2026-12-31")
    if ends_at is not None and ends_at <= now:
        raise UserError("That day is over", "", "Give a later one with --until.")
    person.appointments.filter(Q(ends_at=None) | Q(ends_at__gt=now)).update(ends_at=now)
    Appointment.objects.create(person=person, role=role, starts_at=now, ends_at=ends_at, given_by=given_by)


def _check(password: str, person: Person) -> None:
    if not password:
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise UserError("That password is not good enough", "", " ".join(error.messages)) from None


def _end_sessions(person: Person) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
