"""The five journeys people make, from end to end in a real browser, with JavaScript and without."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from sightline.store import open_store
from sightline.store.place import read_pointer
from tests.web.browser import PROGRAM, RULES, Site, sign_in

EXPIRE = """
import sys
from datetime import timedelta
from pathlib import Path
from sightline.web.running import set_up
set_up(Path(sys.argv[1]))
from django.utils import timezone
from sightline.web.people.models import Appointment
Appointment.objects.filter(person__username="inspector").update(ends_at=timezone.now() - timedelta(days=1))
"""
"""The last day of the inspector's role was yesterday: no command gives a role that is over."""
OVERDUE = "/due/?state=overdue&group=none"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def goer(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """Somebody at a computer."""
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.runs_scripts = request.param
    yield page
    context.close()


def heading(page: Any, text: str | re.Pattern[str]) -> None:
    """Wait for the page that is headed so."""
    expect(page.locator("h1")).to_have_text(text)


def number_in(text: str) -> int:
    """The first number of a text, as people write it."""
    found = re.search(r"\d[\d,]*", text)
    assert found, text
    return int(found[0].replace(",", ""))


def total(page: Any, address: str = "") -> int:
    """How many duties the due list says it holds."""
    if address:
        page.goto(address)
    heading(page, "Due list")
    return number_in(page.locator("main .govuk-body-l").first.inner_text())


def to_a_child(page: Any) -> tuple[str, str]:
    """From a due list to its first child; the duty it was opened for and the day it was due."""
    row = page.locator(".sl-rows-of-duties tbody .govuk-table__row").first
    duty = str(row.locator(".sl-col-duty b").first.inner_text())
    due = str(row.locator(".sl-col-due").inner_text()).removeprefix("Due: ")
    row.locator("a[href^='/children/']").click()
    expect(page.locator(".sl-duties").first).to_be_visible()
    return duty, due


def look(page: Any) -> None:
    """Where scripts run: axe finds nothing and nothing runs off sideways, wide and narrow."""
    from axe_playwright_python.sync_playwright import Axe

    for width in (375, 1280) if page.runs_scripts else ():
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
        found = Axe().run(page, options=RULES)
        assert len(found.response["passes"]) > 5, "Axe did not look"
        assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"


def test_director_from_a_figure_to_the_law(goer: Any, site: Site) -> None:
    """Figure → its children → one child → the working and the row it came from → the law."""
    sign_in(goer, site, "director")
    figure = goer.locator(".sl-journey tbody a[href*='state=overdue']").first
    number = number_in(figure.inner_text())
    figure.click()
    assert total(goer) == number > 0
    duty, _ = to_a_child(goer)
    working = goer.locator("details.sl-working", has=goer.locator("summary", has_text=duty)).first
    working.locator("summary").click()
    expect(working.locator(".sl-steps li").first).to_contain_text("Start.")
    assert re.search(r"Source: .+, row [\d,]+", working.inner_text())
    working.locator("a[href^='/law/']").first.click()
    heading(goer, duty)
    expect(goer.locator("main")).to_contain_text("What the law says")


def test_manager_from_the_late_list_to_an_exemption(goer: Any, site: Site) -> None:
    """The late list → a child → an exemption, checked, changed, saved, in the list and without it, and taken back."""
    sign_in(goer, site, "manager")
    goer.get_by_role("link", name="Due list", exact=True).click()
    goer.locator("#state-due-soon").uncheck()
    goer.get_by_role("button", name="Apply").click()
    goer.wait_for_url("**state=overdue**")
    expect(goer.locator(".sl-chips")).to_contain_text("Overdue")
    before = total(goer, site.address + OVERDUE)
    duty, due = to_a_child(goer)
    goer.get_by_role("link", name="Record something").click()
    look(goer)
    goer.get_by_role("link", name="An exemption").click()
    look(goer)
    goer.get_by_role("button", name="Check your answers").click()
    expect(goer.locator("main, .govuk-error-summary").first).to_contain_text("There is a problem")
    look(goer)
    fill_in(goer, duty, due)
    goer.get_by_role("button", name="Check your answers").click()
    heading(goer, "Check your answers")
    look(goer)
    goer.get_by_role("button", name="Change something").click()
    expect(goer.get_by_label("Why?")).to_have_value("Agreed at the panel of that day")
    goer.get_by_role("button", name="Check your answers").click()
    goer.get_by_role("button", name="Save").click()
    expect(goer.get_by_text("Saved: an exemption.")).to_be_visible()
    look(goer)
    child = goer.url
    assert total(goer, site.address + OVERDUE) == before - 1
    goer.get_by_role("link", name="Show without them").click()
    expect(goer.locator(".sl-decided")).to_contain_text("Without recorded decisions.")
    assert total(goer) == before
    goer.goto(child)
    goer.get_by_role("link", name="Take this back").first.click()
    look(goer)
    goer.get_by_label("Why is it taken back?").fill("It was meant for a brother")
    goer.get_by_role("button", name="Take it back").click()
    expect(goer.get_by_text("Saved: it has been taken back.")).to_be_visible()
    assert total(goer, site.address + OVERDUE) == before


def fill_in(page: Any, duty: str, due: str) -> None:
    """The form of an exemption, for the duty that was due on this day."""
    which = re.compile(f"{re.escape(duty)}.*Due {due}", re.S)
    page.locator(".govuk-radios__item", has_text=which).locator("input").check()
    for part, value in (("day", "1"), ("month", "3"), ("year", "2026")):
        page.locator(f"#on-{part}").fill(value)
    page.get_by_label("Who decided it?").fill("J Reed, service manager")
    page.get_by_label("Why?").fill("Agreed at the panel of that day")


def test_worker_to_the_week(goer: Any, site: Site) -> None:
    """The first page is the week; a line of it leads to the child, and says why it is due."""
    sign_in(goer, site, "worker")
    heading(goer, "Your children, your week")
    days = goer.locator(".sl-day__when h3").all_inner_texts()
    assert days[0] == "Overdue" and len(days) > 1, days
    item = goer.locator(".sl-item", has=goer.locator("a[href^='/children/']")).first
    child, duty = item.locator("a").nth(0), item.locator("a.sl-quiet").inner_text()
    name = child.inner_text()
    child.click()
    expect(goer.locator(".sl-duties").first).to_be_visible()
    expect(goer.locator("h1")).to_contain_text(name)
    assert duty.casefold() in goer.locator("main").inner_text().casefold()


def test_analyst_from_a_load_to_a_workbook(goer: Any, site: Site) -> None:
    """A load is shown from the next click on; a name in it is tied; the workbook holds what the page shows."""
    files = site.folder / "files"
    words = [PROGRAM, "load", files / "ssd", "--data", site.folder / "store", "--council", "Northmarch (made up)"]
    loaded = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=300)
    assert loaded.returncode in (0, 3), loaded.stderr
    sign_in(goer, site, "analyst")
    newest = read_pointer(open_store(site.folder / "store")).last_load
    goer.goto(f"{site.address}/loads/")
    expect(goer.locator("main .govuk-body-l").first).to_contain_text(f"Load {newest} is the newest.")
    expect(goer.locator("main")).to_contain_text("Control totals")
    goer.get_by_role("link", name="Who is who").click()
    goer.locator("select[name=username]").select_option("reviewing")
    chosen = str(goer.locator("select[name=text] option").first.inner_text())
    goer.get_by_role("button", name="Confirm this tie").click()
    text = chosen.partition(": ")[2].rpartition(",")[0]
    expect(goer.locator("li", has_text=f"{text}: Hester Coldbrook")).to_be_visible()
    number = total(goer, f"{site.address}{OVERDUE}&sort=days")
    with goer.expect_download() as arrived:
        goer.get_by_role("link", name="Excel").click()
    head, rows = rows_of(arrived.value.path().read_bytes())
    assert head.startswith("As of 31 October 2026") and len(rows) == number
    shown = rows_on(goer)
    assert rows[: len(shown)] == shown and shown


