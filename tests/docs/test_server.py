"""docs/how-to/run-on-a-server.md as it is written: proxy with TLS, unit of systemd, backups put back."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from docs.walkthrough import ROOT
from tests.web.browser import free_port, wait_for
from tests.web.county import load_county
from tests.web.serving import COUNTS, PEOPLE, Site

if os.name != "posix":
    pytest.skip("The page is about a server of Linux", allow_module_level=True)

from tests.web.postgres import find_programs, find_user, run_postgres

PAGE = (ROOT / "docs/how-to/run-on-a-server.md").read_text(encoding="utf-8")
HOST = "sightline.council.gov.uk"
TEMPORARY = "client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;"


def block(kind: str) -> str:
    """The one block of this kind on the page."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    load_county(tmp_path)
    made = Site(tmp_path / "store")
    made.run(PEOPLE)
    return made


def wait_for_port(port: int) -> None:
    """Wait until somebody listens."""
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("The proxy did not start")


@contextmanager
def proxied(site: Site, folder: Path, plain: int, secure: int) -> Iterator[None]:
    """The nginx of the page, with other ports and a certificate made here."""
    certificate, key = folder / "sightline.pem", folder / "sightline.key"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}", "-days", "2"]
    subprocess.run([*words, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    told = block("nginx").replace("/etc/ssl/sightline.pem", str(certificate))
    told = told.replace("/etc/ssl/private/sightline.key", str(key)).replace("127.0.0.1:8000", f"127.0.0.1:{site.port}")
    told = told.replace("listen 80;", f"listen 127.0.0.1:{plain};").replace("443 ssl", f"127.0.0.1:{secure} ssl")
    started = f"daemon off; pid {folder}/pid; error_log {folder}/error; events {{}}\nhttp {{ {TEMPORARY}\n{told} }}"
    (folder / "nginx.conf").write_text(started, encoding="utf-8")
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert nginx
    with subprocess.Popen([nginx, "-p", folder, "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL) as server:
        try:
            yield
        finally:
            server.terminate()


@pytest.mark.skipif(
    not shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin"), reason="nginx is not installed here"
)
def test_a_proxy_with_tls(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGHTLINE_HOSTS", HOST)
    plain, secure = free_port(), free_port()
    trusts = ssl._create_unverified_context()
    line = http.client.HTTPConnection("127.0.0.1", plain, timeout=20)
    safe = http.client.HTTPSConnection("127.0.0.1", secure, timeout=20, context=trusts)
    with site.served(), proxied(site, tmp_path, plain, secure), closing(line), closing(safe):
        wait_for(f"http://127.0.0.1:{site.port}/health")
        wait_for_port(plain)
        line.request("GET", "/due/?state=overdue", headers={"Host": HOST})
        sent = line.getresponse()
        sent.read()
        assert (sent.status, sent.headers["Location"]) == (301, f"https://{HOST}/due/?state=overdue")
        safe.request("GET", "/account/sign-in/", headers={"Host": HOST})
        answer = safe.getresponse()
        text = answer.read().decode()
        assert answer.status == 200 and "max-age" in answer.headers["Strict-Transport-Security"]
        cookie, _, rest = answer.headers["Set-Cookie"].partition(";")
        assert cookie.startswith("__Host-sightline-form=") and "Secure" in rest
        assert safe.sock is not None and safe.sock.version() in ("TLSv1.2", "TLSv1.3")  # type: ignore[attr-defined]
        token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', text)[0]
        head = {"Host": HOST, "Cookie": cookie, "Referer": f"https://{HOST}/", "Origin": f"https://{HOST}"}
        head["Content-Type"] = "application/x-www-form-urlencoded"
        form = f"csrfmiddlewaretoken={token}&login=ann&password=three-words-apart-42"
        safe.request("POST", "/account/sign-in/", form, head)
        answer = safe.getresponse()
        answer.read()
        assert (answer.status, answer.headers["Location"]) == (302, "/")
        for elsewhere in ("other.example", "localhost.example"):
            safe.request("GET", "/help/", headers={"Host": elsewhere})
            answer = safe.getresponse()
            answer.read()
            assert answer.status == 400


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed here")
def test_the_unit_of_systemd(tmp_path: Path) -> None:
    unit = tmp_path / "sightline.service"
    unit.write_text(block("ini").replace("/opt/sightline/bin/sightline", "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, encoding="utf-8")
    assert not [said for said in done.stderr.splitlines() if "sightline.service" in said and "User" not in said], done


def test_a_backup_is_put_back(site: Site, tmp_path: Path) -> None:
    before, noted = site.run(COUNTS), site.verify().stdout.split()[-1]
    shutil.copytree(site.store, tmp_path / "backup")
    with site.served():
        site.sign_in("ann")
    assert site.verify().stdout.split()[-1] != noted
    shutil.rmtree(site.store)
    shutil.copytree(tmp_path / "backup", site.store)
    assert site.run(COUNTS) == before
    said = site.verify("--noted", noted)
    assert said.returncode == 0 and noted in said.stdout
    with site.served():
        site.sign_in("worker0")


def test_a_backup_of_postgresql_is_put_back(tmp_path: Path) -> None:
    programs, user = find_programs(), find_user()
    if programs is None or user is None:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql")
    tools = (programs / "initdb").resolve().parent
    load_county(tmp_path)
    with run_postgres(programs, user) as first, run_postgres(programs, user) as second:
        site = Site(tmp_path / "store", first)
        site.run(PEOPLE)
        with site.served():
            site.sign_in("ann")
        noted = site.verify().stdout.split()[-1]
        dump = tmp_path / "sightline.dump"
        subprocess.run([tools / "pg_dump", "--format=custom", f"--file={dump}", first], check=True, timeout=60)
        subprocess.run([tools / "pg_restore", "--no-owner", f"--dbname={second}", dump], check=True, timeout=60)
        back = Site(tmp_path / "store", second)
        said = back.verify("--noted", noted)
        assert said.returncode == 0, said.stderr
        with back.served():
            back.sign_in("worker0")
