"""Files of text with a delimiter: comma, semicolon, tab or bar; UTF-8, UTF-16 or Windows-1252; quoted cells over
several lines.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from itertools import accumulate, islice
from pathlib import Path

from sightline.sources.model import Finding
from sightline.sources.rows import Shape, read_rows
from sightline.sources.sheets import HEADER_ROWS, Cells, Sheet, check_width, find_header
from sightline.words import UserError

DELIMITERS = ",;\t|"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Enough of a file to see its header and delimiter.
HEAD = 256_000
# Files of another kind under a name that says text.
BINARY = {
    b"PK\x03\x04": "a workbook or zip archive",
    b"\xd0\xcf\x11\xe0": "an old or encrypted workbook",
    b"%PDF": "a PDF",
}


def open_delimited(path: Path, raw: bytes, known: frozenset[str]) -> Sheet | None:
    """A sheet over a text file, or None where the file holds nothing. `known` names the columns any source knows."""
    for mark, kind in BINARY.items():
        if raw.startswith(mark):
            raise UserError(
                f"This is {kind} under the name of a text file",
                path.name,
                "Give it back its own ending, or save it as CSV.",
            )
    text, findings = _as_utf8(raw, path.name)
    head = text[:HEAD].decode("utf-8", errors="replace")
    if not head.strip():
        return None
    delimiter, start, skipped = _delimiter(head)
    rows, offsets = _first_rows(head[start:], delimiter)
    at = find_header(rows, known)
    header = tuple(rows[at])
    check_width(len(header), path.name)
    begin = len(head[: start + offsets[at]].encode("utf-8"))
    body = memoryview(text)[begin:]

    def read(wanted: Sequence[str]) -> Cells:
        return read_rows(body, Shape(path.name, header, delimiter, at + skipped + 1), wanted, findings)

    return Sheet(path.name, "", header, read)


def _as_utf8(raw: bytes, name: str) -> tuple[bytes, list[Finding]]:
    """The text as UTF-8 without marks and NUL characters, and a finding where some were left out."""
    text = _recode(raw)
    if b"\x00" not in text:
        return text, []
    what = f"{text.count(0):,} NUL characters stand in the file; they were left out"
    mend = "Export the file again: some programs pad text with them."
    return text.replace(b"\x00", b""), [Finding("characters left out", name, "", None, "", None, what, mend)]


def _recode(raw: bytes) -> bytes:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            rest = raw[len(mark) :]
            return rest if encoding == "utf-8" and _is_utf8(rest) else _decode(rest, encoding)
    if encoding := _unmarked_utf16(raw):
        return _decode(raw, encoding)
    return raw if _is_utf8(raw) else _decode(raw, "cp1252")


def _decode(raw: bytes, encoding: str) -> bytes:
    return raw.decode(encoding, errors="replace").encode("utf-8", errors="replace")


def _is_utf8(raw: bytes) -> bool:
    try:
        codecs.utf_8_decode(raw, "strict", True)
    except UnicodeDecodeError:
        return False
    return True


def _unmarked_utf16(raw: bytes) -> str:
    """UTF-16 without its mark: every second byte of plain English is NUL."""
    head = raw[:2000]
    if len(head) < 4 or head.count(0) < len(head) * 0.4:
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _delimiter(head: str) -> tuple[str, int, int]:
    """The delimiter, where the table begins in the text, and how many lines stand before it ("sep=;", as Excel
    writes).
    """
    first, _, _ = head.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) >= 5:
        return first.strip().strip('"')[4], len(first) + 1, 1
    lines = [line for line in head.splitlines()[:HEADER_ROWS] if line.strip()]
    counts = {d: max((_outside_quotes(line, d) for line in lines), default=0) for d in DELIMITERS}
    return max(DELIMITERS, key=lambda d: counts[d]), 0, 0


def _outside_quotes(line: str, delimiter: str) -> int:
    return sum(part.count(delimiter) for part in line.split('"')[::2])


def _first_rows(head: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The first rows, and where in the text each begins."""
    lines = list(io.StringIO(head, newline=""))
    starts = [0, *accumulate(len(line) for line in lines)]
    csv.field_size_limit(max(csv.field_size_limit(), len(head) + 1))
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[list[str]] = []
    offsets = [0]
    for row in islice(reader, HEADER_ROWS):
        rows.append(row)
        offsets.append(starts[reader.line_num])
    return rows, offsets
