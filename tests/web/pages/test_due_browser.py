"""The due list in a real browser: axe, widths, keyboard, folding, and what Apply and the headings do."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.browser import Site, look_at, sign_in

WIDTHS = (1280, 375, 320)
ADDRESSES = (
    "/due/",
    "/due/?state=overdue,due-soon,due,cannot-tell,missed&group=worker&sort=days&order=descending",
    "/due/?group=siblings&from=2026-01-01",
    "/due/?team=nowhere",
    "/due/?state=late",
    "/due/saved/?state=overdue",
)


@pytest.mark.parametrize("username", ["manager", "director"])
def test_every_state_of_the_list(page: Any, site: Site, username: str) -> None:
    sign_in(page, site, username)
    for address in ADDRESSES:
        look_at(page, site.address + address, WIDTHS)


def test_nobodys_list(page: Any, site: Site) -> None:
    sign_in(page, site, "chair")
    look_at(page, f"{site.address}/due/", WIDTHS)


def test_filters_fold_on_a_narrow_screen(page: Any, site: Site) -> None:
    sign_in(page, site, "manager")
    page.goto(f"{site.address}/due/")
    apply = page.get_by_role("button", name="Apply")
    assert not apply.is_visible()
    page.get_by_text("Filters: 2 in use").click()
    expect(apply).to_be_visible()


def test_apply_goes_to_the_heading_with_the_new_total(page: Any, site: Site) -> None:
    sign_in(page, site, "manager")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site.address}/due/")
    page.locator("#state-due-soon").uncheck()
    page.locator("#state-cannot-tell").check()
    number = page.locator("label[for=state-cannot-tell] .sl-option-number").inner_text()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#due-list:focus")).to_be_visible()
    expect(page.locator(".govuk-body-l").first).to_contain_text(f"{number} cannot tell")
    heading = page.get_by_role("columnheader", name="Worker")
    for order in ("ascending", "descending"):
        heading.get_by_role("link").click()
        expect(heading).to_have_attribute("aria-sort", order)


def test_a_filter_is_saved_and_used_without_javascript(browser: Any, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, "manager")
    page.goto(f"{site.address}/due/?state=overdue&group=duty")
    page.get_by_role("link", name="Save").click()
    page.get_by_label("Save the list you came from as").fill("Late by duty")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{site.address}/due/")
    page.get_by_role("link", name="Late by duty").click()
    expect(page).to_have_url(f"{site.address}/due/?state=overdue&group=duty")
    context.close()
