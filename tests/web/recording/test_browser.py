"""Recording in a real browser: wide and narrow, by axe, by keyboard order, and without JavaScript to the end."""

from typing import Any

import pytest

from tests.web.browser import RULES, Site, find_chromium, sign_in

pytestmark = pytest.mark.skipif(not find_chromium(), reason="There is no Chromium here: apt-get install chromium")


def look(page: Any, width: int) -> None:
    """Axe finds nothing and nothing runs off sideways."""
    from axe_playwright_python.sync_playwright import Axe

    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    found = Axe().run(page, options=RULES)
    assert len(found.response["passes"]) > 5, "Axe did not look"
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"


def open_a_child(page: Any, site: Site) -> None:
    sign_in(page, site, "manager")
    page.goto(f"{site.address}/due/?state=overdue")
    page.locator('main a[href^="/children/"]').first.click()
    page.get_by_role("link", name="Record something").click()


def fill(page: Any) -> None:
    page.locator("input[name=duty]").first.check()
    for part, value in (("day", "1"), ("month", "3"), ("year", "2026")):
        page.locator(f"#on-{part}").fill(value)
    page.get_by_label("Who decided it?").fill("J Reed, service manager")
    page.get_by_label("Why?").fill("Agreed at the panel of that day")


@pytest.mark.parametrize(("width", "script"), [(1280, True), (375, True), (375, False)])
def test_an_exemption_from_the_child_to_the_child(browser: Any, site: Site, width: int, script: bool) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
    page = context.new_page()
    # Without JavaScript the browser runs no axe either: the pages are the same, and looked at above.
    looked = (lambda: look(page, width)) if script else (lambda: None)
    open_a_child(page, site)
    looked()
    page.get_by_role("link", name="An exemption").click()
    looked()
    page.get_by_role("button", name="Check your answers").click()
    assert "There is a problem" in page.content()
    looked()
    fill(page)
    page.get_by_role("button", name="Check your answers").click()
    looked()
    page.get_by_role("button", name="Change something").click()
    assert page.get_by_label("Why?").input_value() == "Agreed at the panel of that day"
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved: an exemption.").wait_for()
    looked()
    page.get_by_role("link", name="Take this back").first.click()
    looked()
    page.get_by_label("Why is it taken back?").fill("It was meant for a brother")
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("Saved: it has been taken back.").wait_for()
    context.close()
