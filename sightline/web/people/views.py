"""Pages about people: oneself, who is who, opening with a reason."""

from datetime import date

from django.urls import NoReverseMatch, reverse

from sightline.web.frame import EVERYBODY, MAY_OPEN, Action, Asking, Redirect, Shown, page
from sightline.web.people import actions, opening, who_is_who
from sightline.web.people.matching import texts_of
from sightline.web.people.models import Tie
from sightline.web.people.roles import TIES_PEOPLE


@page(roles=EVERYBODY, about_children=False)
def me(asking: Asking) -> Shown:
    """Who I am here, what I may see and why, my password and second factor."""
    return Shown("people/me.html", asking.reader)


@page(roles=TIES_PEOPLE, about_children=True, methods=("GET", "POST"))
def show_ties(asking: Asking) -> Shown | Redirect:
    """Which texts of the files stand for whom; confirm a proposal or make a tie."""
    if asking.is_post:
        text = who_is_who.find_text(texts_of(asking.snapshot), asking.form.get("text", ""))
        username = asking.form.get("username", "")
        if text and username in {known.username for known in who_is_who.tieable_people()}:
            kind, day = Tie.Kind(text.kind), asking.snapshot.record.as_of
            actions.tie(username, kind, text.council, text.text, day, asking.reader.name)
            return Redirect("who_is_who", why=f"tied {text.kind} {text.text} to {username}")
    return Shown("people/who-is-who.html", who_is_who.show_who_is_who(asking.snapshot), subjects=())


@page(roles=TIES_PEOPLE, about_children=False, methods=("POST",))
def end_tie(asking: Asking, tie_id: int) -> Redirect:
    """End a tie from the snapshot's day on."""
    day: date = asking.snapshot.record.as_of
    actions.end_tie(tie_id, day)
    return Redirect("who_is_who", why=f"ended tie {tie_id}")


@page(roles=MAY_OPEN, about_children=True, methods=("GET", "POST"))
def open_with_reason(asking: Asking) -> Shown | Redirect:
    """Open a child for an hour, with a reason. That it was asked is written down, whatever it leads to."""
    asked, faults, missed = opening.Asked(), {}, False
    if asking.is_post:
        form = asking.form
        asked = opening.Asked(*(form.get(name, "").strip() for name in opening.ASKED))
        faults = opening.find_faults(asked)
        subject = None if faults else opening.find_subject(asked.child_id, asked.council)
        if subject:
            held = actions.open_subject(asking.reader.id, subject, asked.reason)
            return Redirect("go_to_opened", {"opening_id": held.pk}, [subject], Action.OPEN, asked.reason)
        missed = not faults
    choices = {"reasons": opening.REASONS, "councils": opening.councils()}
    held_now = opening.held_by(asking.reader.id)
    return Shown(
        "people/open.html",
        {"asked": asked, "faults": faults, "missed": missed, **choices, "held": held_now},
        subjects=tuple(asking.reader.opened),
        action=Action.SEARCH if missed else Action.LOOK,
        why=f"{asked.child_id}: {asked.reason}" if missed else "",
    )


@page(roles=MAY_OPEN, about_children=False)
def go_to_opened(asking: Asking, opening_id: int) -> Redirect:
    """From an opening to the child's page."""
    held = next((held for held in opening.held_by(asking.reader.id) if held.id == opening_id), None)
    try:
        if held and reverse("child", kwargs={"key": held.key}):
            return Redirect("child", {"key": held.key}, action=Action.LOOK)
    except NoReverseMatch:
        pass
    return Redirect("open_with_reason", action=Action.LOOK)


@page(roles=MAY_OPEN, about_children=False, methods=("POST",))
def close_opened(asking: Asking, opening_id: int) -> Redirect:
    """End an opening before its hour is over."""
    actions.close_subject(asking.reader.id, opening_id)
    return Redirect("open_with_reason", why=f"ended opening {opening_id}")
