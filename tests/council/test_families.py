"""Made-up families taken the whole way: files, load, build, rows; every row as their author worked it out by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline.building import read_rules
from sightline.clocks.reading import load_clocks
from sightline.flow import load, rebuild
from sightline.obligations.reference import work_out
from sightline.obligations.subject import subject_history
from sightline.reports.sentences import say_reason
from sightline.store import Scope, Snapshot, Store, open_snapshot
from tests.council.council_files import (
    FILES_END,
    Answer,
    Family,
    differences,
    expected_answer,
    read_families,
    say,
    write_ssd,
)
from tests.council.council_templates import write_filled_templates

FAMILY_LIST = read_families()
EACH_FAMILY = pytest.mark.parametrize("family", FAMILY_LIST, ids=lambda family: family.name)
FACTS = ("events", "spells", "known", "reach")
DAYS = ("started_on", "due_on", "met_on", "booked_on")
STANDARDS = """council = "made-up council"
[limits]
assessment_child_seen = "5 working days"
cin_visit = "20 working days"
cin_plan_review = "3 months"
strategy_discussion = "1 working day"
core_group_subsequent = "6 weeks"
cp_visit = "10 working days"
plo_16w = "16 weeks"
supervision_local = "1 month"
"""


@dataclass(frozen=True)
class Pack:
    """The families of one pack, loaded and looked at on one day."""

    snapshot: Snapshot
    rows: list[dict[str, Any]]
    standards: Path


Council = Callable[[Family], Pack]


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    """The pack a family belongs to; each pack is loaded once, and built once for each as-of date."""
    folders: dict[str, Path] = {}
    packs: dict[tuple[str, date], Pack] = {}

    def pack_of(family: Family) -> Pack:
        if family.pack not in folders:
            folders[family.pack] = load_pack(family.pack, tmp_path_factory.mktemp(family.pack))
        key = family.pack, family.as_of
        if key not in packs:
            packs[key] = look_at(folders[family.pack], family.as_of)
        return packs[key]

    return pack_of


def load_pack(pack: str, folder: Path) -> Path:
    """Write the families of one pack as files and load them, as one council on one day; gives the folder back."""
    families = [family for family in FAMILY_LIST if family.pack == pack]
    (folder / "files").mkdir()
    write_ssd(families, folder / "files", with_midnights=pack == "with_templates")
    write_filled_templates(families, folder / "files")
    (folder / "standards.toml").write_text(STANDARDS, encoding="utf-8")
    store, standards = Store(folder / "store"), folder / "standards.toml"
    load(store, [folder / "files"], data_to=FILES_END, council="made-up council", standards=standards)
    return folder


def look_at(folder: Path, as_of: date) -> Pack:
    """Every duty that anybody at the command line may see."""
    store = Store(folder / "store")
    snapshot = open_snapshot(store, Scope.whole_council(), rebuild(store, as_of=as_of).id)
    return Pack(snapshot, snapshot.table("obligations").to_pylist(), folder / "standards.toml")


def rows_of(family: Family, pack: Pack) -> list[dict[str, Any]]:
    """The rows of a family's children."""
    return [row for row in pack.rows if row["subject_id"] in family.children]


def answer_of(row: dict[str, Any]) -> Answer:
    """One row of the snapshot as a tuple in the order of ANSWER."""
    return (row["subject_id"], row["clock"], row["step"], row["run"], *(row[name] for name in DAYS), row["state"])


@EACH_FAMILY
def test_family_has_exactly_the_rows_worked_out_by_hand(family: Family, council: Council) -> None:
    wanted = [expected_answer(row) for row in family.expect]
    found = differences(wanted, [answer_of(row) for row in rows_of(family, council(family))])
    assert not found, "\n".join(["", family.story, *found])


@EACH_FAMILY
def test_what_cannot_be_told_says_why(family: Family, council: Council) -> None:
    said = {answer_of(row): say_reason(row) for row in rows_of(family, council(family))}
    assert all(words for answer, words in said.items() if answer[-1] == "cannot_tell")
    for row in family.expect:
        if "reason_says" in row:
            assert row["reason_says"] in said[expected_answer(row)], say(expected_answer(row))


@EACH_FAMILY
def test_the_reference_engine_gives_the_same_rows(family: Family, council: Council) -> None:
    pack = council(family)
    event, spell, known, reach = (pack.snapshot.table(name) for name in FACTS)
    standards, clocks = read_rules(pack.standards), load_clocks()
    got: list[Answer] = []
    for child in sorted(family.children):
        history = subject_history(event, spell, known, reach, child)
        rows = work_out(clocks, history, standards=standards, as_of=family.as_of)
        got += [(child, r.clock, r.step, r.run, r.started, r.due, r.met, r.booked, r.state) for r in rows]
    found = differences([expected_answer(row) for row in family.expect], got)
    assert not found, "\n".join(["", family.story, *found])


def test_nobody_but_the_families_children_has_a_row(council: Council) -> None:
    children = {child for family in FAMILY_LIST for child in family.children}
    for family in FAMILY_LIST:
        assert {row["subject_id"] for row in council(family).rows} <= children


def test_there_are_at_least_forty_families_and_each_tells_its_story() -> None:
    assert len(FAMILY_LIST) >= 40
    assert all(family.story for family in FAMILY_LIST)
