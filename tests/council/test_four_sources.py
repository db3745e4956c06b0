"""Two children in the case system's tables, Annex A and two returns: one timeline each, whichever file came first.

MU1: a protection plan in the SSD, in Annex A and in the census; in care by the SSD and the SSDA903. MU2 is in Annex A
and the census only, MU3 in the census only, with a plan still open in March.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from xlsxwriter import Workbook

from sightline import flow
from sightline.checks import load_checks, run_checks
from sightline.identity import current_aliases, update_aliases
from sightline.reports.workings import explain_rows
from sightline.sources import Feed, read_paths
from sightline.store import Scope, open_snapshot, open_store
from sightline.tables import Facts, build_facts

DRAWN = date(2026, 10, 31)
SSD = {
    "ssd_person.csv": "pers_person_id,pers_dob\nMU1,2015-03-27\n",
    "ssd_cp_plans.csv": "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date\n"
    "K1,MU1,2025-12-10,\n",
    "ssd_cp_reviews.csv": "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_date,"
    "cppr_cp_review_quorate\nR1,MU1,K1,2026-03-02,Y\n",
    "ssd_cla_episodes.csv": "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,"
    "clae_cla_episode_start_reason,clae_entered_care_date\nE1,MU1,C1,2026-01-12,S,2026-01-12\n",
}
HEAD = "Child Unique ID,Gender,Ethnicity,Date of Birth,Child Protection Plan Start Date,Child Protection Plan End Date,"
LIST_7 = HEAD + "Initial Category of Abuse,Latest Category of Abuse,Date of latest review conference"
PLANS = (
    ("MU1", "F", "WBRI", "27/03/2015", "10/12/2025", "", "NEG", "NEG", "02/03/2026"),
    ("MU2", "F", "WBRI", "27/03/2016", "20/12/2025", "", "NEG", "NEG", "01/09/2026"),
)
CHILD = """<Child><ChildIdentifiers><LAchildID>{id}</LAchildID>
<PersonBirthDate>{born}</PersonBirthDate></ChildIdentifiers>
<CINdetails><CINreferralDate>2025-10-06</CINreferralDate><ReferralNFA>0</ReferralNFA><ChildProtectionPlans>
<CPPstartDate>{plan}</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
<Reviews><CPPreviewDate>2026-03-02</CPPreviewDate></Reviews></ChildProtectionPlans></CINdetails></Child>"""
CENSUS = """<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>{children}</Children></Message>"""
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\nMU1,12/01/2026,S,C2,N1,U6,PR1,,\n"
DAYS = {"ssda903": date(2026, 3, 31), "cin_census": date(2026, 3, 31)}


@dataclass(frozen=True)
class Read:
    """One source, read."""

    tables: dict[str, pa.Table]
    feeds: list[Feed]


def write(folder: Path) -> dict[str, Path]:
    """The four sources as files."""
    for name in ("ssd", "annex_a", "ssda903", "cin_census"):
        (folder / name).mkdir(parents=True)
    for name, text in SSD.items():
        (folder / "ssd" / name).write_text(text, encoding="utf-8")
    with Workbook(str(folder / "annex_a" / "annex_a.xlsx")) as workbook:
        sheet = workbook.add_worksheet("List 7")
        for line, row in enumerate((LIST_7.split(","), *PLANS)):
            sheet.write_row(line, 0, row)
    (folder / "ssda903" / "episodes.csv").write_text(EPISODES, encoding="utf-8")
    children = (
        ("MU1", "2015-03-27", "2025-12-10"),
        ("MU2", "2016-03-27", "2025-12-22"),
        ("MU3", "2016-03-27", "2026-01-05"),
    )
    said = "".join(CHILD.format(id=child, born=born, plan=plan) for child, born, plan in children)
    (folder / "cin_census" / "census.xml").write_text(CENSUS.format(children=said), encoding="utf-8")
    return {name: folder / name for name in ("ssd", "annex_a", "ssda903", "cin_census")}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write(tmp_path_factory.mktemp("four"))


@pytest.fixture(scope="module")
def read(files: dict[str, Path]) -> dict[str, Read]:
    found = {name: read_paths([path], data_to=DAYS.get(name, DRAWN)) for name, path in files.items()}
    return {name: Read(reading.tables, reading.feeds) for name, reading in found.items()}


def together(read: dict[str, Read], order: Sequence[str], sealed: Sequence[str] = ()) -> tuple[Facts, Read]:
    """The facts of several sources, each a load of its own in this order."""
    tables: dict[str, list[pa.Table]] = {}
    feeds: list[Feed] = []
    register = None
    for n, name in enumerate(order, 1):
        part = read[name]
        feeds += part.feeds
        register = update_aliases(register, part.tables, part.feeds, council="N", load=f"{n:04d}", sealed_ids=sealed)
        for table, rows in part.tables.items():
            tables.setdefault(table, []).append(rows)
    whole = {name: pa.concat_tables(parts) for name, parts in tables.items()}
    assert register is not None
    return build_facts(whole, feeds, council="N", aliases=current_aliases(register, "N")), Read(whole, feeds)


def plans(facts: Facts) -> list[tuple[Any, ...]]:
    rows = (row for row in facts.event.to_pylist() if row["event"] == "cp_plan_started")
    return [(row["subject_id"], row["on_day"], row["key"][:3], row["sure"], row["file"]) for row in rows]


def test_the_order_of_the_files_changes_nothing(read: dict[str, Read]) -> None:
    orders = list(permutations(read))
    one, _ = together(read, orders[0])
    assert plans(one) == [
        ("MU1", date(2025, 12, 10), "K1", True, "ssd_cp_plans.csv"),
        ("MU2", date(2025, 12, 20), "row", True, "annex_a.xlsx"),
        ("MU3", date(2026, 1, 5), "202", False, "census.xml"),
    ]
    for order in orders[5::6]:
        other, _ = together(read, order)
        for name in ("event", "spell", "known", "reach"):
            assert getattr(other, name).equals(getattr(one, name)), (order, name)
        assert other.about["also_told"].equals(one.about["also_told"])


def test_every_source_of_a_fact_is_named(read: dict[str, Read]) -> None:
    facts, _ = together(read, list(read))
    rows = facts.about["also_told"].to_pylist()
    told = {(row["subject_id"], row["event"], row["source"]) for row in rows}
    assert {each for each in told if each[1] == "cp_plan_started"} == {
        ("MU1", "cp_plan_started", "annex_a"),
        ("MU1", "cp_plan_started", "cin_census"),
    }
    assert ("MU1", "became_looked_after", "ssda903") in told


def test_where_they_differ_it_is_a_finding_and_never_of_a_sealed_record(read: dict[str, Read]) -> None:
    facts, whole = together(read, list(read))
    mine = [check for check in load_checks() if check.between_sources]
    found = run_checks(whole.tables, whole.feeds, mine, council="N", subjects=facts.subject).failures.to_pylist()
    assert [(row["child_id"], row["check"], row["file"]) for row in found] == [
        ("MU2", "cp_plan_told_otherwise", "census.xml")
    ]
    sealed, _ = together(read, list(read), sealed=["MU1"])
    assert {row["subject_id"] for row in sealed.subject.to_pylist() if row["sealed"]} == {"MU1"}


def test_loaded_one_after_another_and_shown(files: dict[str, Path], tmp_path: Path) -> None:
    """The SSD alone, then the rest: the answers about the child it knows stay, and the working names every file."""
    store = open_store(tmp_path / "store")
    flow.load(store, [files["ssd"]], data_to=DRAWN)
    before = open_snapshot(store, Scope.whole_council()).table("obligations").to_pylist()
    flow.load(store, [files["annex_a"]], data_to=DRAWN)
    flow.load(store, [files["ssda903"], files["cin_census"]], data_to=date(2026, 3, 31))
    snapshot = open_snapshot(store, Scope.whole_council())
    rows = snapshot.table("obligations").to_pylist()
    kept = ("clock", "step", "run", "started_on", "due_on", "met_on", "state")
    told = {tuple(row[name] for name in kept) for row in rows if row["subject_id"] == "MU1"}
    assert {tuple(row[name] for name in kept) for row in before if row["clock"] == "cp_review"} <= told
    assert {row["state"] for row in rows if row["subject_id"] == "MU3" and row["clock"] == "cp_review"} == {
        "cannot_tell"
    }
    reviews = [row for row in rows if row["subject_id"] == "MU1" and row["clock"] == "cp_review"]
    explained, strays = explain_rows(snapshot, reviews)
    assert strays == []
    assert any("also in annex_a.xlsx, List 7, row 2" in row["working"] for row in explained)
    assert any("census.xml" in row["working"] for row in explained)
