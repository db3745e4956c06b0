"""Lists that should agree in a real browser: axe, no sideways scrolling at 1280, 375 and 320, and no script needed."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.browser import Site, find_chromium, look_at, sign_in

pytestmark = pytest.mark.skipif(not find_chromium(), reason="There is no Chromium here: apt-get install chromium")

LISTS = {
    "Case system": "Child ID,Where,Since\nMU1001,Other placement,2026-04-02\nMU1002,Larch House,2026-04-14\n",
    "Placements team": "Child ID,Name,DOB,Where,Started\nMU1001,Ash Grove,2011-02-01,Supported flat,30/03/2026\n"
    "MU1002,Bay Hill,2012-03-04,Larch House,14/04/2026\n,Cy Lake,2010-05-06,Beech Cottage,01/05/2026\n",
    "Legal": "Child ID,Name,Date of birth,Start date\n,LAKE Cy,06/05/2010,2026-05-02\nMU1002,Hill,,2026-04-14\n",
}
WIDTHS = (1280, 375, 320)
WHY = "The agency's invoice shows it"


def see(page: Any, name: str) -> None:
    """Keep a picture, where somebody wants to look."""
    if folder := os.environ.get("SIGHTLINE_PICTURES"):
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def test_bring_decide_and_sign_without_a_script(browser: Any, site: Site, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, "analyst")
    page.goto(f"{site.address}/reconcile/")
    page.get_by_label("What are they lists of?").fill("Children in placements that are not registered")
    for number, (name, text) in enumerate(LISTS.items(), 1):
        path = tmp_path / f"{number}.csv"
        path.write_text(text, encoding="utf-8")
        page.get_by_label(f"File of list {number}").set_input_files(path)
        page.get_by_label(f"Whose list {number} is").fill(name)
    page.get_by_role("button", name="Compare").click()
    first = page.get_by_role("link", name="Placements team row 4 and Legal row 2")
    expect(first).to_be_visible()
    looked = {"lists": f"{site.address}/reconcile/", "comparison": page.url}
    see_with_script(browser, site, page, looked)
    with page.expect_navigation():
        first.click()
    while "/pair/" in page.url or "/child/" in page.url:
        kind = "pair" if "/pair/" in page.url else "child"
        if kind not in looked:
            looked[kind] = page.url
            see_with_script(browser, site, page, {kind: page.url})
        page.get_by_label("One child: link the rows").or_(page.get_by_label("On the list", exact=True)).check()
        page.get_by_label("Why, in a sentence").fill(WHY)
        with page.expect_navigation():
            page.get_by_role("button", name="Sign and go on").click()
    page.get_by_label("Why is this list right?").fill("Agreed at the meeting of heads of service")
    page.get_by_role("button", name="Sign the list").click()
    expect(page.locator("main")).to_contain_text("Signed by Imran Kestrelgate")
    see_with_script(browser, site, page, {"signed": page.url, "lists-signed": f"{site.address}/reconcile/"})
    context.close()


def see_with_script(browser: Any, site: Site, signed_in: Any, looked: dict[str, str]) -> None:
    """Axe needs a script: the same pages in a browser that runs them, as the same person."""
    context = browser.new_context(storage_state=signed_in.context.storage_state())
    page = context.new_page()
    page.complaints = []
    for name, address in looked.items():
        look_at(page, address, WIDTHS)
        see(page, name)
    context.close()
