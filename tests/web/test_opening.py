"""Open with a reason: an hour, written down, ended early if wanted; sealed records are not found."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sightline.web.access.models import Entry
from sightline.web.people.models import Opening, Person
from sightline.web.people.opening import REASONS, pick
from tests.web.test_scope import seen_by

FORM = {"child_id": "S1", "kind": REASONS[0], "words": "Cy Ford is away this week"}


@pytest.fixture
def worker(people: dict[str, int], client: Client) -> Client:
    client.force_login(Person.objects.get(username="worker"))
    return client


def test_opening_and_its_end(worker: Client) -> None:
    assert "S1" not in seen_by("worker")
    assert worker.post("/people/open/", FORM).status_code == 302
    assert "S1" in seen_by("worker")
    entry = Entry.objects.last()
    assert entry is not None
    assert (entry.action, entry.subject_id, entry.why) == (
        "open with a reason",
        "S1",
        f"{FORM['kind']}: {FORM['words']}",
    )
    assert "You have opened 1 child with a reason" in worker.get("/").text
    opening = Opening.objects.get()
    assert opening.ends_at - opening.opened_at == timedelta(minutes=60)
    assert worker.post(f"/people/open/{opening.pk}/end/").status_code == 302
    assert "S1" not in seen_by("worker")


def test_it_ends_by_itself(worker: Client) -> None:
    worker.post("/people/open/", FORM)
    Opening.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert "S1" not in seen_by("worker")


@pytest.mark.parametrize("child_id", ["B1", "A1", "Z9"])
def test_sealed_and_unknown_look_the_same(worker: Client, child_id: str) -> None:
    answer = worker.post("/people/open/", {**FORM, "child_id": child_id})
    assert answer.status_code == 200
    assert "There is nothing here that you can see under that id." in answer.text
    assert not Opening.objects.exists()
    entry = Entry.objects.last()
    assert entry is not None
    assert (entry.action, entry.subject_id) == ("search", "")
    assert child_id in entry.why


@pytest.mark.parametrize("left_out", ["child_id", "kind", "words"])
def test_a_reason_is_asked_for(worker: Client, left_out: str) -> None:
    answer = worker.post("/people/open/", {**FORM, left_out: ""})
    assert "There is a problem" in answer.text
    assert "Error: " in answer.text.split("</title>")[0]
    assert not Opening.objects.exists()


def test_nobody_ends_what_another_opened(worker: Client) -> None:
    worker.post("/people/open/", FORM)
    other = Client()
    other.force_login(Person.objects.get(username="team_manager"))
    other.post(f"/people/open/{Opening.objects.get().pk}/end/")
    assert "S1" in seen_by("worker")


def test_directors_do_not_open(people: dict[str, int], client: Client) -> None:
    client.force_login(Person.objects.get(username="director"))
    assert client.post("/people/open/", FORM).status_code == 404


def test_an_id_of_two_councils_opens_the_child_of_the_one_named() -> None:
    both = ("Northmoor", "Southmoor")
    rows = [{"council": name, "subject_kind": "child", "subject_id": "S1", "child_id": "S1"} for name in both]
    assert pick(rows, "S1", "Southmoor", both) == ("Southmoor", "child", "S1")
    assert pick(rows, "S1", "", both) is None, "never the first that happens to stand there"
    assert pick(rows[:1], "S1", "", both[:1]) == ("Northmoor", "child", "S1")
