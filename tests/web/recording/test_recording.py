"""Recording from the child's page: checked, saved once, shown at once, taken back; and refused to who may not."""

import errno
import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sightline.store import Disk, Scope, Store, open_snapshot, open_store
from sightline.store.recorded import read_register, register_path
from sightline.web.access.models import Entry
from sightline.web.people.models import Person
from sightline.web.people.roles import Role
from sightline.web.recording import saving
from sightline.web.recording.kinds import MANAGE, MAY_RECORD, WORK_WITH_CHILDREN
from sightline.web.snapshots import child_key
from tests.web.county import COUNCIL
from tests.web.test_addresses import PAGES

N1 = (COUNCIL, "child", "N2")
KEY = child_key(N1)
ADDRESS = f"/children/{KEY}/record/"
DUTY = "assessment|RN2|assessment_authorised|"
VISIT = {
    "duty": DUTY, "on-day": "20", "on-month": "10", "on-year": "2026", "why": "Seen in the case notes", "token": "one",
}  # fmt: skip
EXEMPT = {**VISIT, "duty": "assessment|RN2||2026-08-03", "authority": "J Reed, service manager", "token": "exempt"}


@pytest.fixture(autouse=True)
def nothing_recorded(county: Store) -> Any:
    """The store of all web tests is left as it was found."""
    yield
    register_path(county).unlink(missing_ok=True)
    from sightline.flow import rebuild

    rebuild(county)


@pytest.fixture
def signed_in(people: dict[str, int]) -> Callable[[Role], Client]:
    def sign_in(role: Role) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=role.value))
        return client

    return sign_in


def send(client: Client, kind: str, step: str, form: dict[str, str], run: Any = None) -> Any:
    if run is None:
        return client.post(f"{ADDRESS}{kind}/", {**form, "step": step})
    with run(execute=True):
        return client.post(f"{ADDRESS}{kind}/", {**form, "step": step})


def duty(store: Store) -> dict[str, Any]:
    rows = open_snapshot(store, Scope.whole_council()).about("obligations", [N1])
    return next(row for row in rows if row["clock"] == "assessment")


def test_from_the_childs_page_to_saved_and_shown(
    signed_in: Callable[[Role], Client], county: Store, django_capture_on_commit_callbacks: Any
) -> None:
    worker = signed_in(Role.WORKER)
    assert f'href="{ADDRESS}"' in worker.get(f"/children/{KEY}/").text
    assert f'href="{ADDRESS}meeting/"' in worker.get(ADDRESS).text
    assert DUTY in worker.get(f"{ADDRESS}meeting/").text
    check = send(worker, "meeting", "check", VISIT)
    assert "Check your answers" in check.text
    assert "20 October 2026" in check.text
    saved = send(worker, "meeting", "save", VISIT, django_capture_on_commit_callbacks)
    assert (saved.status_code, saved["Location"]) == (302, f"/children/{KEY}/?saved=1#recorded")
    assert (duty(county)["state"], duty(county)["met_on"]) == ("met_late", date(2026, 10, 20))
    page = worker.get(saved["Location"]).text
    assert "Saved: a meeting or visit that happened." in page
    assert "Person worker, Social worker or personal adviser" in page
    assert "Two ways of working this out do not agree" not in page
    entry = Entry.objects.filter(action="record").last()
    assert entry is not None
    assert (entry.subject_id, entry.why) == ("N2", "meeting, no. 1: Seen in the case notes")


def test_a_double_click_and_a_lost_answer_save_once(
    signed_in: Callable[[Role], Client], county: Store, django_capture_on_commit_callbacks: Any
) -> None:
    worker = signed_in(Role.WORKER)
    first = send(worker, "meeting", "save", VISIT, django_capture_on_commit_callbacks)
    again = send(worker, "meeting", "save", VISIT, django_capture_on_commit_callbacks)
    assert first["Location"] == again["Location"]
    assert read_register(county).last == 1


