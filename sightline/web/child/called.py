"""What pages call a child: the name where the reader's scope gives it, the id, the age; and the family, to group by."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.store import Snapshot, Subject
from sightline.web.pages.saying import count, short_day


@dataclass(frozen=True)
class Called:
    """One child. `forename` and `surname` are empty where no source or no scope gives them."""

    subject: Subject
    child_id: str
    forename: str = ""
    surname: str = ""
    age: str = ""

    @property
    def name(self) -> str:
        """The whole name; the id where there is none."""
        return " ".join(part for part in (self.forename, self.surname) if part) or self.child_id

    @property
    def first(self) -> str:
        """What the child is called within a page: the first name, else "this child"."""
        return self.forename or "this child"

    @property
    def heading(self) -> str:
        """Wren Tallowby, aged 9."""
        return f"{self.name}, {self.age}" if self.age else self.name


def called(snapshot: Snapshot, subjects: Collection[Subject]) -> dict[Subject, Called]:
    """What the children are called, of those the scope gives; with names only where it gives names."""
    held = _by_subject(snapshot, "children", subjects)
    named = _by_subject(snapshot, "names", subjects) if snapshot.scope.names else {}
    ids = child_ids(snapshot, subjects)
    return {
        subject: Called(
            subject,
            ids[subject],
            named.get(subject, {}).get("forename") or "",
            named.get(subject, {}).get("surname") or "",
            say_age(held.get(subject, {}), snapshot.record.as_of),
        )
        for subject in ids
    }


def child_ids(snapshot: Snapshot, subjects: Collection[Subject]) -> dict[Subject, str]:
    """The id each child is known by: that of the record which stands for the child, else another of theirs."""
    found: dict[Subject, list[str]] = {}
    for row in snapshot.about("subjects", subjects):
        found.setdefault(subject_of(row), []).append(row["child_id"])
    return {subject: subject[2] if subject[2] in ids else ids[0] for subject, ids in found.items()}


def families_of(snapshot: Snapshot, subjects: Collection[Subject]) -> dict[Subject, str]:
    """The family a file puts each child in, as a key that only says who belongs together; '' where none does."""
    rows = snapshot.about("families", subjects)
    found = {subject_of(row): row["family"] for row in reversed(rows)}
    return {subject: found.get(subject, "") for subject in subjects}


def siblings_of(snapshot: Snapshot, subject: Subject) -> tuple[Subject, ...]:
    """Children of the same family whom the scope gives. Of others nothing is said, not even that there are any."""
    own = {row["family"] for row in snapshot.about("families", [subject])}
    rows = snapshot.matching("families", "family", own).to_pylist() if own else []
    same = (subject_of(row) for row in rows if row["council"] == subject[0])
    return tuple(dict.fromkeys(other for other in same if other != subject))


def subject_of(row: dict[str, Any]) -> Subject:
    """Whom a row is about."""
    return row["council"], row["subject_kind"], row["subject_id"]


def say_age(row: dict[str, Any], as_of: date) -> str:
    """aged 9; aged 5 months under two; expected 3 June for an unborn child; '' where the birth is not known."""
    born, died = row.get("born_on"), row.get("died_on")
    if died and died <= as_of:
        return f"died {short_day(died, as_of)}"
    if born is None or born > as_of:
        expected = row.get("expected_on") or born
        return f"expected {short_day(expected, as_of)}" if expected and expected > as_of else ""
    months = (as_of.year - born.year) * 12 + as_of.month - born.month - (as_of.day < born.day)
    if months >= 24:
        return f"aged {months // 12}"
    return f"aged {count(months, 'month')}" if months else "aged under 1 month"


def _by_subject(snapshot: Snapshot, name: str, subjects: Collection[Subject]) -> dict[Subject, dict[str, Any]]:
    return {subject_of(row): row for row in snapshot.about(name, subjects)}
