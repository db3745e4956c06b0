"""Annex A as a page and a workbook: for those who know the files, without sealed children, and written down."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from sightline import flow
from sightline.store import Store, open_store
from sightline.web.access.models import Entry
from sightline.web.people.models import Person
from sightline.web.people.roles import KNOWS_THE_FILES, Role
from tests.web.browser import Site, find_chromium, look_at, sign_in
from tests.web.county import EVERY, SEALED

Opened = Callable[[Role], Client]


@pytest.fixture
def signed_in(people: dict[str, int], county: Store) -> Opened:
    def client_of(role: Role) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=role.value))
        return client

    return client_of


def test_the_workbook_and_its_line_in_the_log(signed_in: Opened) -> None:
    answer = signed_in(Role.ANALYST).get("/data/annex-a/excel/")
    assert answer["Content-Disposition"].startswith('attachment; filename="annex-a-2026-10-31')
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["What cannot be vouched for", *(f"List {n}" for n in range(1, 12))]
    children = {row[0] for row in book.get_sheet_by_name("List 6").to_python()[1:]}
    assert children == set(EVERY)
    entry = Entry.objects.order_by("-number").first()
    assert entry is not None and (entry.action, entry.page, entry.children) == ("export", "annex_a_excel", len(EVERY))


def test_the_page_says_what_cannot_be_vouched_for(signed_in: Opened) -> None:
    text = signed_in(Role.DIRECTOR).get("/data/annex-a/").text
    assert "No load says which rows this list has, so it is empty." in text
    assert not any(f">{child}<" in text for child in (*EVERY, *SEALED))


def test_of_a_region_one_council_at_a_time(signed_in: Opened, settings: Any, tmp_path: Path) -> None:
    """Both councils of a region have a child of the same id; each has its own workbook, and no third there is."""
    settings.STORE_FOLDER = tmp_path / "store"
    for council, born in (("Southmoor", "2015-02-03"), ("Northmoor", "2014-01-02")):
        files = tmp_path / council
        files.mkdir()
        (files / "ssd_person.csv").write_text(f"pers_person_id,pers_sex,pers_dob\nMU1,F,{born}\n")
        work = "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa\nr1,MU1,2026-08-03,N\n"
        (files / "ssd_cin_episodes.csv").write_text(work)
        flow.load(open_store(tmp_path / "store"), [files], council=council)
    client = signed_in(Role.DIRECTOR)
    assert "Annex A: Northmoor" in client.get("/data/annex-a/").text
    chosen = client.get("/data/annex-a/?council=Southmoor").text
    assert "Annex A: Southmoor" in chosen and "<option selected>Southmoor</option>" in chosen
    assert client.get("/data/annex-a/?council=Eastmoor").status_code == 404
    listed = client.get("/journey/").text
    for council, year in (("Northmoor", 2014), ("Southmoor", 2015)):
        assert f'<span class="sl-why">{council}</span>' in listed and f"</b> of {council}, SSD" in listed
        content = client.get(f"/data/annex-a/excel/?council={council}").content
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("List 6").to_python()
        assert [(row[0], row[rows[0].index("Date of Birth")].year) for row in rows[1:]] == [("MU1", year)]


@pytest.mark.parametrize("role", [role for role in Role if role not in KNOWS_THE_FILES])
def test_others_have_no_such_page(signed_in: Opened, role: Role) -> None:
    assert signed_in(role).get("/data/annex-a/").status_code == 404
    assert signed_in(role).get("/data/annex-a/excel/").status_code == 404


@pytest.mark.skipif(not find_chromium(), reason="There is no Chromium here: apt-get install chromium")
def test_the_page_in_a_browser(page: Any, site: Site) -> None:
    sign_in(page, site, "analyst")
    look_at(page, f"{site.address}/data/annex-a/", (1280, 375, 320))
