"""The pages of data quality in a real browser: axe, and no sideways scrolling at 1280, 375 and 320."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.browser import Site, find_chromium, serve_demo

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytestmark = pytest.mark.skipif(not find_chromium(), reason="There is no Chromium here: apt-get install chromium")

PAGES = {
    "analyst": ("/data/?clock=cla_visit", "/data/fix-list/", "/data/fix-list/?team=none",
                "/data/fix-list/?check=no", "/data/checks/cp_visit_seen_not_said/"),
    "manager": ("/data/", "/data/fix-list/"),
    "member": ("/data/", "/data/checks/cp_visit_seen_not_said/"),
}  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve_demo(tmp_path_factory.mktemp("demo")) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=find_chromium())
        yield opened
        opened.close()


@pytest.mark.parametrize("username", PAGES)
def test_every_page_of_a_role(browser: Any, site: Site, username: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site.address}/account/sign-in/")
    page.get_by_label("Sign-in name").fill(username)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.address}/")
    for address in PAGES[username]:
        for width in (320, 375, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(site.address + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
            if width != 320:
                found = Axe().run(page, options=RULES)
                assert found.violations_count == 0, f"{address} at {width}: {found.generate_report()}"
    context.close()
