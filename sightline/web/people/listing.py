"""People as a list."""

from typing import Any

from django.utils import timezone

from sightline.web.people.models import Person
from sightline.web.people.scope import role_of


def list_people() -> list[dict[str, Any]]:
    """Everybody who was ever added: sign-in name, name, role now, until when, ties that are not ended, and state."""
    return [_row(person) for person in Person.objects.prefetch_related("ties", "appointments")]


def _row(person: Person) -> dict[str, Any]:
    role = role_of(person, timezone.now())
    ends = [held.ends_at for held in person.appointments.all() if held.role == role and held.ends_at]
    return {
        "username": person.username,
        "name": person.name,
        "role": role.value if role else "",
        "until": timezone.localdate(max(ends)).isoformat() if ends and role else "",
        "ties": sum(tie.until_on is None for tie in person.ties.all()),
        "state": "ended" if not person.is_active else "may sign in" if role else "no role now",
    }
