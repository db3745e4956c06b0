"""A real browser, and a real server on a made-up county; each skips with its reason where it cannot be had."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PROGRAM = Path(sys.executable).with_name("sightline.exe" if os.name == "nt" else "sightline")


@dataclass(frozen=True)
class Site:
    """Where the web app answers, and the password of its made-up people."""

    address: str
    password: str


def find_chromium() -> str:
    """The path of a Chromium of the system; '' if there is none."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), "")


@contextmanager
def serve_demo(folder: Path) -> Iterator[Site]:
    """Make a small demo, serve it as an office does, and stop it again."""
    made = subprocess.run(
        [PROGRAM, "demo", folder, "--children", "150", "--no-serve"],
        capture_output=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL, timeout=120,
    )  # fmt: skip
    found = re.search(r"until the next demo: (\S+)", made.stdout)
    assert found, made.stdout
    port = free_port()
    words = [PROGRAM, "serve", "--data", folder / "store", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            yield Site(f"http://127.0.0.1:{port}", found[1])
        finally:
            server.terminate()


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str) -> None:
    """Wait until somebody answers."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server did not answer")
