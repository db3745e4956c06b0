"""Each figure equals the length of the list it leads to, for every role; figures alone carry no small number."""

import csv
import html
import io
import re
from collections import Counter
from datetime import date, timedelta
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.utils import timezone

from sightline.clocks import load_clocks
from sightline.store import Scope, Snapshot, Store
from sightline.web.access.models import Entry
from sightline.web.figures import behind, board, counts, files, in_time_page, stale
from sightline.web.pages import due
from sightline.web.pages.asked import read_asked
from sightline.web.pages.words import clocks_by_id
from sightline.web.people.models import Person
from sightline.web.people.reader import Reader
from sightline.web.people.roles import Role
from sightline.web.people.scope import open_for, reader_of
from sightline.web.today.director import director_page
from sightline.web.today.needs import load_needs
from tests.web.county import NOBODYS, SEALED

LINK = re.compile(r'<a class="govuk-link" href="([^"#]+)">([\d,]+)(?:<span class="govuk-visually-hidden">)?')
SEES = ("worker", "team_manager", "service_manager", "reviewing_officer", "analyst", "quality_lead", "director",
        "sealed_keeper")  # fmt: skip
FIGURES = ("lead_member", "inspector")


def as_(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    return client


def snapshot_of(username: str) -> Snapshot:
    request = RequestFactory().get("/")
    request.user = Person.objects.get(username=username)
    reader = reader_of(request)
    assert reader is not None
    opened = open_for(reader)
    assert opened is not None
    return opened


def length_of(snapshot: Snapshot, address: str) -> int | None:
    """How long the list at an address is, by the service that makes it."""
    parts = urlsplit(html.unescape(address))
    query = QueryDict(parts.query)
    if parts.path == "/due/":
        return due.due_list(snapshot, read_asked(query)).total
    if parts.path == "/journey/":
        return behind.at_stage(snapshot, query).paging.total
    return None


@pytest.mark.parametrize("username", SEES)
@pytest.mark.parametrize("address", ["/", "/measures/?by=team", "/law/assessment/", "/law/assessment_child_seen/"])
def test_each_figure_is_as_long_as_its_list(people: dict[str, int], username: str, address: str) -> None:
    text = as_(username).get(address).text
    snapshot = snapshot_of(username)
    found = [(link, number, length_of(snapshot, link)) for link, number in LINK.findall(text)]
    assert all(int(number.replace(",", "")) == length for _, number, length in found if length is not None)
    if address == "/" and username != "worker" and username != "reviewing_officer":
        assert len([length for *_, length in found if length is not None]) > 3


@pytest.mark.parametrize("username", ["director", "team_manager"])
def test_each_share_leads_to_as_many_duties_as_fell_due(people: dict[str, int], username: str) -> None:
    snapshot = snapshot_of(username)
    shown = in_time_page.in_time_page(snapshot, in_time_page.AskedFigures(by="team"), hides=False)
    cells = [cell for row in shown.rows for cell in (row.year, *row.cells) if cell.query]
    assert cells
    for cell in cells:
        query = QueryDict(mutable=True)
        query.update({name: str(value) for name, value in (cell.query or {}).items()})
        assert behind.rows_behind(snapshot, query).paging.total == int(cell.due.replace(",", ""))
    assert as_(username).get("/measures/rows/?clock=assessment&month=year").status_code == 200


def test_the_journey_counts_each_child_once(people: dict[str, int]) -> None:
    snapshot = snapshot_of("director")
    shown = director_page(snapshot, Reader(1, "A", Role.DIRECTOR)).journey
    rows = [row for row in shown.rows if row.children and not row.is_part]
    assert sum(int(row.children.text) for row in rows if row.children) == int(shown.children.text)
    assert int(shown.children.text) == snapshot.table("stages").num_rows
    states = Counter(row["state"] for row in snapshot.table("obligations").to_pylist())
    for place, state in enumerate(board.STATES):
        parts = [int(row.counts[place].text.replace(",", "")) for row in shown.rows]
        assert sum(parts) == states[state] == int(shown.totals[place].text.replace(",", ""))


def test_every_duty_has_one_row_of_the_journey() -> None:
    clocks = {clock.id for clock in load_clocks()}
    rows = [set(board.clocks_of(stage.id)) for stage in board.load_stages()]
    assert set().union(*rows) == clocks
    assert sum(map(len, rows)) == len(clocks)
    assert {need["clock"] for need in load_needs()} <= clocks


@pytest.mark.parametrize("username", FIGURES)
def test_figures_alone_carry_no_link_and_no_small_number(people: dict[str, int], username: str) -> None:
    client = as_(username)
    for address in ("/", "/measures/", "/law/assessment/", "/law/assessment_child_seen/"):
        text = client.get(address).text
        main = text[text.index("<main") : text.index("</main>")]
        assert not re.search(r'href="/(due|journey|children|measures/rows)/', main)
        cells = re.findall(r"<td[^>]*>\s*(?:<b>|<span[^>]*>)*\s*([\d,]+)", main)
        assert not [cell for cell in cells if 0 < int(cell.replace(",", "")) < 6]
        assert not [child for child in (NOBODYS, *SEALED) if f">{child}<" in main]
    assert client.get("/measures/rows/?clock=assessment&month=year").status_code == 404
    assert client.get("/journey/").status_code == 404
    assert client.get("/loads/").status_code == 404


def test_nothing_hidden_can_be_worked_out_from_what_is_shown(county: Store, whole: Snapshot) -> None:
    from sightline.measures.small_numbers import recoverable

    member = Snapshot(county, whole.record, Scope("member", figures_only=True))
    shown = board.hidden_on_board(member)
    assert all(number == 0 or key in shown for key, number in board.read_board(member).duties.items() if number < 6)
    hidden = counts.protected(member).hidden
    for clock, series in counts.by_duty(member).items():
        for month, of_month in series.months.items():
            parts = {"met": of_month.met, "late": of_month.due - of_month.met, "due": of_month.due}
            assert {part for part, n in parts.items() if 0 < n < 6} <= {p for p in parts if (clock, month, p) in hidden}
    assert not recoverable({"a": 1}, (), ())


def test_exports_hold_what_is_on_the_page(people: dict[str, int]) -> None:
    from python_calamine import CalamineWorkbook

    for username, address in product(
        ("director", "lead_member"), ("/measures/csv/", "/measures/excel/", "/today/excel/")
    ):
        answer = as_(username).get(address)
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(as_("director").get("/measures/csv/").content.decode("utf-8-sig"))))
    assert lines[0][0].startswith("As of ")
    assert lines[4][:4] == ["Area", "Duty", "Set by", "Team"]
    assert len(lines) > 5
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_("director").get("/today/excel/").content))
    assert "Journey" in book.sheet_names
    assert str(book.get_sheet_by_name("Journey").to_python()[0][0]).startswith("As of ")
    assert set(Entry.objects.filter(action="export").values_list("page", flat=True)) >= {"measures_csv", "today_excel"}
    assert as_("worker").get("/today/excel/").status_code == 404


