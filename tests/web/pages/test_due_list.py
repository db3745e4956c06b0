"""The due list, the child's page and the first page: the figures of the snapshot, and nobody outside the scope."""

import csv
import io
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from sightline.store import Snapshot
from sightline.web.access.models import Entry
from sightline.web.pages import due, export
from sightline.web.pages.asked import Asked, read_asked, to_address
from sightline.web.pages.words import LISTED
from sightline.web.people.models import Person
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
    assert {option.text: option.number for option in states.options} == shown.counts
    for facet in shown.facets[1:]:
        assert sum(option.number for option in facet.options) == shown.total, facet.name


def test_every_option_gives_what_it_says(whole: Snapshot) -> None:
    for facet in due.due_list(whole, EVERYTHING).facets[1:]:
        for option in facet.options:
            words = QueryDict(mutable=True)
            words.setlist("state", [state.replace("_", "-") for state in LISTED])
            words[facet.name] = option.value
            assert due.due_list(whole, read_asked(words)).total == option.number, option


def test_an_address_leads_back_to_itself() -> None:
    asked = Asked(("overdue", "due_soon"), ("court",), ("cla_visit",), ("North", ""), ("Ada Dale",), "team")
    words = QueryDict(mutable=True)
    for name, values in to_address(asked).items():
        words.setlist(name, [str(value) for value in (values if isinstance(values, list) else [values])])
    assert read_asked(words) == asked


@pytest.mark.parametrize("query", ["state=late", "area=nowhere", "clock=x", "sort=risk", "page=0", "page=-1", "page=²"])
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
    head = export.head_lines(whole, EVERYTHING, len(rows), 3)
    lines = list(csv.reader(io.StringIO(export.write_csv_file(head, rows).decode("utf-8-sig"))))
    assert lines[0] == [whole.record.provenance()]
    assert "3 under the same filters cannot be told" in lines[1][0]
    assert not [cell for line in lines[5:] for cell in (line[6], line[7]) if cell[:1] != "'"]
    assert len(lines) == len(rows) + 5
    assert {subject[2] for subject in subjects} == listed_in(whole, EVERY)


def test_the_workbook_holds_days_and_numbers(whole: Snapshot) -> None:
    from python_calamine import CalamineWorkbook

    rows, _ = export.rows_for_file(whole, Asked(states=("overdue",)))
    rows = [{**row, "Worker": "=1+1"} for row in rows]
    made = export.write_excel_file(export.head_lines(whole, EVERYTHING, len(rows), 0), rows)
    sheet: list[list[Any]] = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert sheet[0][0] == whole.record.provenance()
    assert sheet[4][: len(export.COLUMNS)] == list(export.COLUMNS)
    assert len(sheet) == len(rows) + 5
    assert all(isinstance(row[3], date) and row[4] > 0 and row[6] == "'=1+1" for row in sheet[5:])


def test_an_export_is_written_down(people: dict[str, int]) -> None:
    for kind in ("csv", "excel"):
        answer = as_("director").get(f"/due/{kind}/")
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
    assert list(Entry.objects.filter(action="export").values_list("page", flat=True)) == [
        "due_list_csv",
        "due_list_excel",
    ]


def test_nothing_found_is_said_in_words(people: dict[str, int]) -> None:
    text = as_("director").get("/due/?team=Nowhere").text
    assert "0 duties: nothing that you may see is overdue or due soon under these filters" in text
    assert "not the same as everything being done" in text
    assert "Without the filter on team there would be" in text
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
