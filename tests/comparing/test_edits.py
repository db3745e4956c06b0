"""Every cause planted between two loads: the comparison gives each edit its cause, and accounts for every figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from sightline import flow, saving
from sightline.comparing import Comparison, compare_loads
from sightline.store import Scope, Store, open_snapshot, open_store
from sightline.store.place import read_pointer
from sightline.store.recorded import Recorded
from sightline.store.snapshots import publish, read_record, read_snapshot_table, save_snapshot
from sightline.web.figures.compare_page import compare_page
from tests.knowing.loads import Week, write

CHILDREN = {f"MU{n}": f"2018-02-0{n}" for n in range(1, 10)}
SEEN = {f"v{n}": (f"MU{n}", "2026-01-12") for n in (1, 5, 6, 7)} | {"v3": ("MU3", "2026-01-14")}
OFTEN = {f"w{day}": ("MU9", f"2026-01-{day}") for day in (12, 19, 26)}
FIRST = Week(date(2026, 2, 1), SEEN | OFTEN, {child: born for child, born in CHILDREN.items() if child != "MU8"})
# A visit to MU4 is added, that to MU5 given another day, that to MU6 withdrawn; MU7 is gone and MU8 new.
EDITED = {**SEEN, **OFTEN, "v4": ("MU4", "2026-01-12"), "v5": ("MU5", "2026-01-15")}
SECOND = Week(
    date(2026, 2, 6),
    {visit: seen for visit, seen in EDITED.items() if visit not in ("v6", "v7")},
    {child: born for child, born in CHILDREN.items() if child != "MU7"},
)


def standards(folder: Path, limit: str) -> Path:
    """A standards file with one limit."""
    path = folder / f"{limit[:2].strip()}.toml"
    path.write_text(f'[limits]\ncp_visit = "{limit}"\n', encoding="utf-8")
    return path


def as_an_older_sightline_had_it(store: Store) -> None:
    """Put a snapshot in use in which the first visit to MU1 was late: what other entries would have said."""
    record = read_record(store, read_pointer(store).snapshot)
    tables = {name: read_snapshot_table(store, record.id, name) for name in record.tables}
    rows = tables["obligations"].to_pylist()
    first = next(row for row in rows if row["child_id"] == "MU1" and row["clock"] == "cp_visit" and row["met_on"])
    first["state"] = "met_late"
    older = replace(record, id=f"{record.id}-older")
    save_snapshot(store, older, {**tables, "obligations": pa.Table.from_pylist(rows, tables["obligations"].schema)})
    publish(store, older.id, 1, record.software)


def exemption(store: Store) -> Recorded:
    """A decision that sets aside the first visit to MU2."""
    council = read_record(store, read_pointer(store).snapshot).loads[0].council
    rows = read_snapshot_table(store, read_pointer(store).snapshot, "obligations").to_pylist()
    row = next(row for row in rows if row["child_id"] == "MU2" and row["clock"] == "cp_visit")
    return Recorded(
        council, "child", row["subject_id"], "MU2", "exemption", "Jo Reed", "team_manager", "2026-02-06T10:00:00Z",
        "In hospital", clock="cp_visit", run=row["run"], started_on=row["started_on"], on=date(2026, 2, 5),
        authority="Jo Reed, service manager", token="t1",
    )  # fmt: skip


@dataclass(frozen=True)
class Address:
    """As much of a query string as the page reads."""

    words: dict[str, str]

    def getlist(self, name: str) -> list[str]:
        """All values of a name."""
        return [self.words[name]] if name in self.words else []

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self.words)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("edits")
    store = open_store(folder / "store")
    flow.load(store, [write(folder / "1", FIRST)], data_to=FIRST.to, standards=standards(folder, "10 working days"))
    as_an_older_sightline_had_it(store)
    flow.load(store, [write(folder / "2", SECOND)], data_to=SECOND.to, standards=standards(folder, "5 working days"))
    saving.record(store, exemption(store))
    return store


@pytest.fixture(scope="module")
def comparison(store: Store) -> Comparison:
    return compare_loads(store, 1, 2)


@pytest.mark.parametrize(
    ("child", "before", "after", "cause"),
    [
        ("MU1", "met_late", "met", "the entries or the program changed"),
        ("MU2", "overdue", "not_required", "somebody recorded or took back a decision"),
        ("MU3", "met", "met_late", "the council's standards changed"),
        ("MU4", "overdue", "met", "a fact was added"),
        ("MU5", "met", "met_late", "a fact was given another day or corrected"),
        ("MU6", "met", "overdue", "a fact was withdrawn"),
        ("MU7", "met", "", "the child is no longer in the files"),
        ("MU8", "", "overdue", "the child is new in the files"),
        ("MU9", "due_soon", "overdue", "time passed"),
    ],
)
def test_each_edit_has_its_cause(comparison: Comparison, child: str, before: str, after: str, cause: str) -> None:
    mine = {(each.before, each.after, each.cause) for each in comparison.moved if each.child_id == child}
    assert (before, after, cause) in mine


def test_the_parts_account_for_every_difference_of_every_figure(comparison: Comparison) -> None:
    clocks = {clock for clock, _ in comparison.before | comparison.after}
    for clock in ("", *clocks):
        before, after = comparison.stood(clock)
        for part in comparison.parts(clock).values():
            before.update(part)
        assert Counter({state: n for state, n in before.items() if n}) == +after, clock
    assert {each.clock for each in comparison.moved} >= {"cp_visit"}


def test_the_page_goes_from_one_load_to_the_other_in_steps_that_add_up(store: Store, comparison: Comparison) -> None:
    page = compare_page(open_snapshot(store, Scope.whole_council()), Address({"clock": "cp_visit"}))
    first, *causes, last = page.steps
    before, after = comparison.stood("cp_visit")
    assert (first.in_time, last.in_time) == (before["met"], after["met"])
    assert causes[-1].share == last.share != first.share
    assert (causes[-1].counted, causes[-1].others) == (last.counted, last.others)
    assert all(step.moved for step in causes[3:])
    assert sum(step.moved or 0 for step in causes) == page.paging.total == len(comparison.moved)
    assert page.answer.startswith(f"It was {first.of}. It is now {last.of}. {page.paging.total} duties of ")
    assert not next(each for each in page.moved if each.child == "MU7").is_known


def test_the_page_lists_only_children_the_reader_may_see(store: Store, comparison: Comparison) -> None:
    subject = next(each.subject for each in comparison.moved if each.child_id == "MU3")
    page = compare_page(open_snapshot(store, Scope("a worker", only=frozenset({subject}))), Address({}))
    assert {each.child for each in page.moved} == {"MU3"}
    assert page.subjects == (subject,)


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ({"from": "2", "to": "1"}, "The first load must be the earlier one."),
        ({"from": "1", "to": "9"}, "There is no load 0009."),
        ({"clock": "nothing"}, "There is no duty “nothing”."),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(store: Store, words: dict[str, str], refused: str) -> None:
    page = compare_page(open_snapshot(store, Scope.whole_council()), Address(words))
    assert (page.refused, page.steps) == (refused, ())
