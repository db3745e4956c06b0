"""Refusals before a workbook is opened: what is not one, what is locked, and what would fill the memory."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import ExpatError

from sightline.sources.far import LockedError, in_archive, in_streams
from sightline.sources.sheets import check_width
from sightline.words import UserError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# The stream in which an encrypted workbook keeps its contents, as an OLE container writes its name.
LOCKED = "EncryptedPackage".encode("utf-16-le")
ZIP_KINDS = (".xlsx", ".xlsm", ".xlsb", ".ods")
MOST_RATIO = 200
ALWAYS_FINE = 50_000_000


@dataclass(frozen=True)
class Most:
    """How far a workbook may go: the bytes it unpacks to, and the cells of a sheet between the first and the last,
    filled or not, for a sheet is held as a rectangle.
    """

    unpacked: int
    cells: int


# A county's workbook unpacks to some 100 MB, at 10 to 30 times its size.
OF_A_COUNTY = Most(unpacked=1_500_000_000, cells=60_000_000)


def check_workbook(path: Path, raw: bytes, most: Most = OF_A_COUNTY) -> None:
    """Raise UserError where a file that calls itself a workbook is none, is locked, or is a zip bomb."""
    head = raw[:8]
    if head.startswith(OLE):
        _check_ole(path, raw, most)
    elif not head.startswith(ZIP):
        raise UserError(
            "This is not a workbook, though its name says so",
            path.name,
            "Open it in Excel and save it as an Excel workbook, or give it the ending .csv if it is text.",
        )
    else:
        _check_zip(path, raw, most)


def _check_ole(path: Path, raw: bytes, most: Most) -> None:
    if LOCKED in raw or path.suffix.lower() in ZIP_KINDS:
        raise locked(path)
    try:
        _check_extent(path, in_streams(raw), most.cells)
    except LockedError as error:
        raise locked(path) from error
    except ValueError as error:
        raise damaged(path) from error


def locked(path: Path) -> UserError:
    """The refusal of a workbook with a password."""
    return UserError(
        "The workbook is locked with a password, so it cannot be read",
        path.name,
        "Open it in Excel, take the password off (File, Info, Protect Workbook) and save it.",
    )


def _check_zip(path: Path, raw: bytes, most: Most) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check_sizes(path, archive.infolist(), most.unpacked)
            for reach in in_archive(archive):
                _check_extent(path, reach, most.cells)
    except RuntimeError as error:
        # What the standard library says of a zip archive with a password.
        raise locked(path) from error
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, ExpatError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> UserError:
    """The refusal of a workbook that breaks off or does not hang together."""
    return UserError(
        "The workbook is damaged and cannot be read", path.name, "Export or save it again, and load the new file."
    )


def _check_sizes(path: Path, members: list[zipfile.ZipInfo], most: int) -> None:
    unpacked = sum(m.file_size for m in members)
    packed = max(sum(m.compress_size for m in members), 1)
    if unpacked > most or (unpacked > ALWAYS_FINE and unpacked / packed > MOST_RATIO):
        raise UserError(
            f"The workbook would unpack to {unpacked / 1e6:,.0f} MB, {unpacked / packed:,.0f} times its size, "
            "so it was not opened",
            path.name,
            "Check where it comes from; if it is right, save each sheet as CSV and load those.",
        )


def _check_extent(path: Path, reach: tuple[int, int], most: int) -> None:
    """`reach`: the last row and the widest cell of a sheet, which is held as a rectangle."""
    last_row, widest = reach
    check_width(widest, path.name)
    if widest * last_row > most:
        raise UserError(
            f"A sheet reaches to row {last_row:,} and column {widest:,}, too far to hold",
            path.name,
            "Delete the stray cells far to the right or below, and save the workbook again.",
        )
