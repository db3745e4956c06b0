"""The one writer of the access log."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sightline.store import Subject
from sightline.web.access.chain import seal_of
from sightline.web.access.models import Action, Entry, Head

HEAD = 1
"""The number of the one row of `Head`; it is made with the table."""


@dataclass(frozen=True)
class Look:
    """What is to be written down: by whom, on which page, about which children, and why where it was asked."""

    person_id: int
    who: str
    role: str
    action: Action
    page: str
    subjects: Sequence[Subject] = ()
    why: str = ""
    snapshot: str = ""


def write_look(look: Look) -> int:
    """Add one line and give its number. It is there for good before this returns.

    One child is named on the line. Of several, an export names each; a list on a page says how many.
    """
    only = look.subjects[0] if len(look.subjects) == 1 else ("", "", "")
    names_all = look.action == Action.EXPORT and len(look.subjects) > 1
    line = {
        "at": timezone.now(),
        "person_id": look.person_id,
        "who": look.who,
        "role": look.role,
        "action": str(look.action),
        "page": look.page,
        "council": only[0],
        "subject_kind": only[1],
        "subject_id": only[2],
        "children": len(look.subjects),
        "listed": json.dumps(look.subjects, ensure_ascii=False) if names_all else "",
        "why": look.why[:500],
        "snapshot": look.snapshot,
    }
    with transaction.atomic():
        return _append(line)


def _append(line: dict[str, object]) -> int:
    """Add to the end: the row of the head is held until the line is written, so lines are added one by one."""
    head = Head.objects.select_for_update().get(id=HEAD)
    whole = {**line, "number": head.number + 1, "before": head.seal}
    seal = seal_of(settings.INSTALLATION_SECRET, whole)
    Entry(**whole, seal=seal).save(force_insert=True)
    head.number, head.seal = head.number + 1, seal
    head.save()
    return head.number
