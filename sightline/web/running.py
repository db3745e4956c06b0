"""Starting Django on a store: settings, database, static files, server."""

import os
from pathlib import Path

from sightline.store import default_folder
from sightline.web.place import make_ready
from sightline.words import UserError

MOST_SENT = 64_000_000
"""Bytes. What is sent beyond this is refused unread; what a page takes is less."""
THREADS = 4
"""Requests worked on at once, in all processes together."""
LOCAL = ("127.0.0.1", "localhost", "::1")


def set_up(folder: Path | None = None) -> None:
    """Make the web app ready on a store: its folder and secret, Django itself, and the tables of its database."""
    if folder is not None:
        os.environ["SIGHTLINE_DATA"] = str(folder.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.web.settings")
    # Arrow gives memory back to the system with its allocator, and keeps it with its own.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    make_ready(default_folder().absolute())
    import django

    django.setup()
    _migrate()


def serve(address: str, port: int) -> None:
    """Answer requests until stopped. Raises UserError where the address cannot be had."""
    from django.conf import settings

    if address not in LOCAL and settings.IS_LOCAL:
        raise UserError(
            f"Served at {address}, other computers could read passwords on the way",
            "",
            "Put a proxy with TLS before it and name its host in SIGHTLINE_HOSTS; see docs/how-to/run-on-a-server.md.",
        )
    from sightline.web.serving import PROCESSES, answer_at

    headers = {"x-forwarded-for", "x-forwarded-proto"}
    waiting = {
        "threads": THREADS // PROCESSES,
        "ident": None,
        "channel_timeout": 60,
        "max_request_body_size": MOST_SENT,
        "inbuf_overflow": settings.FILE_UPLOAD_MAX_MEMORY_SIZE,  # lists that are brought never touch a disk
    }
    proxied = {} if settings.IS_LOCAL else {"trusted_proxy": settings.PROXY, "trusted_proxy_headers": headers}
    try:
        answer_at(address, port, waiting | proxied)
    except OSError as error:
        raise UserError(
            f"Port {port} of {address} cannot be had ({error.strerror})", "", "Give another: --port 8001"
        ) from None


def _migrate() -> None:
    from django.core.management import call_command
    from django.db.utils import OperationalError

    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    except OperationalError:
        raise UserError(
            "The web app's database cannot be reached",
            "",
            "Check that SIGHTLINE_DATABASE is right and the server runs; without it a file in the store is used.",
        ) from None
