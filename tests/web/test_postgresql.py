"""The same tests on PostgreSQL, and many writers of the log at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("The PostgreSQL of a test is started on Linux and macOS only", allow_module_level=True)

from tests.web.postgres import find_programs, find_user, run_postgres

HERE = Path(__file__).parent
SAME = ("test_access.py", "test_scope.py", "test_opening.py", "test_signing_in.py")
WRITERS = """
import os, sys, threading
from pathlib import Path
from sightline.web.running import set_up
set_up(Path(sys.argv[1]))
from django.db import connection
from sightline.web.access.actions import Look, write_look
from sightline.web.access.looking import verify_log
from sightline.web.access.models import Action
def write():
    for _ in range(10):
        write_look(Look(1, "worker", "worker", Action.LOOK, "child", (("Northmoor", "child", "N1"),)))
    connection.close()
threads = [threading.Thread(target=write) for _ in range(6)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(verify_log().lines, verify_log().wrong)
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    programs, user = find_programs(), find_user()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql")
    if user is None:
        pytest.skip("PostgreSQL does not run as root, and there is nobody else to run it as")
    with run_postgres(programs, user) as started:
        yield started


def run(words: list[str], database: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SIGHTLINE_DATABASE": database}
    return subprocess.run(
        [sys.executable, *words],
        env=environment, capture_output=True, encoding="utf-8", timeout=300, cwd=HERE.parents[1],
    )  # fmt: skip


def test_the_same_tests_pass(address: str) -> None:
    done = run(["-m", "pytest", "-n", "0", *(str(HERE / name) for name in SAME)], address)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("kind", ["postgresql", "sqlite"])
def test_many_write_at_once(address: str, kind: str, tmp_path: Path) -> None:
    done = run(["-c", WRITERS, str(tmp_path)], address if kind == "postgresql" else "")
    assert done.stdout.strip() == "60", done.stderr[-2000:]
