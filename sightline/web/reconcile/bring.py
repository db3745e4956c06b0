"""The form in which lists are brought, and what is wrong with it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest

from sightline.reconcile import ChildList, read_content
from sightline.reconcile.kept import FEWEST, MOST, Comparison, comparison_id
from sightline.sources.plain import tidy
from sightline.web.people.reader import Reader
from sightline.web.reconcile.upload import is_too_large
from sightline.words import UserError

SLOTS = tuple(range(1, MOST + 1))
LONGEST_TITLE, LONGEST_NAME = 100, 40


@dataclass(frozen=True)
class Brought:
    """What was typed and sent; `faults` is what is wrong with it: field → sentence."""

    title: str = ""
    council: str = ""
    names: tuple[str, ...] = ("",) * MOST
    lists: tuple[ChildList, ...] = ()
    token: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


def blank() -> Brought:
    """A fresh form, with a token of its own."""
    return Brought(token=secrets.token_urlsafe(18))


def read_brought(request: HttpRequest, councils: tuple[str, ...]) -> Brought:
    """The form as it was sent. Of each file only the rows and columns that a comparison needs go on."""
    form = request.POST
    title = tidy(form.get("title", ""))[:LONGEST_TITLE]
    names = tuple(tidy(form.get(f"name-{slot}", ""))[:LONGEST_NAME] for slot in SLOTS)
    council = form.get("council", "") if len(councils) > 1 else ""
    token = form.get("token", "")[:60] or secrets.token_urlsafe(18)
    faults: dict[str, str] = {}
    if is_too_large(request):
        faults["file-1"] = "The files are too large: all together may be 12 MB. Keep the columns and rows that matter"
    elif len(title) < 3:
        faults["title"] = "Say what the lists are lists of"
    if len(councils) > 1 and council not in councils:
        faults["council"] = "Choose whose lists they are"
    lists = () if "file-1" in faults else _read_lists(request, names, faults)
    return Brought(title, council, names, lists, token, faults)


def _read_lists(request: HttpRequest, names: tuple[str, ...], faults: dict[str, str]) -> tuple[ChildList, ...]:
    found: list[ChildList] = []
    for slot, name in zip(SLOTS, names, strict=True):
        file = request.FILES.get(f"file-{slot}")
        if file is None:
            continue
        try:
            read = read_content(tidy(file.name or ""), file.read(), name)
        except UserError as error:
            faults[f"file-{slot}"] = f"{error.what}. {error.mend}"
            continue
        if read.name in {each.name for each in found}:
            faults[f"name-{slot}"] = "Two lists have the same name. Give each a name of its own"
        found.append(read)
    if len(found) < FEWEST and not any(name.startswith("file-") for name in faults):
        faults["file-1"] = "Choose two lists or more"
    return tuple(found)


def comparison_of(brought: Brought, council: str, reader: Reader, when: str) -> Comparison:
    """The comparison a form without faults begins; the same form sent twice is the same one."""
    name = comparison_id(f"{reader.id}:{brought.token}")
    return Comparison(name, brought.title, council, brought.lists, reader.name, reader.title, when)
