"""Which files to read: those given, and those in the folders given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sightline.sources.model import Finding
from sightline.words import UserError

TEXT = frozenset({".csv", ".txt", ".tsv"})
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
MARKUP = frozenset({".xml"})
MEND = "Give files of the kinds .csv, .txt, .tsv, .xlsx, .xlsm, .xlsb, .xls, .ods or .xml."


@dataclass(frozen=True)
class SourceFile:
    """A file to read. Text files of one folder are one unit, drawn on one day; a workbook or an XML file is a unit of
    its own.
    """

    path: Path
    unit: str
    kind: Literal["text", "workbook", "markup"]
    name: str


def find_files(paths: Sequence[Path], findings: list[Finding]) -> list[SourceFile]:
    """The files to read, each once.

    Raises UserError for a path that is not there, an empty folder, or a kind nobody knows.
    """
    found: dict[Path, SourceFile] = {}
    for path in paths:
        if not path.exists():
            raise UserError("There is no such file or folder", str(path), "Check the path.")
        inside = list(_in_folder(path, findings)) if path.is_dir() else [_only(path)]
        if not inside:
            raise UserError("There is nothing to read in this folder", path.name, MEND)
        found |= {f.resolve(): _source_file(f) for f in inside}
    return _told_apart(list(found.values()))


def _told_apart(files: list[SourceFile]) -> list[SourceFile]:
    """Files of one name in different folders, such as a return of two years, carry the name of the folder."""
    often = {name for name, count in Counter(file.name for file in files).items() if count > 1}
    return [replace(f, name=f"{f.path.resolve().parent.name}/{f.name}") if f.name in often else f for f in files]


def _only(path: Path) -> Path:
    if path.suffix.lower() not in TEXT | WORKBOOKS | MARKUP:
        kind = f'files of the kind "{path.suffix}"' if path.suffix else "files without a kind in their name"
        raise UserError(f"Sightline does not know {kind}", path.name, MEND)
    return path


def _in_folder(folder: Path, findings: list[Finding]) -> Iterator[Path]:
    """The files that can be read, in the order of their names.

    Hidden files and the locks of open workbooks do not count.
    """
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        inside = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) for part in inside):
            continue
        if path.suffix.lower() in TEXT | WORKBOOKS | MARKUP:
            yield path
        else:
            what = (
                f'The file is of a kind that Sightline does not know ("{path.suffix or path.name}"); it was left alone'
            )
            findings.append(Finding("not recognised", path.name, "", None, "", None, what, MEND))


def _source_file(path: Path) -> SourceFile:
    ending = path.suffix.lower()
    if ending in TEXT:
        return SourceFile(path, str(path.resolve().parent), "text", path.name)
    return SourceFile(path, str(path.resolve()), "workbook" if ending in WORKBOOKS else "markup", path.name)
