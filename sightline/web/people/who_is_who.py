"""The page *who is who*: which texts of the files stand for whom, what is proposed, and what nobody is tied to."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from sightline.store import Snapshot
from sightline.web.people.matching import Known, Text, propose, texts_of
from sightline.web.people.models import Appointment, Person, Tie
from sightline.web.people.roles import MEANS, Role, Sees


@dataclass(frozen=True)
class Proposed:
    """A text nobody is tied to, and the people it may mean."""

    text: Text
    people: tuple[Known, ...]


@dataclass(frozen=True)
class WhoIsWho:
    """What the page shows. Children are counted once for each text that names them."""

    proposed: tuple[Proposed, ...]
    untied: tuple[Text, ...]
    ties: tuple[Tie, ...]
    people: tuple[Known, ...]
    untied_workers: int
    untied_children: int


def show_who_is_who(snapshot: Snapshot) -> WhoIsWho:
    """Everything the page shows, as of the snapshot's day."""
    texts, people = texts_of(snapshot), tieable_people()
    ties = tuple(Tie.objects.filter(until_on=None).select_related("person"))
    held = {(tie.kind, tie.council, tie.text) for tie in ties}
    free = [text for text in texts if (text.kind, text.council, text.text) not in held]
    proposals = propose(free, people)
    workers = [text for text in free if text.kind == Tie.Kind.WORKER]
    return WhoIsWho(
        proposed=tuple(Proposed(text, found) for text, found in proposals.items() if found),
        untied=tuple(text for text, found in proposals.items() if not found),
        ties=ties,
        people=people,
        untied_workers=len(workers),
        untied_children=sum(text.children for text in workers),
    )


def tieable_people() -> tuple[Known, ...]:
    """People whose role now reaches children by ties."""
    now = timezone.now()
    held: dict[int, Appointment] = {}
    for appointment in Appointment.objects.filter(starts_at__lte=now).order_by("starts_at", "id"):
        if appointment.ends_at is None or appointment.ends_at > now:
            held[appointment.person_id] = appointment
    tied = [person_id for person_id, found in held.items() if MEANS[Role(found.role)].sees is Sees.TIED]
    return tuple(Known(p.username, p.name) for p in Person.objects.filter(pk__in=tied, is_active=True))


def find_text(texts: Collection[Text], typed: str) -> Text | None:
    """The text that a form's value means: kind, council and text as JSON."""
    return next((found for found in texts if tie_value(found) == typed), None)


def tie_value(text: Text) -> str:
    """A text as the value of a form."""
    return json.dumps([text.kind, text.council, text.text])
