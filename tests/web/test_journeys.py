"""The journeys people make, in a real browser, with JavaScript and without."""

import io
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.browser import PROGRAM, Site, sign_in

EXPIRE = """
import sys
from datetime import timedelta
from pathlib import Path
from sightline.web.running import set_up
set_up(Path(sys.argv[1]))
from django.utils import timezone
from sightline.web.people.models import Appointment
Appointment.objects.filter(person__username="inspector").update(ends_at=timezone.now() - timedelta(seconds=1))
"""


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def goer(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """Somebody at a computer."""
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def to_a_child(page: Any) -> str:
    """From a due list to its first child; the duty it was opened for."""
    row = page.locator(".sl-rows-of-duties tbody .govuk-table__row").first
    duty = str(row.locator(".sl-col-duty b").first.inner_text())
    row.locator("a[href^='/children/']").click()
    return duty


def test_director_from_a_figure_to_the_law(goer: Any, site: Site) -> None:
    sign_in(goer, site, "director")
    goer.locator("main a[href^='/due/']:visible").first.click()
    assert goer.locator("h1").inner_text() == "Due list"
    duty = to_a_child(goer)
    assert "/children/" in goer.url
    working = goer.locator("details.sl-working", has=goer.locator("summary", has_text=duty)).first
    working.locator("summary").click()
    assert "Source: " in working.inner_text()
    working.locator("a[href^='/law/']").first.click()
    assert goer.locator("h1").inner_text() == duty
    assert "What the law says" in goer.locator("main").inner_text()


def test_manager_to_the_late_list(goer: Any, site: Site) -> None:
    sign_in(goer, site, "manager")
    goer.get_by_role("link", name="Due list", exact=True).click()
    goer.locator("#state-due-soon").uncheck()
    goer.get_by_role("button", name="Apply").click()
    assert "state=overdue" in goer.url
    assert set(goer.locator(".sl-group th").all_inner_texts()[0].split(":")[:1]) == {"Overdue"}
    goer.locator(".sl-chip").first.click()
    assert goer.locator(".sl-chip").count() == 0
    to_a_child(goer)
    assert "/children/" in goer.url


def test_worker_to_the_week(goer: Any, site: Site) -> None:
    sign_in(goer, site, "worker")
    assert goer.locator("h1").is_visible()
    goer.get_by_role("link", name="Due list", exact=True).click()
    goer.goto(f"{site.address}/due/?state=due-soon,due,overdue&from=2026-10-31&to=2026-11-30")
    assert "Due 31 October to 30 November 2026" in goer.locator(".sl-chips").inner_text()
    assert goer.locator("#from").input_value() == "2026-10-31"


def test_analyst_from_a_load_to_a_workbook(goer: Any, site: Site) -> None:
    """The load is made on the command line; the web app shows it from the next click on."""
    from python_calamine import CalamineWorkbook

    files = site.folder / "files"
    words = [PROGRAM, "load", files / "ssd", "--data", site.folder / "store", "--council", "Northmarch (made up)"]
    loaded = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=120)
    assert loaded.returncode in (0, 3), loaded.stderr
    sign_in(goer, site, "analyst")
    goer.get_by_role("link", name="Who is who").click()
    goer.locator("select[name=username]").select_option("reviewing")
    chosen = str(goer.locator("select[name=text] option").first.inner_text())
    goer.get_by_role("button", name="Confirm this tie").click()
    assert chosen.partition(": ")[2].rpartition(",")[0] in goer.locator("main").inner_text()
    goer.get_by_role("link", name="Due list", exact=True).click()
    with goer.expect_download() as arrived:
        goer.get_by_role("link", name="Excel").click()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(arrived.value.path().read_bytes())).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert str(rows[0][0]).startswith("As of 31 October 2026")
    assert rows[4][0] == "Child" and len(rows) > 5


def test_inspector_until_it_ends(goer: Any, site: Site) -> None:
    give = [PROGRAM, "user", "role", "inspector", "inspector", "--until", "2030-12-31", "--data", site.folder / "store"]
    subprocess.run(give, check=True, capture_output=True, timeout=60)
    sign_in(goer, site, "inspector")
    assert goer.locator("h1").is_visible()
    assert goer.locator("a[href^='/children/']").count() == 0
    assert goer.goto(f"{site.address}/due/").status == 404
    subprocess.run([sys.executable, "-c", EXPIRE, site.folder / "store"], check=True, timeout=60)
    assert goer.goto(f"{site.address}/").status == 404
    assert "There is nothing here that you can see" in goer.locator("main").inner_text()
