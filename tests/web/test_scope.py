"""Who sees whom: by role and confirmed tie, as of the snapshot's day; a sealed pair is absent."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sightline.store import FiguresOnlyError, Snapshot
from sightline.web.people import actions
from sightline.web.people.models import Person, Tie
from sightline.web.people.reader import Reader
from sightline.web.people.roles import MEANS, READS_THE_LOG, SEES_CHILDREN, TOLD_WHO_LOOKED, Role, Sees
from sightline.web.people.scope import open_for, reader_of, role_of
from tests.web.county import ALLEGATIONS, COUNCIL, EVERY, NORTH, SEALED, SOUTH


class Asked:
    """As much of a request as the reader is made from."""

    def __init__(self, username: str) -> None:
        self.user = Person.objects.get(username=username)


def open_as(username: str) -> Snapshot:
    reader = reader_of(Asked(username))  # type: ignore[arg-type]
    assert isinstance(reader, Reader)
    snapshot = open_for(reader)
    assert snapshot is not None
    return snapshot


def seen_by(username: str) -> set[str]:
    tables = [open_as(username).table(name) for name in ("subjects", "obligations", "allocations", "events")]
    return {subject for table in tables for subject in table["subject_id"].to_pylist()}


@pytest.mark.parametrize(
    ("username", "expected"),
    [
        ("worker", {"N1", "N2"}),
        ("team_manager", set(NORTH)),
        ("service_manager", {*NORTH, *SOUTH}),
        ("reviewing_officer", set(SOUTH)),
        ("conference_chair", set()),
        ("analyst", set(EVERY)),
        ("quality_lead", set(EVERY)),
        ("director", set(EVERY)),
        ("access_auditor", set()),
        ("sealed_keeper", {*EVERY, *SEALED}),
        ("designated_officer", set(ALLEGATIONS)),
    ],
)
def test_each_role_sees_its_own(people: dict[str, int], username: str, expected: set[str]) -> None:
    assert seen_by(username) == expected


@pytest.mark.parametrize("username", ["lead_member", "inspector"])
def test_figures_only(people: dict[str, int], username: str) -> None:
    snapshot = open_as(username)
    with pytest.raises(FiguresOnlyError):
        snapshot.table("obligations")
    counted = snapshot.figures("obligations", ["team"])
    assert sum(counted["subjects"].to_pylist()) >= len(EVERY)
    assert set(counted.column_names) == {"team", "rows", "subjects"}
    with pytest.raises(ValueError, match="not grouped by"):
        snapshot.figures("obligations", ["child_id"])
    assert not snapshot.sees((COUNCIL, "child", "N1"))


def test_figures_leave_sealed_records_out(people: dict[str, int]) -> None:
    counted = open_as("lead_member").figures("subjects", ["council"])
    assert counted["subjects"].to_pylist() == [len(EVERY)]


def test_a_proposal_opens_nothing_and_a_tie_does(people: dict[str, int]) -> None:
    assert seen_by("conference_chair") == set()
    actions.tie("conference_chair", Tie.Kind.WORKER, COUNCIL, "Cy Ford", date(2026, 1, 1), "tests")
    assert seen_by("conference_chair") == set(SOUTH)


def test_a_tie_holds_between_its_days(people: dict[str, int]) -> None:
    actions.tie("conference_chair", Tie.Kind.WORKER, COUNCIL, "Cy Ford", date(2027, 1, 1), "tests")
    assert seen_by("conference_chair") == set()
    tie = Tie.objects.get(person__username="worker")
    actions.end_tie(tie.pk, date(2026, 10, 31))
    assert seen_by("worker") == set()


def test_a_former_worker_does_not_see_the_child_who_moved_on(people: dict[str, int]) -> None:
    assert "S1" not in seen_by("worker")


def test_another_councils_text_opens_nothing(people: dict[str, int]) -> None:
    actions.tie("conference_chair", Tie.Kind.WORKER, "Elsewhere", "Cy Ford", date(2026, 1, 1), "tests")
    assert seen_by("conference_chair") == set()


def test_roles_end(people: dict[str, int]) -> None:
    inspector = Person.objects.get(username="inspector")
    assert role_of(inspector, timezone.now()) is Role.INSPECTOR
    assert role_of(inspector, timezone.now() + timedelta(days=8)) is None
    actions.end_person("worker")
    assert reader_of(Asked("worker")) is None  # type: ignore[arg-type]


def test_the_newest_role_counts(people: dict[str, int]) -> None:
    actions.give_role("worker", Role.ANALYST, None, "tests")
    assert seen_by("worker") == set(EVERY)


def test_every_role_has_its_means() -> None:
    assert set(MEANS) == set(Role)
    assert [role for role in Role if MEANS[role].sees_sealed] == [Role.SEALED_KEEPER]
    assert not any(means.may_open for means in MEANS.values() if means.sees is not Sees.TIED)


def test_the_page_of_roles_says_what_each_may() -> None:
    """docs/explanation/who-sees-what.md, row by row."""
    page = Path(__file__).parents[2] / "docs" / "explanation" / "who-sees-what.md"
    rows = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]

    def told(role: Role) -> str:
        if role in READS_THE_LOG:
            return "the whole log"
        return "by name" if role in TOLD_WHO_LOOKED else "how many" if role in SEES_CHILDREN else "no"

    expected = [
        f"| {means.title} | {means.sees.value} | {'yes' if means.may_open else 'no'} | {told(role)} |"
        for role, means in MEANS.items()
    ]
    assert rows == expected
