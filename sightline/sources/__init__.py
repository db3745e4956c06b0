"""What comes in: SSD tables, Annex A, local templates; any mix of files and folders to canonical tables and findings.

`read_paths(paths, data_to=...)` gives a `Reading`. Pyarrow and calamine load only when it is called for the first
time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sightline.sources.model import Feed, FileRead, Finding, Reading

__all__ = ["Feed", "FileRead", "Finding", "Reading", "read_paths"]


def read_paths(paths: Sequence[Path], *, data_to: date | None = None) -> Reading:
    """Read files and folders of any mix: see `sightline.sources.read.read_paths`."""
    from sightline.sources import read

    return read.read_paths(paths, data_to=data_to)
