"""A council's own checks: [[check]] blocks in its standards file, in the words of every other check.

A snapshot holds the standards it was built by, so that its pages can say what each check looks for.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from sightline.checks.entry import MARK, Check, Example
from sightline.checks.reading import WORDS as CHECK_WORDS
from sightline.checks.reading import load_checks, read_check
from sightline.checks.run import run_checks
from sightline.entry_files import BLOCKS, EntryFile, Kind, read_entry
from sightline.sources.declared import load_tables, schema
from sightline.sources.model import Feed
from sightline.words import UserError

if TYPE_CHECKING:
    from sightline.store import Snapshot

STANDARDS: Final = Path("standards.toml")
TABLE: Final = "standards"
NOT_THEIRS: Final = frozenset("sql differs alone slot beside tables columns not_of".split())
"""Queries in SQL, and what sets sources beside each other."""
WORDS: Final[dict[str, Kind]] = {
    **{word: kind for word, kind in CHECK_WORDS.items() if word not in NOT_THEIRS},
    "table": str,
    "because": str,
}
DRAWN: Final = date(2026, 10, 31)
"""The day on which the files of an example were drawn."""


def read_own_checks(file: EntryFile) -> tuple[Check, ...]:
    """The checks in a standards file. Raises UserError naming the file, the line and the mend."""
    blocks = tomllib.loads(file.text).get("check", [])
    file.check_table({"check": blocks}, {"check": BLOCKS}, "a standards file")
    house = {check.id for check in load_checks()}
    found: dict[str, Check] = {}
    for entry in blocks:
        check = _read(file, entry)
        if check.id in house or check.id in found:
            file.refuse(f'There is a check "{check.id}" already', "Give yours another id.", check.id)
        found[check.id] = check
    return tuple(found.values())


def _read(file: EntryFile, entry: dict[str, Any]) -> Check:
    file.check_table(entry, WORDS, "a check of a council")
    file.check_needs(entry, ("table", "because"), f'The check "{entry.get("id", "")}"')
    table = file.check_name(entry["table"], load_tables(), "a table")
    plain = {word: value for word, value in entry.items() if word not in ("table", "because")}
    check = read_check(file, plain, table)
    return replace(check, title=check.title + MARK, because=entry["because"])


def try_own_checks(path: Path) -> None:
    """Run the examples of the checks in a standards file. Raises UserError for one that does not do what it says."""
    file, _ = read_entry(path)
    for check in read_own_checks(file):
        for example in check.examples:
            _try(file, check, example)


def _try(file: EntryFile, check: Check, example: Example) -> None:
    try:
        failed = failing_rows(check, example)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        mend = "Write days as 2026-03-02 without quotes, and everything else in quotes."
        file.refuse(f'The example "{example.name}" holds a value that its column cannot', mend, example.name)
    if failed != example.fails:
        said = ", ".join(map(str, failed)) or "none"
        what = f'The example "{example.name}" of the check "{check.id}" does not do what it says'
        file.refuse(what, f"Of its rows these fail: {said}. Correct the check, or fails.", example.name)


def failing_rows(check: Check, example: Example) -> tuple[int, ...]:
    """The numbers of the rows of an example that fail, from 1, through the real staging; all of one source."""
    names = dict.fromkeys([*example.rows, *([check.orphan] if check.orphan else [])])
    feeds = [Feed(name, "ssd", name, f"{name}.csv", "", "all", DRAWN, 0) for name in names]
    tables = {name: _table(name, example.rows.get(name, [])) for name in names}
    ids = sorted({child for table in tables.values() for child in table["child_id"].to_pylist()})
    subjects = pa.table({"subject_id": pa.array(ids, pa.string()), "child_id": pa.array(ids, pa.string())})
    failures = run_checks(tables, feeds, [check], council="", subjects=subjects).failures
    return tuple(sorted(failures["line"].to_pylist()))


def _table(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    place = {"child_id": "MU1", "feed": name, "file": f"{name}.csv", "sheet": ""}
    placed = [{**place, "line": number, **row} for number, row in enumerate(rows, 1)]
    return pa.Table.from_pylist(placed, schema=schema(load_tables()[name]))


def checks_in(snapshot: "Snapshot") -> dict[str, Check]:
    """Every check that a snapshot may hold results of, by its id: everybody's, and those of its councils."""
    held = snapshot.table(TABLE).to_pylist() if TABLE in snapshot.record.tables else []
    return all_checks(tuple((row["council"], row["text"]) for row in held))


@lru_cache(maxsize=16)
def all_checks(standards: tuple[tuple[str, str], ...]) -> dict[str, Check]:
    """The same for councils and the texts of their standards files. Raises UserError where two councils give one id to
    different checks: a page could not say which it shows.
    """
    found = {check.id: check for check in load_checks()}
    whose: dict[str, str] = {}
    for council, check in (
        (name, each) for name, text in standards for each in read_own_checks(EntryFile(STANDARDS, text))
    ):
        if found.setdefault(check.id, check) != check:
            other = found[check.id]
            differs = " and ".join(
                each.name for each in fields(check) if getattr(check, each.name) != getattr(other, each.name)
            )
            what = f'{whose[check.id]} and {council} each have a check "{check.id}", and they differ in {differs}'
            raise UserError(what, STANDARDS.name, "Write it alike in both, or give one of them another id.")
        whose.setdefault(check.id, council)
    return found


def standards_table(paths: Mapping[str, Path]) -> pa.Table:
    """The standards files of councils as they stand: council, text. Raises UserError as `all_checks` does."""
    texts = {council: read_entry(path)[0].text for council, path in sorted(paths.items())}
    all_checks(tuple(texts.items()))
    columns = {"council": list(texts), "text": list(texts.values())}
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
