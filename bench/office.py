"""An office at work: a loaded store, `sightline serve` in a process of its own, and people signed in to it."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.measure import usual_surroundings

PROGRAM = str(Path(sys.executable).with_name("sightline"))
PASSWORD = "three-words-apart-42"
PREPARE = """
import json, sys
from pathlib import Path
from sightline.web.running import set_up
set_up(Path(sys.argv[1]))
from sightline.web.people import actions
from sightline.web.people.models import Person
from sightline.web.people.roles import Role
from sightline.web.snapshots import SHELF, child_key, current_record, the_store
if not Person.objects.exists():
    for number in range(int(sys.argv[2])):
        new = actions.NewPerson(f"person{number}", f"Person {number}", Role.DIRECTOR)
        actions.add_person(new, "the bench", sys.argv[3])
folder = the_store().snapshots_folder / current_record().id
sealed = SHELF.sealed(folder)
children = [who for who in SHELF.get(folder, "obligations").subjects if who[1] == "child" and who not in sealed]
print(json.dumps([child_key(child) for child in children[:: max(1, len(children) // 400)]]))
"""


@dataclass(frozen=True)
class Office:
    """A server that answers, the people signed in to it, and the keys of some children."""

    port: int
    process: int
    cookies: tuple[str, ...]
    keys: tuple[str, ...]

    def children(self, number: int) -> list[str]:
        """The addresses of so many different children."""
        return [f"/children/{key}/" for key in self.keys[:number]]

    def fetch(self, line: HTTPConnection, address: str, cookie: str) -> tuple[int, float]:
        """Ask for one page: its status, and the milliseconds until all of it was there."""
        start = time.perf_counter()
        line.request("GET", address, headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - start) * 1000

    def held_mb(self) -> int | None:
        """The memory all processes of the server hold now; what two of them share is counted once."""
        held = [_held_kb(process) for process in (self.process, *_children_of(self.process))]
        return round(sum(held) / 1024) if all(held) else None

    def cpu_seconds(self) -> float:
        """The seconds that cores have worked for the server."""
        return sum(_worked(process) for process in (self.process, *_children_of(self.process)))


@contextmanager
def open_office(files: Path, store: Path, people: int) -> Iterator[Office]:
    """Load a made-up county where it is not loaded yet, serve it, and sign people in. Stops the server at the end."""
    if not (store / "current.json").is_file():
        _load(files, store)
    said = subprocess.run(
        [sys.executable, "-c", PREPARE, str(store), str(people), PASSWORD], check=True, capture_output=True, text=True
    ).stdout
    port = _free_port()
    words = [PROGRAM, "serve", "--data", str(store), "--port", str(port)]
    with subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=usual_surroundings()
    ) as server:
        try:
            _wait_for(port)
            cookies = tuple(_sign_in(port, f"person{number}") for number in range(people))
            yield Office(port, server.pid, cookies, tuple(json.loads(said)))
        finally:
            server.terminate()


def _load(files: Path, store: Path) -> None:
    paths = [str(path) for name in ("ssd", "templates") if (path := files / name).is_dir()]
    words = ["load", *paths, "--council", "Northmarch (made up)", "--standards", str(files / "standards.toml")]
    subprocess.run([PROGRAM, *words, "--data", str(store)], check=False, stdout=subprocess.DEVNULL)


def _sign_in(port: int, username: str) -> str:
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", "/account/sign-in/")
    answer = line.getresponse()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())
    form_cookie = (answer.headers["Set-Cookie"] or "").split(";")[0]
    assert token, "The page of signing in has no form"
    form = urlencode({"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token[1]})
    head = {"Cookie": form_cookie, "Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", "/account/sign-in/", form, head)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 302, f"Nobody was signed in: {answer.status}"
    cookies = (value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie")
    return next(cookie for cookie in cookies if "session" in cookie)


def _free_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            line = HTTPConnection("127.0.0.1", port, timeout=2)
            line.request("GET", "/health")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The server did not answer")


def _children_of(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in path.read_text().split()] if path.is_file() else []


def _held_kb(process: int) -> int:
    path = Path(f"/proc/{process}/smaps_rollup")
    if not path.is_file():
        return 0
    return next(int(line.split()[1]) for line in path.read_text().splitlines() if line.startswith("Pss:"))


def _worked(process: int) -> float:
    path = Path(f"/proc/{process}/stat")
    if not path.is_file():
        return 0.0
    user, system = path.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
