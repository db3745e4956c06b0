"""Made-up families taken the whole way: files, load, build, rows; every row as their authors worked it out by hand."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from council_files import FILES_END, Answer, Family, differences, expected_answer, read_families, say, write_ssd
from council_templates import write_filled_templates

from sightline.flow import load, rebuild
from sightline.reports.sentences import say_reason
from sightline.store import Scope, Store, open_snapshot

FAMILY_LIST = read_families()
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
DAYS = ("started_on", "due_on", "met_on", "booked_on")
Rows = list[dict[str, Any]]
Council = Callable[[str, date], Rows]


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    """All rows of a pack on an as-of date; each pack is loaded once, each date built once."""
    stores: dict[str, Store] = {}
    built: dict[tuple[str, date], Rows] = {}

    def rows(pack: str, as_of: date) -> Rows:
        if pack not in stores:
            stores[pack] = load_pack(pack, tmp_path_factory.mktemp(pack))
        if (pack, as_of) not in built:
            built[pack, as_of] = read_rows(stores[pack], as_of)
        return built[pack, as_of]

    return rows


def load_pack(pack: str, folder: Path) -> Store:
    """Write the families of one pack as files and load them, as one council on one day."""
    families = [family for family in FAMILY_LIST if family.pack == pack]
    (folder / "files").mkdir()
    write_ssd(families, folder / "files", with_midnights=pack == "with_templates")
    write_filled_templates(families, folder / "files")
    (folder / "standards.toml").write_text(STANDARDS, encoding="utf-8")
    store = Store(folder / "store")
    load(store, [folder / "files"], data_to=FILES_END, council="made-up council", standards=folder / "standards.toml")
    return store


def read_rows(store: Store, as_of: date) -> Rows:
    """Every duty that anybody at the command line may see."""
    snapshot = open_snapshot(store, Scope.whole_council(), rebuild(store, as_of=as_of).id)
    return snapshot.table("obligations").to_pylist()


def got_answers(family: Family, rows: Rows) -> list[Answer]:
    """The rows of a family's children, as tuples in the order of ANSWER."""
    return [answer_of(row) for row in rows if row["subject_id"] in family.children]


def answer_of(row: dict[str, Any]) -> Answer:
    """One row of the snapshot as a tuple in the order of ANSWER."""
    return (row["subject_id"], row["clock"], row["step"], row["run"], *(row[name] for name in DAYS), row["state"])


@pytest.mark.parametrize("family", FAMILY_LIST, ids=lambda family: family.name)
def test_family_has_exactly_the_rows_worked_out_by_hand(family: Family, council: Council) -> None:
    wanted = [expected_answer(row) for row in family.expect]
    found = differences(wanted, got_answers(family, council(family.pack, family.as_of)))
    assert not found, "\n".join(["", family.story, *found])


@pytest.mark.parametrize("family", FAMILY_LIST, ids=lambda family: family.name)
def test_what_cannot_be_told_says_why(family: Family, council: Council) -> None:
    rows = [row for row in council(family.pack, family.as_of) if row["subject_id"] in family.children]
    said = {answer_of(row): say_reason(row) for row in rows}
    assert all(words for answer, words in said.items() if answer[-1] == "cannot_tell")
    for row in family.expect:
        if "reason_says" in row:
            assert row["reason_says"] in said[expected_answer(row)], say(expected_answer(row))


def test_there_are_at_least_forty_families_and_each_tells_its_story() -> None:
    assert len(FAMILY_LIST) >= 40
    assert all(family.story for family in FAMILY_LIST)
