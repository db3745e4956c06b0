"""Sail in this process: a Spark Connect server in a wheel, so that tests need neither Java nor a network."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sail_server() -> Iterator[str]:
    """The address of a server that runs for as long as the block does."""
    os.environ.setdefault("RUST_LOG", "error")
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    host, port = server.listening_address
    yield f"sc://{host}:{port}"
    server.stop()
