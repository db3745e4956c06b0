"""Writes the reference pages again, from the entries and the program, and what commands print: `make docs` runs it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docs.walkthrough import rewrite_pages
from sightline.checks import load_checks
from sightline.clocks import load_catalogue, load_clocks
from sightline.measures.grade import load_rule
from sightline.reports.reference import clocks_page, write_reference
from sightline.reports.reference_catalogue import catalogue_page, law_by_date_page
from sightline.reports.reference_checks import checks_page
from sightline.reports.reference_events import events_page
from sightline.reports.reference_states import states_page
from sightline.reports.reference_tables import tables_page

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 100
COMMANDS = """\
# Commands

What `sightline --help` says, and the help of each command. This page is written by `make docs`.

Exit codes: 0 done; 1 the input is bad and nothing changed; 2 wrong use; 3 done, but a file could not be read, the two
engines disagree on a row (`explain`), or something cannot be told (with `--strict`).
"""


def reference_pages() -> dict[str, str]:
    """Every reference page by file name."""
    clocks = load_clocks()
    return {
        "catalogue.md": catalogue_page(load_catalogue()),
        "checks.md": checks_page(load_checks(), load_rule()),
        "clocks.md": clocks_page(load_catalogue()),
        "law-by-date.md": law_by_date_page(load_catalogue()),
        "commands.md": commands_page(),
        "events.md": events_page(clocks),
        "states.md": states_page(clocks),
        "tables.md": tables_page(),
    }


def commands_page() -> str:
    """The page of all commands, each as its own help has it, in Markdown."""
    parts = [COMMANDS]
    for words, text in command_helps():
        level = "##" if len(words) < 3 else "###"
        parts.append(f"{level} {' '.join(words)}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def command_helps() -> Iterator[tuple[tuple[str, ...], str]]:
    """Every command, as the words that call it, with its help."""
    from typer.main import get_command

    from sightline.cli.app import app

    yield from _helps(get_command(app), ("sightline",), None)


def _helps(command: Any, words: tuple[str, ...], parent: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    context = command.make_context(words[-1], [], parent=parent, resilient_parsing=True, max_content_width=WIDTH)
    context.terminal_width = WIDTH
    yield words, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _helps(inner, (*words, name), context)


if __name__ == "__main__":
    for page in write_reference(ROOT, reference_pages()):
        print(page.name)
    for name in rewrite_pages():
        print(f"{name}: its commands print something else now; read what changed")
