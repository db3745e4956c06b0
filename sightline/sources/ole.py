"""The streams of a compound file, the container of an .xls ([MS-CFB]). Chains that never end are refused."""

from __future__ import annotations

import struct
from collections.abc import Collection

HEADER = 512
ENTRY = 128
STREAM, ROOT = 2, 5
# Numbers from here on are no sector: the end of a chain, a free one, one of the table itself.
NO_SECTOR = 0xFFFFFFFA
FIRST_OF_TABLE = 109


def read_streams(raw: bytes, names: Collection[str]) -> list[bytes]:
    """The streams of these names, in small letters. Raises ValueError where the file does not hang together."""
    try:
        return _Container(raw).streams(names)
    except (struct.error, IndexError, OverflowError) as error:
        raise ValueError from error


class _Container:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.size = 1 << min(struct.unpack_from("<H", raw, 30)[0], 20)
        directory, _, self.small_below, small_table = struct.unpack_from("<IIII", raw, 48)
        self.table = _numbers(b"".join(self._sector(n) for n in self._of_table()))
        self.small_table = _numbers(self._whole(small_table))
        self.entries = self._entries(self._whole(directory))

    def streams(self, names: Collection[str]) -> list[bytes]:
        small = next((self._whole(start) for _, kind, start, _ in self.entries if kind == ROOT), b"")
        found = [(start, size) for name, kind, start, size in self.entries if kind == STREAM and name in names]
        return [
            (self._whole(start) if size >= self.small_below else self._small(small, start))[:size]
            for start, size in found
        ]

    def _of_table(self) -> list[int]:
        """The sectors that hold the table of sectors: the first of them in the header, the others in a chain."""
        held = list(struct.unpack_from(f"<{FIRST_OF_TABLE}I", self.raw, 76))
        following, seen = struct.unpack_from("<I", self.raw, 68)[0], 0
        while following < NO_SECTOR:
            *more, following = _numbers(self._sector(following))
            held += more
            seen += 1
            if seen > len(self.raw) // self.size:
                raise ValueError
        return [n for n in held if n < NO_SECTOR]

    def _sector(self, number: int) -> bytes:
        start = max(HEADER, self.size) + number * self.size
        if start >= len(self.raw):
            raise ValueError
        return self.raw[start : start + self.size]

    def _whole(self, first: int) -> bytes:
        return b"".join(self._sector(n) for n in _chain(self.table, first))

    def _small(self, holder: bytes, first: int) -> bytes:
        return b"".join(holder[n * 64 : n * 64 + 64] for n in _chain(self.small_table, first))

    def _entries(self, directory: bytes) -> list[tuple[str, int, int, int]]:
        """Name, kind, first sector and size of each entry."""
        found = []
        for at in range(0, len(directory) - ENTRY + 1, ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()
            start, size = struct.unpack_from("<II", directory, at + 116)
            found.append((name, kind, start, size))
        return found


def _chain(table: tuple[int, ...], first: int) -> list[int]:
    chain = []
    while first < NO_SECTOR:
        chain.append(first)
        if len(chain) > len(table):
            raise ValueError
        first = table[first]
    return chain


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