def test_cells_of_a_file_are_safe() -> None:
    sheet = files.Sheet("x", ("a", "b"), (("=1+1", 3), ("@x", -3)))
    lines = list(csv.reader(io.StringIO(files.csv_file(["+head"], sheet).decode("utf-8-sig"))))
    assert lines == [["'+head"], [], ["a", "b"], ["'=1+1", "3"], ["'@x", "-3"]]


def test_what_is_not_known_is_refused_in_words(people: dict[str, int]) -> None:
    client = as_("director")
    for address, said in (
        ("/measures/?area=Assesment", "is not a service area"),
        ("/measures/?by=worker", "is not a way to split"),
        ("/measures/rows/?clock=asessment&month=year", "Did you mean"),
        ("/measures/rows/?clock=assessment&month=1999-01", "is not a month of the last 24"),
        ("/journey/?stage=nowhere", "is not a stage"),
        ("/measures/csv/?clock=nothing", "is not a duty"),
    ):
        answer = client.get(address)
        assert answer.status_code == 400
        assert said.replace("a area", "an area") in answer.text or said in answer.text


def test_old_data_is_said_to_be_old(people: dict[str, int], whole: Snapshot, settings: object) -> None:
    days = (timezone.localdate() - whole.record.as_of).days
    settings.STALE_DAYS = days  # type: ignore[attr-defined]
    assert stale.find_stale(whole.record) is None
    assert "The data is old" not in as_("director").get("/").text
    settings.STALE_DAYS = days - 1  # type: ignore[attr-defined]
    assert f"The data is {days} days old." in as_("director").get("/").text


def test_nothing_overdue_is_no_celebration(people: dict[str, int]) -> None:
    text = as_("conference_chair").get("/").text
    assert "You have no children allocated as of" in text
    assert "0: nothing that you may see" in text


def test_the_loads_are_told(people: dict[str, int], whole: Snapshot) -> None:
    text = as_("analyst").get("/loads/").text
    assert "There is no earlier load to compare with." in text
    for line in whole.record.totals:
        assert line.title in text
    assert "Load 1 is the newest." in text


def test_dates_of_ones_own(people: dict[str, int]) -> None:
    client = as_("access_auditor")
    assert "Try your own dates" in client.get("/law/assessment/").text
    assert client.get("/law/nothing/try/").status_code == 404
    starts = clocks_by_id()["assessment"].starts
    typed = {"event_0": starts, "on_0": "2026-08-03", "as_of": "2026-10-31"}
    text = client.post("/law/assessment/try/", {**typed, "event_1": "", "on_1": ""}).text
    assert "6 October 2026" in text
    assert "45 working days after 3 August 2026" in text
    wrong = client.post("/law/assessment/try/", {**typed, "on_0": "3 August"})
    assert wrong.status_code == 400
    assert "The day of event 1 is not a day. Write it as 2026-10-31." in wrong.text
    assert "Give the day of at least one event." in client.post("/law/assessment/try/", {"as_of": "2026-10-31"}).text


def test_the_catalogue_is_searched_by_words(people: dict[str, int]) -> None:
    text = as_("director").get("/law/?q=looked-after+visit").text
    assert "/law/cla_visit/" in text
    assert "/law/icpc/" not in text
    assert "0 of" in as_("director").get("/law/?q=xyzzy").text


def test_only_whole_months_are_shown(whole: Snapshot) -> None:
    months = counts.months_of(whole)
    assert len(months) == 24
    assert months[-1] + timedelta(31) > whole.record.as_of >= months[-1]
    assert months[0] == date(months[-1].year - 2 + months[-1].month // 12, months[-1].month % 12 + 1, 1)
