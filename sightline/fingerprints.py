"""Fingerprints: which entries and which workings made an answer."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ENTRY_FOLDERS = ("calendars", "checks", "clocks", "identity", "obligations", "tables")
WORKING_FOLDERS = (*ENTRY_FOLDERS, "engines", "knowing", "measures")
READING_FOLDERS = ("sources", "tables")
ENTRY_ENDINGS = (".toml", ".sql", ".csv")


@cache
def entries_fingerprint() -> str:
    """Eight letters that change when any clock, event, spell, table or calendar does."""
    return _fingerprint_of(ENTRY_FOLDERS, ENTRY_ENDINGS)[:8]


@cache
def workings_fingerprint() -> str:
    """Changes when anything does that could change an obligation: entries or program."""
    return _fingerprint_of(WORKING_FOLDERS, (*ENTRY_ENDINGS, ".py"))


@cache
def reading_fingerprint() -> str:
    """Changes when files might be read in another way than before."""
    return _fingerprint_of(READING_FOLDERS, (*ENTRY_ENDINGS, ".py"))


@cache
def comparing_fingerprint() -> str:
    """Changes when two loads might be compared in another way than before."""
    return _fingerprint_of(("comparing", "knowing"), (".py",))


def fingerprint(parts: Iterable[str | bytes]) -> str:
    """One fingerprint (hexadecimal SHA-256) of several parts in their order."""
    mill = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        mill.update(len(content).to_bytes(8, "big") + content)
    return mill.hexdigest()


def _fingerprint_of(folders: Iterable[str], endings: tuple[str, ...]) -> str:
    paths = sorted(path for folder in folders for path in (HERE / folder).rglob("*") if path.suffix in endings)
    return fingerprint(
        part for path in paths for part in (path.relative_to(HERE).as_posix(), _same_line_ends(path.read_bytes()))
    )


def _same_line_ends(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")
