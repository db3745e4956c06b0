"""The command line: one small file for each verb, thin over the library."""

import sys

FAILED = 1
MEND = "Check the path, whether you may write there, and whether the file is open in another program."


def main() -> None:
    """Run a command. What a person can mend ends with one sentence and exit code 1, never with a traceback."""
    from sightline.cli.app import app
    from sightline.words import UserError

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except OSError as error:
        if not error.filename:
            raise
        said = UserError(f'"{error.filename}" cannot be used', error.strerror or "", MEND)
        sys.exit(_said(said))
    except UserError as error:
        sys.exit(_said(error))


def _said(error: Exception) -> int:
    print(f"sightline: {error}", file=sys.stderr)
    return FAILED
