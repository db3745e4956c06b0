"""Yearly returns: of several years the newest counts, and episodes in turn become placements and legal statuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa

from sightline.sources.layouts import load_sources
from sightline.sources.links import Part
from sightline.sources.model import year_begins

# A new episode for this reason leaves the child where she is, or leaves the legal status as it was.
GOES_ON = {"placement": ("L",), "status": ("P", "T")}
# The column of a stay that the last of its episodes tells.
TOLD_LAST = {"placement": ("ended_on", "change_reason"), "status": ("ended_on",)}


def settle_returns(parts: Sequence[Part], days: Mapping[str, date]) -> list[Part]:
    """Settle what the returns of several years say of one child. `days`: up to which day each unit tells."""
    settled: dict[str, Part] = {}
    for name in (source.name for source in load_sources() if source.yearly):
        mine = [part for part in parts if part.source == name]
        for part in _stays(_newest(mine, days)):
            settled[part.feed_id] = part
    return [settled.get(part.feed_id, part) if part.source in _yearly() else part for part in parts]


def _yearly() -> frozenset[str]:
    return frozenset(source.name for source in load_sources() if source.yearly)


def _newest(parts: Sequence[Part], days: Mapping[str, date]) -> list[Part]:
    """Leave out what a newer return says itself: a row with the same id, or one within the newer return's year."""
    told: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    since: dict[tuple[str, str], date] = {}
    kept = []
    for part in sorted(parts, key=lambda part: (days[part.unit], part.file), reverse=True):
        table, name = part.shaped.table, (part.list_name, part.feed.table)
        seen = told.setdefault(name, set())
        rows = table.select(_identity(part)).to_pylist()
        keys = [tuple(str(value) for value in row.values()) for row in rows]
        fresh = [key not in seen for key in keys]
        if name in since and part.feed.bounds:
            begun = table.column(part.feed.bounds[0]).to_pylist()
            fresh = [new and not (day and day >= since[name]) for new, day in zip(fresh, begun, strict=True)]
        seen.update(keys)
        since.setdefault(name, year_begins(days[part.unit]))
        kept.append(part.with_table(table.filter(pa.array(fresh, pa.bool_())), []))
    return kept


def _identity(part: Part) -> list[str]:
    unique = part.feed.declared.unique
    return ["child_id"] if unique in ("", "child_id") else ["child_id", unique]


def _stays(parts: list[Part]) -> list[Part]:
    episodes = [row for part in parts if part.feed.table == "care_episode" for row in part.shaped.table.to_pylist()]
    return [_as_stays(part, episodes) if part.feed.stays else part for part in parts]


def _as_stays(part: Part, episodes: list[dict[str, Any]]) -> Part:
    """The rows of a list of episodes as stays: one row for each, with the day it truly began and the day it ended."""
    kind, table = part.feed.stays, part.shaped.table
    rows = {_place(row): row for row in table.to_pylist()}
    made = []
    for stay in _runs(episodes, kind):
        first = rows.get(_place(stay[0]))
        if first is not None:
            last = rows.get(_place(stay[-1]), first)
            made.append(_stay(part, first, last, stay, kind))
    return replace(part, shaped=replace(part.shaped, table=pa.Table.from_pylist(made, schema=table.schema)))


def _place(row: dict[str, Any]) -> tuple[Any, ...]:
    """What tells an episode from every other: a file may stand on one line."""
    return row["file"], row["line"], row["child_id"], row["started_on"]


def _stay(
    part: Part, first: dict[str, Any], last: dict[str, Any], stay: list[dict[str, Any]], kind: str
) -> dict[str, Any]:
    """One row. A stay that goes on from an episode no file holds began on a day nobody can tell."""
    is_told = stay[0]["start_reason"] not in (*GOES_ON[kind], None)
    key = part.feed.declared.unique
    began = stay[0]["started_on"]
    named = {key: f"{began}" if is_told else f"before {began}"}
    ended = {name: last[name] for name in TOLD_LAST[kind]} | {"ended_on": stay[-1]["ended_on"]}
    return {**first, **ended, **named, "started_on": began if is_told else None}


def _runs(episodes: Iterable[dict[str, Any]], kind: str) -> list[list[dict[str, Any]]]:
    """Episodes that follow each other day on day, for a reason that leaves this kind of stay as it was."""
    runs: list[list[dict[str, Any]]] = []
    dated = [row for row in episodes if row["started_on"]]
    for row in sorted(dated, key=lambda row: (row["child_id"], row["started_on"], row["line"])):
        before = runs[-1][-1] if runs else None
        goes_on = (
            before is not None
            and before["child_id"] == row["child_id"]
            and before["ended_on"] == row["started_on"]
            and row["start_reason"] in GOES_ON[kind]
        )
        if goes_on:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs
