"""The views: choose a kind, fill in the form, check it, save it; take one back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from sightline.store import Subject
from sightline.store.recorded import Recorded
from sightline.web.frame import Action, Asking, NotHere, Redirect, Shown, page
from sightline.web.recording import form, saving
from sightline.web.recording.kinds import KINDS, MAY_RECORD, Kind, Option, kinds_for, options
from sightline.web.recording.told import Told, recorded_for
from sightline.words import UserError


@dataclass(frozen=True)
class FormPage:
    """What a form shows; `failed` is why it could not be saved."""

    key: str
    child: str
    kind: Kind
    typed: form.Typed
    options: tuple[Option, ...]
    faults: Mapping[str, str] = field(default_factory=dict)
    failed: str = ""

    @property
    def chosen(self) -> Option | None:
        """The duty chosen."""
        return next((option for option in self.options if option.value == self.typed.duty), None)


@dataclass(frozen=True)
class BackPage:
    """What taking one back shows."""

    key: str
    child: str
    told: Told
    why: str = ""
    token: str = ""
    fault: str = ""
    failed: str = ""


@page(roles=MAY_RECORD, about_children=True)
def choose(asking: Asking, key: str) -> Shown:
    """Choose what to record about a child."""
    subject = asking.subject(key)
    shown = {"key": key, "child": _child_id(asking, subject), "kinds": kinds_for(asking.reader.role)}
    return Shown("recording/choose.html", shown, subjects=[subject])


@page(roles=MAY_RECORD, about_children=True, methods=("GET", "POST"))
def record(asking: Asking, key: str, kind: str) -> Shown | Redirect:
    """The form of one kind: fill in, check, save."""
    subject, wanted = asking.subject(key), KINDS.get(kind)
    if wanted is None or asking.reader.role not in wanted.roles:
        raise NotHere
    typed = form.read_typed(asking.form)
    offered = options(asking.snapshot, subject, wanted)
    step = asking.form.get("step", "")
    if step == "save" and (saved := _saved_before(asking, subject, typed)):
        return _to_child(key, subject, saved)
    faults = form.find_faults(wanted, typed, offered, timezone.localdate()) if step in ("check", "save") else {}
    shown = FormPage(key, _child_id(asking, subject), wanted, typed, offered, faults)
    if faults or step not in ("check", "save"):
        return Shown("recording/form.html", shown, subjects=[subject], status=400 if faults else 200)
    if step == "check":
        return Shown("recording/check.html", shown, subjects=[subject])
    event = form.event_of(wanted, typed, offered, subject, shown.child, asking.reader, saving.now())
    try:
        kept, _ = saving.keep(event)
    except UserError as error:
        shown = replace(shown, failed=f"{error.what}. {error.mend}")
        return Shown("recording/check.html", shown, subjects=[subject], status=503)
    return _to_child(key, subject, kept)


@page(roles=MAY_RECORD, about_children=True, methods=("GET", "POST"))
def take_back(asking: Asking, key: str, number: int) -> Shown | Redirect:
    """Take back what was recorded, with a reason."""
    subject = asking.subject(key)
    told = next((each for each in recorded_for(asking.snapshot, subject) if each.number == number), None)
    if told is None or asking.reader.role not in KINDS[told.event.kind].roles:
        raise NotHere
    if told.back is not None:
        return Redirect("child", {"key": key}, [subject], Action.LOOK)
    typed = form.read_typed(asking.form)
    shown = BackPage(key, _child_id(asking, subject), told, typed.why, typed.token)
    if not asking.is_post:
        return Shown("recording/take-back.html", shown, subjects=[subject])
    if len(typed.why) < form.SHORTEST:
        shown = replace(shown, fault="Say in a few words why it is taken back")
        return Shown("recording/take-back.html", shown, subjects=[subject], status=400)
    try:
        kept, _ = saving.keep(_retraction(asking, told, typed))
    except UserError as error:
        shown = replace(shown, failed=f"{error.what}. {error.mend}")
        return Shown("recording/take-back.html", shown, subjects=[subject], status=503)
    return _to_child(key, subject, kept)


def _retraction(asking: Asking, told: Told, typed: form.Typed) -> Recorded:
    meant = told.event
    return Recorded(
        council=meant.council,
        subject_kind=meant.subject_kind,
        subject_id=meant.subject_id,
        child_id=meant.child_id,
        kind="retraction",
        by=asking.reader.name,
        role=asking.reader.role.value,
        when=saving.now(),
        why=typed.why[: form.LONGEST],
        retracts=meant.number,
        token=f"{asking.reader.id}:{typed.token}",
    )


def _saved_before(asking: Asking, subject: Subject, typed: form.Typed) -> Recorded | None:
    """What this form was saved as, where its answer was lost and it is sent again."""
    token = f"{asking.reader.id}:{typed.token}"
    every: Sequence[Told] = recorded_for(asking.snapshot, subject)
    return next((told.event for told in every if told.event.token == token), None)


def _to_child(key: str, subject: Subject, kept: Recorded) -> Redirect:
    what = f"took back no. {kept.retracts}" if kept.kind == "retraction" else f"{kept.kind}, no. {kept.number}"
    return Redirect(
        "child", {"key": key}, [subject], Action.RECORD, f"{what}: {kept.why}"[:400], f"saved={kept.number}#recorded"
    )


def _child_id(asking: Asking, subject: Subject) -> str:
    rows = asking.snapshot.about("subjects", [subject])
    return str((rows[0]["child_id"] if rows else "") or subject[2])
