"""Two at once, a double click, a lost connection, a full disk, a killed server: nothing lost, nothing twice."""

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from tests.web.county import COUNCIL, load_county
from tests.web.serving import COUNTS, PEOPLE, Browser, Site

if os.name != "posix":
    pytest.skip("Servers are killed here as Linux and macOS kill them", allow_module_level=True)

from tests.web.postgres import find_programs, find_user, run_postgres

REASON = {"child_id": "S1", "kind": "Covering for a colleague"}
FULL = """
from django.conf import settings
from django.db import connection
from django.test import Client
from sightline.web.people.models import Opening, Person
from sightline.web.access.models import Entry
client = Client(raise_request_exception=False, headers={"host": "localhost"})
client.force_login(Person.objects.get(username="worker0"))
def send(n):
    return client.post("/people/open/", {"child_id": "S1", "kind": "Covering for a colleague", "words": f"{n} " * 90})
print(send(0).status_code)
with connection.cursor() as cursor:
    cursor.execute("PRAGMA page_count")
    pages = cursor.fetchone()[0]
    cursor.execute(f"PRAGMA max_page_count = {pages}")
statuses = [answer.status_code for answer in map(send, range(1, 200))]
kept = statuses.index(503) + 1
answer = send(200)
print(answer.status_code, "Nothing was saved" in answer.text)
print(Opening.objects.count() == Entry.objects.filter(action="open with a reason").count() == kept)
with connection.cursor() as cursor:
    cursor.execute("PRAGMA max_page_count = 1000000")
print(send(201).status_code, Opening.objects.count() == kept + 1)
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A county of ten children, and five people, on each database."""
    folder = tmp_path_factory.mktemp(request.param)
    load_county(folder)
    if request.param == "sqlite":
        made = Site(folder / "store")
        made.run(PEOPLE)
        yield made
        return
    programs, user = find_programs(), find_user()
    if programs is None or user is None:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql")
    with run_postgres(programs, user) as database:
        made = Site(folder / "store", database)
        made.run(PEOPLE)
        yield made


def counts(site: Site) -> tuple[int, int, int]:
    """Children opened, lines of the log that say so, and ties."""
    openings, lines, ties = site.run(COUNTS).split()
    return int(openings), int(lines), int(ties)


def at_once(work: list[threading.Thread]) -> None:
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()


def test_two_people_and_a_double_click(site: Site) -> None:
    """The same tie and the same opening, sent eight times at the same moment, are there once."""
    before = counts(site)
    with site.served():
        ann, worker = site.sign_in("ann"), site.sign_in("worker0")
        text = f'["worker", "{COUNCIL}", "Ada Dale"]'
        statuses: list[int] = []

        def tie(token: str = ann.token()) -> None:
            statuses.append(ann.post("/people/who-is-who/", token, text=text, username="worker0").status_code)

        def open_child(token: str = worker.token()) -> None:
            statuses.append(worker.post("/people/open/", token, **REASON, words="Double click on a Monday").status_code)

        at_once([threading.Thread(target=work) for work in [tie, open_child] * 8])
    assert statuses == [302] * 16
    after = counts(site)
    assert (after[0] - before[0], after[2] - before[2]) == (1, 1)
    assert site.verify().returncode == 0


def test_a_connection_lost_in_the_middle_of_a_form(site: Site) -> None:
    before = counts(site)
    with site.served() as server:
        worker = site.sign_in("worker1")
        token, cookies = worker.token(), "; ".join(f"{name}={value}" for name, value in worker.session.cookies.items())
        body = f"csrfmiddlewaretoken={token}&child_id=S1&kind=Covering+for+a+colleague&words=Half+of+a+form"
        head = (
            f"POST /people/open/ HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nCookie: {cookies}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body) + 40}\r\n\r\n"
        )
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", site.port)) as line:
                line.sendall((head + body).encode())
        assert requests.get(f"{site.address}/health", timeout=20).json() == {"state": "well"}
        assert counts(site)[:2] == before[:2]
        assert worker.post("/people/open/", token, **REASON, words="The whole of a form").status_code == 302
        assert server.poll() is None
    assert counts(site)[0] == before[0] + 1


