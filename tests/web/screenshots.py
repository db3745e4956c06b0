"""Pictures of every page at 1280 and 375, as the made-up people: `make screenshots`.

The pages are found by following each link of the same site from the first page, one page for each route and query of
its own shape; so a new page is in the pictures as soon as something leads to it.
"""

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.web.browser import Site, find_chromium, serve_demo, sign_in

PEOPLE = ("director", "service", "manager", "worker", "reviewing", "analyst", "member", "inspector", "auditor")
WIDTHS = (1280, 375)
ALSO = ("/due/?team=nowhere", "/due/?state=late", "/due/?group=siblings", "/nothing-here/", "/people/open/")
"""States of pages that no link leads to."""
LEFT_OUT = re.compile(r"/(csv|excel|sign-out|file)/|^/account/")
"""Files, and pages that would end the visit."""
MOST = 40
"""Pages for each person."""


def main(folder: Path) -> int:
    """Take them all into a folder."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as away,
        serve_demo(Path(away) / "demo", children=2000, weeks=4) as site,
        sync_playwright() as started,
    ):
        browser = started.chromium.launch(executable_path=find_chromium())
        for person in PEOPLE:
            print(f"{person}: {_take(browser, site, person, folder)} pages")
        browser.close()
    return 0


def _take(browser: Any, site: Site, person: str, folder: Path) -> int:
    pages = [browser.new_context(viewport={"width": width, "height": 900}).new_page() for width in WIDTHS]
    for page in pages:
        sign_in(page, site, person)
    left, done = ["/", *ALSO], set[str]()
    while left and len(done) < MOST:
        address = left.pop(0)
        shape = shape_of(address)
        if shape in done:
            continue
        done.add(shape)
        for page, width in zip(pages, WIDTHS, strict=True):
            page.goto(site.address + address)
            page.screenshot(path=folder / f"{person}-{shape}-{width}.png", full_page=True)
        left += [link for link in links_on(pages[0]) if shape_of(link) not in done]
    for page in pages:
        page.context.close()
    return len(done)


def links_on(page: Any) -> list[str]:
    """The addresses of the same site that a page leads to, but for files and for signing out."""
    found = page.eval_on_selector_all("a[href^='/']", "links => links.map((link) => link.getAttribute('href'))")
    return [
        link.partition("#")[0] for link in found if not re.search(r"/(csv|excel|sign-out|file|print)/|^/account/", link)
    ]


def shape_of(address: str) -> str:
    """What a page is called in a file's name: its route without keys, and the names its query holds."""
    path, _, query = address.partition("?")
    plain = re.sub(r"\d+", "n", re.sub(r"/[a-z2-7]{20}/", "/key/", path)).strip("/").replace("/", "-") or "first"
    plain = re.sub(r"^law-(?!$).+", "law-one", plain)
    names = sorted({part.partition("=")[0] for part in query.split("&") if part} - {"page", "sort", "order"})
    return "-".join([plain, *names])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else Path(tempfile.gettempdir()) / "sightline-screenshots"))
