"""The views of lists that should agree: each asks a service and names a template."""

import secrets
from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone

from sightline import agreeing
from sightline.reconcile import kept
from sightline.store.agreed import Signed, add_signed
from sightline.web.frame import Action, Asking, Redirect, Shown, page
from sightline.web.people.roles import KNOWS_THE_FILES
from sightline.web.reconcile import bring, decide, signing
from sightline.web.reconcile.page import Look, comparison_page, entry_key, look_at, pair_key
from sightline.web.recording.saving import now
from sightline.web.snapshots import the_store
from sightline.words import UserError

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(roles=KNOWS_THE_FILES, about_children=True, methods=("GET", "POST"))
def lists(asking: Asking) -> Shown | Redirect:
    """The comparisons at work and the lists signed; bring lists to compare."""
    store, councils = the_store(), agreeing.councils_of(the_store())
    kept.sweep(store, timezone.now())
    brought = bring.read_brought(asking.request, councils) if asking.is_post else bring.blank()
    failed = ""
    if asking.is_post and not brought.faults:
        council = agreeing.choose_council(store, brought.council)
        try:
            begun = kept.begin(store, bring.comparison_of(brought, council, asking.reader, now()))
            look = look_at(store, asking.snapshot, begun.id)
            rows = sum(len(each.rows) for each in begun.lists)
            why = f"brought {len(begun.lists)} lists of {rows} rows: {begun.title}"
            return Redirect("comparison", {"comparison": begun.id}, look.subjects(), Action.RECORD, why)
        except UserError as error:
            kept.end(store, bring.comparison_of(brought, council, asking.reader, now()).id)
            failed = f"{error.what}. {error.mend}"
    shown = signing.lists_page(store, asking.snapshot, brought, councils, failed)
    return Shown("reconcile/lists.html", shown, subjects=(), status=400 if brought.faults or failed else 200)


@page(roles=KNOWS_THE_FILES, about_children=True)
def comparison(asking: Asking, comparison: str) -> Shown:
    """Where the lists agree, and what is to be decided."""
    look = look_at(the_store(), asking.snapshot, comparison)
    shown = comparison_page(look, asking.snapshot, secrets.token_urlsafe(18))
    return Shown("reconcile/comparison.html", shown, subjects=shown.subjects)


@page(roles=KNOWS_THE_FILES, about_children=True, methods=("GET", "POST"))
def pair(asking: Asking, comparison: str, key: str) -> Shown | Redirect:
    """Decide whether two are one child."""
    look = look_at(the_store(), asking.snapshot, comparison)
    found = decide.find_pair(look, key)
    typed = decide.read_typed(asking.form)
    shown = decide.pair_page(look, key, found, typed)
    about = (found.first, found.second)
    return _decided(asking, look, shown, about, lambda: decide.sign_pair(look, found, typed, asking.reader, now()))


@page(roles=KNOWS_THE_FILES, about_children=True, methods=("GET", "POST"))
def child(asking: Asking, comparison: str, key: str) -> Shown | Redirect:
    """Decide what is true of one child."""
    look = look_at(the_store(), asking.snapshot, comparison)
    found = decide.find_child(look, key)
    typed = decide.read_typed(asking.form)
    shown = decide.child_page(look, key, found, typed)
    about = (found.entry.key,)
    return _decided(asking, look, shown, about, lambda: decide.sign_child(look, found, typed, asking.reader, now()))


def _decided(
    asking: Asking,
    look: Look,
    shown: decide.DecidePage,
    about: tuple[str, ...],
    signature: Callable[[], Signed],
) -> Shown | Redirect:
    """The form of a decision, what is wrong with it, or on to the next once it is signed."""
    template = f"reconcile/{'pair' if len(about) > 1 else 'child'}.html"
    subjects = look.subjects(about)
    if not asking.is_post:
        return Shown(template, shown, subjects=subjects)
    faults = decide.find_faults(shown)
    if faults:
        return Shown(template, replace(shown, faults=faults), subjects=subjects, status=400)
    try:
        signed, _ = add_signed(the_store(), signature())
    except UserError as error:
        shown = replace(shown, failed=f"{error.what}. {error.mend}")
        return Shown(template, shown, subjects=subjects, status=503)
    return _next(
        asking, look.comparison.id, subjects, f"{signed.kind} {signed.answer}, no. {signed.number}: {signed.why}"
    )


