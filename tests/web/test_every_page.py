"""Every page there is, in a real browser: axe, widths to 400% zoom, keyboard, print, and no word from another computer.

The pages come from the URL configuration: a new one is walked unasked. One that is alike for everybody is looked at
once; the others in every role to whom they look different.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.browser import Site, find_chromium, look_at, sign_in
from tests.web.test_addresses import PAGES

pytestmark = pytest.mark.skipif(not find_chromium(), reason="There is no Chromium here: apt-get install chromium")

STEPPED = '[tabindex]:not([tabindex="-1"], [tabindex="0"])'
WIDTHS = (1280, 375, 320)
ALIKE = {"clocks", "clock", "try_clock", "check", "me", "loads", "compare", "in_time_rows", "at_stage"}
"""Pages that look the same to everybody who may open them."""
FILES_AND_STEPS = re.compile(
    r"_(csv|excel)$|^(go_to_opened|take_back|comparison|decide_pair|decide_child|signed_list)$"
)
"""Files, a step that leads on at once, a form that needs something recorded (tests/web/recording), and what needs lists
brought or signed (tests/web/reconcile)."""
PARTS = {"clock_id": "cla_visit", "str:check_id": "cp_visit_seen_not_said", "kind": "meeting"}
ASKED = {"in_time_rows": "clock=cla_visit&month=year", "at_stage": "stage=in_care"}
MORE = {
    "director": ("/measures/?by=team&clock=cla_visit", "/measures/rows/?clock=cla_visit&month=never",
                 "/journey/?stage=nowhere"),
    "analyst": ("/data/?clock=cla_visit", "/data/fix-list/?team=none", "/data/fix-list/?check=no",
                "/children/nothing-here/"),
}  # fmt: skip
"""States of pages: split, filtered, asked for what is not there, not to be seen."""
WALKED = {
    "director": "director",
    "analyst": "analyst",
    "manager": "team_manager",
    "service": "service_manager",
    "worker": "worker",
    "chair": "conference_chair",
    "member": "lead_member",
    "officer": "designated_officer",
    "auditor": "access_auditor",
}
"""Sign-in name → role. The chair has no children: every page is empty. The others see what one of these sees."""


def child_of(page: Any, site: Site) -> str:
    """The key of a child this person sees, from the due list; a key of nobody where there is none."""
    page.goto(f"{site.address}/due/?state=overdue,due-soon,due,cannot-tell,missed")
    links = page.locator("main a[href^='/children/']")
    return str(links.first.get_attribute("href")).split("/")[2] if links.count() else ""


def addresses_of(role: str, child: str) -> Iterator[str]:
    """The pages this role may open, once each."""
    for name, (address, rule) in PAGES.items():
        assert rule is not None
        is_shown = role in rule.roles and "GET" in rule.methods and not FILES_AND_STEPS.search(str(name))
        if is_shown and (name not in ALIKE or role == "director") and (child or "<key>" not in address):
            filled = address.replace("<key>", child)
            for part, value in PARTS.items():
                filled = filled.replace(f"<{part}>", value)
            yield filled + (f"?{ASKED[name]}" if name in ASKED else "")


@pytest.mark.parametrize("username", WALKED)
def test_every_page_of_a_role(page: Any, site: Site, username: str) -> None:
    sign_in(page, site, username)
    walked = [*addresses_of(WALKED[username], child_of(page, site)), *MORE.get(username, ())]
    assert not [address for address in walked if "<" in address], "Say in PARTS what to put there"
    for address in walked:
        look_at(page, site.address + address, WIDTHS)
        is_stepped = page.evaluate(
            'document.querySelectorAll(\'[tabindex]:not([tabindex="-1"],[tabindex="0"])\').length'
        )
        assert not is_stepped, f"{address}: the keyboard goes in the order of the page"
        assert page.locator("h1").count() == 1, address
        page.emulate_media(media="print")
        assert not page.locator(".sl-navigation").first.is_visible(), address
        page.emulate_media(media="screen")
