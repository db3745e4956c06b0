"""The frame of every page: who may open it, what they see of the snapshot, what the access log says, how it is shown.

How a page is made (in `sightline/web/pages/`):

* a pure function `(snapshot: Snapshot, reader: Reader, asked: <dataclass>) -> <dataclass of what the page shows>`;
* a view of about ten lines::

      @page(roles=SEES_CHILDREN, about_children=True)
      def due_list(asking: Asking) -> Shown:
          shown = services.due_list(asking.snapshot, asking.reader, read_asked(asking.query))
          return Shown("pages/due-list.html", shown, subjects=shown.subjects)

* a Jinja2 template that extends `base.html`. It has `shown` (the dataclass), `reader`, `provenance`, `url(name, …)`,
  `static(path)`, `child_key(subject)` and the macros of `macros.html`. No `style=` and no inline script: the browser
  refuses both. In SVG use presentation attributes (`fill="…"`), not `style`.

A page about children must say which it showed (`subjects`), even if none: without that the frame refuses to answer.
A subject is reached by an opaque key: `path("children/<key>/", …)` and `asking.subject(key)`, which raises `NotHere`
(404, the same whether the child exists or not). A page of figures or lists of duties says `decisions=True`: it can
then be asked for without what people decided. An export says so with `action=Action.EXPORT`. A view that saves
takes `methods=("GET", "POST")` and answers with a `Redirect`. A page without `about_children` gets a snapshot that
gives figures only (`snapshot.figures`): asking it for rows about children is refused. So does a lead member or an
inspector on any page: look at `reader.sees`.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from sightline.store import Snapshot, Subject
from sightline.web.access.actions import Look, write_look
from sightline.web.access.models import Action
from sightline.web.decisions import IS_WITHOUT, decided_in, is_asked_without
from sightline.web.errors import NotHere
from sightline.web.people.reader import Reader
from sightline.web.people.roles import EVERYBODY, MAY_OPEN, SEES_CHILDREN, SEES_FIGURES, Role, Sees
from sightline.web.people.scope import READER, open_for, reader_of
from sightline.web.people.signing_in import first_step
from sightline.web.snapshots import child_key, subject_of

__all__ = [
    "EVERYBODY",
    "MAY_OPEN",
    "SEES_CHILDREN",
    "SEES_FIGURES",
    "Action",
    "Asking",
    "NotHere",
    "Reader",
    "Redirect",
    "Role",
    "Shown",
    "child_key",
    "page",
]


@dataclass(frozen=True)
class Asking:
    """One request, as a view sees it. Before the first load, `snapshot` leads to a page that says so."""

    request: HttpRequest
    reader: Reader
    opened: Snapshot | None

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot in use, with the reader's scope."""
        if self.opened is None:
            raise NothingLoadedError
        return self.opened

    @property
    def query(self) -> QueryDict:
        """What the address asks for."""
        return self.request.GET

    @property
    def form(self) -> QueryDict:
        """What was typed into the form."""
        return self.request.POST

    @property
    def is_post(self) -> bool:
        """Say whether a form was sent."""
        return self.request.method == "POST"

    def subject(self, key: str) -> Subject:
        """The child behind an opaque key. Raises NotHere if there is none that the reader may see, or it is another
        kind of subject: there are pages of children only.
        """
        subject = subject_of(self.snapshot, key)
        is_seen = self.snapshot.sees(subject)  # asked first, so that a key of nobody goes the same way
        if subject[1] != "child" or not is_seen:
            raise NotHere
        return subject


class NothingLoadedError(Exception):
    """There is no snapshot yet."""


@dataclass(frozen=True)
class Shown:
    """What a view answers with: a template and what it shows; or a file, where `file` holds its bytes."""

    template: str = ""
    shown: object = None
    subjects: Collection[Subject] | None = None
    action: Action = Action.LOOK
    why: str = ""
    status: int = 200
    file: bytes | None = None
    file_name: str = ""
    file_type: str = "text/csv; charset=utf-8"
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Redirect:
    """Go to another page: its name and the parts of its address. `about` and `why` go into the access log."""

    to: str
    parts: Mapping[str, Any] = field(default_factory=dict)
    subjects: Collection[Subject] = ()
    action: Action = Action.RECORD
    why: str = ""
    query: str = ""


