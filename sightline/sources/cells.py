"""Columns of raw cells to columns of values. Each distinct cell is read once, in Python; the rest is one lookup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources.dates import TWO_WAYS, Moment, Trouble, has_two_readings, is_month_first, read_moment
from sightline.sources.declared import CodeList
from sightline.sources.plain import is_empty, plain, tidy

Value = Any
Reader = Callable[[str], Value]

FORMULA = Trouble("a formula", "Save the file with values in place of formulas; the cell counts as blank.")
NOT_YES_OR_NO = Trouble("not yes or no", "Write Yes or No; the cell counts as blank.")
NOT_A_CODE = Trouble("not a known code", "Use one of the codes of the list; the cell counts as blank.")

YES = frozenset({"yes", "y", "true", "t", "1", "1 0", "1 yes", "yes 1"})
NO = frozenset({"no", "n", "false", "f", "0", "0 0", "0 no", "no 0"})
NOT_KNOWN = frozenset(
    {
        "unknown",
        "not known",
        "na",
        "n a",
        "u",
        "9",
        "not applicable",
        "not recorded",
        "not stated",
        "not stated recorded",
    }
    | {"not obtained", "information not yet obtained", "not yet obtained", "not in care proceedings"}
)
# "a) Yes", "q) 6: Police", "zz) T4: …": the letter of a list, which is not part of the answer.
LIST_LETTER = re.compile(r"^[A-Za-z]{1,2}\d?\)\s+(?=\S)")
# A cell that a spreadsheet would take for a formula. A minus sign alone is a blank, and a number may have one.
FORMULA_START = re.compile(r"^(?:=|@\w|\+\w)")
# Which cells need Python: with needless or invisible characters, or with nothing to say; of ids, those that became
# numbers too.
ODD = (
    r"^[=@+]|^\s|\s$|\s\s|[\x{00a0}\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202f}\x{2007}\x{2060}\x{feff}\t\r\n]"
    r"|(?i:^(?:null|\(null\)|#n/a|n/a|nan|nat|none|<na>|#ref!|#value!|#name\?|-|--|)$)"
)
ODD_ID = ODD + r"|^\d+\.0+$|^\d(?:\.\d+)?[Ee]\+\d+$"


@dataclass(frozen=True)
class Fault:
    """A distinct cell that gave no value, why, and the positions (from 0) of the rows that hold it."""

    cell: str
    trouble: Trouble
    rows: list[int]


def read_column(column: pa.ChunkedArray, read: Reader, kind: pa.DataType) -> tuple[pa.Array, list[Fault]]:
    """Read every distinct cell once with `read` (a value, None, or a Trouble) into a column of `kind`, with what went
    wrong.
    """
    coded = _encode(column)
    cells = coded.dictionary.to_pylist()
    values = [None if cell is None else read(cell) for cell in cells]
    if read in (read_day, read_time):
        values = _doubted(cells, values)
    good = [None if isinstance(v, Trouble) else v for v in values]
    bad = {n: v for n, v in enumerate(values) if isinstance(v, Trouble)}
    faults = [_fault(coded, n, trouble) for n, trouble in bad.items()]
    return pa.array(good, kind).take(coded.indices), faults


def _doubted(cells: list[str | None], values: list[Value]) -> list[Value]:
    """Days of a column whose months come first are not guessed at where they could be read two ways."""
    texts = [tidy(cell) if cell else "" for cell in cells]
    if not is_month_first(texts):
        return values
    return [TWO_WAYS if has_two_readings(text) else value for text, value in zip(texts, values, strict=True)]


def read_text(column: pa.ChunkedArray, *, is_id: bool) -> tuple[pa.Array, list[Fault]]:
    """Read ids or free text. Only the cells that need it pass through Python: most ids are clean and there are many."""
    flat = _flat(column)
    odd = pc.fill_null(pc.match_substring_regex(flat, ODD_ID if is_id else ODD), False)
    if not pc.any(odd).as_py():
        return flat, []
    rows = pc.indices_nonzero(odd)
    mended, faults = read_column(pa.chunked_array([flat.take(rows)]), clean_id if is_id else clean_text, pa.string())
    back = rows.to_pylist()
    moved = [Fault(f.cell, f.trouble, [back[r] for r in f.rows]) for f in faults]
    return pc.replace_with_mask(flat, odd, mended), moved


def _flat(column: pa.ChunkedArray) -> pa.Array:
    flat = column.combine_chunks()
    flat = flat.dictionary_decode() if pa.types.is_dictionary(flat.type) else flat
    return flat.cast(pa.string())


def _encode(column: pa.ChunkedArray) -> pa.DictionaryArray:
    flat = column.combine_chunks()
    return flat if pa.types.is_dictionary(flat.type) else flat.dictionary_encode()


def _fault(coded: pa.DictionaryArray, position: int, trouble: Trouble) -> Fault:
    rows = pc.indices_nonzero(pc.equal(coded.indices, position)).to_pylist()
    return Fault(coded.dictionary[position].as_py(), trouble, rows)


def cleaned(cell: str) -> str | Trouble | None:
    """A tidy cell, None where it says nothing, or the trouble that it is a formula."""
    text = tidy(cell)
    if is_empty(text):
        return None
    return FORMULA if FORMULA_START.match(text) else text


def clean_text(cell: str) -> Value:
    """Free text without invisible characters and needless blanks."""
    return cleaned(cell)


def clean_id(cell: str) -> Value:
    """An id as text: 9212044.0 and 9.212044E+6 become 9212044; leading zeros stay."""
    text = cleaned(cell)
    if not isinstance(text, str):
        return text
    if re.match(r"\d+\.0+$", text):
        return text.split(".")[0]
    if re.match(r"\d(\.\d+)?[Ee]\+\d+$", text):
        return f"{float(text):.0f}"
    return text


def read_day(cell: str) -> Value:
    """The day of a cell."""
    moment = _moment(cell)
    return moment.day if isinstance(moment, Moment) else moment


def read_time(cell: str) -> Value:
    """The moment of a cell in whole seconds UTC, or None where it holds no time. What is wrong is said with the day."""
    moment = _moment(cell)
    return moment.at if isinstance(moment, Moment) else None


@lru_cache(maxsize=100_000)
def _moment(cell: str) -> Moment | Trouble | None:
    """The same few thousand days stand in every column of every file: each is read once."""
    text = cleaned(cell)
    return read_moment(text) if isinstance(text, str) else text


def yes_or_no(words: dict[str, str]) -> Reader:
    """A reader of yes and no in all spellings, with the extra phrases of a source (plain text to "yes", "no" or "")."""

    def read(cell: str) -> Value:
        text = cleaned(cell)
        if not isinstance(text, str):
            return text
        bare = plain(LIST_LETTER.sub("", text))
        if bare in words:
            return words[bare] or None
        return _yes_or_no(bare)

    return read


def _yes_or_no(bare: str) -> Value:
    if bare in YES or bare.startswith("yes "):
        return "yes"
    if bare in NO:
        return "no"
    return None if bare in NOT_KNOWN or not bare else NOT_YES_OR_NO


def code_of(codes: CodeList) -> Reader:
    """A reader of cells that hold a code, a label with the code in it, or a phrase that stands for one."""

    def read(cell: str) -> Value:
        text = cleaned(cell)
        return find_code(text, codes) if isinstance(text, str) else text

    return read


def find_code(text: str, codes: CodeList) -> str | Trouble | None:
    """The code of a tidy cell: the cell itself, the first code in it where the list allows that, or the longest known
    phrase.
    """
    bare = plain(LIST_LETTER.sub("", text))
    for whole in (plain(text), bare):
        if code := codes.upper.get(whole.upper()) or codes.words.get(whole):
            return code
    if codes.pattern and (match := codes.pattern.search(text.upper())):
        return codes.upper[plain(match.group(1)).upper()]
    if bare in NOT_KNOWN:
        return None
    held = (p for p in codes.phrases if all(f" {part} " in f" {bare} " for part in p.split(" + ")))
    phrase = "" if codes.found == "alone" else next(held, "")
    return codes.words[phrase] if phrase else NOT_A_CODE


def codes_of(codes: CodeList) -> Reader:
    """A reader of several codes in one cell: JSON flags ({"LTFOST18": "Y"}), a JSON list, or one label; joined by
    ";".
    """

    def read(cell: str) -> Value:
        text = cleaned(cell)
        if not isinstance(text, str):
            return text
        flags = read_json(text)
        if flags is None:
            return find_code(text, codes)
        named = flags.items() if isinstance(flags, dict) else [(str(f), "y") for f in flags]
        found = [
            c
            for key, flag in named
            if _yes_or_no(plain(str(flag))) == "yes" and (c := codes.upper.get(plain(key).upper()))
        ]
        return ";".join(found) or None

    return read


def flag_of(key: str) -> Reader:
    """A reader of one flag out of a JSON cell: "yes", "no", or None where the key is absent or blank."""

    def read(cell: str) -> Value:
        text = cleaned(cell)
        flags = read_json(text) if isinstance(text, str) else None
        if not isinstance(flags, dict):
            return None
        flag = _yes_or_no(plain(str(flags.get(key, ""))))
        return None if isinstance(flag, Trouble) else flag

    return read


def read_json(text: str) -> dict[str, Any] | list[Any] | None:
    """A JSON object or list, or None where the cell is neither."""
    try:
        found = json.loads(text) if text[:1] in "{[" else None
    except ValueError:
        return None
    return found if isinstance(found, dict | list) else None
