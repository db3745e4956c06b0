"""A grade beside every figure and list: on each page that has any, for each kind of reader, its parts a click away."""

import re

import pytest
from django.test import Client

from sightline.web.people.models import Person

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
