"""A real browser, and a real server on a made-up county; each skips with its reason where it cannot be had."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PROGRAM = Path(sys.executable).with_name("sightline.exe" if os.name == "nt" else "sightline")


@dataclass(frozen=True)
class Site:
    """Where the web app answers, the password of its made-up people, and the folder of the demo."""

    address: str
    password: str
    folder: Path


def find_chromium() -> str:
    """The path of a Chromium of the system; '' if there is none."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), "")


@contextmanager
def serve_demo(folder: Path, children: int = 150, weeks: int = 0) -> Iterator[Site]:
    """Make a small demo with the loads of so many earlier weeks, serve it as an office does, and stop it again."""
    made = subprocess.run(
        [PROGRAM, "demo", folder, "--children", str(children), "--weeks", str(weeks), "--no-serve"],
        capture_output=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL, timeout=300,
    )  # fmt: skip
    found = re.search(r"until the next demo: (\S+)", made.stdout)
    assert found, made.stdout
    port = free_port()
    words = [PROGRAM, "serve", "--data", folder / "store", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            yield Site(f"http://127.0.0.1:{port}", found[1], folder)
        finally:
            server.terminate()


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str) -> None:
    """Wait until somebody answers, two minutes at most."""
    last = time.monotonic() + 120
    while time.monotonic() < last:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server did not answer")


def sign_in(page: Any, site: Site, username: str) -> None:
    """Sign one of the made-up people in."""
    page.goto(f"{site.address}/account/sign-in/")
    page.get_by_label("Sign-in name").fill(username)
    page.get_by_label("Password").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.address}/")


def look_at(page: Any, address: str, widths: Sequence[int] = (375,)) -> None:
    """Axe finds nothing, nothing runs off sideways at any of the widths, the browser has no complaint.

    At 320, which is 400% zoom, a page is laid out as at 375: axe looks at that one.
    """
    from axe_playwright_python.sync_playwright import Axe

    page.complaints.clear()
    answer = page.goto(address)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
        if width == 320 and len(widths) > 1:
            continue
        found = Axe().run(page, options=RULES)
        assert len(found.response["passes"]) > 5, "Axe did not look"
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
    unexpected = [said for said in page.complaints if not (answer.status >= 400 and str(answer.status) in said)]
    assert not unexpected, address
