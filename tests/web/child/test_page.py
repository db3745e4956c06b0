"""The child's page on the snapshot and through the frame: every duty, names by scope, nothing of anybody else."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from sightline.store import Scope, Snapshot
from sightline.web.child.called import siblings_of
from sightline.web.child.page import child_page
from sightline.web.child.seen import last_seen
from sightline.web.child.window import usual_window
from sightline.web.people.models import Person
from sightline.web.people.roles import MEANS, SEES_CHILDREN, TOLD_WHO_LOOKED, Role, Sees
from sightline.web.snapshots import child_key
from tests.web.county import COUNCIL, EVERY, NOBODYS, SEALED, SOUTH, forename

AS_OF = date(2026, 10, 31)
NAMED = ("worker", "team_manager", "service_manager")
UNNAMED = ("director", "analyst", "quality_lead", "sealed_keeper")


def subject(child: str) -> tuple[str, str, str]:
    return COUNCIL, "child", child


def address(child: str) -> str:
    return f"/children/{child_key(subject(child))}/"


def as_(role: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=role))
    return client


@pytest.mark.parametrize("child", EVERY)
def test_it_holds_every_duty(whole: Snapshot, child: str) -> None:
    rows = whole.about("obligations", [subject(child)])
    shown = child_page(whole, subject(child), usual_window(AS_OF), all_finished=True)
    assert len(shown.duties.running) + len(shown.duties.finished) == len(rows) > 0
    assert not shown.duties.differ and not shown.duties.unmatched
    assert all(duty.settles for duty in shown.duties.running if duty.state == "cannot_tell")
    assert all(duty.steps and duty.sentence for duty in (*shown.duties.running, *shown.duties.finished))


def test_it_is_said_loudly_where_the_engines_differ(people: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    from sightline.web.child import record

    assert "Do not rely" not in as_("director").get(address("N1")).text
    monkeypatch.setattr(record, "work_out_again", lambda *_: [])
    text = as_("director").get(address("N1")).text
    assert "Two ways of working this out do not agree" in text
    assert "Do not rely on this one." in text


@pytest.mark.parametrize("role", NAMED)
def test_a_name_for_whoever_works_with_the_child(people: dict[str, int], role: str) -> None:
    text = as_(role).get(address("N1")).text
    assert f"{forename('N1')} Tallowby, aged 11" in text
    assert f"{forename('N1')}’s year, in one line of sight" in text


@pytest.mark.parametrize("role", UNNAMED)
def test_an_id_for_everybody_else(people: dict[str, int], role: str) -> None:
    text = as_(role).get(address("N1")).text
    assert "N1, aged 11" in text
    assert "Tallowby" not in text and forename("N1") not in text


def test_no_name_in_a_title_an_address_or_a_log(people: dict[str, int], caplog: pytest.LogCaptureFixture) -> None:
    text = as_("worker").get(address("N1")).text
    head = text[: text.index("</head>")]
    links = re.findall(r'(?:href|action|src)="([^"]*)"', text)
    for word in (forename("N1"), "Tallowby", "N1"):
        assert not re.search(rf"\b{word}\b", head)
        assert not [link for link in links if re.search(rf"\b{word}\b", link)]
        assert not re.search(rf"\b{word}\b", caplog.text)


def test_a_child_out_of_scope_is_as_if_it_did_not_exist(people: dict[str, int]) -> None:
    client = as_("team_manager")
    nobody = client.get("/children/aaaaaaaaaaaaaaaaaaaa/")
    for child in (*SOUTH, NOBODYS, *SEALED):
        answer = client.get(address(child))
        assert (answer.status_code, answer.content) == (404, nobody.content)


def test_brothers_and_sisters_only_those_in_scope(people: dict[str, int], whole: Snapshot) -> None:
    """N1, N3, S1 and the sealed B1 are one family; each reader is told of the others they may see, and of no more."""
    every = siblings_of(whole, subject("N1"))
    assert {other[2] for other in every} == {"N3", "S1"}
    north = replace(whole, scope=Scope("x", only=frozenset({subject("N1"), subject("N3")})))
    assert [other[2] for other in siblings_of(north, subject("N1"))] == ["N3"]
    for role, seen, unseen in (("team_manager", ["N3"], ["S1", "B1"]), ("worker", [], ["N3", "S1", "B1"])):
        text = as_(role).get(address("N1")).text
        assert all(f'href="{address(child)}"' in text for child in seen)
        assert not [child for child in unseen if address(child) in text or forename(child) in text]
    assert "None that you can see here" in as_("worker").get(address("N1")).text


@pytest.mark.parametrize("role", sorted(SEES_CHILDREN))
def test_who_looked_is_told_to_those_who_work_with_the_child(people: dict[str, int], role: Role) -> None:
    """In full to whoever is tied to the child, as a number to every other role."""
    as_("quality_lead").get(address("S1"))
    as_("director").get(address("N1"))
    for child in ("N1", "S1"):
        answer = as_(role).get(address(child))
        if answer.status_code == 200:
            said = answer.text.split('id="looked"')[1].split("</section>")[0]
            looked = "Person director" if child == "N1" else "Person quality_lead"
            assert "opened, searched for or exported it" in said
            assert ("See who, and why" in said, looked in said) == (role in TOLD_WHO_LOOKED,) * 2, child
    assert {role for role in Role if MEANS[role].sees is Sees.TIED} == TOLD_WHO_LOOKED


def test_who_looked_is_a_number_after_opening_with_a_reason(people: dict[str, int]) -> None:
    as_("director").get(address("S1"))
    worker = as_("worker")
    form = {"child_id": "S1", "kind": "Covering for a colleague", "words": "away for the whole week"}
    assert worker.post("/people/open/", form).status_code == 302
    text = worker.get(address("S1")).text
    assert "people have opened" in text and "See who" not in text


def test_old_data_is_said_above_the_child(people: dict[str, int], settings: object) -> None:
    """The council of these tests is not made up, so its data ages: the frame says so, and what that means."""
    settings.STALE_DAYS = 0  # type: ignore[attr-defined]
    above = as_("worker").get(address("N1")).text.split("<main")[0]
    assert "days old.</b> It reaches 31 October 2026." in above and "Whether things were done since then" in above
    settings.STALE_DAYS = 40_000  # type: ignore[attr-defined]
    assert "days old" not in as_("worker").get(address("N1")).text


def test_who_looked_counts_people(people: dict[str, int]) -> None:
    as_("director").get(address("N1"))
    told = as_("worker").get(address("N1")).text
    assert "1 person has opened" in told and "Person director" in told
    count = as_("analyst").get(address("N1")).text
    assert "2 people have opened" in count and "Person director" not in count and "See who" not in count


def test_every_look_names_the_child(people: dict[str, int]) -> None:
    from sightline.web.access.models import Entry

    as_("worker").get(address("N1"))
    line = Entry.objects.order_by("-number").values("subject_id", "page", "children", "why").first()
    assert line == {"subject_id": "N1", "page": "child", "children": 1, "why": ""}


def test_a_link_to_the_councils_own_case_system(people: dict[str, int], settings: object) -> None:
    assert "Open the record" not in as_("worker").get(address("N1")).text
    settings.RECORD_URL = "https://cases.example/open?child={child_id}"  # type: ignore[attr-defined]
    assert 'href="https://cases.example/open?child=N1"' in as_("worker").get(address("N1")).text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=31/02/2026", "Write the day as 31/10/2026 or 2026-10-31, not “31/02/2026”"),
        ("from=<b>x", "Write the day as 31/10/2026 or 2026-10-31, not “&lt;b&gt;x”"),
        ("from=1/6/2026&to=1/5/2026", "The last day must come after the first"),
        ("from=1/6/1990&to=1/5/2026", "At most 25 years can be shown at once"),
    ],
)
def test_days_that_cannot_be_shown(people: dict[str, int], query: str, said: str) -> None:
    answer = as_("worker").get(f"{address('N1')}?{query}")
    assert answer.status_code == 400
    assert answer.text.count(said) == 2, "in the summary and at the field"


def test_days_asked_for(people: dict[str, int]) -> None:
    text = as_("worker").get(f"{address('N1')}?from=1/8/2026&to=2026-11-30").text
    assert 'value="01/08/2026"' in text and 'value="30/11/2026"' in text
    assert "In the 4 months shown" in text
    assert "Show the last 11 months again" in text


def test_last_seen_is_the_last_sure_day_up_to_the_as_of_date() -> None:
    def event(name: str, day: int, sure: bool = True) -> dict[str, object]:
        return {"event": name, "on_day": date(2026, 10, day), "sure": sure}

    events = [
        event("visit_child_seen", 5),
        event("pa_visit_made", 9),
        event("visit_child_seen", 12, sure=False),
        event("child_seen_in_assessment", 14),
        event("visit_child_seen", 30),
    ]
    assert last_seen(events, date(2026, 10, 20)) == date(2026, 10, 9)
    assert last_seen(events[2:], date(2026, 10, 20)) is None
