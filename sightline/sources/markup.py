"""XML files as sheets of raw cells: the elements that a source names become rows, read as a stream.

A row has the columns of its own element; a column that is not there is taken from the elements around it, nearest
first, and last from the element that says who the child is. So each row of a plan knows its referral and its child.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

import pyarrow as pa

from sightline.sources.layouts import Layout, Source, load_sources
from sightline.sources.plain import plain
from sightline.sources.sheets import Cells, Sheet
from sightline.words import UserError

CHUNK = 1 << 20
# No return nests deeper than eight, and no code, date or id is longer; what does is not a return.
DEEPEST = 40
LONGEST = 10_000

Values = dict[str, str]


@dataclass
class Record:
    """The rows of one list so far: a list of cells for each column, the line of each row, and what the file names.

    `others`: what other lists take from the same element.
    """

    layout: Layout
    wanted: tuple[tuple[str, str], ...]
    others: frozenset[str]
    columns: dict[str, list[str]]
    lines: list[int] = field(default_factory=list)
    met: dict[str, None] = field(default_factory=dict)


def open_markup(path: Path, raw: bytes) -> list[Sheet]:
    """The lists that an XML file holds, as sheets; none where no source knows its first element.

    Raises UserError for what is no XML, breaks off, names a document type, or nests too deep.
    """
    root = _first_element(path, raw)
    source = next((s for s in load_sources() if s.markup and s.markup.root == root), None)
    if source is None:
        return [Sheet(path.name, root, (root,), lambda _: Cells({}, pa.array([], pa.int32())))]
    reader = _Reader(source)
    _parse(path, raw, reader)
    if reader.children > raw.count(b"\n") + 1:
        _number_rows(reader.records)
    return [_sheet(path, record, source, reader.stated) for record in reader.records if record.lines]


def _number_rows(records: Iterable[Record]) -> None:
    """In a file without line ends, a row is found by its number: the seventh episode of the file."""
    for record in records:
        record.lines[:] = range(1, len(record.lines) + 1)


def _sheet(path: Path, record: Record, source: Source, stated: str) -> Sheet:
    def read(wanted: Sequence[str]) -> Cells:
        held = {name: record.columns[name] for name in wanted if name in record.columns and name in names}
        columns = {name: pa.chunked_array([pa.array(cells, pa.string())]) for name, cells in held.items()}
        return Cells(columns, pa.array(record.lines, pa.int32()))

    header = tuple(name for name in record.met if plain(name) not in record.others)
    names = {plain(name) for name in header}
    return Sheet(path.name, record.layout.name, header, read, source=source.name, stated=stated)


class _Reader:
    """Turns the beginnings and ends of elements into rows. One for each file.

    `names` and `scopes` are the elements that have begun and not ended, and the values found in each so far: None
    until an element ends within it. They are called for every element of a file, so they do little.
    """

    def __init__(self, source: Source) -> None:
        assert source.markup is not None
        self.markup = source.markup
        self.records = [_record(layout, source) for layout in source.layouts if layout.element]
        self.by_element: dict[str, list[Record]] = {}
        for record in self.records:
            self.by_element.setdefault(record.layout.element, []).append(record)
        self.names: list[str] = []
        self.scopes: list[Values | None] = [None]
        self.rows: list[tuple[str, int, list[Values]]] = []
        self.child: Values = {}
        self.children = 0
        self.stated = ""

    def value(self, name: str, text: str, line: int) -> None:
        """An element without elements ended: a value of the one around it, and for a few a row of its own."""
        self.around().setdefault(name, text)
        if name in self.by_element and text:
            self.group(name, {name: text}, line)
        if name == self.markup.day and text:
            self.stated = text

    def around(self) -> Values:
        """The values of the element that is now the innermost."""
        inner = self.scopes[-1]
        if inner is None:
            inner = self.scopes[-1] = {}
        return inner

    def group(self, name: str, values: Values, line: int) -> None:
        """An element with elements ended: it may be a row, or say who the child is, or be the child."""
        self.around()
        if name == self.markup.identity:
            self.child = {**values, **self.child}
        if name in self.by_element:
            self.rows.append((name, line, [values, *(each for each in reversed(self.scopes) if each)]))
        if name == self.markup.child:
            self._finish()

    def _finish(self) -> None:
        """A child ended: whatever the order of the elements was, its rows can now be filled."""
        for element, line, chain in self.rows:
            for record in self.by_element[element]:
                _add(record, line, [*chain, self.child])
        self.rows.clear()
        self.child = {}
        self.children += 1


def _record(layout: Layout, source: Source) -> Record:
    wanted = tuple((name, typed) for name, typed in sorted(layout.typed.items()) if name in layout.wanted)
    same = [other for other in source.layouts if other.element == layout.element and other is not layout]
    others = frozenset(name for other in same for name in other.known) - layout.known
    return Record(layout, wanted, others, {name: [] for name, _ in wanted})


def _add(record: Record, line: int, chain: list[Values]) -> None:
    own = chain[0]
    for name, typed in record.wanted:
        cell = own.get(typed)
        if cell is None:
            cell = next((values[typed] for values in chain if typed in values), None)
        if cell is not None:
            record.met[typed] = None
        record.columns[name].append(cell or "")
    for typed in own:
        record.met[typed] = None
    record.lines.append(line)


def _parse(path: Path, raw: bytes, reader: _Reader) -> None:
    parser = _parser(path)
    texts: list[str] = []
    names, scopes = reader.names, reader.scopes

    def start(name: str, _: object) -> None:
        names.append(name)
        scopes.append(None)
        texts.clear()
        if len(names) > DEEPEST:
            raise _refused(path, f"Elements nest more than {DEEPEST} deep", parser.CurrentLineNumber)

    def end(name: str) -> None:
        names.pop()
        values = scopes.pop()
        if values is None:
            reader.value(name, "".join(texts).strip()[:LONGEST], parser.CurrentLineNumber)
        else:
            reader.group(name, values, parser.CurrentLineNumber)
        texts.clear()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    _feed(path, parser, raw)


def _first_element(path: Path, raw: bytes) -> str:
    """The name of the first element, before which alone a document type may stand."""
    parser = _parser(path)
    found: list[str] = []
    parser.StartElementHandler = lambda name, _: found.append(name)
    for chunk in _chunks(raw):
        _feed(path, parser, chunk, is_last=False)
        if found:
            return found[0]
    _feed(path, parser, b"")
    return ""


def _parser(path: Path) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise UserError(
            "The file names a document type of its own, which a return never does and which can do harm",
            f"{path.name}, line {parser.CurrentLineNumber:,}",
            "Export the return again from the case system; do not load this file.",
        )

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _feed(path: Path, parser: expat.XMLParserType, raw: bytes, *, is_last: bool = True) -> None:
    try:
        if is_last:
            for chunk in _chunks(raw):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        else:
            parser.Parse(raw, False)
    except expat.ExpatError as error:
        raise _refused(path, "The file is not whole XML, so it cannot be read", error.lineno) from None
    except (LookupError, ValueError):
        raise _refused(path, "The file is in an encoding that cannot be read", 1) from None


def _chunks(raw: bytes) -> Iterable[bytes]:
    stream = io.BytesIO(raw)
    return iter(lambda: stream.read(CHUNK), b"")


def _refused(path: Path, what: str, line: int) -> UserError:
    return UserError(
        what, f"{path.name}, line {line:,}", "Export it again from the case system, and load the new file."
    )