def _next(asking: Asking, name: str, subjects: tuple[tuple[str, str, str], ...], why: str) -> Redirect:
    """On to the next pair, the next child, or the whole."""
    look = look_at(the_store(), asking.snapshot, name)
    parts = {"comparison": name}
    if look.position.pairs:
        first = look.position.pairs[0]
        parts["key"] = pair_key(look, first.first, first.second)
        return Redirect("decide_pair", parts, subjects, Action.RECORD, why)
    if look.position.to_decide:
        parts["key"] = entry_key(look, look.position.to_decide[0].entry.key)
        return Redirect("decide_child", parts, subjects, Action.RECORD, why)
    return Redirect("comparison", parts, subjects, Action.RECORD, why, "#sign")


@page(roles=KNOWS_THE_FILES, about_children=True, methods=("POST",))
def sign(asking: Asking, comparison: str) -> Shown | Redirect:
    """Sign the agreed list."""
    token = f"{asking.reader.id}:{asking.form.get('token', '')[:60]}"
    if before := signing.signed_before(the_store(), token):
        return Redirect("signed_list", {"number": before})
    look = look_at(the_store(), asking.snapshot, comparison)
    why = asking.form.get("why", "")[: agreeing.LONGEST]
    blank = agreeing.signature_of(look.comparison, asking.reader.name, asking.reader.title, now(), why, token)
    try:
        signed = agreeing.sign(the_store(), agreeing.signed_list(look.position, look.known, blank))
    except UserError as error:
        shown = comparison_page(look, asking.snapshot, asking.form.get("token", ""))
        shown = replace(shown, why=why, faults={"why": f"{error.what}. {error.mend}"})
        return Shown("reconcile/comparison.html", shown, subjects=shown.subjects, status=400)
    said = f"signed list {signed.number}: {signed.why}"
    return Redirect("signed_list", {"number": signed.number}, look.subjects(), Action.RECORD, said)


@page(roles=KNOWS_THE_FILES, about_children=True, methods=("POST",))
def end(asking: Asking, comparison: str) -> Redirect:
    """Give a comparison up: its rows are removed."""
    look = look_at(the_store(), asking.snapshot, comparison)
    kept.end(the_store(), comparison)
    return Redirect("reconcile", {}, (), Action.RECORD, f"gave up comparing: {look.comparison.title}")


@page(roles=KNOWS_THE_FILES, about_children=True)
def signed(asking: Asking, number: int) -> Shown:
    """One signed list."""
    shown = signing.signed_page(the_store(), asking.snapshot, number)
    return Shown("reconcile/signed.html", shown, subjects=shown.subjects)


@page(roles=KNOWS_THE_FILES, about_children=True)
def signed_csv(asking: Asking, number: int) -> Shown:
    """A signed list as CSV."""
    return _file(asking, number, "csv")


@page(roles=KNOWS_THE_FILES, about_children=True)
def signed_excel(asking: Asking, number: int) -> Shown:
    """A signed list as an Excel workbook."""
    return _file(asking, number, "xlsx")


def _file(asking: Asking, number: int, kind: str) -> Shown:
    shown = signing.signed_page(the_store(), asking.snapshot, number)
    return Shown(
        subjects=shown.subjects,
        action=Action.EXPORT,
        file=signing.write_file(kind, shown.signed, asking.snapshot.scope.who),
        file_name=f"agreed-list-{number}.{kind}",
        file_type=EXCEL if kind == "xlsx" else "text/csv; charset=utf-8",
    )
