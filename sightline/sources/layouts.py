"""What each kind of file holds: the `source.toml` of each source, read and checked.

A source is a set of lists (a table of the SSD, a list of Annex A, a sheet of the templates); each list fills one or
more of our tables, and each of those is a feed with a history of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from sightline.sources.declared import Declared, load_codes, load_tables
from sightline.sources.model import History
from sightline.sources.plain import plain
from sightline.words import UserError, nearest

FILES = (
    "ssd/source.toml",
    "annex_a/source.toml",
    "ssda903/source.toml",
    "cin_census/source.toml",
    "local/templates.toml",
)
SOURCE_KEYS = ("source", "title", "rank", "unread", "list", "markup", "yearly")
MARKUP_KEYS = ("root", "child", "identity", "day")
LIST_KEYS = ("name", "titles", "unused", "feed", "help", "checked", "must", "oldest", "element")
FEED_KEYS = ("table", "history", "bounds", "columns", "only_if_filled", "only_if", "stays")
FILL_KEYS = ("from", "always", "turn", "words", "or_filled", "json", "made_by", "through", "key", "row", "days")
MAKERS = ("conference_required",)
# A care leaver has rights until 25; one who is 26 in a list of children is an adult, or has a wrong date of birth.
CARE_LEAVERS_UNTIL = 26


@dataclass(frozen=True)
class Fill:
    """How one of our columns is filled from a list.

    `source`: their columns, plain, the first that the file has. `always`: a fixed value. `row`: an id made from the
    row. `turn`: values to swap after reading. `words`: phrases of this source (plain) to values. `or_filled`: a value
    where another of their columns is filled and this is blank. `json`: the flag of a JSON cell. `made_by`: one of
    MAKERS. `through` and `key`: the table of ours in which a missing child id is found.
    """

    source: tuple[str, ...] = ()
    always: str = ""
    row: bool = False
    turn: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    or_filled: dict[str, str] = field(default_factory=dict)
    json: str = ""
    made_by: str = ""
    through: str = ""
    key: str = ""
    days: bool = False


@dataclass(frozen=True)
class OnlyIf:
    """Which rows of a list count: those where a column of theirs (plain name) holds one of some codes of a list."""

    source: str
    codes: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class FeedLayout:
    """One of our tables as a list fills it. `bounds`: columns of things that have happened, which say how far the
    file reaches.

    A row is kept only if every column of `only_if_filled` is filled and `only_if` holds. `stays`: what several rows in
    turn are one stay of ("placement" or "status").
    """

    table: str
    history: History
    fills: dict[str, Fill]
    bounds: tuple[str, ...] = ()
    only_if_filled: tuple[str, ...] = ()
    only_if: OnlyIf | None = None
    stays: str = ""

    @property
    def declared(self) -> Declared:
        """The table that it fills."""
        return load_tables()[self.table]


@dataclass(frozen=True)
class Layout:
    """One list of a source: its name, the other names people give it (plain), its feeds, and columns that are not
    kept.
    """

    source: str
    name: str
    titles: frozenset[str]
    feeds: tuple[FeedLayout, ...]
    unused: frozenset[str] = frozenset()
    help: str = ""
    checked: dict[str, str] = field(default_factory=dict)
    must: frozenset[str] = frozenset()
    oldest: int = CARE_LEAVERS_UNTIL
    typed: dict[str, str] = field(default_factory=dict)
    element: str = ""

    @property
    def wanted(self) -> frozenset[str]:
        """The plain names of the columns that are read."""
        fills = [fill for feed in self.feeds for fill in feed.fills.values()]
        rules = {feed.only_if.source for feed in self.feeds if feed.only_if}
        return frozenset(n for fill in fills for n in (*fill.source, *fill.or_filled)) | rules | set(self.checked)

    @property
    def known(self) -> frozenset[str]:
        """The plain names of all columns that belong to the list."""
        return self.wanted | self.unused

    @property
    def child_columns(self) -> frozenset[str]:
        """The plain names under which the child's id may stand; empty for lists that are not about children."""
        return self._named({"child_id"})

    @property
    def subject_columns(self) -> frozenset[str]:
        """The plain names under which the id of whom the rows are about may stand, a child's or another subject's."""
        return self._named({feed.declared.subject_id for feed in self.feeds})

    @property
    def about(self) -> str:
        """The kind of subject the list is about; that of its first table."""
        return self.feeds[0].declared.about

    def _named(self, ids: Collection[str]) -> frozenset[str]:
        return frozenset(n for feed in self.feeds for name, f in feed.fills.items() if name in ids for n in f.source)


@dataclass(frozen=True)
class Markup:
    """How a source is written in XML: its first element, the element of one child, the one that says who the child
    is, and the one with the day up to which the file tells.
    """

    root: str
    child: str
    identity: str
    day: str = ""


@dataclass(frozen=True)
class Source:
    """One kind of file: its lists, the names of lists that belong to it and are not read, and how it looks in XML.

    `yearly`: a return, made once a year about that year: see `returns`. `rank`: whose word counts where sources differ,
    1 before 2; 0 where what it says adds to the others, whatever they say.
    """

    name: str
    title: str
    layouts: tuple[Layout, ...]
    unread: frozenset[str]
    markup: Markup | None = None
    yearly: bool = False
    rank: int = 0


