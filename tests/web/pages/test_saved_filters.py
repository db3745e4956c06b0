"""Saved filters: an address with a name, one's own or shared; they hold no rights."""

import pytest
from django.test import Client

from sightline.web.saved.models import SavedFilter
from tests.web.pages.test_due_list import as_

QUERY = "state=overdue,cannot-tell&group=worker"


@pytest.fixture
def manager(people: dict[str, int]) -> Client:
    return as_("team_manager")


def save(client: Client, name: str = "Stand-up", query: str = QUERY) -> int:
    return client.post("/due/saved/", {"name": name, "query": query}).status_code


def test_a_filter_is_saved_under_a_name(manager: Client) -> None:
    answer = manager.post("/due/saved/", {"name": "Stand-up", "query": QUERY})
    assert answer["Location"] == "/due/?state=overdue%2Ccannot-tell&group=worker"
    text = manager.get(answer["Location"]).text
    assert "Stand-up" in text and "Yours" in text and 'aria-current="true"' in text
    assert "Stand-up" not in as_("worker").get("/due/").text


def test_saving_twice_is_saving_once(manager: Client) -> None:
    assert save(manager) == save(manager) == 302
    save(manager, query="state=due")
    assert SavedFilter.objects.get().query == "state=due"


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("", QUERY, "Type a name of up to 60 letters"),
        ("x" * 61, QUERY, "Type a name of up to 60 letters"),
        ("Late", "state=late", "is not a state of this list"),
        ("Long", "team=" + "x" * 1001, "more filters than can be kept"),
    ],
)
def test_what_cannot_be_saved(manager: Client, name: str, query: str, said: str) -> None:
    answer = manager.post("/due/saved/", {"name": name, "query": query})
    assert said in answer.text and "There is a problem" in answer.text
    assert not SavedFilter.objects.exists()


def test_a_shared_filter_shows_each_their_own(manager: Client) -> None:
    save(manager, "Ours", "state=overdue,due-soon,due,cannot-tell,missed")
    assert "Share with North" in manager.get("/due/saved/").text
    held = SavedFilter.objects.get()
    manager.post(f"/due/saved/{held.pk}/share/", {"team": "0"})
    seen = as_("worker").get("/due/").text
    assert "Ours" in seen and "From Person team_manager, shared with North" in seen
    for other in ("reviewing_officer", "director", "conference_chair"):
        assert "Ours" not in as_(other).get("/due/").text, other
    assert "Ben Carr" not in as_("worker").get(f"/due/?{held.query}").text
    manager.post(f"/due/saved/{held.pk}/share/", {"team": ""})
    assert "Ours" not in as_("worker").get("/due/").text


def test_nobody_shares_with_a_team_that_is_not_theirs(manager: Client) -> None:
    save(manager)
    for team in ("1", "South", "-1", "9" * 30):
        manager.post(f"/due/saved/{SavedFilter.objects.get().pk}/share/", {"team": team})
        assert not SavedFilter.objects.get().is_shared


def test_nobody_changes_anothers(manager: Client) -> None:
    save(manager)
    held = SavedFilter.objects.get()
    other = as_("worker")
    other.post(f"/due/saved/{held.pk}/remove/")
    other.post(f"/due/saved/{held.pk}/share/", {"team": "0"})
    assert not SavedFilter.objects.get().is_shared
    manager.post(f"/due/saved/{held.pk}/remove/")
    assert not SavedFilter.objects.exists()


def test_those_who_see_every_child_share_among_themselves(people: dict[str, int]) -> None:
    save(as_("analyst"), "Whole council")
    as_("analyst").post(f"/due/saved/{SavedFilter.objects.get().pk}/share/", {"team": "0"})
    assert "Whole council" in as_("director").get("/due/").text
    assert "Whole council" not in as_("team_manager").get("/due/").text
