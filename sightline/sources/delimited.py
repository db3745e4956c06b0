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
from sightline.sources.plain import plain
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
    start, skipped, delimiter = _announced(head)
    delimiter = delimiter or _delimiter(head, known)
    rows, offsets = _first_rows(head[start:], delimiter)
    at = find_header(rows, known)
    header = tuple(rows[at])
    check_width(len(header), path.name)
    begin = len(head[: start + offsets[at]].encode("utf-8"))
    # Arrow wants an end to the last line.
    body = text[begin:] if text.endswith((b"\n", b"\r")) else text[begin:] + b"\n"

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


def _announced(head: str) -> tuple[int, int, str]:
    """Excel's own first line ("sep=;"): where the table begins after it, how many lines that skips, and the
    delimiter.
    """
    first, _, _ = head.partition("\n")
    said = first.strip().strip('"').lower()
    return (len(first) + 1, 1, said[4]) if said.startswith("sep=") and len(said) == 5 else (0, 0, "")


def _delimiter(head: str, known: frozenset[str]) -> str:
    """The delimiter that shows most columns that somebody knows; where nobody does, the most frequent in the first
    line.
    """
    first = next(line for line in head.splitlines() if line.strip())

    def score(delimiter: str) -> tuple[int, int]:
        rows, _ = _first_rows(head, delimiter)
        return max(len({plain(c) for c in row} & known) for row in rows), first.count(delimiter)

    return max(DELIMITERS, key=score)


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
