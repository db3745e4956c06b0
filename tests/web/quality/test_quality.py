"""Data quality through the frame: each figure as long as its list, each role its own rows, small numbers protected."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from python_calamine import CalamineWorkbook

from sightline import flow
from sightline.checks import load_checks
from sightline.checks.own import all_checks
from sightline.store import Scope, Snapshot, Store, open_snapshot, open_store
from sightline.store.records import say_day
from sightline.web.access.models import Entry
from sightline.web.figures.known_then import known_then
from sightline.web.people.models import Person
from sightline.web.quality import fix_list, grades, history, trend
from sightline.web.quality.asked import AskedFixes, read_fixes
from tests.web.county import COUNCIL, NORTH, SEALED

SEEN_NOT_SAID = next(check.says for check in load_checks() if check.id == "cp_visit_seen_not_said")
ETHNICITY = "child_without_ethnicity"
"""The ten children of the county have none: every one of them fails this check, and nobody else does."""
SEES = {"worker": 2, "team_manager": 3, "service_manager": 5, "director": 6, "analyst": 6}


def as_(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    return client


def main_of(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


VISITS = "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen\n"
PLANS = "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date\n"


class Two:
    """A council of visits to children on plans, loaded twice: mended, left and new; a child sealed in between."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder, open_store(folder / "store")
        (folder / "standards.toml").write_text('[limits]\ncp_visit = "10 working days"\n', encoding="utf-8")
        (folder / "sealed.txt").write_text("MU4\n", encoding="utf-8")
        blank = "v1,MU1,k1,2026-03-02,\nv2,MU2,k2,2026-03-02,\nv3,MU3,k3,2026-03-02,Yes\nv4,MU4,k4,2026-03-02,\n"
        self.load(blank + "v5,MU5,k5,2026-03-20,Yes\n", None)
        mended = blank.replace("v1,MU1,k1,2026-03-02,", "v1,MU1,k1,2026-03-02,Yes")
        mended = mended.replace("v3,MU3,k3,2026-03-02,Yes", "v3,MU3,k3,2026-03-02,")
        later = "v6,MU5,k5,2026-03-24,Yes\nv7,MU5,k5,2026-03-25,Yes\n"
        self.load(mended + "v5,MU5,k5,2026-04-10,Yes\n" + later, folder / "sealed.txt")

    def load(self, visits: str, sealed: Path | None) -> None:
        """One load of the whole extract."""
        files = self.folder / "ssd"
        files.mkdir(exist_ok=True)
        plans = "".join(f"k{n},MU{n},2026-01-05\n" for n in range(1, 6))
        (files / "ssd_cp_visits.csv").write_text(VISITS + visits, encoding="utf-8")
        (files / "ssd_cp_plans.csv").write_text(PLANS + plans, encoding="utf-8")
        standards = self.folder / "standards.toml"
        flow.load(self.store, [files], council="Northmarch", standards=standards, sealed=sealed)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    return Two(tmp_path_factory.mktemp("two"))


def test_what_was_put_right_since_the_load_before(two: Two) -> None:
    since, before = history.first_seen(open_snapshot(two.store, Scope.whole_council()))
    assert before is not None
    gone = [(each.check, each.subject[2], each.key, each.first_on, each.days) for each in before.gone]
    assert gone == [("cp_visit_seen_not_said", "MU1", "v1", date(2026, 3, 20), 21)]
    assert (before.before_on, before.then, before.remain) == (date(2026, 3, 20), 2, 1)
    assert before.new == 1
    days = {(key[0], key[3]): day for key, day in since.items()}
    assert days["cp_visit_seen_not_said", "v2"] == date(2026, 3, 20)
    assert days["cp_visit_seen_not_said", "v3"] == date(2026, 4, 10)


def test_the_next_load_closes_what_was_mended_on_the_page_and_in_the_workbook(
    two: Two, people: dict[str, int], settings: Any
) -> None:
    settings.STORE_FOLDER = two.store.folder
    text = main_of(as_("analyst").get("/data/fix-list/").text)
    assert (
        "Of the 2 found on 20 March 2026, 1 has gone: mended, or no longer in the files. 1 remains and 1 is new."
        in text
    )
    assert 'data-head="Days">21<' in text
    content = as_("analyst").get("/data/fix-list/excel/").content
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Put right").to_python()
    assert sheet[1][0] == (
        "Found on 20 March 2026: 2. Gone since (mended, or no longer in the files): 1. Remaining: 1. New: 1."
    )
    assert sheet[4] == [SEEN_NOT_SAID, "MU1", "v1", date(2026, 3, 20), 21]


def test_a_record_sealed_since_is_in_nothing_of_the_load_before(two: Two) -> None:
    snapshot = open_snapshot(two.store, Scope.whole_council())
    shown = fix_list.fix_list(snapshot, AskedFixes())
    assert "MU4" not in repr(shown)
    assert "MU4" not in repr(history.first_seen(snapshot))
    older = history.earlier(snapshot)[0]
    assert "MU4" in {row["child_id"] for row in older.table("check_failures").to_pylist()}  # it was there to be found


