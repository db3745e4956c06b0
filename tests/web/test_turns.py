"""A process of the server takes a call only while it has a thread for it, and ends each connection with its answer."""

import threading
from collections.abc import Callable, Iterable
from http.client import HTTPConnection
from typing import Any

import waitress

from sightline.web.serving import _take_turns

PATIENCE = 60
"""Seconds after which something has gone wrong."""


def test_a_call_waits_where_another_process_could_take_it() -> None:
    busy, go_on = threading.Event(), threading.Event()

    def answer(_: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        busy.set()
        assert go_on.wait(PATIENCE)
        start("200 OK", [("Content-Length", "4")])
        return [b"done"]

    server = waitress.create_server(answer, host="127.0.0.1", port=0, threads=1)
    _take_turns(server, 1)
    assert server.readable()
    loop = threading.Thread(target=server.run, daemon=True)
    loop.start()
    first, second = (HTTPConnection("127.0.0.1", server.effective_port, timeout=PATIENCE) for _ in range(2))
    first.request("GET", "/")
    assert busy.wait(PATIENCE)
    assert not server.readable(), "its one thread is at work"
    second.request("GET", "/")
    go_on.set()
    for line in (first, second):
        got = line.getresponse()
        assert (got.read(), got.headers["Connection"]) == (b"done", "close")
    server.trigger.pull_trigger(server.close)
    loop.join(PATIENCE)
    server.task_dispatcher.shutdown()
