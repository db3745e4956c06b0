"""Opening a child with a reason: for whoever covers. It lasts an hour, and is written down wherever it leads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sightline.store import Scope, Subject
from sightline.web.people.models import Opening
from sightline.web.snapshots import child_key, current_record, open_current

REASONS = (
    "Covering for a colleague",
    "Duty or out-of-hours work",
    "Safeguarding concern",
    "Court or legal work",
    "Complaint or subject access request",
)
ASKED = ("child_id", "kind", "words", "council")
"""The fields of the form."""
SHORTEST = 10
"""Letters. A reason says at least something."""


@dataclass(frozen=True)
class Asked:
    """What was typed: the child's id, the kind of reason, the reason in words; the council, where there are several."""

    child_id: str = ""
    kind: str = ""
    words: str = ""
    council: str = ""

    @property
    def reason(self) -> str:
        """The reason as it is written down."""
        return f"{self.kind}: {self.words}"


@dataclass(frozen=True)
class Held:
    """One child opened and not over: where to go, until when, and why."""

    id: int
    key: str
    child_id: str
    until: str
    reason: str


def find_faults(asked: Asked) -> dict[str, str]:
    """What is missing: field → sentence."""
    faults = {}
    if not asked.child_id:
        faults["child_id"] = "Type the child's id as your case system has it"
    if len(councils()) > 1 and asked.council not in councils():
        faults["council"] = "Choose the child's council: two councils may use one id"
    if asked.kind not in REASONS:
        faults["kind"] = "Say what kind of work it is for"
    if len(asked.words) < SHORTEST:
        faults["words"] = "Say in a few words why you need to see this child now"
    return faults


def councils() -> tuple[str, ...]:
    """The councils whose children are here: one, but for a region."""
    record = current_record()
    return tuple(sorted({use.council for use in record.loads})) if record else ()


def find_subject(child_id: str, council: str = "") -> Subject | None:
    """The subject whose child id this is exactly. Sealed records are not found: nobody opens them with a reason."""
    record = current_record()
    if record is None or not child_id:
        return None
    rows = open_current(record, Scope("open with a reason")).table("subjects").to_pylist()
    return pick(rows, child_id, council, councils())


def pick(rows: Iterable[Mapping[str, Any]], child_id: str, council: str, among: Sequence[str]) -> Subject | None:
    """The one child with that id; ids are each council's own, so among several councils only of the one named."""
    own = (row for row in rows if len(among) < 2 or row["council"] == council)
    row = next((row for row in own if row["child_id"] == child_id and row["subject_kind"] == "child"), None)
    return (row["council"], row["subject_kind"], row["subject_id"]) if row else None


def held_by(person_id: int) -> tuple[Held, ...]:
    """What a person has open now."""
    openings = Opening.objects.filter(person_id=person_id, ends_at__gt=timezone.now())
    return tuple(_held(opening) for opening in openings)


def _held(opening: Opening) -> Held:
    subject = (opening.council, opening.subject_kind, opening.subject_id)
    until = f"{timezone.localtime(opening.ends_at):%H:%M}"
    return Held(opening.pk, child_key(subject), opening.subject_id, until, opening.reason)
