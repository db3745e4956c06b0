"""`sightline serve`: the web app."""

from typing import Annotated

import typer

from sightline.cli.options import Folder


def serve_web(
    store_folder: Folder = None,
    address: Annotated[str, typer.Option("--address", help="The address to answer at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to answer at.")] = 8000,
) -> None:
    """Serve the web app: sign in at http://127.0.0.1:8000 with a name that `sightline user add` made."""
    from sightline.web.running import serve, set_up

    set_up(store_folder)
    typer.echo(f"Sightline answers at http://{address}:{port}. Stop it with Ctrl+C.")
    serve(address, port)
