"""Search by a child's id: exact, by scope, the same words for what is not there and what may not be seen."""

import re

import pytest
from django.test import Client

from sightline.store import Scope, Snapshot
from sightline.web.access.models import Entry
from sightline.web.child.own import own_children
from sightline.web.child.search import search
from tests.web.child.test_page import address, as_, subject
from tests.web.county import EVERY, NOBODYS, SEALED, SOUTH, forename


def ask(role: str, child_id: str) -> tuple[Client, object]:
    client = as_(role)
    return client, client.post("/children/", {"child_id": child_id})


@pytest.mark.parametrize("typed", ["N1", " N1 ", "OLDN1"])
def test_an_id_or_an_older_one_leads_to_the_child(people: dict[str, int], typed: str) -> None:
    _, answer = ask("worker", typed)
    assert (answer.status_code, answer["Location"]) == (302, address("N1"))  # type: ignore[attr-defined,index]
    line = Entry.objects.order_by("-number").values("action", "subject_id", "why").first()
    assert line == {"action": "search", "subject_id": "N1", "why": f"searched for {typed.strip()}"}


@pytest.mark.parametrize("typed", ["N", "n1", "1N", "N1%", "%", forename("N1"), "Tallowby", "2015-01-01"])
def test_nothing_is_guessed(people: dict[str, int], typed: str) -> None:
    _, answer = ask("worker", typed)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert "There is nothing here that you can see under that id." in answer.text  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", ["worker", "team_manager", "director", "analyst"])
def test_the_same_for_a_child_out_of_scope_and_for_none(people: dict[str, int], role: str) -> None:
    def bare(child: str) -> str:
        _, answer = ask(role, child)
        assert answer.status_code == 200  # type: ignore[attr-defined]
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text)  # type: ignore[attr-defined]
        return text.replace(f'value="{child}"', "")

    hidden = (*SEALED, "OLDB1", *((*SOUTH, NOBODYS, "OLDS1") if role in ("worker", "team_manager") else ()))
    nobody = bare("ZZ9")
    for child in hidden:
        assert bare(child) == nobody, child
        assert Entry.objects.order_by("-number").values_list("subject_id", "why")[0] == ("", f"searched for {child}")


def test_an_id_spoiled_by_a_spreadsheet(whole: Snapshot) -> None:
    assert [child.child_id for child in search(whole, "9212044.0").children] == ["N2"]
    assert search(whole, "").fault == "Type the child’s id as your case system has it"
    assert search(whole, "x" * 61).fault == "That is not an id"


@pytest.mark.parametrize("role", ["lead_member", "inspector", "access_auditor"])
def test_not_for_those_who_see_no_child(people: dict[str, int], role: str) -> None:
    assert ask(role, "N1")[1].status_code == 404  # type: ignore[attr-defined]
    assert as_(role).get("/children/").status_code == 404


def test_an_id_never_comes_into_an_address(people: dict[str, int]) -> None:
    form = as_("worker").get("/children/").text
    assert '<form method="post" action="/children/"' in form
    assert as_("worker").get("/children/?child_id=N1").status_code == 200
    assert "Find a child by id" in as_("worker").get("/children/?child_id=N1").text


def test_a_workers_own_children_and_no_others(people: dict[str, int]) -> None:
    text = as_("worker").get("/children/").text
    assert "2 children are with you as of 31 October" in text
    assert all(f"{forename(child)} Tallowby" in text for child in ("N1", "N2"))
    assert not [
        child for child in ("N3", *SOUTH, NOBODYS, *SEALED) if forename(child) in text or address(child) in text
    ]
    for role in ("team_manager", "director", "analyst"):
        page = as_(role).get("/children/").text
        assert "Find a child" in page and not [child for child in EVERY if address(child) in page]


def test_a_worker_with_no_children(whole: Snapshot) -> None:
    from dataclasses import replace

    assert own_children(replace(whole, scope=Scope("x", only=frozenset()))).children == ()
    one = own_children(replace(whole, scope=Scope("x", only=frozenset({subject("N1")}))))
    assert [each.called.name for each in one.children] == ["N1"], "without names in the scope, the id"
    assert (one.children[0].overdue, one.children[0].next_due, one.children[0].seen) == (0, "", "")


@pytest.mark.parametrize("kind", ["csv", "excel"])
def test_an_export_has_no_name_and_is_written_down(people: dict[str, int], kind: str) -> None:
    answer = as_("worker").get(f"{address('N1')}{kind}/")
    assert answer.status_code == 200
    assert "N1" not in answer["Content-Disposition"]
    assert forename("N1").encode() not in answer.content and b"Tallowby" not in answer.content
    line = Entry.objects.order_by("-number").values("action", "subject_id", "page").first()
    assert line == {"action": "export", "subject_id": "N1", "page": f"child_{kind}"}
    assert as_("worker").get(f"{address('S1')}{kind}/").status_code == 404


def test_the_export_holds_every_duty_with_its_working(people: dict[str, int], whole: Snapshot) -> None:
    import csv
    import io

    text = as_("worker").get(f"{address('N1')}csv/").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text.split("\n\n", 1)[1])))
    assert len(rows) == len(whole.about("obligations", [subject("N1")]))
    assert text.splitlines()[0].strip('"') == whole.record.provenance()
    assert all(row["Working"] and row["Start"] and row["So"] and row["Child"] == "N1" for row in rows)