def test_rows_that_fail_are_counted_once_and_by_load(two: Two) -> None:
    now, before = history.over_loads(open_snapshot(two.store, Scope.whole_council()))
    assert (now.as_of, now.loads, now.rows, now.failed) == (date(2026, 4, 10), "2", 10, 2)
    assert (before.as_of, before.rows, before.failed) == (date(2026, 3, 20), 10, 3)


@pytest.mark.parametrize(("username", "number"), SEES.items())
def test_a_reader_sees_findings_about_their_children_only(people: dict[str, int], username: str, number: int) -> None:
    client = as_(username)
    text = main_of(client.get(f"/data/fix-list/?check={ETHNICITY}").text)
    assert f"{number} things to put right, about {number} children" in text
    overview = main_of(client.get("/data/").text)
    assert re.search(rf'/data/fix-list/\?check={ETHNICITY}">{number}<', overview)
    page = main_of(client.get(f"/data/checks/{ETHNICITY}/").text)
    assert re.search(rf'/data/fix-list/\?check={ETHNICITY}">{number}<', page)
    assert not [child for child in SEALED if re.search(rf"\b{child}\b", text)]


@pytest.mark.parametrize("username", SEES)
def test_each_figure_is_as_long_as_its_list(people: dict[str, int], username: str) -> None:
    client = as_(username)
    found = re.findall(r'href="/data/fix-list/\?([^"]+)">([\d,]+)<', main_of(client.get("/data/").text))
    assert found
    for query, number in found:
        text = client.get(f"/data/fix-list/?{query.replace('&amp;', '&')}").text
        assert re.search(rf'body-l">{number} things? to put right', text), query


@pytest.mark.parametrize("username", ["lead_member", "inspector"])
def test_figures_alone_carry_no_row_and_no_small_number(people: dict[str, int], username: str) -> None:
    client = as_(username)
    for address in ("/data/", f"/data/checks/{ETHNICITY}/"):
        text = main_of(client.get(address).text)
        assert not re.search(r'href="/(due|children|data/fix-list|loads)/', text)
        numbers = re.findall(r'<td[^>]*data-head="(?:To put right|Rows)"[^>]*>([\d,]+)', text)
        assert not [number for number in numbers if 0 < int(number.replace(",", "")) < 6]
        assert not [child for child in (*NORTH, *SEALED) if f">{child}<" in text]
    assert client.get("/data/fix-list/").status_code == 404
    assert client.get("/data/fix-list/csv/").status_code == 404


def test_an_access_auditor_sees_nothing_of_it(people: dict[str, int]) -> None:
    client = as_("access_auditor")
    assert [client.get(f"/data/{page}").status_code for page in ("", "fix-list/", f"checks/{ETHNICITY}/")] == [404] * 3


def test_a_fix_list_as_a_file_is_written_down_and_has_no_names(people: dict[str, int]) -> None:
    answer = as_("team_manager").get(f"/data/fix-list/csv/?check={ETHNICITY}&worker=Ada+Dale")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0][0].startswith("As of ")
    assert lines[2][0].startswith("Accuracy of the rows that this list was made from: ")
    assert lines[5][:4] == ["What is wrong", "What to do", "Child", "Worker"]
    assert sorted(line[2] for line in lines[6:]) == ["N1", "N2"]
    assert "Zinnia" not in answer.content.decode("utf-8-sig")
    written = Entry.objects.order_by("-number")[0]
    assert (written.action, written.page, written.children) == ("export", "fix_list_csv", 2)
    assert as_("team_manager").get("/data/fix-list/excel/").status_code == 200


def test_what_is_on_the_page_as_a_file(people: dict[str, int]) -> None:
    """Each figure of the screen stands in the file, and of what is protected there no number."""
    told = {username: as_(username).get("/data/csv/?clock=assessment").content for username in ("analyst", "inspector")}
    lines = list(csv.reader(io.StringIO(told["analyst"].decode("utf-8-sig"))))
    assert lines[0][0].startswith("As of ")
    assert ["What the checks found", "Children", all_checks(())[ETHNICITY].title, "6"] in lines
    assert ["Which figures can be used", "Child and family assessment", "Recorded in time", "Cannot be told"] in lines
    assert {"Could not run", "Table by table", "Fix-lists, by team"} <= {line[0] for line in lines if line}
    hidden = list(csv.reader(io.StringIO(told["inspector"].decode("utf-8-sig"))))
    assert {line[3] for line in hidden if line and line[0] == "What the checks found"}.isdisjoint("12345")
    assert b"Fix-lists" not in told["inspector"]
    assert as_("analyst").get("/data/excel/").status_code == 200
    written = Entry.objects.order_by("-number")[0]
    assert (written.action, written.page, written.children) == ("export", "data_quality_excel", 0)


