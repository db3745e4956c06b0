"""A grade beside every figure and list: on each page that has any, for each kind of reader, its parts a click away."""

import re

import pytest
from django.test import Client

from sightline.measures.grade import SHARES, Part
from sightline.store import Scope, Snapshot, Store
from sightline.web.people.models import Person
from sightline.web.people.reader import Reader
from sightline.web.people.roles import Role
from sightline.web.quality import grades, trusted

LISTS = ("/due/", "/journey/", "/data/fix-list/", "/measures/")
BEHIND = "/measures/rows/?clock=assessment&month=year"
PAGES = {
    "analyst": ("/", *LISTS, BEHIND, "/loads/", "/data/annex-a/", "/data/checks/child_without_ethnicity/"),
    "service_manager": ("/", *LISTS, BEHIND),
    "team_manager": ("/", *LISTS, BEHIND),
    "worker": ("/", *LISTS),
    "lead_member": ("/", "/measures/", "/data/checks/child_without_ethnicity/"),
}
LINK = re.compile(r'href="(/data/[^"#]*)#grades"')
FILES = ("/today/excel/", "/due/csv/", "/measures/csv/", "/data/fix-list/csv/", "/data/annex-a/excel/")


@pytest.mark.parametrize("username", PAGES)
def test_every_figure_leads_to_the_parts_of_its_grade(people: dict[str, int], username: str) -> None:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    found: set[str] = set()
    for address in PAGES[username]:
        links = set(LINK.findall(client.get(address).text))
        assert links, address
        found |= links
    for link in found:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert 'id="grades"' in answer.text


def test_every_file_of_figures_says_how_far_to_believe_them(people: dict[str, int]) -> None:
    from tests.web.test_leaks import said

    client = Client()
    client.force_login(Person.objects.get(username="analyst"))
    for address in FILES:
        assert "Accuracy" in said(client.get(address)), address


def test_a_letter_that_would_give_a_small_number_away_is_not_shown() -> None:
    good = dict.fromkeys(SHARES, Part(100, 100))
    few = {"answered": True}
    hidden = ("c", "Not shown: it would give a small number away")
    assert grades._letter({**good, "answered": Part(98, 100)}, few) == hidden
    assert grades._letter({**good, "answered": Part(998, 1000)}, few) == ("A", "Complete")
    assert grades._letter({**good, "recorded": Part(7, 10)}, {"recorded": True})[0] == "c"
    assert grades._letter({**good, "recorded": Part(98, 100)}, {"recorded": True})[0] == "A"


def test_a_sum_of_protected_figures_does_not_give_one_away(whole: Snapshot, county: Store) -> None:
    member = Snapshot(county, whole.record, Scope("member", figures_only=True))
    every = grades.grade_all(member, True)
    assert {said[name] for said in (every.shares, every.counts) for name in grades.PROTECTED} == {"c"}
    shown = trusted.trusted(member, Reader(1, "M", Role.LEAD_MEMBER))
    assert {each.number for each in shown.found} - {"c"} == {each.number for each in shown.found if each.number != "c"}
    hidden = [each for each in shown.found if each.number == "c"]
    assert len(hidden) != 1 or shown.total == "c"
    assert shown.loads == () and shown.teams == ()
