"""Set up for a server, in a process of its own: cookies for TLS alone, a second factor, single sign-on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browser import free_port, wait_for

BEGIN = """
import sys
from pathlib import Path
from sightline.web.running import set_up
set_up(Path(sys.argv[1]))
from django.test import Client
from sightline.web.people import actions
from sightline.web.people.roles import Role
actions.add_person(actions.NewPerson("ann", "Ann", Role.ANALYST), "tests", "three-words-apart-42")
"""
SERVED = """
client = Client(headers={"host": "sightline.council.example"})
print(client.get("/help/").status_code, client.get("/help/")["Location"], client.get("/health").status_code)
answer = client.post("/account/sign-in/", {"login": "ann", "password": "three-words-apart-42"}, secure=True)
cookie = client.cookies["__Host-sightline-session"]
print(answer.status_code, bool(cookie["secure"]), cookie["path"], cookie["domain"] == "")
print(client.get("/", secure=True)["Location"], client.get("/help/", secure=True)["Strict-Transport-Security"])
print(Client(headers={"host": "elsewhere.example"}).get("/help/", secure=True).status_code)
"""
SINGLE = """
import re, urllib.parse, requests
actions.link("ann", "subject-1")
def come_in(subject, change=""):
    client = Client(headers={"host": "localhost"})
    sent = client.post("/account/oidc/council/login/")
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(sent["Location"]).query))
    back = requests.post(sent["Location"], data={"sub": subject}, allow_redirects=False, timeout=10)
    callback = urllib.parse.urlsplit(back.headers["location"])
    query = callback.query.replace("state=", "state=" + change)
    answer = client.get(callback.path + "?" + query, follow=True)
    return asked, client, answer
asked, client, answer = come_in("subject-1")
print("code_challenge" in asked, "nonce" in asked or "state" in asked, answer.status_code, answer.request["PATH_INFO"])
print(client.get("/").status_code)
for subject, change in (("subject-2", ""), ("ann", ""), ("ann@council.example", ""), ("subject-1", "x")):
    _, client, answer = come_in(subject, change)
    print(client.get("/").status_code, "could not be signed in" in answer.text)
actions.end_person("ann")
_, client, answer = come_in("subject-1")
print(client.get("/").status_code)
"""


def run(program: str, folder: Path, **settings: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + program, str(folder)],
        env={**os.environ, **settings}, capture_output=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.splitlines()


def test_behind_a_proxy(tmp_path: Path) -> None:
    said = run(SERVED, tmp_path, SIGHTLINE_HOSTS="sightline.council.example")
    assert said == [
        "301 https://sightline.council.example/help/ 200",
        "302 True / True",
        "/account/second-factor/set-up/ max-age=31536000",
        "400",
    ]


@pytest.fixture
def provider() -> Iterator[str]:
    """A real OpenID Connect provider on this computer."""
    port = free_port()
    words = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://localhost:{port}/.well-known/openid-configuration")
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


def test_single_sign_on(tmp_path: Path, provider: str) -> None:
    said = run(
        SINGLE, tmp_path, SIGHTLINE_OIDC_SERVER=provider, SIGHTLINE_OIDC_CLIENT="sightline", SIGHTLINE_OIDC_SECRET="s"
    )
    assert said == ["True True 200 /", "200", "302 True", "302 True", "302 True", "302 True", "302"]
