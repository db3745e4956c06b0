"""Pages that show commands with their output: run as they stand, compared, and written again by `make docs`.

In a page, a block marked `console` holds commands after "$ " and below each what it prints. One line "…" may stand for
lines left out. A command that is meant to fail says so: "# ends with exit code 1". A block after "Save this as `name`:"
is a file. No blank line may stand at the end of what a command prints.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "docs/tutorial/first-hour.md")
LEFT_OUT = "…"
CODE = re.compile(r"# ends with exit code (\d)")
SAVED = re.compile(r"^Save this as `([\w./-]+)`:$")
# What differs from machine to machine, and from one change of an entry to the next, and what stands for it.
VARIES = (
    (re.compile(r"entries [0-9a-f]{8}"), "entries 1a2b3c4d"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "2026-11-21T09:30:00Z"),
)


@dataclass(frozen=True)
class Command:
    """A command of a page: its line, what the page says it prints, and where those lines stand (from 0)."""

    line: str
    told: tuple[str, ...]
    begin: int
    end: int


@dataclass(frozen=True)
class File:
    """A file that a page asks its reader to save."""

    name: str
    text: str


@dataclass(frozen=True)
class Done:
    """A command of a page and what it did: the lines it printed, shortened as in the page, and its exit code."""

    command: Command
    printed: tuple[str, ...]
    code: int

    @property
    def wanted_code(self) -> int:
        """The exit code the page says it ends with."""
        said = CODE.search(self.command.line)
        return int(said[1]) if said else 0


def read_page(text: str) -> Iterator[Command | File]:
    """The commands and files of a page, in order."""
    lines = text.splitlines()
    opened = [n for n, line in enumerate(lines) if line.startswith("```")]
    for begin, end in zip(opened[::2], opened[1::2], strict=True):
        saved = SAVED.match(lines[begin - 2]) if begin > 1 else None
        if saved:
            yield File(saved[1], "\n".join(lines[begin + 1 : end]) + "\n")
        elif lines[begin] == "```console":
            yield from _commands(lines, begin + 1, end)


def _commands(lines: list[str], begin: int, end: int) -> Iterator[Command]:
    starts = [n for n in range(begin, end) if lines[n].startswith("$ ")]
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        yield Command(lines[start][2:], tuple(lines[start + 1 : stop]), start + 1, stop)


def follow(text: str, folder: Path) -> Iterator[Done]:
    """Do in an empty folder what a page says, and give each command with what it printed."""
    for part in read_page(text):
        if isinstance(part, File):
            path = folder / part.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(part.text, encoding="utf-8")
        else:
            yield _run(part, folder)


def rewrite(text: str) -> str:
    """The page with what its commands print now. Raises SystemExit where one ends otherwise than the page says."""
    lines = text.splitlines()
    with tempfile.TemporaryDirectory() as folder:
        done = list(follow(text, Path(folder).resolve()))
    for each in reversed(done):
        if each.code != each.wanted_code:
            sys.exit(f"This command ends with exit code {each.code}: {each.command.line}\n" + "\n".join(each.printed))
        lines[each.command.begin : each.command.end] = each.printed
    return "\n".join(lines) + "\n"


def _run(command: Command, folder: Path) -> Done:
    words = shlex.split(command.line, comments=True)
    if words[0] != "sightline":
        raise ValueError(f"A page may only run sightline: {command.line}")
    program = Path(sys.executable).with_name("sightline.exe" if os.name == "nt" else "sightline")
    done = subprocess.run(
        [str(program), *words[1:]],
        cwd=folder,
        env={**os.environ, "SIGHTLINE_DATA": str(folder / "store")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    text = done.stdout.replace(str(folder), "~/first-hour")
    for varies, stands_for in VARIES:
        text = varies.sub(stands_for, text)
    printed = tuple(line.rstrip() for line in text.rstrip().splitlines())
    return Done(command, shorten(printed, command.told), done.returncode)


def shorten(printed: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """What was printed, with as many lines left out, and in the same place, as in what the page says."""
    if LEFT_OUT not in told:
        return printed
    first = told.index(LEFT_OUT)
    last = len(told) - first - 1
    if len(printed) <= first + last:
        return printed
    return (*printed[:first], LEFT_OUT, *printed[len(printed) - last :])


def rewrite_pages() -> Iterator[str]:
    """Write every page with commands again; give the names of those that changed."""
    for name in PAGES:
        path = ROOT / name
        before = path.read_text(encoding="utf-8")
        after = rewrite(before)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            yield name
