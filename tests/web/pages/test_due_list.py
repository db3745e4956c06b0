"""The due list, the child's page and the first page: the figures of the snapshot, and nobody outside the scope."""

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from sightline.store import Snapshot
from sightline.web.access.models import Entry
from sightline.web.pages import due, export
from sightline.web.pages.asked import FIELDS, GROUPS, SORTS, Asked, read_asked, to_address
from sightline.web.pages.words import LISTED
from sightline.web.people.models import Person
from sightline.web.quality.grades import grade_all, grade_figure
from sightline.web.snapshots import child_key
from tests.web.county import COUNCIL, EVERY, NOBODYS, NORTH, SEALED, SOUTH

EVERYTHING = Asked(states=LISTED)


def as_(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    return client


def address(child: str) -> str:
    return f"/children/{child_key((COUNCIL, 'child', child))}/"


def keys_on(text: str) -> set[str]:
    return set(re.findall(r"/children/([a-z0-9]+)/", text))


def listed_in(whole: Snapshot, children: tuple[str, ...]) -> set[str]:
    """Those of whom the due list has anything to say."""
    return set(children) & set(whole.rows("obligations", "state", LISTED)["subject_id"].to_pylist())


def keys_of(*children: str) -> set[str]:
    return {child_key((COUNCIL, "child", child)) for child in children}


def test_counts_are_those_of_the_snapshot(whole: Snapshot) -> None:
    held = Counter(whole.table("obligations")["state"].to_pylist())
    shown = due.due_list(whole, EVERYTHING)
    assert shown.counts == {state: held[state] for state in LISTED}
    assert shown.total == sum(held[state] for state in LISTED)
    states = next(facet for facet in shown.facets if facet.name == "state")
    assert {option.state: option.number for option in states.options} == shown.counts
    assert all(option.chosen for option in states.options)
    for facet in shown.facets:
        assert sum(option.number for option in facet.options) == shown.total, facet.name


def test_every_option_gives_what_it_says(whole: Snapshot) -> None:
    """Also beside other filters, and as it stands in an address."""
    for asked in (EVERYTHING, Asked(states=LISTED, teams=("north",)), Asked(set_by=("statutory",), workers=("none",))):
        for facet in due.due_list(whole, asked).facets:
            field = FIELDS[facet.name]
            for option in facet.options:
                words = QueryDict(urlencode(to_address(replace(asked, **{field: LISTED if field == "states" else ()}))))
                words = words.copy()
                words[facet.name] = option.value
                assert due.due_list(whole, read_asked(words)).total == option.number, (facet.name, option)


def test_the_accuracy_of_a_list_is_that_of_its_duties(whole: Snapshot, people: dict[str, int]) -> None:
    clock = min(whole.table("obligations")["clock"].to_pylist())
    alone, every = due.due_list(whole, Asked(clocks=(clock,))), due.due_list(whole, Asked())
    assert alone.accuracy == grade_figure(whole, (clock,), False)
    assert every.accuracy == grade_all(whole, False)
    said = as_("director").get("/due/", {"clock": clock}).content.decode()
    assert f'href="/data/?clock={clock}#grades">Accuracy of this duty: {alone.accuracy.words}</a>' in said


def test_an_address_leads_back_to_itself() -> None:
    asked = Asked(
        ("overdue", "due_soon"), ("court",), ("cla_visit",), ("north", "none"), ("ada-dale",), ("statutory", "local"),
        ("booked",), date(2026, 5, 1), date(2026, 5, 31), "worker", "days", True, 3,
    )  # fmt: skip
    assert read_asked(QueryDict(urlencode(to_address(asked, page=3)))) == asked
    assert to_address(Asked()) == dict.fromkeys(to_address(Asked()), "")
    assert read_asked(QueryDict("")) == Asked()
    assert read_asked(QueryDict("team=Children+in+Care+2&worker=Ada+Dale")).teams == ("children-in-care-2",)


@pytest.mark.parametrize(
    "query",
    [
        "state=late", "area=nowhere", "clock=x", "sort=risk", "page=0", "page=-1", "page=²", "set-by=us",
        "booked=maybe", "group=risk", "order=up", "from=yesterday", "from=2026-02-30",
        "from=2026-05-02&to=2026-05-01", "statte=overdue",
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused_in_words(people: dict[str, int], query: str) -> None:
    for page in ("/due/", "/due/csv/", "/due/excel/"):
        answer = as_("director").get(f"{page}?{query}")
        assert answer.status_code == 400
        assert "asks for something that is not there" in answer.text
        assert not keys_on(answer.text)


def test_a_manager_sees_only_her_teams_children(people: dict[str, int], whole: Snapshot) -> None:
    listed = "/due/?state=" + ",".join(LISTED)
    assert keys_on(as_("team_manager").get(listed).text) == keys_of(*listed_in(whole, NORTH))
    assert keys_on(as_("reviewing_officer").get(listed).text) == keys_of(*listed_in(whole, SOUTH))
    assert keys_on(as_("director").get(listed).text) == keys_of(*listed_in(whole, EVERY))
    exported = as_("team_manager").get(listed.replace("/due/", "/due/csv/")).content.decode()
    assert listed_in(whole, NORTH) and all(child in exported for child in listed_in(whole, NORTH))
    assert not [child for child in (*SOUTH, NOBODYS, *SEALED) if re.search(rf"\b{child}\b", exported)]


def test_outside_the_scope_is_as_if_it_did_not_exist(people: dict[str, int]) -> None:
    client = as_("team_manager")
    assert client.get(address("N1")).status_code == 200
    nobody = client.get("/children/aaaaaaaaaaaaaaaaaaaa/")
    for child in (*SOUTH, NOBODYS, *SEALED):
        answer = client.get(address(child))
        assert (answer.status_code, answer.content) == (404, nobody.content)


def test_cells_are_safe_and_provenance_comes_first(whole: Snapshot) -> None:
    rows, subjects = export.rows_for_file(whole, EVERYTHING)
    rows = [{**row, "Worker": "=HYPERLINK(1)", "Team": "@x"} for row in rows]
    shown = due.due_list(whole, EVERYTHING)
    head = export.head_lines(whole, shown)
    lines = list(csv.reader(io.StringIO(export.write_csv_file(head, rows).decode("utf-8-sig"))))
    assert lines[0] == [whole.record.provenance()]
    assert f"{shown.cannot_tell} under the same filters cannot be told" in lines[1][0]
    assert not [cell for line in lines[6:] for cell in (line[7], line[8]) if cell[:1] != "'"]
    assert len(lines) == len(rows) + 6
    assert {subject[2] for subject in subjects} == listed_in(whole, EVERY)


def test_the_workbook_holds_days_and_numbers(whole: Snapshot) -> None:
    from python_calamine import CalamineWorkbook

    rows, _ = export.rows_for_file(whole, Asked(states=("overdue",)))
    rows = [{**row, "Worker": "=1+1"} for row in rows]
    made = export.write_excel_file(export.head_lines(whole, due.due_list(whole, EVERYTHING)), rows)
    sheet: list[list[Any]] = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert sheet[0][0] == whole.record.provenance()
    assert sheet[5][: len(export.COLUMNS)] == list(export.COLUMNS)
    assert len(sheet) == len(rows) + 6
    assert all(isinstance(row[3], date) and row[4] > 0 and row[7] == "'=1+1" for row in sheet[6:])


def test_an_export_is_written_down(people: dict[str, int]) -> None:
    for kind in ("csv", "excel"):
        answer = as_("director").get(f"/due/{kind}/")
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
    assert list(Entry.objects.filter(action="export").values_list("page", flat=True)) == [
        "due_list_csv",
        "due_list_excel",
    ]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_hold_every_row_once_in_order(
    whole: Snapshot, monkeypatch: pytest.MonkeyPatch, group: str, sort: str, descending: bool
) -> None:
    """The pages laid end to end are the export, whatever the grouping; groups say how many they hold."""
    monkeypatch.setattr(due, "PAGE", 4)
    asked = replace(EVERYTHING, group=group, sort=sort, descending=descending)
    rows = due.all_rows(whole, asked)
    pages = [due.due_list(whole, replace(asked, page=number)) for number in range(1, -(-len(rows) // 4) + 1)]
    lines = [line for page in pages for line in page.lines]
    assert [line.subject[2] for line in lines] == [row["subject_id"] for row in rows]
    assert [line.clock for line in lines] == [row["clock"] for row in rows]
    assert pages[0].paging.pages == len(pages) > 1
    numbers = {each.title: each.number for page in pages for each in page.groups}
    assert sum(numbers.values()) == len(rows)
    for title, number in numbers.items():
        cuts = [each for page in pages for each in page.groups if each.title == title]
        assert sum(len(each.lines) for each in cuts) == number
        assert all(each.cut for each in cuts) is (len(cuts) > 1 and group != "none")
    value = {"due": "due_on", "days": "days", "worker": "worker", "child": "subject_id"}[sort]
    of = {"state": "state", "duty": "clock", "worker": "worker", "child": "subject_id", "siblings": "subject_id"}.get(
        group, "council"
    )
    for name in {row[of] for row in rows}:
        told = [row[value] or "\uffff" for row in rows if row[of] == name and (row[value] is not None)]
        assert told == sorted(told, reverse=descending)


def test_between_two_days(whole: Snapshot) -> None:
    days = sorted(row["due_on"] for row in due.all_rows(whole, EVERYTHING) if row["due_on"])
    begins, ends = days[1], days[-2]
    shown = due.due_list(whole, replace(EVERYTHING, due_from=begins, due_to=ends))
    assert shown.total == sum(begins <= day <= ends for day in days)
    assert shown.chips[-1].text.startswith("Due ")
    assert due.due_list(whole, replace(EVERYTHING, due_from=date(2030, 1, 1))).mends[0].text == "due date"


def test_a_chip_takes_off_one_filter(whole: Snapshot) -> None:
    asked = Asked(("overdue", "cannot_tell"), teams=("north",))
    shown = due.due_list(whole, asked)
    assert [chip.text for chip in shown.chips] == ["Overdue", "Cannot tell", "North"]
    left = [read_asked(QueryDict(urlencode(chip.query))) for chip in shown.chips]
    assert left == [
        replace(asked, states=("cannot_tell",)),
        replace(asked, states=("overdue",)),
        replace(asked, teams=()),
    ]
    assert asked.without("states", "overdue").without("states", "cannot_tell").states == LISTED


def test_a_long_list_and_nobodys_list_say_so(people: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "more than anybody reads" not in as_("director").get("/due/").text
    monkeypatch.setattr(due, "MANY", 1)
    assert "more than anybody reads" in as_("director").get("/due/").text
    assert "0 children are tied to you" in as_("conference_chair").get("/due/").text


def test_two_readers_share_no_listing(people: dict[str, int], whole: Snapshot) -> None:
    """What is kept ready for one is not given to another."""
    listed = "/due/?group=child&state=" + ",".join(LISTED)
    for _ in range(2):
        assert keys_on(as_("director").get(listed).text) == keys_of(*listed_in(whole, EVERY))
        assert keys_on(as_("worker").get(listed).text) == keys_of(*listed_in(whole, ("N1", "N2")))
        assert "Cy Ford" not in as_("worker").get(listed).text


def test_nothing_found_is_said_in_words(people: dict[str, int]) -> None:
    text = as_("director").get("/due/?team=Nowhere").text
    assert "0 duties: nothing that you may see is overdue or due soon under these filters" in text
    assert "No duty that you can see has the team “nowhere”." in text
    assert "Without the filter on team there would be" in text
    assert "not the same as everything being done" in as_("director").get("/due/?state=paused").text
    assert "0: nothing that you may see" in as_("conference_chair").get("/").text


def test_the_cannot_tells_are_always_beside(people: dict[str, int], whole: Snapshot) -> None:
    number = due.due_list(whole, Asked()).cannot_tell
    assert f"{number:,} more cannot be told" in as_("director").get("/due/").text


def test_a_lead_member_reaches_no_child(people: dict[str, int]) -> None:
    client = as_("lead_member")
    assert client.get("/due/").status_code == 404
    assert client.get(address("N1")).status_code == 404
    assert not keys_on(client.get("/").text)
    assert "See all" in as_("director").get("/law/assessment/").text
    assert "See all" not in client.get("/law/assessment/").text


def test_workers_stand_in_the_order_of_names(people: dict[str, int]) -> None:
    text = as_("team_manager").get("/").text
    found = [text.find(name) for name in ("Ada Dale", "Ben Carr")]
    assert found == sorted(found) and -1 not in found


def test_a_worker_sees_her_own(people: dict[str, int]) -> None:
    assert keys_on(as_("worker").get("/").text) <= keys_of("N1", "N2")


def test_every_entry_has_its_page(people: dict[str, int]) -> None:
    from sightline.clocks import load_clocks

    client = as_("access_auditor")
    listed = client.get("/law/").text
    for clock in load_clocks():
        assert f"/law/{clock.id}/" in listed
        assert clock.versions[-1].citation.split("'")[0][:20] in client.get(f"/law/{clock.id}/").text
    assert client.get("/law/nothing/").status_code == 404
