"""Which list of which source a sheet is: by its name, and by its header where the name says nothing or something
else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sightline.sources.layouts import Layout, Source, load_sources
from sightline.sources.plain import plain
from sightline.sources.sheets import Sheet

LIST_NUMBER = re.compile(r"\blist 0?(\d{1,2})\b")
# A day or a number at the end of a file name: it is not trusted, so it is not read either.
ENDING = re.compile(r"( \d+)+$")
# By its header alone a sheet is known if it has so many columns of the list, and they are so much of its own header.
FEWEST, SHARE = 3, 0.5


@dataclass(frozen=True)
class Match:
    """What a sheet was taken for: a list; or, with `unread` (what the file calls it), a list nothing reads."""

    source: Source
    layout: Layout | None = None
    unread: str = ""
    unread_list: str = ""


def recognise(sheet: Sheet) -> Match | None:
    """The list that a sheet is, or None. A name counts unless the header fits another list twice as well."""
    if sheet.source:
        return next(Match(src, lay) for src in load_sources() for lay in src.layouts if _is_named(sheet, lay))
    names = _names(sheet)
    header = {n for n in sheet.names if n}
    fits = [(len(header & lay.known), src, lay) for src in load_sources() for lay in src.layouts]
    best = max(fits, key=lambda f: (f[0], f[0] / len(f[2].known)))
    called = max((f for f in fits if names & f[2].titles), key=lambda f: f[0], default=None)
    if called and 2 * called[0] >= best[0]:
        return Match(called[1], called[2])
    for source in load_sources():
        if known := names & source.unread:
            return Match(source, unread=sheet.sheet or sheet.file, unread_list=min(known))
    is_alone = sum(f[0] == best[0] for f in fits) == 1
    if is_alone and best[0] >= FEWEST and best[0] >= SHARE * len(header):
        return Match(best[1], best[2])
    return Match(called[1], called[2]) if called else None


def _is_named(sheet: Sheet, layout: Layout) -> bool:
    return (sheet.source, sheet.sheet) == (layout.source, layout.name)


def _names(sheet: Sheet) -> set[str]:
    """The names to go by, plain: the sheet's, or the file's where the sheet has none of its own."""
    own = plain(sheet.sheet)
    stem = plain(Path(sheet.file).stem.rsplit(".", 1)[-1])
    names = (
        {own, own.removesuffix("s")} if own and not re.fullmatch(r"sheet ?\d*", own) else {stem, ENDING.sub("", stem)}
    )
    names |= {f"ssd {n}" for n in names if n and not n.startswith("ssd ")}
    names |= {f"list {m.group(1)}" for n in set(names) if (m := LIST_NUMBER.search(n))}
    return names - {""}
