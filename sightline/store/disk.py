"""Every write of the store goes through here, so that a stop at any moment leaves the last good snapshot in use.

Three rules: a file is synced before anything names it; a folder is filled under a temporary name and takes its own
by one rename; one small pointer file, swapped last, says what is in force.
"""

import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

Step = Callable[[str], None]
"""Called with the name of each point before and after a write, a sync or a rename. Tests stop the process there."""


def pass_by(_: str) -> None:
    """Do nothing at a point: the ordinary way."""


@dataclass(frozen=True)
class Disk:
    """Writes that last. `step` is told of every point; an OSError of the system passes through unchanged."""

    step: Step = pass_by

    def make_folder(self, folder: Path) -> None:
        """Make a folder, and those above it, that only their owner can read where the system allows."""
        self.step(f"before making {folder.name}")
        for missing in reversed([level for level in (folder, *folder.parents) if not level.exists()]):
            missing.mkdir(exist_ok=True)
            restrict(missing, 0o700)
        self.step(f"after making {folder.name}")

    def write_bytes(self, path: Path, content: bytes) -> None:
        """Write one file and wait until the disk has it."""
        self.step(f"before writing {path.name}")
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            self.step(f"before syncing {path.name}")
            os.fsync(file.fileno())
        restrict(path, 0o600)
        self.step(f"after syncing {path.name}")

    def add_line(self, path: Path, line: bytes) -> None:
        """Add one line to the end of a file and wait until the disk has it; if it does not get there, none of it stays.

        Half a line at the end, left by a process that was stopped, is cut off first.
        """
        self.step(f"before adding to {path.name}")
        is_new = not path.exists()
        with path.open("ab+", buffering=0) as file:
            restrict(path, 0o600)
            end = _whole_lines(file)
            file.truncate(end)
            try:
                left = line + b"\n"
                while left:
                    left = left[file.write(left) :]
                self.step(f"before syncing {path.name}")
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise
        self.step(f"after syncing {path.name}")
        if is_new:
            sync_folder(path.parent)

    def link_file(self, path: Path, held: Path) -> None:
        """Give a file that never changes a second name, or a copy where the system has no second names."""
        self.step(f"before linking {path.name}")
        try:
            os.link(held, path)
        except OSError:
            self.write_bytes(path, held.read_bytes())

    def write_json(self, path: Path, value: object) -> None:
        """Write a value as JSON that a person can read."""
        self.write_bytes(path, (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode())

    def write_table(self, path: Path, table: "pa.Table") -> None:
        """Write a table as Parquet (zstd) and wait until the disk has it. Texts come back as plain texts."""
        import pyarrow.parquet as pq

        self.step(f"before writing {path.name}")
        pq.write_table(table, path, compression="zstd", store_schema=False)
        self.step(f"before syncing {path.name}")
        with path.open("r+b") as file:
            os.fsync(file.fileno())
        restrict(path, 0o600)
        self.step(f"after syncing {path.name}")

    def rename_folder(self, made: Path, final: Path) -> None:
        """Give a filled folder its own name: from here on it exists, whole."""
        sync_folder(made)
        self.step(f"before renaming {final.name}")
        _patiently(lambda: made.rename(final))
        self.step(f"after renaming {final.name}")
        sync_folder(final.parent)
        self.step(f"after syncing the folder of {final.name}")

    def swap_file(self, path: Path, content: object) -> None:
        """Replace a file in one stroke: whoever reads it sees the old one or the new one, never a half."""
        fresh = path.with_name(path.name + ".new")
        self.write_json(fresh, content)
        self.step(f"before swapping {path.name}")
        _patiently(lambda: fresh.replace(path))
        self.step(f"after swapping {path.name}")
        sync_folder(path.parent)
        self.step(f"after syncing the folder of {path.name}")

    def remove_folder(self, folder: Path) -> None:
        """Remove a folder that nothing names (left by a load that was stopped)."""
        self.step(f"before removing {folder.name}")
        shutil.rmtree(folder, ignore_errors=True)
        self.step(f"after removing {folder.name}")


def _whole_lines(file: FileIO) -> int:
    """How many bytes of a file its whole lines take."""
    end = file.seek(0, os.SEEK_END)
    while end:
        begin = max(0, end - 65536)
        file.seek(begin)
        found = file.read(end - begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        end = begin
    return 0


def restrict(path: Path, mode: int) -> None:
    """Let only the owner in. On Windows the folder's own access list decides, and chmod has no say."""
    if os.name == "posix":
        path.chmod(mode)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the folder's names. Windows cannot sync a folder and does not need to."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _patiently(move: Callable[[], object]) -> None:
    """Try a rename a few times: on Windows a virus scanner may hold a fresh file for a moment."""
    for wait in (0.05, 0.2, 0.5):
        try:
            move()
            return
        except PermissionError:
            time.sleep(wait)
    move()
