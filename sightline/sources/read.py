"""Files and folders of any mix to one Reading."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from sightline.sources.cells import read_day
from sightline.sources.checking import check_list
from sightline.sources.declared import load_kinds
from sightline.sources.delimited import open_delimited
from sightline.sources.doubles import adults, without_doubles
from sightline.sources.layouts import Layout, known_columns
from sightline.sources.links import Part, link
from sightline.sources.markup import open_markup
from sightline.sources.model import Feed, FileRead, Finding, Reading
from sightline.sources.paths import SourceFile, find_files
from sightline.sources.reach import Reach, find_reach
from sightline.sources.recognise import Match, recognise
from sightline.sources.remarks import capped, list_remarks, not_read, not_recognised
from sightline.sources.returns import settle_returns
from sightline.sources.shaping import Origin, shape_feed
from sightline.sources.sheets import Cells, Sheet
from sightline.sources.stated import VERSION_LOG, believed, logged_day, stated_on_cover
from sightline.sources.workbooks import open_workbook
from sightline.words import UserError


@dataclass
class Gathered:
    """What has been read so far. The one thing here that changes."""

    parts: list[Part] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[FileRead] = field(default_factory=list)
    unread: dict[str, list[str]] = field(default_factory=dict)
    stated: dict[str, date] = field(default_factory=dict)
    logged: dict[str, date] = field(default_factory=dict)


def read_paths(paths: Sequence[Path], *, data_to: date | None = None) -> Reading:
    """Read files and folders of any mix: SSD tables, Annex A, yearly returns, local templates; text, workbooks or XML.

    `data_to` says the day the files were drawn, for all of them. Without it each source (a folder of tables, a
    workbook) reaches to the newest day of something that has happened in it, or the day it states itself. What is not
    understood becomes a finding; raises UserError for what cannot be read at all: see `tests/bad`.
    """
    gathered = Gathered()
    for file in find_files(paths, gathered.findings):
        _gather(file, gathered)
    if not gathered.parts:
        raise UserError("Nothing in these files is a list that Sightline knows", _said(paths), KNOWN_KINDS)
    gathered.findings += not_read(gathered.unread)
    parts = [without_doubles(part) for part in link(gathered.parts)]
    return _assemble(parts, gathered, data_to)


KNOWN_KINDS = (
    "It reads SSD tables, Annex A lists, the SSDA903 return, the children in need census and its own templates: "
    "sightline templates DIR writes those."
)


def _said(paths: Sequence[Path]) -> str:
    return ", ".join(p.name or str(p) for p in paths)


def _gather(file: SourceFile, gathered: Gathered) -> None:
    raw = file.path.read_bytes()
    sheets = [replace(sheet, file=file.name) for sheet in _open(file, raw)]
    matches = [(sheet, recognise(sheet)) for sheet in sheets]
    rows = sum(_take(file, sheet, match, gathered) for sheet, match in matches)
    gathered.findings += not_recognised(file.name, matches)
    kinds = sorted({match.source.name for _, match in matches if match})
    gathered.files.append(FileRead(file.name, hashlib.sha256(raw).hexdigest(), "+".join(kinds), rows))


def _open(file: SourceFile, raw: bytes) -> list[Sheet]:
    if file.kind == "markup":
        return open_markup(file.path, raw)
    if file.kind == "workbook":
        return open_workbook(file.path, raw, known_columns())
    sheet = open_delimited(file.path, raw, known_columns())
    return [sheet] if sheet else []


def _take(file: SourceFile, sheet: Sheet, match: Match | None, gathered: Gathered) -> int:
    """Read one sheet into its feeds and give the number of rows in it."""
    if match is None or match.layout is None:
        _take_unread(file, sheet, match, gathered)
        return 0
    layout = match.layout
    _check_subject_id(sheet, layout)
    if isinstance(day := read_day(sheet.stated), date):
        gathered.stated[f"{layout.source}:{file.unit}"] = day
    cells = sheet.read(sorted(layout.wanted))
    if layout.source == "local" and not len(cells.lines):
        # A template nobody filled in is no feed: it does not say that nothing happened.
        return 0
    gathered.findings += [
        *(replace(f, file=sheet.file, sheet=sheet.sheet) for f in cells.findings),
        *list_remarks(sheet, layout, len(cells.lines)),
    ]
    gathered.findings += check_list(sheet, layout, cells)
    gathered.parts += _parts(file, sheet, layout, cells)
    return len(cells.lines)


def _take_unread(file: SourceFile, sheet: Sheet, match: Match | None, gathered: Gathered) -> None:
    """Note what a sheet that fills no table says: its name, and the day up to which its files are complete."""
    if match is None:
        if day := stated_on_cover(sheet):
            gathered.stated[f"local:{file.unit}"] = day
        return
    gathered.unread.setdefault(match.source.title, []).append(match.unread)
    if match.unread_list == VERSION_LOG and (day := logged_day(sheet)):
        gathered.logged[f"{match.source.name}:{file.unit}"] = day


def _check_subject_id(sheet: Sheet, layout: Layout) -> None:
    through = any(feed.fills["child_id"].through for feed in layout.feeds if "child_id" in feed.fills)
    wanted = layout.subject_columns if layout.source == "local" else layout.child_columns
    if wanted and not through and not wanted & set(sheet.names):
        typed = " or ".join(f'"{layout.typed[n]}"' for n in sorted(wanted))
        raise UserError(
            f"This was taken for {layout.name}, but no column holds the {load_kinds()[layout.about].one}'s id",
            sheet.place,
            f"Its first line must name the columns, {typed} among them.",
        )


def _parts(file: SourceFile, sheet: Sheet, layout: Layout, cells: Cells) -> list[Part]:
    place = f"{sheet.file}#{sheet.sheet}" if sheet.sheet else sheet.file
    typed = dict(zip(sheet.names, sheet.header, strict=True))
    found = []
    for number, feed in enumerate(layout.feeds):
        again = sum(f.table == feed.table for f in layout.feeds[:number])
        feed_id = f"{feed.table}@{place}" + (f"#{again + 1}" if again else "")
        shaped = shape_feed(cells, feed, Origin(feed_id, sheet.file, sheet.sheet, place, typed))
        unit = f"{layout.source}:{file.unit}"
        found.append(
            Part(unit, layout.source, layout.name, feed, feed_id, sheet.file, sheet.sheet, shaped, layout.oldest)
        )
    return found


def _assemble(parts: list[Part], gathered: Gathered, data_to: date | None) -> Reading:
    reaches = {unit: _reach([p for p in parts if p.unit == unit]) for unit in dict.fromkeys(p.unit for p in parts)}
    days = {
        unit: data_to or gathered.stated.get(unit) or believed(gathered.logged.get(unit), reach.day) or reach.day
        for unit, reach in reaches.items()
    }
    newest = max((d for d in days.values() if d), default=None)
    if newest is None:
        raise UserError(
            "No date in these files says how far they reach", parts[0].file, "Say it: --data-to 2026-10-31."
        )
    parts = settle_returns(parts, {unit: day or newest for unit, day in days.items()})
    findings = [*gathered.findings, *(f for p in parts for f in p.shaped.findings)]
    if data_to is None:
        findings += [f for unit, reach in reaches.items() for f in _set_aside(unit, reach, parts)]
    findings += [f for p in parts for f in adults(p, days[p.unit] or newest)]
    feeds = [_feed(p, days[p.unit] or newest) for p in parts]
    return Reading(_tables(parts), feeds, capped(findings), gathered.files)


def _reach(parts: list[Part]) -> Reach:
    return find_reach(part.shaped.table.column(name) for part in parts for name in part.feed.bounds)


def _set_aside(unit: str, reach: Reach, parts: list[Part]) -> list[Finding]:
    if not reach.set_aside or reach.day is None:
        return []
    part = next(p for p in parts if p.unit == unit)
    late, day = reach.set_aside[0], reach.day
    what = (
        f"The newest day of something that happened is {late.day} {late:%B %Y}, but too little happens near it "
        f"to believe it; the files were taken to reach {day.day} {day:%B %Y}"
    )
    return [
        Finding(
            "a newest date set aside", part.file, part.sheet, None, "", None, what, "Say the right day with --data-to."
        )
    ]


def _feed(part: Part, day: date) -> Feed:
    shaped = part.shaped
    return Feed(
        part.feed_id,
        part.source,
        part.feed.table,
        part.file,
        part.sheet,
        part.feed.history,
        day,
        shaped.table.num_rows,
        shaped.holds,
    )


def _tables(parts: list[Part]) -> dict[str, pa.Table]:
    names = dict.fromkeys(p.feed.table for p in parts)
    return {name: pa.concat_tables([p.shaped.table for p in parts if p.feed.table == name]) for name in names}
