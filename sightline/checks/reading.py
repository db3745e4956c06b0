"""Reads the entries of checks and refuses what could not be run or would mislead: file, line and the mend are named."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sightline.checks.entry import KINDS, Check, Example
from sightline.checks.language import (
    NEIGHBOURS,
    OF_THE_CHILD,
    OF_THE_FILE,
    SHAPES,
    Reaches,
    Test,
    looked_at,
    parse_test,
)
from sightline.entry_files import BLOCKS, TEXTS, EntryFile, Kind, read_entry
from sightline.sources.declared import Declared, load_tables
from sightline.words import UserError

HERE = Path(__file__).parent
FILE_WORDS = ("check",)
EVERY_TABLE = "every_table"
WORDS: Mapping[str, Kind] = {
    **dict.fromkeys("id title kind says mend orphan sql beside".split(), str),
    **dict.fromkeys("of wrong_if twice overlap differs slot tables columns rule not_of".split(), TEXTS),
    **dict.fromkeys("alone worker_can_mend".split(), bool),
    "example": BLOCKS,
}
EXAMPLE_WORDS: Mapping[str, Kind] = {"name": str, "rows": BLOCKS, "fails": list[int], "with": dict}
NEEDS = ("id", "title", "kind", "says", "mend", "example")
WAYS = ("wrong_if", "orphan", "twice", "overlap", "sql", "differs", "alone")


@cache
def load_checks() -> tuple[Check, ...]:
    """Every check, by table and in the order of its file. Raises UserError for the first entry that is wrong."""
    return read_checks(HERE)


def read_checks(folder: Path) -> tuple[Check, ...]:
    """The checks of a folder of entries: `<table>.toml`, with the queries they name beside them; every_table.toml."""
    found = [check for path in sorted(folder.glob("*.toml")) for check in _read_file(path)]
    checks = tuple(sorted(found, key=lambda check: check.table))
    seen: set[str] = set()
    for check in checks:
        if check.id in seen:
            raise UserError(f'Two checks are called "{check.id}"', f"{check.table}.toml", "Give one another id.")
        seen.add(check.id)
    return checks


def _read_file(path: Path) -> tuple[Check, ...]:
    file, table = read_entry(path)
    file.check_words(table, FILE_WORDS, "a file of checks")
    entries = table.get("check", [])
    if path.stem == EVERY_TABLE:
        return tuple(_asked_of(file, entry, words) for entry in entries for words in entry["each"])
    file.check_name(path.stem, load_tables(), "a table")
    return tuple(read_check(file, entry, path.stem) for entry in entries)


def _asked_of(file: EntryFile, entry: dict[str, Any], words: dict[str, str]) -> Check:
    """The check that an entry of every_table.toml asks of one table: `words` has its name, and columns of it."""
    declared = load_tables()[file.check_name(words["table"], load_tables(), "a table")]
    meanings = {c.name: c.meaning[:1].lower() + c.meaning[1:] for c in declared.columns}
    told = {f"{word}_meaning": meanings.get(name, "") for word, name in words.items()}
    plain = {word: value for word, value in entry.items() if word != "each"}
    filled = _filled(plain, {**words, **told, "title": declared.title})
    return replace(read_check(file, filled, declared.name), of_every_table=True)


def _filled(value: Any, words: Mapping[str, str]) -> Any:
    """A value of an entry with words in place of those in braces, however deep they stand."""
    if isinstance(value, str):
        return value.format(**words)
    if isinstance(value, list):
        return [_filled(each, words) for each in value]
    return (
        {key.format(**words): _filled(held, words) for key, held in value.items()} if isinstance(value, dict) else value
    )


def read_check(file: EntryFile, entry: dict[str, Any], table: str) -> Check:
    """One check of a table. Raises UserError naming the file, the line and the mend."""
    file.check_table(entry, WORDS, "a check")
    file.check_needs(entry, NEEDS, f'The check "{entry.get("id", "")}"')
    file.check_name(entry["kind"], KINDS, "a kind of check")
    _check_ways(file, entry)
    check = Check(
        id=entry["id"],
        table=table,
        title=entry["title"],
        kind=entry["kind"],
        says=entry["says"],
        mend=entry["mend"],
        of=_tests(file, entry, "of"),
        wrong_if=_tests(file, entry, "wrong_if"),
        orphan=entry.get("orphan", ""),
        twice=tuple(entry.get("twice", ())),
        overlap=tuple(entry.get("overlap", ())),
        sql=_sql(file, entry),
        differs=tuple(entry.get("differs", ())),
        alone=entry.get("alone", False),
        slot=_slot(entry, table),
        beside=entry.get("beside", ""),
        tables=tuple(entry.get("tables", ())),
        columns=tuple(entry.get("columns", ())),
        rule=tuple(entry.get("rule", ())),
        worker_can_mend=entry.get("worker_can_mend", True),
        not_of=tuple(entry.get("not_of", ())),
        examples=tuple(_example(file, table, example) for example in entry["example"]),
    )
    _check_columns(file, check)
    return check


def _check_ways(file: EntryFile, entry: dict[str, Any]) -> None:
    """Refuse a check that can fail in no way or in several, and an overlap of other than two columns."""
    ways = [way for way in WAYS if entry.get(way)]
    if len(ways) != 1:
        what = f'The check "{entry["id"]}" says {len(ways)} ways to fail; it must say one'
        file.refuse(what, f"Give one of {', '.join(WAYS)}.", entry["id"])
    if len(entry.get("overlap", [0, 0])) != 2:
        file.refuse("An overlap is of two columns", "Give the first and the last day of a row.", "overlap")


def _tests(file: EntryFile, entry: dict[str, Any], word: str) -> tuple[Test, ...]:
    return tuple(_test(file, text) for text in entry.get(word, ()))


def _test(file: EntryFile, text: str) -> Test:
    found = parse_test(text)
    if found is None:
        file.refuse(f'"{text}" is not a condition', f"A condition reads {SHAPES}.", text)
    return found


def _slot(entry: dict[str, Any], table: str) -> tuple[str, ...]:
    """The columns by which two sources tell of the same thing: none, where a child has one row."""
    if not (entry.get("differs") or entry.get("alone")):
        return ()
    own = load_tables()[table].begins
    return tuple(entry.get("slot", (own,) if own else ()))


def _sql(file: EntryFile, entry: dict[str, Any]) -> str:
    if not entry.get("sql"):
        return ""
    path = file.path.parent / f"{entry['sql']}.sql"
    if not path.exists():
        file.refuse(f"There is no {path.name} beside this file", "Write it, or correct the name.", entry["sql"])
    return path.read_text(encoding="utf-8")


def _check_columns(file: EntryFile, check: Check) -> None:
    declared = load_tables()[check.table]
    names = ("child_id", *declared.names, *OF_THE_CHILD, *OF_THE_FILE)
    tests = (*check.of, *check.wrong_if)
    for column in sorted({*check.needs, *check.differs, *looked_at(tests)}):
        if "." not in column:
            file.check_name(column, names, f"a column of {check.table}")
            continue
        table, name = column.split(".", 1)
        place = check.table if table in NEIGHBOURS else file.check_name(table, load_tables(), "a table")
        file.check_name(name, load_tables()[place].names, f"a column of {place}")
    for test in tests:
        if isinstance(test, Reaches):
            _check_numbers(file, declared, test)
    if check.has_neighbours and not declared.begins:
        what = f"The rows of {check.table} have no first day, and so no order"
        file.refuse(what, "Look at its own row, or at a row that it names.", check.id)
    for other in (check.orphan, check.beside, *check.tables):
        if other:
            file.check_name(other, load_tables(), "a table")
    for other in (check.orphan, *check.parents):
        if other and load_tables()[other].unique not in names:
            what = f"{check.table} has no column that names a row of {other}"
            file.refuse(what, "Such a row is found by the id of the other table.", check.id)


def _check_numbers(file: EntryFile, table: Declared, test: Reaches) -> None:
    numbers = [column.name for column in table.columns if column.type == "number"]
    for column in test.names:
        if column not in numbers:
            held = f"{table.name} has {', '.join(numbers)}" if numbers else f"{table.name} has none"
            file.refuse(f'"{column}" is not a number', f"Only numbers are compared so; {held}.", f"{test.column} is")


def _example(file: EntryFile, table: str, entry: dict[str, Any]) -> Example:
    file.check_table(entry, EXAMPLE_WORDS, "an example of a check")
    file.check_needs(entry, ("name", "rows"), "The example")
    rows = {table: entry["rows"], **entry.get("with", {})}
    for name, given in rows.items():
        names = ("child_id", "source", "unread", *load_tables()[file.check_name(name, load_tables(), "a table")].names)
        for column in sorted({column for row in given for column in row}):
            file.check_name(column, names, f"a column of {name}")
    return Example(entry["name"], rows, tuple(entry.get("fails", ())))
