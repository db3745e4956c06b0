"""Lists brought, compared, decided and signed by a person; refused to others; nothing of a sealed child in them."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from sightline.reconcile.kept import list_comparisons
from sightline.store import Store
from sightline.store.agreed import LIST, agreed_path, read_agreed
from sightline.web.access.models import Entry
from sightline.web.people.models import Person
from sightline.web.people.roles import KNOWS_THE_FILES, Role
from tests.bad.hostile import REFUSED

CASE = (
    "Child ID,Name,DOB,Since,Worker notes\nN1,Ash Grove,2015-01-01,2026-04-02,x\nN2,Bay Hill,2015-01-02,2026-04-14,y\n"
)
PLACED = "child id;name;date of birth;started\nN1;GROVE, Ash;01/01/2015;30/03/2026\nS1;Cy Lake;;2026-05-01\n"
LEGAL = "Name,Date of birth,Start date\nHill Bay,02/01/2015,=1+1\n"
FORM = {"title": "Children in homes that are not registered", "token": "one", "name-1": "Case system",
        "name-2": "Placements", "name-3": "Legal"}  # fmt: skip
WHY = "The invoice shows it from that day"


@pytest.fixture(autouse=True)
def nothing_left(county: Store) -> Iterator[None]:
    """The store of all web tests is left as it was found."""
    yield
    agreed_path(county).unlink(missing_ok=True)
    for path in (county.folder / "reconciling").glob("*"):
        path.unlink()


@pytest.fixture
def signed_in(people: dict[str, int]) -> Callable[[Role], Client]:
    def sign_in(role: Role) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=role.value))
        return client

    return sign_in


@pytest.fixture
def analyst(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.ANALYST)


def bring(client: Client, *texts: str, **more: str) -> Any:
    files = {f"file-{n}": SimpleUploadedFile(f"list{n}.csv", text.encode()) for n, text in enumerate(texts, 1)}
    return client.post("/reconcile/", {**FORM, **more, **files})


def begun(client: Client) -> str:
    """The address of the comparison of the three lists."""
    answer = bring(client, CASE, PLACED, LEGAL)
    assert answer.status_code == 302, answer.text
    return str(answer["Location"])


def links(text: str, kind: str) -> list[str]:
    return list(dict.fromkeys(re.findall(rf'href="([^"]+/{kind}/\w+/)"', text)))


def decide_all(client: Client, address: str) -> str:
    """Decide the pair and then each child as the pages lead on, and give the page at the end."""
    for step in range(20):
        page = client.get(address).text
        wait = links(page, "pair") if step == 0 else re.findall(r'href="([^"]+/child/\w+/)">To decide', page)
        if not wait:
            return page
        answer = "same" if "/pair/" in wait[0] else "on"
        assert client.post(wait[0], {"answer": answer, "why": WHY, "token": str(step)}).status_code == 302
    raise AssertionError("It does not end")


def test_from_three_lists_to_one_that_is_signed(analyst: Client, county: Store) -> None:
    address = begun(analyst)
    page = analyst.get(address).text
    assert "The 3 lists name 4 children between them. They agree about 0. There are 5 to decide." in page
    assert "N2 and Legal row 2" in page and "The same name and date of birth." in page
    assert "Not compared, for no other list has it: Worker notes." in page
    assert "It can be signed once nothing is left to decide. Left: 1 pair and 4 children." in page
    for name in ("Grove", "Hill", "Lake", "2015"):
        assert name not in page, "pages of this kind show ids, not names or dates of birth"
    page = decide_all(analyst, address)
    assert "The 3 lists name 3 children between them. They agree about 0. Nothing is left to decide." in page
    sign = {"why": "Agreed at the meeting of heads of service", "token": "sign"}
    signed = analyst.post(f"{address}sign/", sign)
    assert (signed.status_code, signed["Location"]) == (302, "/reconcile/signed/5/")
    assert analyst.post(f"{address}sign/", sign)["Location"] == signed["Location"], "a double click signs once"
    page = analyst.get(signed["Location"]).text
    assert "On the list: <b>3</b>" in page
    assert "Signed by Person analyst, Performance analyst" in page
    assert "Agreed at the meeting of heads of service" in analyst.get("/reconcile/").text
    assert list_comparisons(county) == (), "the rows are gone once the list is signed"
    kept = read_agreed(county)[-1]
    assert (kept.kind, [child["child"] for child in kept.children]) == (LIST, ["N1", "N2", "S1"])
    text = agreed_path(county).read_text(encoding="utf-8")
    assert not re.search("grove|hill|lake|2015-01", text, re.IGNORECASE), "no name and no date of birth is kept"


def test_what_differs_is_chosen_and_kept(analyst: Client, county: Store) -> None:
    address = begun(analyst)
    decide_all(analyst, address)
    child = next(link for link in links(analyst.get(address).text, "child") if "N1" in analyst.get(link).text)
    page = analyst.get(child).text
    assert "2 April 2026, from Case system (proposed)" in page
    assert "They differ in: since." in page
    analyst.post(child, {"answer": "find_out", "why": WHY, "finds": "", "token": "a"})
    answer = analyst.post(child, {"answer": "on", "value-0": "1", "why": WHY, "token": "b"})
    assert answer.status_code == 302
    last = read_agreed(county)[-1]
    assert (last.about, last.values, last.by) == (("N1",), {"since": "2026-03-30"}, "Person analyst")
    assert [each.number for each in read_agreed(county)] == list(range(1, 6)), "each signature is a row of its own"
    assert "Signing again adds a signature" in analyst.get(child).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"answer": "perhaps"}, "Choose one of these"),
        ({"why": "short"}, "Say in a few words why, or how it is known"),
        ({"answer": "find_out"}, "Say who finds out, and by when"),
    ],
)
def test_what_is_wrong_with_a_decision(analyst: Client, county: Store, wrong: dict[str, str], said: str) -> None:
    child = links(analyst.get(begun(analyst)).text, "child")[0]
    answer = analyst.post(child, {"answer": "on", "why": WHY, "token": "a"} | wrong)
    assert answer.status_code == 400
    assert said in answer.text and 'value="a"' in answer.text
    assert read_agreed(county) == ()


def test_a_list_is_not_signed_while_something_is_to_be_decided(analyst: Client, county: Store) -> None:
    address = begun(analyst)
    answer = analyst.post(f"{address}sign/", {"why": WHY, "token": "x"})
    assert answer.status_code == 400
    assert "1 pairs may be one child, and nobody has decided" in answer.text
    assert read_agreed(county) == ()


@pytest.mark.parametrize(
    ("texts", "more", "said"),
    [
        ((CASE,), {}, "Choose two lists or more"),
        ((CASE, LEGAL), {"title": ""}, "Say what the lists are lists of"),
        ((CASE, LEGAL), {"name-2": "Case system"}, "Two lists have the same name. Give each a name of its own"),
        ((CASE, "Home,Since\nLarch,2026\n"), {}, "No column of this list says which child a row is about."),
        ((CASE, "\x00\x00\x00"), {}, "The list holds nothing. Export it again."),
        ((CASE, "PK\x03\x04 no"), {}, "This is a workbook or zip archive under the name of a text file."),
        ((CASE, "Child ID\n" + "N1\n" * 20_001), {}, "The list has more than 20,000 rows."),
        ((CASE, "Child ID\n" + "N" * 5_000_000), {}, "The list is larger than 5 MB."),
    ],
)
def test_what_is_wrong_with_lists(
    analyst: Client, county: Store, texts: tuple[str, ...], more: dict[str, str], said: str
) -> None:
    answer = bring(analyst, *texts, **more)
    assert answer.status_code == 400
    assert said in answer.text
    assert list_comparisons(county) == ()


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_refused_with_its_sentence(analyst: Client, county: Store, what: str) -> None:
    content, sentence = REFUSED[what]
    files = {"file-1": SimpleUploadedFile("a.csv", CASE.encode()), "file-2": SimpleUploadedFile("list.xlsx", content)}
    answer = analyst.post("/reconcile/", {**FORM, **files})
    assert answer.status_code == 400
    assert sentence.replace(" (list.xlsx)", "") in answer.text
    assert list_comparisons(county) == ()


def test_more_than_is_taken_is_refused_unread(analyst: Client, county: Store, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = bring(analyst, CASE, LEGAL)
    assert answer.status_code == 400
    assert "The files are too large: all together may be 12 MB." in answer.text


def test_no_file_is_taken_on_any_other_page(analyst: Client) -> None:
    answer = analyst.post("/account/password/change/", {"file-1": SimpleUploadedFile("a.csv", b"N1")})
    assert not answer.wsgi_request.FILES


def test_the_same_form_sent_twice_begins_one(analyst: Client, county: Store) -> None:
    assert begun(analyst) == begun(analyst)
    assert len(list_comparisons(county)) == 1


def test_given_up_its_rows_are_gone(analyst: Client, county: Store) -> None:
    address = begun(analyst)
    assert analyst.post(f"{address}end/")["Location"] == "/reconcile/"
    assert analyst.get(address).status_code == 404
    assert list_comparisons(county) == ()


def test_a_sealed_id_is_as_one_that_no_load_knows(analyst: Client) -> None:
    """B1 and A1 are one child before and after an adoption: neither their ids nor their names are linked."""
    answers = []
    for one, other in (("B1", "A1"), ("Z9", "Z8")):
        text = "Child ID,Name,DOB\n{},Rue Moss,2015-01-07\n"
        address = bring(analyst, text.format(one), text.format(other), token=one)["Location"]
        pages = [
            analyst.get(address).text,
            *(analyst.get(link).text for link in links(analyst.get(address).text, "child")),
        ]
        whole = re.sub(rf"\b({one}|{other})\b", "…", "".join(pages))
        answers.append(re.sub(r'/reconcile/\w+/(child/\w+/)?|value="[\w-]+"', "", whole))
    assert answers[0] == answers[1]
    assert "Perhaps the same child" not in answers[0]
    assert "No load knows this id: check it for a slip." in answers[0]


def test_a_child_sealed_later_is_in_no_signed_list(analyst: Client, county: Store, monkeypatch: Any) -> None:
    address = begun(analyst)
    decide_all(analyst, address)
    analyst.post(f"{address}sign/", {"why": WHY, "token": "sign"})
    sees = "sightline.store.snapshots.Snapshot.sees"
    monkeypatch.setattr(sees, lambda _, subject: subject[2] != "N2")
    for where in ("/reconcile/signed/5/", "/reconcile/signed/5/csv/"):
        answer = analyst.get(where)
        assert answer.status_code == 200
        assert "N1" in answer.content.decode() and "N2" not in answer.content.decode()


def test_every_look_is_written_down(analyst: Client) -> None:
    address = begun(analyst)
    line = Entry.objects.order_by("-number").first()
    assert line is not None
    assert (line.action, line.children) == ("record", 3)
    assert line.why == "brought 3 lists of 5 rows: Children in homes that are not registered"
    analyst.get(links(analyst.get(address).text, "child")[0])
    line = Entry.objects.order_by("-number").first()
    assert line is not None and (line.page, line.subject_id) == ("decide_child", "N1")


def test_files_are_safe_in_a_spreadsheet(analyst: Client) -> None:
    address = begun(analyst)
    decide_all(analyst, address)
    analyst.post(f"{address}sign/", {"why": "=cmd|'/c calc'!A1", "token": "sign"})
    text = analyst.get("/reconcile/signed/5/csv/").content.decode("utf-8-sig")
    assert "N2,On the list,2026-04-14" in text
    book = CalamineWorkbook.from_filelike(io.BytesIO(analyst.get("/reconcile/signed/5/excel/").content))
    cells = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert not [cell for cell in (*cells, *text.split(",")) if cell.startswith(("=", "+", "@"))]
    assert Entry.objects.filter(action="export", page="signed_list_excel").count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in KNOWS_THE_FILES])
def test_others_have_no_such_page(signed_in: Callable[[Role], Client], role: Role, county: Store) -> None:
    client = signed_in(role)
    assert client.get("/reconcile/").status_code == 404
    assert bring(client, CASE, LEGAL).status_code == 404
    assert list_comparisons(county) == ()