def test_a_server_killed_while_people_save(site: Site) -> None:
    """What was answered is there; what is there was written down in the same stroke; the chain holds."""
    before = counts(site)
    with site.served() as server:
        people = [(person, person.token()) for person in (site.sign_in(f"worker{number}") for number in range(4))]
        saved: list[int] = []

        def keep_saving(place: int) -> None:
            person, token = people[place]
            for number in range(10_000):
                try:
                    answer = person.post("/people/open/", token, **REASON, words=f"Reason number {place} {number}")
                except requests.RequestException:
                    return
                saved.append(answer.status_code)

        threads = [threading.Thread(target=keep_saving, args=(place,)) for place in range(4)]
        for thread in threads:
            thread.start()
        while len(saved) < 40:
            threads[0].join(0.05)
        server.send_signal(signal.SIGKILL)
        for thread in threads:
            thread.join()
    after = counts(site)
    assert set(saved) == {302}
    assert len(saved) <= after[0] - before[0] <= len(saved) + 4
    assert after[0] - before[0] == after[1] - before[1]
    said = site.verify()
    assert said.returncode == 0, said.stderr
    noted = said.stdout.split()[-1]
    with site.served():
        assert site.sign_in("worker0").session.get(f"{site.address}/", timeout=60).status_code == 200
    assert site.verify("--noted", noted).returncode == 0


def test_a_full_disk(tmp_path: Path) -> None:
    """SQLite says the same of a file that may not grow as of a disk that is full."""
    load_county(tmp_path)
    site = Site(tmp_path / "store")
    site.run(PEOPLE)
    assert site.run(FULL).splitlines() == ["302", "503 True", "True", "302 True"]
    assert site.verify().returncode == 0


def test_a_database_that_stops(tmp_path: Path) -> None:
    programs, user = find_programs(), find_user()
    if programs is None or user is None:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql")
    load_county(tmp_path)
    with run_postgres(programs, user) as database:
        site = Site(tmp_path / "store", database)
        site.run(PEOPLE)
        with site.served():
            worker = site.sign_in("worker0")
            token = worker.token()
            folder = database.partition("host=")[2].replace("%2F", "/")
            stop = [str(programs / "pg_ctl"), "-D", f"{folder}/db", "-m", "immediate", "stop"]
            named = {"user": user} if user else {}
            subprocess.run(stop, check=True, stdout=subprocess.DEVNULL, cwd="/tmp", **named)  # type: ignore[call-overload]
            answer = worker.post("/people/open/", token, **REASON, words="While it is stopped")
            assert (answer.status_code, "Nothing was saved" in answer.text) == (503, True)
            assert requests.get(f"{site.address}/health", timeout=20).status_code == 503
            start = [str(programs / "pg_ctl"), "-D", f"{folder}/db", "-w", "-l", f"{folder}/log", "start"]
            start += ["-o", f"-c listen_addresses='' -c unix_socket_directories={folder}"]
            subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd="/tmp", **named)  # type: ignore[call-overload]
            assert worker.post("/people/open/", token, **REASON, words="After it is back").status_code == 302
        assert site.verify().returncode == 0


TIED = """
from datetime import date
from sightline.web.people.models import Tie
from sightline.web.snapshots import child_key
actions.tie("worker0", Tie.Kind.WORKER, "Northmoor", "Ada Dale", date(2026, 1, 1), "tests")
print(child_key(("Northmoor", "child", "N2")))
"""
VISIT = {
    "duty": "assessment|RN2|assessment_authorised|", "on-day": "20", "on-month": "10", "on-year": "2026",
    "why": "Seen in the case notes",
}  # fmt: skip
RECORDED = """
from sightline.store.recorded import read_register
from sightline.web.access.models import Entry
from sightline.web.snapshots import current_record, the_store
register = read_register(the_store())
told = {event.token.partition(":")[2]: 0 for event in register.events}
for event in register.events:
    told[event.token.partition(":")[2]] += 1
print(len(told), max(told.values()), current_record().recorded, Entry.objects.filter(action="record").count())
"""


def test_a_server_killed_while_somebody_records(tmp_path: Path) -> None:
    """Whether or not it was kept before the kill: sent again it is kept once, shown, and written down."""
    load_county(tmp_path)
    site = Site(tmp_path / "store")
    key = site.run(PEOPLE + TIED).splitlines()[-1]

    def send(person: Browser, token: str) -> requests.Response:
        whole = {**VISIT, "step": "save", "token": "one form", "csrfmiddlewaretoken": token}
        where = f"{site.address}/children/{key}/record/meeting/"
        return person.session.post(where, whole, allow_redirects=False, timeout=60)

    def send_and_lose(person: Browser, token: str) -> None:
        with suppress(requests.RequestException):
            send(person, token)

    with site.served() as server:
        person = site.sign_in("worker0")
        saving = threading.Thread(target=send_and_lose, args=(person, person.token()))
        saving.start()
        saving.join(0.2)
        server.send_signal(signal.SIGKILL)
        saving.join()
    with site.served():
        person = site.sign_in("worker0")
        assert "saved=1" in send(person, person.token()).headers["Location"]
        assert "do not show it yet" not in person.session.get(f"{site.address}/children/{key}/", timeout=60).text
    forms, most, shown, written = map(int, site.run(RECORDED).split())
    assert (forms, most, shown) == (1, 1, 1)
    assert written >= 1, "it has its line in the access log"
    assert site.verify().returncode == 0
