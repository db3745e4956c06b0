"""A real server of its own on the small county, on SQLite or PostgreSQL, and people who use it by HTTP."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

from tests.web.browser import PROGRAM, free_port, wait_for
from tests.web.conftest import PASSWORD

PEOPLE = f"""
from sightline.web.people import actions
from sightline.web.people.roles import Role
actions.add_person(actions.NewPerson("ann", "Ann", Role.ANALYST), "tests", {PASSWORD!r})
for number in range(4):
    actions.add_person(actions.NewPerson(f"worker{{number}}", f"Worker {{number}}", Role.WORKER), "tests", {PASSWORD!r})
"""
BEGIN = """
import sys
from pathlib import Path
from sightline.web.running import set_up
set_up(Path(sys.argv[1]))
"""
COUNTS = """
from sightline.web.access.models import Entry
from sightline.web.people.models import Opening, Tie
print(Opening.objects.count(), Entry.objects.filter(action="open with a reason").count(), Tie.objects.count())
"""


@dataclass
class Site:
    """A store, and the environment its server runs in."""

    store: Path
    database: str = ""
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        """Where the server answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """With the database of this site."""
        return {**os.environ, "SIGHTLINE_DATABASE": self.database}

    def run(self, program: str) -> str:
        """Run a program with Django set up on this store; what it prints."""
        done = subprocess.run(
            [sys.executable, "-c", BEGIN + program, str(self.store)],
            env=self.environment, capture_output=True, encoding="utf-8", timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    def verify(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`sightline access verify`."""
        command = [str(PROGRAM), "access", "verify", "--data", str(self.store), *words]
        return subprocess.run(command, env=self.environment, capture_output=True, encoding="utf-8", timeout=120)

    @contextmanager
    def served(self) -> Iterator[subprocess.Popen[bytes]]:
        """The server, until the end of this block."""
        words = [str(PROGRAM), "serve", "--data", str(self.store), "--port", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(words, env=self.environment, **quiet) as server:  # type: ignore[call-overload]
            try:
                wait_for(f"{self.address}/health")
                yield server
            finally:
                if server.poll() is None:
                    server.send_signal(signal.SIGTERM)

    def sign_in(self, username: str) -> "Browser":
        """Somebody signed in."""
        browser = Browser(self.address, requests.Session())
        assert browser.post("/account/sign-in/", login=username, password=PASSWORD).status_code == 302
        return browser


@dataclass(frozen=True)
class Browser:
    """As much of a browser as sends forms."""

    address: str
    session: requests.Session

    def token(self) -> str:
        """The token that a form of ours carries."""
        text = self.session.get(f"{self.address}/account/sign-in/", timeout=60).text
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        if found is None:
            text = self.session.get(f"{self.address}/account/sign-out/", timeout=60).text
            found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        assert found, text[:500]
        return found[1]

    def post(self, where: str, token: str = "", **form: str) -> requests.Response:
        """Send a form."""
        whole = {"csrfmiddlewaretoken": token or self.token(), **form}
        return self.session.post(f"{self.address}{where}", whole, allow_redirects=False, timeout=60)