def test_an_exemption_and_taking_it_back(
    signed_in: Callable[[Role], Client], county: Store, django_capture_on_commit_callbacks: Any
) -> None:
    manager = signed_in(Role.TEAM_MANAGER)
    before = duty(county)
    send(manager, "exemption", "save", EXEMPT, django_capture_on_commit_callbacks)
    assert (duty(county)["state"], duty(county)["state_without"]) == ("not_required", before["state"])
    back = f"/children/{KEY}/take-back/1/"
    page = manager.get(f"/children/{KEY}/").text
    assert f'href="{back}"' in page
    assert "J Reed, service manager" in page
    assert manager.post(back, {"why": "", "token": "b"}).status_code == 400
    with django_capture_on_commit_callbacks(execute=True):
        assert manager.post(back, {"why": "Typed for another child", "token": "b"}).status_code == 302
    assert duty(county) == before
    assert "Taken back:" in manager.get(f"/children/{KEY}/").text
    assert manager.post(back, {"why": "Once more, by mistake", "token": "c"})["Location"] == f"/children/{KEY}/"
    assert read_register(county).last == 2


def test_figures_with_and_without_what_was_decided(
    signed_in: Callable[[Role], Client], county: Store, django_capture_on_commit_callbacks: Any
) -> None:
    """The switch stands in the address, stays in links, forms and files, and says how many duties it changes."""
    manager, member = signed_in(Role.TEAM_MANAGER), signed_in(Role.LEAD_MEMBER)
    state = str(duty(county)["state"]).replace("_", "-")
    assert "Show without them" not in manager.get("/due/").text
    send(manager, "exemption", "save", EXEMPT, django_capture_on_commit_callbacks)
    listed = f"/due/?state={state}&group=none"
    usual, without = manager.get(listed).text, manager.get(f"{listed}&decisions=without").text
    assert "change the state of 1 duty among these" in usual
    assert f'href="{listed.replace("&", "&amp;")}&amp;decisions=without">Show without them' in usual
    assert "Without recorded decisions." in without and "1 duty is in another state here than with them" in without
    assert "Exempt: Seen in the case notes (J Reed, service manager, 20 October 2026)." in without
    assert (total_of(usual) + 1, KEY in without) == (total_of(without), True)
    assert '<input type="hidden" name="decisions" value="without">' in without
    assert "/due/csv/" in without and "decisions=without" in without.split("/due/csv/")[1].split('"')[0]
    files = [manager.get(f"/due/csv/?state={state}{more}").text for more in ("", "&decisions=without")]
    assert ["WITHOUT recorded decisions, which change 1 dut" in text for text in files] == [False, True]
    assert files[1].count("\n") == files[0].count("\n") + 1
    assert "change the state of fewer than" in member.get("/measures/").text, "small numbers are protected"
    assert "decisions" not in manager.get(f"/children/{KEY}/?decisions=without").text.split("<main")[0]


@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.DIRECTOR])
def test_a_page_without_decisions_is_as_before_they_were_made(
    signed_in: Callable[[Role], Client], county: Store, django_capture_on_commit_callbacks: Any, role: Role
) -> None:
    """To the letter but for who exempted it, where figures or lists are; a page a decision changes has the switch."""
    reader, addresses = signed_in(role), list(pages_of(role))
    before = {address: main_of(reader.get(address).text) for address in addresses}
    send(signed_in(Role.TEAM_MANAGER), "exemption", "save", EXEMPT, django_capture_on_commit_callbacks)
    with_switch = []
    for address in addresses:
        usual = reader.get(address).text
        if main_of(usual) != before[address]:
            assert "Show without them" in usual, address
        if "Show without them" in usual:
            with_switch.append(address)
            without = reader.get(f"{address}{'&' if '?' in address else '?'}decisions=without").text
            assert main_of(without) == before[address], address
    assert {"/due/", "/law/assessment/", "/journey/"} <= set(with_switch)


def pages_of(role: Role) -> Iterator[str]:
    """Every page this role may read that is not of one child; not the files."""
    for address, rule in PAGES.values():
        assert rule is not None
        if role in rule.roles and "GET" in rule.methods and not re.search("csv|excel|<key>", address):
            yield re.sub(r"<[\w:]+>", "assessment", address)