@dataclass(frozen=True)
class PageRule:
    """What the decorator was told, for tests that walk every address."""

    roles: frozenset[Role]
    about_children: bool
    methods: tuple[str, ...]
    decisions: bool = False


View = Callable[..., Shown | Redirect]


def page(
    *, roles: Collection[Role], about_children: bool, methods: tuple[str, ...] = ("GET",), decisions: bool = False
) -> Callable[[View], Callable[..., HttpResponse]]:
    """Make a page of a view: see the top of this file."""
    rule = PageRule(frozenset(roles), about_children, (*methods, "HEAD") if "GET" in methods else methods, decisions)

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            reader = reader_of(request)
            if reader is None or reader.role not in rule.roles:
                raise NotHere
            setattr(request, READER, reader)
            if step := first_step(request):
                return HttpResponseRedirect(reverse(step))
            if request.method not in rule.methods:
                return HttpResponseNotAllowed(rule.methods)
            asking = Asking(request, reader, _open(request, reader, rule))
            with transaction.atomic() if asking.is_post else nullcontext():
                outcome = _ask(view, asking, parts)
                _write(asking, rule, outcome)
            return _respond(asking, rule, outcome)

        answer.page_rule = rule  # type: ignore[attr-defined]
        return answer

    return decorate


def _open(request: HttpRequest, reader: Reader, rule: PageRule) -> Snapshot | None:
    """The snapshot in use as this reader may see it on this page, with or without what people decided."""
    opened = open_for(reader, figures_only=not rule.about_children)
    without = rule.decisions and is_asked_without(request.GET)
    IS_WITHOUT.set(without)
    return replace(opened, without=True) if opened and without else opened


def _ask(view: View, asking: Asking, parts: dict[str, Any]) -> Shown | Redirect:
    try:
        return view(asking, **parts)
    except NothingLoadedError:
        return Shown("nothing-loaded.html", subjects=())


def _write(asking: Asking, rule: PageRule, outcome: Shown | Redirect) -> None:
    """Write the look down before anything is shown: what cannot be written down is not shown."""
    if rule.about_children and outcome.subjects is None:
        raise AssertionError("A page about children must say which children it shows")
    if not rule.about_children and outcome.action == Action.LOOK:
        return
    match = asking.request.resolver_match
    write_look(
        Look(
            person_id=asking.reader.id,
            who=asking.request.user.get_username(),
            role=asking.reader.role,
            action=outcome.action,
            page=match.view_name if match else "",
            subjects=tuple(outcome.subjects or ()),
            why=outcome.why,
            snapshot=asking.opened.record.id if asking.opened else "",
        )
    )


def _respond(asking: Asking, rule: PageRule, outcome: Shown | Redirect) -> HttpResponse:
    if isinstance(outcome, Redirect):
        return HttpResponseRedirect(
            reverse(outcome.to, kwargs=dict(outcome.parts)) + (f"?{outcome.query}" if outcome.query else "")
        )
    if outcome.file is not None:
        file = HttpResponse(outcome.file, content_type=outcome.file_type, status=outcome.status)
        file["Content-Disposition"] = f'attachment; filename="{outcome.file_name}"'
        return file
    shown = {"shown": outcome.shown, "snapshot_record": asking.opened and asking.opened.record}
    if rule.decisions and asking.opened and asking.reader.sees is not Sees.NOBODY:
        path, hides = asking.request.path, asking.reader.sees is Sees.FIGURES
        shown["decided"] = decided_in(asking.opened, path, asking.query, hides=hides)
    return render(asking.request, outcome.template, {**shown, **outcome.more}, status=outcome.status)
