"""Links lead somewhere, commands exist, and words are those of the house."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.make_reference import command_helps
from sightline.clocks.reading import read_clock
from sightline.obligations.trial import try_example
from tests.docs.pages import PAGES, ROOT, anchors, links, page_name, prose, read

HELPS = dict(command_helps())
# A command in running text (`sightline due --state overdue`) or at the beginning of a line of code.
IN_TEXT = re.compile(r"`(?:uv run )?(sightline(?: [^`\n]*)?)`")
IN_CODE = re.compile(r"^\s*(?:\$ |> )?(?:uv run )?(sightline(?: .*)?)$", re.MULTILINE)
MAKE = re.compile(r"(?:`|^)make ([a-z]+)(?:`|$)", re.MULTILINE)
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
NO_WORDS = {
    "a child is a child": r"\bclients?\b|\bpatients?\b|\b(?:open|closed|our|your) cases?\b(?! (?:system|record))",
    "made-up": r"\bfakes?\b|\bsynthetic\b|\bdummy\b|\bdummies\b",
    "looked-after child": r"\bLACs?\b",
    "as of": r"\bas at today\b",
    "not about how it was made": r"\b(?:sessions?|agents?|prompts?|chatbots?)\b",
}
NO_PLACES = (
    r"pypi|pythonhosted|npmjs|crates\.io|artifactory|(?<![\w.~-])/(?:work|tmp|home|root|mnt|Users)/|localhost:\d"
)


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_lead_somewhere(page: Path) -> None:
    text = read(page)
    for link in links(text):
        target, _, place = link.partition("#")
        if re.match(r"https?://|mailto:", target):
            continue
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{link}: there is no such file"
        if place and path.suffix == ".md":
            assert place in anchors(read(path)), f"{link}: there is no such heading"


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_command_named_exists(page: Path) -> None:
    for line in commands(read(page)):
        words = tuple(shlex.split(line.replace("…", ""), comments=True))
        called = next((words[:n] for n in (3, 2) if words[:n] in HELPS), ("sightline",))
        rest = words[len(called) :]
        named = [word for word in rest if not word.startswith("-")]
        assert len(called) > 1 or not named, f"{line}: there is no such command"
        for option in (word.split("=")[0] for word in rest if word.startswith("--")):
            assert re.search(rf"^ +(?:-\w, )?{option}\b", HELPS[called], re.MULTILINE), f"{line}: no option {option}"


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_make_target_named_exists(page: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(MAKE.findall(read(page))) <= targets


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_words_are_those_of_the_house(page: Path) -> None:
    text = read(page)
    for instead, banned in NO_WORDS.items():
        found = re.search(banned, text, 0 if "LAC" in banned else re.IGNORECASE)
        assert not found, f'"{found[0]}": {instead}' if found else ""


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_no_page_names_a_machine_or_a_registry(page: Path) -> None:
    found = re.search(NO_PLACES, read(page), re.IGNORECASE)
    assert not found, found and found[0]


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_a_page_begins_with_its_title(page: Path) -> None:
    text = read(page)
    assert text.startswith("# ")
    assert len(re.findall(r"^# ", prose(text), re.MULTILINE)) == 1


def test_the_clock_in_the_readme_is_one(tmp_path: Path) -> None:
    block = re.search(r"^```toml\n(.*?)^```$", read(ROOT / "README.md"), re.MULTILINE | re.DOTALL)
    assert block
    path = tmp_path / "referral_decision.toml"
    path.write_text(block[1], encoding="utf-8")
    clock = read_clock(path)
    for example in clock.examples:
        rows = [(row.step, row.run, row.due, row.state) for row in try_example((clock,), example)]
        assert rows == [(want.step, want.run, want.due, want.state) for want in example.expect]


def commands(text: str) -> Iterator[str]:
    """Every sightline command that a page names, in running text or in code."""
    for pattern in (IN_TEXT, IN_CODE):
        yield from (found[1].strip() for found in pattern.finditer(text))
