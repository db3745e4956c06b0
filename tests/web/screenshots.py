"""Pictures of every page at 1280 and 375, on paper, and as the made-up people: `make screenshots`.

The pages are found by following each link of the same site from the first page, one page for each route and query of
its own shape; so a new page is in the pictures as soon as something leads to it. Signing in and the second factor are
walked by hand.
"""

import base64
import hashlib
import hmac
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.web.browser import Site, find_chromium, serve_demo, sign_in

PEOPLE = (
    "director", "service", "manager", "worker", "cover", "reviewing", "chair", "analyst", "quality", "member",
    "inspector", "auditor", "keeper", "officer",
)  # fmt: skip
WIDTHS = (1280, 375)
ALSO = ("/due/?team=nowhere", "/due/?state=late", "/due/?group=siblings", "/nothing-here/", "/people/open/")
"""States of pages that no link leads to."""
ON_PAPER = ("first", "due", "children-key", "measures", "data")
PAPER = {"width": 794, "height": 1123}
LEFT_OUT = re.compile(r"/(csv|excel|sign-out|file|print)/|^/account/")
"""Files, and pages that would end the visit."""
MOST = 40
"""Pages for each person."""
WITH_FACTOR = "officer"
"""Who is given a second factor."""
FACTOR_PAGES = ("", "set-up/", "recovery/", "recovery/new/", "take-off/", "confirm/")


@dataclass(frozen=True)
class Camera:
    """A page of a browser for each width, and where the pictures go."""

    pages: tuple[Any, ...]
    folder: Path

    def take(self, name: str) -> None:
        """A picture of each page as it is."""
        for page in self.pages:
            page.screenshot(path=self.folder / f"{name}-{page.viewport_size['width']}.png", full_page=True)

    def take_on_paper(self, name: str) -> None:
        """A picture as it would be printed."""
        page, size = self.pages[0], self.pages[0].viewport_size
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
        page.screenshot(path=self.folder / f"{name}-print.png", full_page=True)
        page.emulate_media(media="screen")
        page.set_viewport_size(size)


def main(folder: Path) -> int:
    """Take them all into a folder."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as away,
        serve_demo(Path(away) / "demo", children=2000, weeks=2) as site,
        sync_playwright() as started,
    ):
        browser = started.chromium.launch(
            executable_path=find_chromium(), env={**os.environ, "LANGUAGE": "en_GB"}, args=["--lang=en-GB"]
        )
        for person in PEOPLE:
            print(f"{person}: {_take(browser, site, person, folder)} pages")
        for page in _open(browser):
            _take_account(Camera((page,), folder), site)
        browser.close()
    return 0


def _open(browser: Any) -> tuple[Any, ...]:
    return tuple(browser.new_context(viewport={"width": width, "height": 900}).new_page() for width in WIDTHS)


def _take(browser: Any, site: Site, person: str, folder: Path) -> int:
    camera = Camera(_open(browser), folder)
    for page in camera.pages:
        sign_in(page, site, person)
    left, done = ["/", *ALSO], set[str]()
    while left and len(done) < MOST:
        address = left.pop(0)
        shape = shape_of(address)
        if shape in done:
            continue
        done.add(shape)
        for page in camera.pages:
            page.goto(site.address + address)
        camera.take(f"{person}-{shape}")
        if shape in ON_PAPER:
            camera.take_on_paper(f"{person}-{shape}")
        left += [link for link in links_on(camera.pages[0]) if shape_of(link) not in done]
    for page in camera.pages:
        page.context.close()
    return len(done)


@dataclass(frozen=True)
class Account:
    """The pages of one's own account, each pictured as it is reached."""

    camera: Camera
    site: Site

    def go(self, address: str, name: str) -> None:
        """Open a page."""
        self.camera.pages[0].goto(f"{self.site.address}/account/{address}")
        self.camera.take(f"account-{name}")

    def send(self, name: str, **values: str) -> None:
        """Fill the form of the page that is open, and send it."""
        page = self.camera.pages[0]
        for field, value in values.items():
            page.locator(f"[name={field}]").fill(value)
        page.locator("main form button").first.click()
        page.wait_for_load_state()
        self.camera.take(f"account-{name}")


def _take_account(camera: Camera, site: Site) -> None:
    """Signing in, wrongly and rightly, the password, the second factor set up, asked for and taken off again."""
    account, page = Account(camera, site), camera.pages[0]
    account.go("sign-in/", "sign-in")
    account.send("sign-in-empty")
    account.send("sign-in-wrong", login=WITH_FACTOR, password="wrong")
    sign_in(page, site, WITH_FACTOR)
    account.go("password/", "password")
    account.send("password-empty")
    codes = _take_set_up(account)
    account.go("sign-out/", "sign-out")
    account.send("signed-out")
    account.send("code", login=WITH_FACTOR, password=site.password)
    account.send("code-wrong", code="000000")
    account.send("signed-in", code=codes[0])
    account.go("second-factor/take-off/", "confirm-again")
    account.send("take-off", password=site.password)
    account.send("taken-off")
    page.context.close()


def _take_set_up(account: Account) -> list[str]:
    """The second factor set up, and its pages; gives the recovery codes."""
    page = account.camera.pages[0]
    account.go("second-factor/set-up/", "confirm")
    account.send("set-up", password=account.site.password)
    secret = page.locator("main code").inner_text().replace(" ", "")
    account.send("set-up-wrong", code="000000")
    account.send("set-up-done", code=code_of(secret))
    for address in FACTOR_PAGES:
        account.go(f"second-factor/{address}", f"factor-{address.strip('/').replace('/', '-') or 'on'}")
    account.go("second-factor/recovery/", "recovery")
    codes: list[str] = page.locator("main code").all_inner_texts()
    return codes


def code_of(secret: str) -> str:
    """The six figures that an app would show now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, int(time.time() // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


def links_on(page: Any) -> list[str]:
    """The addresses of the same site that a page leads to, but for what is left out."""
    found = page.eval_on_selector_all("a[href^='/']", "links => links.map((link) => link.getAttribute('href'))")
    return [link.partition("#")[0] for link in found if not LEFT_OUT.search(link)]


def shape_of(address: str) -> str:
    """What a page is called in a file's name: its route without keys, and the names its query holds."""
    path, _, query = address.partition("?")
    plain = re.sub(r"\d+", "n", re.sub(r"/[a-z2-7]{20}/", "/key/", path)).strip("/").replace("/", "-") or "first"
    plain = re.sub(r"^(law|data-checks)-(?!$).+", r"\1-one", plain)
    names = sorted({part.partition("=")[0] for part in query.split("&") if part} - {"page", "sort", "order"})
    return "-".join([plain, *names])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else Path(tempfile.gettempdir()) / "sightline-screenshots"))
