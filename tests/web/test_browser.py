"""The frame in a real browser: each page passes axe, fits 375 wide and asks nothing of another computer."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.browser import Site, find_chromium, look_at, sign_in

pytestmark = pytest.mark.skipif(not find_chromium(), reason="There is no Chromium here: apt-get install chromium")

PUBLIC = ("/account/sign-in/", "/help/", "/marks/", "/accessibility/", "/cookies/", "/privacy/", "/nothing-here/")
SIGNED_IN = ("/account/password/", "/account/second-factor/", "/account/sign-out/", "/nothing-here/")


def test_before_signing_in(page: Any, site: Site) -> None:
    for address in PUBLIC:
        look_at(page, site.address + address)


def test_after_signing_in(page: Any, site: Site) -> None:
    sign_in(page, site, "worker")
    for address in SIGNED_IN:
        look_at(page, site.address + address)


def test_keyboard(page: Any, site: Site) -> None:
    page.goto(f"{site.address}/help/")
    page.keyboard.press("Tab")
    expect(page.locator("a:focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    expect(page.locator("#main-content:focus")).to_be_visible()


def test_a_warning_before_being_signed_out(page: Any, site: Site) -> None:
    sign_in(page, site, "director")
    page.clock.install()
    page.goto(f"{site.address}/help/")
    stay = page.get_by_role("button", name="Stay signed in")
    assert not stay.is_visible()
    for _ in range(2):
        page.clock.fast_forward("13:01")
        stay.click()
        expect(stay).to_be_hidden()


def test_without_javascript(browser: Any, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, "worker")
    page.goto(f"{site.address}/people/open/")
    page.get_by_label("The child’s id").fill("MU9999999")
    page.get_by_label("Covering for a colleague").check()
    page.get_by_label("Why do you need to see this child now?").fill("Away this week")
    page.get_by_role("button", name="Open for one hour").click()
    expect(page.locator("main")).to_contain_text("There is nothing here that you can see under that id.")
    page.get_by_role("link", name="Billy").or_(page.locator(".sl-header__person a")).first.click()
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/sign-in/**")
    context.close()


def test_a_councils_own_colours(page: Any, site: Site) -> None:
    folder = site.folder / "store" / "web"
    (folder / "brand.css").write_text(":root { --sightline-brand: #7a1f5c; }", encoding="utf-8")
    page.goto(f"{site.address}/account/sign-in/")
    colour = page.evaluate("getComputedStyle(document.querySelector('.sl-header')).borderTopColor")
    (folder / "brand.css").unlink()
    assert colour == "rgb(122, 31, 92)"
