"""The lists that are signed, for their pages and files, within the reader's scope."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sightline import agreeing
from sightline.reconcile.kept import Comparison, list_comparisons
from sightline.reports.agreed import ANSWERS, count_answers, signed_columns, signed_head, signed_rows
from sightline.store import Snapshot, Store, Subject
from sightline.store.agreed import Signed, read_agreed
from sightline.web.errors import NotHere
from sightline.web.reconcile.bring import SLOTS, Brought
from sightline.web.reconcile.decide import day_or_text
from sightline.web.sheet import csv_bytes, excel_bytes

WIDTH = 22
BESIDE = ("decided by", "decided", "finds out")
"""Columns of the files that the page shows beside others."""


@dataclass(frozen=True)
class ListsPage:
    """The first page: the form, the comparisons at work, the lists signed with how many children are on each."""

    brought: Brought
    councils: tuple[str, ...]
    slots: tuple[int, ...]
    at_work: tuple[tuple[Comparison, datetime], ...]
    signed: tuple[tuple[Signed, int, datetime], ...]
    failed: str


@dataclass(frozen=True)
class SignedPage:
    """One signed list: its columns and rows, and how many children have which answer."""

    signed: Signed
    when: datetime
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    counts: tuple[tuple[str, int], ...]
    subjects: tuple[Subject, ...]


def lists_page(store: Store, snapshot: Snapshot, brought: Brought, councils: tuple[str, ...], failed: str) -> ListsPage:
    """The first page."""
    at_work = tuple((each, _moment(each.when)) for each in list_comparisons(store))
    signed = tuple((each, count_answers(each, "on"), _moment(each.when)) for each in _seen(store, snapshot))
    return ListsPage(brought, councils, SLOTS, at_work, signed, failed)


def _seen(store: Store, snapshot: Snapshot) -> tuple[Signed, ...]:
    return agreeing.read_signed_lists(store, lambda council, child: snapshot.sees((council, "child", child)))


def signed_before(store: Store, token: str) -> int:
    """The number of what a form was saved as, where it is sent again; 0 where it was not."""
    return next((each.number for each in read_agreed(store) if each.token == token), 0)


def signed_page(store: Store, snapshot: Snapshot, number: int) -> SignedPage:
    """One signed list. Raises NotHere where there is none of this number."""
    found = next((each for each in _seen(store, snapshot) if each.number == number), None)
    if found is None:
        raise NotHere
    return SignedPage(
        signed=found,
        when=_moment(found.when),
        columns=tuple(column for column in signed_columns(found) if column not in BESIDE),
        rows=tuple({name: day_or_text(cell) for name, cell in row.items()} for row in signed_rows(found)),
        counts=tuple((words, count_answers(found, answer)) for answer, words in ANSWERS.items()),
        subjects=tuple((found.council, "child", each["child"]) for each in found.children if each["known"]),
    )


def write_file(kind: str, signed: Signed, who: str) -> bytes:
    """A signed list as CSV, or as one sheet of Excel."""
    head = [*signed_head(signed), f"Seen by {who}. Contains personal data."]
    columns, rows = signed_columns(signed), signed_rows(signed)
    if kind == "csv":
        return csv_bytes(head, columns, rows)
    return excel_bytes("Agreed list", head, dict.fromkeys(columns, WIDTH), rows)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
