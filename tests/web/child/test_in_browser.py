"""The child's page in a real browser, in the states it can be in: axe, widths, keyboard, zoom, print."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from sightline.store import Scope, Snapshot, open_snapshot, open_store
from sightline.web.people.keys import key_of
from tests.web.browser import RULES, Site, find_chromium, sign_in

pytestmark = pytest.mark.skipif(not find_chromium(), reason="There is no Chromium here: apt-get install chromium")

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[str, str]:
    """The state → the address of a child in it, one of those the made-up reviewing officer or director sees."""
    store = open_store(site.folder / "store")
    snapshot = open_snapshot(store, Scope.whole_council())
    secret = (site.folder / "store" / "web" / "secret").read_text(encoding="ascii").strip().encode()
    found = {name: next(find(snapshot), None) for name, find in FINDERS.items()}
    assert all(found.values()), f"The made-up council has no child in the state: {found}"
    return {name: f"{site.address}/children/{key_of(secret, subject)}/" for name, subject in found.items() if subject}


def in_state(state: str) -> Callable[[Snapshot], Iterator[tuple[str, str, str]]]:
    def find(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
        rows: Rows = snapshot.rows("obligations", "state", [state]).to_pylist()
        return ((row["council"], row["subject_kind"], row["subject_id"]) for row in rows)

    return find


def without_duties(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    names = ("council", "subject_kind", "subject_id")
    with_some = {tuple(row[name] for name in names) for row in snapshot.table("obligations").to_pylist()}
    every = (tuple(row[name] for name in names) for row in snapshot.table("subjects").to_pylist())
    return (subject for subject in every if subject not in with_some)  # type: ignore[misc]


def in_care(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    rows: Rows = snapshot.rows("spans", "kind", ["placement"]).to_pylist()
    return ((r["council"], r["subject_kind"], r["subject_id"]) for r in rows if r["until_on"] is None)


FINDERS: dict[str, Callable[[Snapshot], Iterator[tuple[str, str, str]]]] = {
    "overdue": in_state("overdue"),
    "cannot tell": in_state("cannot_tell"),
    "in care": in_care,
    "no duties": without_duties,
}


def open_page(browser: Any, site: Site, width: int, username: str = "director") -> Any:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    sign_in(page, site, username)
    return page


def check(page: Any, address: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.complaints.clear()
    answer = page.goto(address)
    for opened in page.locator("main details > summary").all()[:6]:
        if opened.is_visible():
            opened.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options=RULES)
    assert len(found.response["passes"]) > 5, "Axe did not look"
    assert found.violations_count == 0, f"{address}: {found.generate_report()}"
    assert not [said for said in page.complaints if str(answer.status) not in said], "It may complain of a 400 alone"


@pytest.mark.parametrize("width", [1280, 375])
def test_each_state_passes_axe_and_fits(browser: Any, site: Site, addresses: dict[str, str], width: int) -> None:
    page = open_page(browser, site, width)
    for address in (*addresses.values(), f"{addresses['overdue']}?from=31/02/2026", f"{site.address}/children/"):
        check(page, address, width)
    page.context.close()


def test_the_picture_gives_way_to_the_list(browser: Any, site: Site, addresses: dict[str, str]) -> None:
    page = open_page(browser, site, 1280)
    page.goto(addresses["in care"])
    assert page.locator(".sl-time").is_visible() and not page.locator(".sl-time-narrow").is_visible()
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.sl-time text')].map(text => text.getBoundingClientRect().height))"
    )
    assert smallest > 12
    page.set_viewport_size({"width": 320, "height": 700})
    assert not page.locator(".sl-time").is_visible() and page.locator(".sl-time-narrow").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "400% zoom of 1280"
    lines = page.locator(".sl-time-narrow .sl-line:not(.sl-line--now)").count()
    assert lines == page.locator(".sl-time-wide .sl-line:not(.sl-line--now)").count() > 0
    page.context.close()


def test_nothing_but_due_dates_is_drawn_after_the_as_of_line(
    browser: Any, site: Site, addresses: dict[str, str]
) -> None:
    page = open_page(browser, site, 1280)
    for address in addresses.values():
        page.goto(address)
        beyond = page.evaluate(
            """() => { const now = document.querySelector('.sl-time-now'); if (!now) return [];
                const x = +now.getAttribute('x1') + 1;
                return [...document.querySelectorAll('.sl-time rect.sl-time-span, .sl-time circle, .sl-time-late')]
                    .filter(shape => +(shape.getAttribute('cx') || 0) > x
                        || +shape.getAttribute('x') + +(shape.getAttribute('width') || 0) > x + 2)
                    .map(shape => shape.outerHTML); }"""
        )
        assert beyond == [], address
    page.context.close()


def test_the_working_opens_by_keyboard(browser: Any, site: Site, addresses: dict[str, str]) -> None:
    page = open_page(browser, site, 1280)
    page.goto(addresses["overdue"])
    summary = page.locator(".sl-working > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    steps = page.locator(".sl-working[open] .sl-steps").first
    assert steps.is_visible()
    names = [text.split(".")[0] for text in steps.locator("li").all_inner_texts()]
    assert names == ["Start", "Rule", "Count", "Looked for", "So"]
    page.context.close()


def test_print_opens_every_working(browser: Any, site: Site, addresses: dict[str, str]) -> None:
    page = open_page(browser, site, 1280)
    page.goto(addresses["overdue"])
    page.emulate_media(media="print")
    running = page.locator(".sl-duties .sl-working .sl-steps")
    assert running.count() > 0
    assert all(step.is_visible() for step in running.all()[:5])
    assert not page.locator(".sl-window").is_visible() and not page.locator(".sl-navigation").is_visible()
    page.context.close()


def test_search_without_javascript(browser: Any, site: Site) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, site, "worker")
    page.goto(f"{site.address}/children/")
    first = page.locator(".sl-blocks tbody .sl-why").first.inner_text()
    page.get_by_label("The child’s id").fill(first)
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".govuk-caption-l")).to_contain_text(first)
    assert "/children/" in page.url and first not in page.url
    page.goto(f"{site.address}/children/")
    page.get_by_label("The child’s id").fill("MU9999999")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("main")).to_contain_text("There is nothing here that you can see under that id.")
    page.context.close()
