"""Answering requests: on Linux in two processes that share what they have read, elsewhere in one.

Python works on one request at a time in a process, whatever its threads; the second process gives it a second core. It
is a copy of the first, made once the tables and the catalogue are read: the system keeps one copy of what neither
changes, so it costs a fraction of the memory of a server of its own. It ends when the first ends, however that does.
"""

import ctypes
import gc
import os
import socket
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sightline.store import Scope, SnapshotRecord

ARENAS = -8
"""What GNU's memory allocator calls the setting of how many heaps there are (M_ARENA_MAX in malloc.h)."""
YOUNG = 20_000
"""New objects after which Python looks for circles among them: about those of one page, where 700 is usual."""
PROCESSES = 2 if sys.platform == "linux" and (os.cpu_count() or 1) > 1 else 1


def answer_at(address: str, port: int, settings: Mapping[str, Any]) -> None:
    """Answer at an address until stopped, with these settings of waitress. Raises OSError where it cannot be had."""
    import waitress

    from sightline.web.recording.saving import bring_up_to_date
    from sightline.web.wsgi import application

    with _listen(address, port) as line:
        _spare_memory()
        bring_up_to_date()
        read_ahead()
        is_first = all(_is_first() for _ in range(PROCESSES - 1))
        server = waitress.create_server(application, sockets=[line], **settings)
        if PROCESSES > 1:
            _take_turns(server, settings["threads"])
        server.run()
        if not is_first:
            os._exit(0)


def _take_turns(server: Any, threads: int) -> None:
    """Let a process take a call only while a thread of it is free, and end the connection with the answer.

    Otherwise whichever process wakes first takes all that call, and they wait there while the other has nothing to do;
    kept open, a browser's connections stay with whichever process took them first, and all may be with one.
    """
    server.channel_class = _connection
    may_take = server.readable

    def readable() -> bool:
        at_work = sum(bool(channel.requests) for channel in server.active_channels.values())
        return bool(may_take()) and at_work < threads

    server.readable = readable


def _connection(*parts: Any, **named: Any) -> Any:
    """A connection that ends with its answer."""
    from waitress.channel import HTTPChannel

    channel = HTTPChannel(*parts, **named)
    channel.task_class = _last_answer
    return channel


def _last_answer(channel: Any, request: Any) -> Any:
    from waitress.task import WSGITask

    request.headers["CONNECTION"] = "close"
    return WSGITask(channel, request)


def read_ahead() -> None:
    """Read what nearly every page needs, so that the first reader does not wait for it and the processes share it."""
    from django.db import connections

    from sightline.clocks import load_clocks
    from sightline.web.snapshots import current_record

    load_clocks()
    _compile_pages()
    if record := current_record():
        _read_tables(record)
    connections.close_all()  # a process opens its own
    gc.collect()
    _give_back()
    gc.freeze()  # looking through what is there would write to it, and each process would then hold a copy
    gc.set_threshold(YOUNG)


def _compile_pages() -> None:
    """The routes and every template: otherwise the first who ask for a page wait until it is compiled."""
    from django.template import engines
    from django.urls import get_resolver

    pages = engines["jinja2"].env  # type: ignore[attr-defined]
    for name in pages.list_templates(extensions=("html",)):
        pages.get_template(name)
    get_resolver().check()


def _read_tables(record: SnapshotRecord) -> None:
    """The tables of the snapshot in use, where each child's rows lie in them, and the due list of those who see all."""
    from sightline.reports.workings import standards_in
    from sightline.web.pages.asked import Asked
    from sightline.web.pages.due import due_list
    from sightline.web.snapshots import NOBODY, SHELF, open_current, subject_of, the_store

    snapshot = open_current(record, Scope("whoever sees every child"))
    for name in record.tables:
        held = SHELF.get(snapshot.folder, name)
        if held.rows is not None:
            held.about([NOBODY])
    for council in {use.council for use in record.loads}:
        standards_in(the_store(), record.id, council)
    subject_of(snapshot, "")
    due_list(snapshot, Asked())


def _spare_memory() -> None:
    """On Linux, keep what is given back in two heaps: with one for each thread much of it would be of use to nobody."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # a system library other than GNU's has no such choice
            ctypes.CDLL(None).mallopt(ARENAS, 2)


def _give_back() -> None:
    """Give the system what was needed once."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()


def _listen(address: str, port: int) -> socket.socket:
    """A socket at the address, which every process may take calls from."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        line.bind((address, port))
        line.listen(128)
    except OSError:
        line.close()
        raise
    return line


def _is_first() -> bool:
    """Make another process like this one; say which of the two this is. The other ends as soon as the first is gone."""
    told, held = os.pipe()
    if os.fork():
        os.close(told)  # `held` stays open for as long as this process lives
        return True
    os.close(held)
    threading.Thread(target=_end_with, args=(told,), daemon=True).start()
    return False


def _end_with(told: int) -> None:
    os.read(told, 1)
    os._exit(0)