@lru_cache(maxsize=1)
def load_sources() -> tuple[Source, ...]:
    """Every source. Raises UserError for a key, table or column nobody knows, with the nearest allowed word."""
    return tuple(_source(Path(__file__).parent / name) for name in FILES if (Path(__file__).parent / name).exists())


@lru_cache(maxsize=1)
def source_ranks() -> dict[str, int]:
    """The rank of every source that has one, the best first."""
    ranked = sorted((source.rank, source.name) for source in load_sources() if source.rank)
    return {name: rank for rank, name in ranked}


@lru_cache(maxsize=1)
def preferred_sources() -> tuple[str, ...]:
    """Every source, in the order in which they are believed; those without a rank at the end."""
    return (*source_ranks(), *(source.name for source in load_sources() if not source.rank))


@lru_cache(maxsize=1)
def known_columns() -> frozenset[str]:
    """The plain names of every column of every source, by which a header is found."""
    return frozenset().union(*(layout.known for source in load_sources() for layout in source.layouts))


def _source(path: Path) -> Source:
    with path.open("rb") as f:
        entry = tomllib.load(f)
    _check(entry, SOURCE_KEYS, path, "key of a source")
    markup = entry.get("markup", {})
    _check(markup, MARKUP_KEYS, path, "key of a source in XML")
    return Source(
        entry["source"],
        entry["title"],
        tuple(_layout(entry["source"], item, path) for item in entry["list"]),
        frozenset(plain(n) for n in entry.get("unread", [])),
        Markup(**markup) if markup else None,
        entry.get("yearly", False),
        entry.get("rank", 0),
    )


def _layout(source: str, entry: dict[str, Any], path: Path) -> Layout:
    _check(entry, LIST_KEYS, path, "key of a list")
    feeds = tuple(_feed(f, path) for f in entry["feed"])
    titles = frozenset(plain(t) for t in (entry["name"], *entry.get("titles", [])))
    typed = {plain(t): t for feed in entry["feed"] for value in feed["columns"].values() for t in _typed(value)}
    typed |= {plain(t): t for t in (*entry.get("checked", {}), *entry.get("must", []))}
    checked = {plain(name): kind for name, kind in entry.get("checked", {}).items()}
    _check(checked.values(), ("yes or no", "postcode", "interval", *load_codes()), path, "way to check a column")
    return Layout(
        source,
        entry["name"],
        titles,
        feeds,
        frozenset(plain(c) for c in entry.get("unused", [])),
        entry.get("help", ""),
        checked,
        frozenset(plain(c) for c in entry.get("must", [])),
        entry.get("oldest", CARE_LEAVERS_UNTIL),
        typed,
        entry.get("element", ""),
    )


def _feed(entry: dict[str, Any], path: Path) -> FeedLayout:
    _check(entry, FEED_KEYS, path, "key of a feed")
    _check([entry["table"]], load_tables(), path, "table")
    _check([entry["history"]], get_args(History), path, "history")
    columns = ("child_id", *load_tables()[entry["table"]].names)
    for names in (entry["columns"], entry.get("bounds", []), entry.get("only_if_filled", [])):
        _check(names, columns, path, f"column of {entry['table']}")
    fills = {name: _fill(value, path) for name, value in entry["columns"].items()}
    filled = tuple(entry.get("only_if_filled", []))
    bounds, stays = tuple(entry.get("bounds", [])), entry.get("stays", "")
    return FeedLayout(entry["table"], entry["history"], fills, bounds, filled, _only_if(entry), stays)


def _only_if(entry: dict[str, Any]) -> OnlyIf | None:
    rule = entry.get("only_if")
    return OnlyIf(plain(rule["from"]), rule["codes"], tuple(rule["is"])) if rule else None


def _fill(value: str | list[str] | dict[str, Any], path: Path) -> Fill:
    if not isinstance(value, dict):
        return Fill(source=tuple(plain(v) for v in _typed(value)))
    _check(value, FILL_KEYS, path, "way to fill a column")
    if "made_by" in value:
        _check([value["made_by"]], MAKERS, path, "maker of columns")
    rest = {k: v for k, v in value.items() if k not in ("from", "words", "or_filled")}
    words = {plain(k): v for k, v in value.get("words", {}).items()}
    filled = {plain(k): v for k, v in value.get("or_filled", {}).items()}
    return Fill(source=tuple(plain(v) for v in _typed(value)), words=words, or_filled=filled, **rest)


def _typed(value: str | list[str] | dict[str, Any]) -> list[str]:
    """The source columns of a fill, as written."""
    named = value.get("from", []) if isinstance(value, dict) else value
    return [named] if isinstance(named, str) else list(named)


def _check(words: Iterable[str], allowed: Iterable[str], path: Path, what: str) -> None:
    names = list(allowed)
    for word in words:
        if word not in names:
            raise UserError(f'"{word}" is not a {what}', f"{path.parent.name}/{path.name}", nearest(word, names))
