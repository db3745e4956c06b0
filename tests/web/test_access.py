"""The access log: a line for each look, chained; a line altered, missing, added or cut off shows."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from sightline.web.access.actions import Look, write_look
from sightline.web.access.chain import FIRST, SEALED, seal_of, verify
from sightline.web.access.looking import Asked, holds_noted, read_log, verify_log, who_looked
from sightline.web.access.models import Action, Entry, Head
from tests.web.conftest import PASSWORD
from tests.web.county import COUNCIL

SECRET = b"kept apart"
CHILD = (COUNCIL, "child", "N1")
OTHER = (COUNCIL, "child", "S1")


def look(*subjects: tuple[str, str, str], action: Action = Action.LOOK, why: str = "") -> int:
    return write_look(Look(1, "worker", "worker", action, "child", subjects, why, "snapshot"))


@pytest.fixture
def three_lines(db: None) -> None:
    look(CHILD)
    look(OTHER, action=Action.OPEN, why="Covering for a colleague: away today")
    look(CHILD, OTHER, action=Action.EXPORT)


def test_whole(three_lines: None) -> None:
    verdict = verify_log()
    assert verdict.holds
    assert verdict.lines == 3
    assert holds_noted(3, verdict.last_seal)
    assert not holds_noted(3, FIRST)


def test_empty(db: None) -> None:
    assert verify_log().holds


def test_the_database_refuses_to_change_a_line(three_lines: None) -> None:
    for change in (lambda: Entry.objects.filter(number=1).update(who="other"), lambda: Entry.objects.all().delete()):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            change()
    assert verify_log().holds


TAMPERED: dict[str, tuple[Callable[[list[dict[str, object]]], object], str]] = {
    "altered": (lambda lines: lines[1].update(why="nothing"), "Line 2 is not as it was written"),
    "child changed": (lambda lines: lines[0].update(subject_id="N2"), "Line 1 is not as it was written"),
    "missing": (lambda lines: lines.pop(1), "Line 2 is missing"),
    "cut off": (lambda lines: lines.pop(), "ends with line 3, and holds 2"),
    "first gone": (lambda lines: lines.pop(0), "Line 1 is missing"),
    "swapped": (lambda lines: lines.reverse(), "Line 1 is missing"),
    "sealed by another": (
        lambda lines: lines[2].update(why="x") or lines[2].update(seal=seal_of(b"guess", lines[2])),
        "Line 3 is not as it was written",
    ),
    "chained anew": (lambda lines: lines[1].update(before=FIRST), "Line 2 does not follow the line before it"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_tampering_shows(three_lines: None, name: str, settings: object) -> None:
    secret = settings.INSTALLATION_SECRET  # type: ignore[attr-defined]
    lines = [dict(line) for line in Entry.objects.values(*SEALED, "seal")]
    head = Head.objects.values_list("number", "seal").get()
    assert verify(secret, lines, head).holds
    change, said = TAMPERED[name]
    change(lines)
    verdict = verify(secret, lines, head)
    assert not verdict.holds
    assert said in verdict.wrong


def test_tampering_behind_the_back_of_the_triggers(three_lines: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("The triggers of SQLite are dropped here; PostgreSQL has the same chain")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER access_entry_no_update")
        cursor.execute("UPDATE access_entry SET person_id = 2 WHERE number = 2")
    assert verify_log().wrong == "Line 2 is not as it was written"


def test_who_looked(three_lines: None) -> None:
    assert [line.action for line in who_looked(CHILD)] == ["export", "look"]
    assert [line.number for line in who_looked(OTHER)] == [3, 2]
    assert [line.number for line in read_log(Asked(child_id="S1"))] == [3, 2]
    assert [line.number for line in read_log(Asked(below=2))] == [1]
    assert read_log(Asked(who="nobody")) == ()


def test_a_list_says_how_many(db: None) -> None:
    look(CHILD, OTHER)
    entry = Entry.objects.get()
    assert (entry.children, entry.subject_id, entry.listed) == (2, "", "")


def test_signing_in_and_reading_the_log_are_lines(people: dict[str, int], client: Client) -> None:
    client.post("/account/sign-in/", {"login": "access_auditor", "password": PASSWORD})
    assert client.get("/access/").status_code == 200
    assert client.post("/access/", {"child_id": "N1"}).status_code == 200
    assert list(Entry.objects.values_list("action", "page")) == [
        ("sign in", "account_login"),
        ("look", "access_log"),
        ("search", "access_log"),
    ]
    assert b"The access log is whole" in client.get("/access/check/").content