def test_steps_hold_until_the_next_load_and_begin_at_nought(two: Two) -> None:
    loads = history.over_loads(open_snapshot(two.store, Scope.whole_council()))
    found = trend.trend_of(loads)
    assert found is not None
    assert found.finding == f"20.0% of rows fail a check; it was 30.0% on {say_day(loads[-1].as_of)}"
    left, right = found.wide.marks[0], found.wide.marks[-1]
    assert found.wide.path == f"M{left[0]} {left[1]}H{right[0]}V{right[1]}"
    assert [text for _, text in found.wide.down] == ["0%", "25%", "50%"]
    assert left[1] < right[1] < found.wide.down[0][0]
    assert trend.trend_of(loads[:1]) is None


def test_of_a_record_sealed_since_nothing_is_counted_at_an_earlier_load(two: Two) -> None:
    """MU4 was overdue at the first load; what MU1's visit says now was not known then."""
    snapshot = open_snapshot(two.store, Scope.whole_council())
    assert history.earlier(snapshot)[0].rows("obligations", "state", ("overdue",)).num_rows == 4
    assert [(each.loads, each.overdue, each.done) for each in known_then(snapshot)] == [("2", 3, 0), ("1", 3, 1)]


def test_names_only_for_whoever_works_with_the_children(people: dict[str, int]) -> None:
    assert "Zinnian1 Tallowby" in as_("worker").get("/data/fix-list/").text
    assert "Zinnia" not in as_("director").get("/data/fix-list/").text


def test_what_is_not_known_is_refused_in_words(people: dict[str, int]) -> None:
    client = as_("director")
    for query, said in (
        ("check=cla_visit_seen_not_sad", "is not a check. Did you mean"),
        ("table=nowhere", "is not a table with checks"),
        ("page=0", "There is no page “0”."),
    ):
        answer = client.get(f"/data/fix-list/?{query}")
        assert answer.status_code == 400
        assert said in answer.text
    assert client.get("/data/checks/nothing/").status_code == 404
    assert client.get("/data/fix-list/csv/?check=nothing").status_code == 400


def test_checks_that_could_not_run_come_first_with_what_rests_on_them(people: dict[str, int]) -> None:
    text = main_of(as_("analyst").get("/data/").text)
    assert text.index("checks could not run") < text.index("Which figures can be used")
    assert "A check that could not run is not a pass." in text
    assert "No file that was loaded gives visits to looked-after children" in text
    assert "Visit to a looked-after child" in text
    assert "Cannot be told: it has not run" in as_("analyst").get("/data/checks/fact_recorded_late/").text


def test_each_check_has_its_page(people: dict[str, int]) -> None:
    client = as_("analyst")
    for check in load_checks()[::9]:
        text = client.get(f"/data/checks/{check.id}/").text
        assert check.says in text
        assert all(rule in text for rule in check.rule)
        assert "Fails" in text


def test_a_finding_stands_on_the_page_of_its_child(people: dict[str, int], whole: Snapshot) -> None:
    from sightline.web.snapshots import child_key

    text = as_("worker").get(f"/children/{child_key((COUNCIL, 'child', 'N1'))}/").text
    assert "The ethnic group is not said" in text
    assert f"/data/checks/{ETHNICITY}/" in text


def test_a_figure_is_graded_by_its_lower_part(people: dict[str, int], whole: Snapshot, county: Store) -> None:
    found = grades.grade_figure(whole, ("assessment",), False)
    rows, failed = grades.counted_for_grades(whole).rows["assessment"]
    assert rows > failed >= 0
    assert found.letter in "CD"  # of one load nobody can say how soon things are recorded
    assert found.shares["recorded"] == grades.UNTOLD
    assert grades.grade_figure(whole, ("cla_visit",), False).letter == "–"
    text = as_("director").get("/data/?clock=assessment").text
    assert "Child and family assessment" in main_of(text)
    assert "Accuracy" in as_("director").get("/measures/").text
    assert "Not graded yet" not in as_("director").get("/").text


def test_what_is_known_to_be_recorded_in_time_is_a_part_of_the_grade(two: Two) -> None:
    """The ten working days of 25 March end on 10 April, when the files were drawn; those of the 24th the day before."""
    found = grades.grade_figure(open_snapshot(two.store, Scope.whole_council()), ("cp_visit",), False)
    assert (found.shares["recorded"], found.counts["recorded"]) == ("50%", "1 of 2")


def test_filters_are_read_from_an_address_and_written_back() -> None:
    asked = read_fixes(QueryDict("team=none&worker=Ada+Dale&table=child&page=2"), all_checks(()))
    assert (asked.team, asked.worker, asked.table, asked.page) == ("", "Ada Dale", "child", 2)
    assert asked.address() == {"table": "child", "check": "", "team": "none", "worker": "Ada Dale"}
