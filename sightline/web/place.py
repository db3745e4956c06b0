"""Where the web app keeps what it needs: a folder in the store with its database and the installation's secret."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sightline.store import Disk, default_folder
from sightline.words import UserError

SECRET_FILE = "secret"
DATABASE_FILE = "web.sqlite3"


def store_folder() -> Path:
    """The store that SIGHTLINE_DATA names, or the user's own."""
    return default_folder().absolute()


def web_folder() -> Path:
    """The web app's folder in the store that SIGHTLINE_DATA names."""
    return store_folder() / "web"


def make_ready(folder: Path) -> None:
    """Make the web app's folder in a store and, once, the secret: 64 random bytes only its owner reads."""
    disk = Disk()
    disk.make_folder(folder / "web")
    path = folder / "web" / SECRET_FILE
    if not path.exists() and "SIGHTLINE_SECRET" not in os.environ:
        disk.write_bytes(path, secrets.token_hex(64).encode())


def read_secret() -> str:
    """The installation's secret: SIGHTLINE_SECRET, or the file in the store.

    Where there is neither yet (a tool that only reads the settings) it is one that lasts as long as the process.
    """
    if given := os.environ.get("SIGHTLINE_SECRET"):
        return given
    try:
        return (web_folder() / SECRET_FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return secrets.token_hex(64)


def database_of(address: str) -> dict[str, Any]:
    """Django's settings for the database at an address such as postgres://user:password@host:5432/name.

    Empty: a SQLite file in the store. Raises UserError for an address that is neither PostgreSQL nor empty.
    """
    if not address:
        return _sqlite(web_folder() / DATABASE_FILE)
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise UserError(
            "SIGHTLINE_DATABASE is not the address of a PostgreSQL database",
            "",
            "Write it as postgres://user:password@host:5432/name, or leave it out to use a file in the store.",
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