def rows_of(workbook: bytes) -> tuple[str, list[tuple[str, str, int, str]]]:
    """The first line of a workbook, and of each row the child, the duty, the days over and the worker."""
    from python_calamine import CalamineWorkbook

    lines = CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()
    head = next(number for number, line in enumerate(lines) if "Child" in line)
    rows = [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]]
    return str(lines[0][0]), [
        (str(row["Child"]), str(row["Duty"]), int(float(str(row["Days over"]))), str(row["Worker"])) for row in rows
    ]


def rows_on(page: Any) -> list[tuple[str, str, int, str]]:
    """The same of the rows on the page."""
    parts = (".sl-col-child", ".sl-col-duty > b:first-of-type", ".sl-col-days", ".sl-col-worker")
    columns = [page.locator(f".sl-rows-of-duties tbody {part}").all_inner_texts() for part in parts]
    beside = re.compile(r"^Worker:\s*|\n.*|^No worker known$", re.S)
    return [
        (re.split(r",|\n", child)[0], duty, number_in(days), beside.sub("", worker))
        for child, duty, days, worker in zip(*columns, strict=True)
    ]


def test_inspector_until_it_ends(goer: Any, site: Site) -> None:
    """Figures and no child until the last day; the day after nothing opens, and the page says why and what to do."""
    give = [PROGRAM, "user", "role", "inspector", "inspector", "--until", "2030-12-31", "--data", site.folder / "store"]
    subprocess.run(give, check=True, capture_output=True, timeout=300)
    sign_in(goer, site, "inspector")
    expect(goer.locator("h1")).to_contain_text("Children’s services")
    assert goer.locator("a[href^='/children/']").count() == 0
    assert [goer.goto(site.address + address).status for address in ("/due/", "/measures/")] == [404, 200]
    subprocess.run([sys.executable, "-c", EXPIRE, site.folder / "store"], check=True, timeout=300)
    for address in ("/", "/measures/", "/law/", "/due/"):
        assert goer.goto(site.address + address).status == 404, address
    expect(goer.locator("main")).to_contain_text("Your role here (inspector) ended on")
    expect(goer.locator("main")).to_contain_text("they can give the role again with a later day")
    goer.get_by_role("link", name="Sign out").first.click()
    goer.get_by_role("button", name="Sign out").click()
    sign_in(goer, site, "inspector")
    expect(goer.locator("main")).to_contain_text("Your role here (inspector) ended on")
