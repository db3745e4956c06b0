"""The names of all events and spells: the words a clock may use."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from sightline.sources.declared import load_tables

HERE = Path(__file__).parent
RECORDED = "recorded"
"""The feed, and the file, of what people record in Sightline itself."""


@cache
def event_names() -> tuple[str, ...]:
    """Every event that events.toml declares."""
    return tuple(_read("events.toml"))


@cache
def event_kinds() -> dict[str, str]:
    """The kind of key each event carries; "" for none."""
    return {name: str(entry.get("per", "")) for name, entry in _read("events.toml").items()}


@cache
def event_meanings() -> dict[str, str]:
    """What each event means, in a few words."""
    return {name: str(entry.get("means", name)) for name, entry in _read("events.toml").items()}


@cache
def event_abouts() -> dict[str, str]:
    """The kind of subject each event is about."""
    return {name: _about(entry) for name, entry in _read("events.toml").items()}


@cache
def spell_abouts() -> dict[str, str]:
    """The kind of subject each spell is about."""
    return {name: _about(entry) for name, entry in _read("spells.toml").items()}


def _about(entry: dict[str, Any]) -> str:
    """That of its first table; a birthday is a child's."""
    named = [*(source["table"] for source in entry.get("from", [])), *entry.get("tables", [])]
    return load_tables()[named[0]].about if named else "child"


@cache
def spell_names() -> tuple[str, ...]:
    """Every spell that spells.toml declares."""
    return tuple(_read("spells.toml"))


@cache
def spell_kinds() -> dict[str, str]:
    """The kind of key each spell carries; "" for none."""
    return {name: str(entry.get("per", "")) for name, entry in _read("spells.toml").items()}


@cache
def _read(file: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / file).read_text(encoding="utf-8"))
