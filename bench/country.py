"""A made-up country: the facts of the made-up county straight to Parquet, so many times over, up to so many children.

Each part holds whole subjects in order; copies have ids and keys of their own. No file of a source is written or read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench.multiply import ending

TABLES = {"event": "events", "spell": "spells", "known": "known", "allocation": "allocations"}
COPIES = 3
"""Copies of the county in one part: about a million events."""


def make_country(snapshot: Path, children: int, folder: Path) -> int:
    """Write so many children, from the tables of a county's snapshot, into a new folder; how many rows were written."""
    county = {name: pq.read_table(snapshot / f"{held}.parquet") for name, held in TABLES.items()}
    ids = pc.unique(county["event"]["subject_id"].cast(pa.string())).sort()
    written = 0
    for part, copies in enumerate(_parts(len(ids), children)):
        place = folder / f"part-{part:04d}"
        place.mkdir(parents=True)
        for name, table in county.items():
            whole = pa.concat_tables([_copy(table, ids[:first], number) for number, first in copies])
            pq.write_table(whole, place / f"{name}.parquet", compression="zstd")
            written += whole.num_rows
    pq.write_table(pq.read_table(snapshot / "reach.parquet"), folder / "reach.parquet")
    return written


def _parts(each: int, children: int) -> Iterator[list[tuple[int, int]]]:
    """For each part its copies: their numbers, and how many children of the county each holds."""
    copies = [(number, min(each, children - number * each)) for number in range(-(-children // each))]
    for begin in range(0, len(copies), COPIES):
        yield copies[begin : begin + COPIES]


def _copy(table: pa.Table, ids: pa.Array, number: int) -> pa.Table:
    """The rows of these children, with ids and keys that end in the copy's number."""
    rows = table.filter(pc.is_in(table["subject_id"].cast(pa.string()), ids))
    for name in ("subject_id", "child_id", "key"):
        if name in rows.column_names:
            rows = rows.set_column(rows.column_names.index(name), name, _ended(rows[name], ending(number)))
    return rows


def _ended(column: pa.ChunkedArray, end: str) -> Any:
    texts = pc.dictionary_encode(column.cast(pa.string())).combine_chunks()
    ended = pc.binary_join_element_wise(texts.dictionary, end, "")
    return pa.DictionaryArray.from_arrays(texts.indices, ended)


def read_part(part: Path) -> Any:
    """The facts of one part, as build_in_batches takes them."""
    from types import SimpleNamespace

    tables = {name: read_coded(part / f"{name}.parquet") for name in TABLES}
    return SimpleNamespace(**tables, reach=pq.read_table(part.parent / "reach.parquet"))


def read_coded(path: Path) -> pa.Table:
    """A table whose texts stay numbers into a list of texts, as they are in the file."""
    texts = [field.name for field in pq.read_schema(path) if not pa.types.is_primitive(field.type)]
    return pq.read_table(path, read_dictionary=texts)


def parts(folder: Path) -> list[Path]:
    """The parts of a country, in order."""
    return sorted(folder.glob("part-*"))
