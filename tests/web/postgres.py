"""A PostgreSQL of its own for the length of a test, reached by a socket in a folder that is removed again."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PLACES = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin", "usr/local/bin")


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else []
    found += [folder for place in PLACES for folder in sorted(Path("/").glob(place), reverse=True)]
    return next((folder for folder in found if (folder / "pg_ctl").exists()), None)


def find_user() -> str | None:
    """Whom to run it as: PostgreSQL refuses to run as root. '' means as oneself; None that there is nobody."""
    if os.geteuid() != 0:
        return ""
    return next((entry.pw_name for entry in pwd.getpwall() if entry.pw_name in ("postgres", "nobody")), None)


@contextmanager
def run_postgres(programs: Path, user: str) -> Iterator[str]:
    """Start a cluster and give the address of its database; stop and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="sl-pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user)

    def run(program: str, *words: str) -> None:
        said = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        named = {"user": user} if user else {}
        subprocess.run([str(programs / program), *words], check=True, cwd=folder, timeout=60, **said, **named)  # type: ignore[call-overload]

    try:
        run("initdb", "-D", f"{folder}/db", "-U", "sightline", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", f"{folder}/db", "-w", "-o", options, "-l", f"{folder}/log", "start")
        try:
            yield f"postgres://sightline@/postgres?host={quote(str(folder), safe='')}"
        finally:
            run("pg_ctl", "-D", f"{folder}/db", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
