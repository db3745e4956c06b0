"""How far the sheets of a workbook reach, found without building one: a single cell far out makes a sheet of billions.

Each of the ways returns the last row and the last column of the sheet that holds most, filled or not.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from sightline.sources.ole import read_streams

CHUNK = 1 << 20
# Where a row or a cell says that it stands, whatever else its element says and however it is called.
PLACE = re.compile(rb"""\br\s*=\s*["'](?:([A-Za-z]+)|(?=\d))(\d+)["']""")
LONGEST_PLACE = 200
# Letters of a column or digits of a row: already far beyond what is refused.
LONGEST_NAME = 12
OPEN_DOCUMENT = "content.xml"
BINARY = "xl/workbook.bin"
BINARY_LINKS = "xl/_rels/workbook.bin.rels"
# A spreadsheet has no more: who says that a cell is repeated more often says nothing true.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
# The records of an .xlsb that name a sheet, hold a row, hold a cell; of an .xls those that hold either.
SHEET, ROW, CELLS = 156, 0, frozenset({*range(1, 12), 62})
PLACED = frozenset({0x06, 0xBD, 0xBE, 0xD6, 0xFD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E})
SEVERAL = frozenset({0xBD, 0xBE})
DIMENSIONS, LOCKED = 0x0200, 0x2F


class LockedError(Exception):
    """The workbook has a password."""


def in_archive(archive: zipfile.ZipFile) -> Iterator[tuple[int, int]]:
    """The reach of every member of a zip archive that may be a sheet, whatever its name or kind.

    Raises what `zipfile` and `expat` raise where the archive does not hang together.
    """
    names = archive.namelist()
    for name in names:
        yield _by_places(archive, name)
    if OPEN_DOCUMENT in names:
        yield from _by_repeats(archive)
    if BINARY in names:
        for name in _binary_sheets(archive):
            yield _by_records(archive.read(name))


def in_streams(raw: bytes) -> tuple[int, int]:
    """The reach of an .xls: of all its sheets together. Raises ValueError where the file does not hang together."""
    rows = columns = 0
    for stream in read_streams(raw, ("workbook", "book")):
        for kind, start, length in _old_records(stream):
            if kind == LOCKED:
                raise LockedError
            if kind == DIMENSIONS and length >= 10:
                form = "<4xI2xH" if length >= 14 else "<2xH2xH"
                row, column = struct.unpack_from(form, stream, start)
            elif kind in PLACED and length >= 4:
                row, column = struct.unpack_from("<HH", stream, start)
                if kind in SEVERAL and length >= 6:
                    column = max(column, struct.unpack_from("<H", stream, start + length - 2)[0])
                row, column = row + 1, column + 1
            else:
                continue
            rows, columns = max(rows, row), max(columns, column)
    return rows, columns


def _by_places(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """By the places that rows and cells of an .xlsx name."""
    last_row, letters, tail = 1, {b"A"}, b""
    with archive.open(name) as stream:
        while chunk := stream.read(CHUNK):
            places = PLACE.findall(tail + chunk)
            letters |= {column.upper()[:LONGEST_NAME] for column, _ in places if column}
            last_row = max(last_row, max((int(row[:LONGEST_NAME]) for _, row in places), default=1))
            tail = chunk[-LONGEST_PLACE:]
    return last_row, max(_column_number(each) for each in letters)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Tables:
    """The tables of an .ods as they go by: how far the filled cells of each reach."""

    def __init__(self) -> None:
        self.reaches = [(1, 1)]
        self.rows = self.cells = self.last_row = self.widest = 0
        self.repeats = (0, 0)
        self.within = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(":")[2]
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "table":
            self.rows = self.last_row = self.widest = 0
        elif name == "table-row":
            self.repeats = (times(said, "number-rows-repeated"), 0)
            self.rows, self.cells = self.rows + self.repeats[0], 0
        elif name in ("table-cell", "covered-table-cell"):
            self.repeats = (self.repeats[0], times(said, "number-columns-repeated"))
            self.cells += self.repeats[1]
        self.within = name
        is_beyond = self.repeats[0] > MOST_ROWS or self.repeats[1] > MOST_COLUMNS
        is_filled = "value-type" in said or "formula" in said or name in ("p", "a", "span")
        if is_beyond or (is_filled and self.cells):
            self.last_row, self.widest = max(self.last_row, self.rows), max(self.widest, self.cells, 1)
            self.reaches[0] = max(self.reaches[0], (self.last_row, self.widest), key=lambda reach: reach[0] * reach[1])


def times(said: dict[str, str], name: str) -> int:
    """How often a row or a cell stands, as its attribute says."""
    number = said.get(name, "1")
    return int(number) if number.isascii() and number.isdigit() else 1


def _by_repeats(archive: zipfile.ZipFile) -> list[tuple[int, int]]:
    """By the filled cells of an .ods, and how often each is said to be repeated."""
    tables, parser = _Tables(), expat.ParserCreate()
    parser.StartElementHandler = tables.start
    with archive.open(OPEN_DOCUMENT) as stream:
        parser.ParseFile(stream)
    return tables.reaches


def _binary_sheets(archive: zipfile.ZipFile) -> list[str]:
    """The members that the workbook of an .xlsb names as its sheets."""
    links: dict[str, str] = {}
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, said: links.update({said.get("Id", ""): said.get("Target", "")})
    names = set(archive.namelist())
    parser.Parse(archive.read(BINARY_LINKS) if BINARY_LINKS in names else b"<none/>", True)
    workbook, found = archive.read(BINARY), []
    for kind, at, _ in _records(workbook):
        if kind == SHEET:
            letters = int.from_bytes(workbook[at + 8 : at + 12], "little")
            link = workbook[at + 12 : at + 12 + 2 * letters].decode("utf-16-le", "replace")
            target = links.get(link, "").removeprefix("/").removeprefix("xl/")
            found.append(f"xl/{target}")
    return [name for name in found if name in names]


def _by_records(sheet: bytes) -> tuple[int, int]:
    """By the rows and cells of a sheet of an .xlsb."""
    rows = columns = 1
    for kind, at, _ in _records(sheet):
        if kind == ROW:
            rows = max(rows, int.from_bytes(sheet[at : at + 4], "little") + 1)
        elif kind in CELLS:
            columns = max(columns, int.from_bytes(sheet[at : at + 4], "little") + 1)
    return rows, columns


def _records(raw: bytes) -> Iterator[tuple[int, int, int]]:
    """The records of a part of an .xlsb: kind, where the contents begin, and how long they are."""
    at = 0
    while at < len(raw):
        kind, at = _seven_bits(raw, at, 2)
        length, at = _seven_bits(raw, at, 4)
        yield kind, at, length
        at += length


def _seven_bits(raw: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of up to so many bytes, seven bits in each, and where the next begins."""
    number = 0
    for n in range(most):
        byte = raw[at] if at < len(raw) else 0
        at += 1
        number |= (byte & 0x7F) << (7 * n)
        if not byte & 0x80:
            break
    return number, at


def _old_records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """The records of an .xls: kind, where the contents begin, and how long they are."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            return
        yield kind, at + 4, length
        at += 4 + length
