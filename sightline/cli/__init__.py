"""The command line: one small file for each verb, thin over the library."""

import sys

FAILED = 1


def main() -> None:
    """Run a command. A person's mistake ends with one sentence and exit code 1, never with a traceback."""
    from sightline.cli.app import app
    from sightline.words import UserError

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except UserError as error:
        print(f"sightline: {error}", file=sys.stderr)
        sys.exit(FAILED)