def main_of(page: str) -> str:
    """What a page itself says, without the switch in its links and forms and what is drawn anew for each form."""
    main = page.partition('<main class="govuk-main-wrapper"')[2]
    main = main.replace('<input type="hidden" name="decisions" value="without">', "")
    main = re.sub(r'(="(?:csrfmiddlewaretoken|token)" value=)"[\w-]+"', r"\1", main)
    main = re.sub(r'(sl-col-days">|data-head="Days">)[^<]*', r"\1", main)
    main = re.sub(r" Exempt: [^<]*?\)\.", "", main)
    main = main.replace(" Recorded decisions change duties, never the stage a child is at.", "")
    return re.sub(r"[?&](?:amp;)?decisions=without", "", main)


def total_of(page: str) -> int:
    """The number of duties that a due list says it holds."""
    found = re.search(r"([\d,]+) dut(?:y|ies) for ", page)
    assert found
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"duty": "nothing"}, "Choose which duty it is about"),
        ({"on-day": "31", "on-month": "2"}, "There is no such day"),
        ({"on-day": "", "on-month": "", "on-year": ""}, "Give the day"),
        ({"on-year": "2098"}, "The day must be today or in the past"),
        ({"why": "short"}, "Say in a few words why"),
        ({"authority": ""}, "Say who decided it"),
    ],
)
def test_what_is_wrong_is_said_above_the_form(
    signed_in: Callable[[Role], Client], county: Store, wrong: dict[str, str], said: str
) -> None:
    answer = send(signed_in(Role.TEAM_MANAGER), "exemption", "save", {**EXEMPT, **wrong})
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert said in answer.text
    assert "Error: " in answer.text.split("</title>")[0]
    assert 'value="exempt"' in answer.text, "the form keeps its token"
    assert read_register(county).last == 0


@pytest.mark.parametrize("role", list(Role))
def test_who_may_record_what(signed_in: Callable[[Role], Client], county: Store, role: Role) -> None:
    client = signed_in(role)
    sees = client.get(f"/children/{KEY}/").status_code == 200
    for kind, roles in (("meeting", WORK_WITH_CHILDREN), ("exemption", MANAGE), ("pause", MANAGE)):
        wanted = 200 if sees and role in roles else 404
        assert client.get(f"{ADDRESS}{kind}/").status_code == wanted, kind
        assert send(client, kind, "save", EXEMPT).status_code in ((400, 302) if wanted == 200 else (404,))
    assert client.get(ADDRESS).status_code == (200 if sees and role in MAY_RECORD else 404)


def test_a_child_out_of_scope_and_one_that_is_sealed(signed_in: Callable[[Role], Client], county: Store) -> None:
    for child in ("S1", "B1", "nobody"):
        address = f"/children/{child_key((COUNCIL, 'child', child))}/record/meeting/"
        assert signed_in(Role.WORKER).post(address, {**VISIT, "step": "save"}).status_code == 404
    assert read_register(county).last == 0


def test_a_full_disk_is_a_sentence_and_the_form_stays(
    signed_in: Callable[[Role], Client], county: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(name: str) -> None:
        if name.startswith("before syncing"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(saving, "the_store", lambda: open_store(county.folder, Disk(full)))
    answer = send(signed_in(Role.WORKER), "meeting", "save", VISIT)
    assert answer.status_code == 503
    assert "The disk has no room left for what you record. Free some space" in answer.text
    assert 'value="Seen in the case notes"' in answer.text
    assert read_register(county).last == 0


def test_kept_but_not_worked_out_is_said(signed_in: Callable[[Role], Client], county: Store) -> None:
    worker = signed_in(Role.WORKER)
    send(worker, "meeting", "save", VISIT)  # the answer was sent, and then the power went
    assert "It is kept, and the duties above do not show it yet." in worker.get(f"/children/{KEY}/").text
    saving.show_recorded()
    assert "do not show it yet" not in worker.get(f"/children/{KEY}/").text


def test_a_form_without_its_csrf_token_is_refused(people: dict[str, int], county: Store) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(username="worker"))
    assert client.post(f"{ADDRESS}meeting/", {**VISIT, "step": "save"}).status_code == 403
    assert not Path(register_path(county)).exists()
