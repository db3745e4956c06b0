"""The pages people read, and what tests need to know of them."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]))
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([^"]+)">')


def page_name(page: Path) -> str:
    """The page as people call it: docs/how-to/x.md."""
    return page.relative_to(ROOT).as_posix()


def read(page: Path) -> str:
    """The text of a page."""
    return page.read_text(encoding="utf-8")


def prose(text: str) -> str:
    """The text without its blocks of code."""
    return FENCE.sub("", text)


def links(text: str) -> Iterator[str]:
    """Where the links of a page lead."""
    return (found[1] for found in LINK.finditer(prose(text)))


def anchors(text: str) -> set[str]:
    """The places in a page that a link may name: its headings, as GitHub names them, and its own marks."""
    found = set(ANCHOR.findall(text))
    for heading in HEADING.findall(prose(text)):
        kept = "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
        found.add(kept.strip().replace(" ", "-"))
    return found
