"""No leak: each address, verb, form, export, count and error, for each role, against a county without what they may
not see. What a page says must be the same, whether the children it must not tell of exist or not.

The addresses come from the URL configuration and the forms from the pages themselves: a new page is walked unasked.
"""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sightline.store import Store
from sightline.web.people.models import Person
from sightline.web.people.roles import MEANS, Role, Sees
from sightline.web.snapshots import child_key
from tests.web.conftest import FOLDER
from tests.web.county import COUNCIL, EVERY, NOBODYS, NORTH, SEALED, SOUTH, forename, load_county
from tests.web.test_addresses import PAGES

TIED = {"worker": ("N1", "N2"), "team_manager": NORTH, "reviewing_officer": SOUTH, "conference_chair": ()}
"""Of those who see children by ties, whom the tests' people see; the service manager sees both teams."""
STATES = "overdue,due-soon,due,paused,cannot-tell,missed"
QUERIES = (
    "", f"state={STATES}", f"state={STATES}&group=child&sort=child", f"state={STATES}&group=siblings", "worker=cy-ford",
    f"team=south&state={STATES}", f"worker=ada-dale&state={STATES}", "worker=nobody-at-all", "state=late", "page=2",
)  # fmt: skip
MORE_QUERIES = {
    "/due/": QUERIES,
    "/measures/rows/": ("clock=assessment&month=year", "clock=assessment&month=year&team=South"),
    "/measures/": ("by=team&clock=assessment",),
    "/journey/": ("stage=assessment", "worker=Cy+Ford", "worker=nobody"),
}
"""What a page is asked beside nothing; without it some would never be opened."""
TELLS_MORE = {"analyst": "/loads/", "access_auditor": "/access/"}
"""Whoever has the files may count their rows; the log holds the walk itself."""
NOT_OPENED = re.compile("^(signed_|comparison$|decide_|take_back$|go_to_opened$)")
"""Pages of what this walk does not make: lists brought and signed (tests/web/reconcile), something recorded
(tests/web/recording), a child opened (test_opening.py)."""
CHECK = "cp_visit_seen_not_said"
NOBODY = "Z9"
"""A child that does not exist."""
CHILDREN = (*EVERY, *SEALED)


def key(child: str) -> str:
    return child_key((COUNCIL, "child", child))


def as_(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username))
    return client


def unseen_by(role: str) -> tuple[str, ...]:
    """The children of whom this role must not learn that they exist."""
    means = MEANS[Role(role)]
    if means.sees_sealed:
        return ()
    if means.sees is Sees.EVERY:
        return SEALED
    seen = {**TIED, "service_manager": (*NORTH, *SOUTH)}.get(role, ())
    return tuple(child for child in CHILDREN if child not in seen)


def filled(address: str, child: str) -> str:
    """An address with a child's key, a number and a word in the places of its parts."""
    for part, value in (("key", key(child)), ("kind", "exemption"), ("check_id", CHECK), ("clock_id", "assessment")):
        address = re.sub(f"<(str:)?{part}>", value, address)
    return re.sub(r"<(\w+:)?\w+>", "1", address)


def asked_for(child: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every request there is: verb, address and form. A form's fields hold the child's id and key in turn."""
    for address, rule in PAGES.values():
        assert rule is not None
        where = filled(address, child)
        more = next((queries for start, queries in MORE_QUERIES.items() if where.startswith(start)), ())
        switch = ("decisions=without",) if rule.decisions else ()
        for query in dict.fromkeys(("", f"child_id={child}&key={key(child)}", *switch, *more)):
            yield "get", f"{where}?{query}", {}
        yield from ((verb, where, {}) for verb in ("head", "put", "patch", "delete", "options"))
        for form in forms_for(child):
            yield "post", where, form


def asked_about(child: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Of every request there is those that name the child: in the address or in a form."""
    for verb, address, form in asked_for(child):
        if form or child in address or key(child) in address:
            yield verb, address, form


def answers_about(client: Client, child: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Address, form and answer of each of these requests, the child's id and key taken out of the answer."""
    for verb, address, form in asked_about(child):
        yield address, form, re.sub(rf"\b{child}\b|{key(child)}", "…", ask(client, verb, address, form))


def forms_for(child: str) -> tuple[dict[str, str], ...]:
    """What somebody might type: the child's id and key wherever a page may take one."""
    opening = {"kind": "Covering for a colleague", "words": "away for the whole week"}
    names = ("child_id", "child", "id", "query", "q", "name", "key", "subject", "text", "username")
    return ({}, dict.fromkeys(names, child) | opening, {name: key(child) for name in names} | opening)


def said(answer: Any) -> str:
    """All that an answer says: status, headers that differ, and its body, or the texts and numbers of its workbook."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            texts = [book.read(name) for name in ("xl/workbook.xml", "xl/sharedStrings.xml")]
            sheets = [book.read(name) for name in sorted(book.namelist()) if name.startswith("xl/worksheets/")]
            body = b"\n".join([*texts, *(value for sheet in sheets for value in re.findall(b"<v>[^<]*", sheet))])
    heads = [answer.headers.get(name, "") for name in ("Location", "Content-Disposition", "Content-Type", "Allow")]
    text = "\n".join([str(answer.status_code), *heads, body.decode("utf-8", "replace")])
    return re.sub(r'(="(?:csrfmiddlewaretoken|token)" value=)"[\w-]+"', r"\1", text)


def ask(client: Client, verb: str, address: str, form: dict[str, str]) -> str:
    """The answer, and then all as it was before: what one request saves does not show in the next."""
    with transaction.atomic():
        answer = getattr(client, verb)(address, form) if verb == "post" else getattr(client, verb)(address)
        transaction.set_rollback(True)
    return said(answer)


def marks_of(child: str) -> re.Pattern[str]:
    """The id, the key and the name of a child."""
    return re.compile(rf"\b{child}\b|{key(child)}|{forename(child)}")


@pytest.fixture(scope="module", params=["without sealed", "North alone"])
def lesser(request: pytest.FixtureRequest) -> tuple[Store, Collection[str]]:
    """A county in which some children never were, and the children that it has."""
    kept = EVERY if request.param == "without sealed" else NORTH
    return load_county(FOLDER / request.param.replace(" ", "-"), kept=kept), kept


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_nothing_names_a_child_one_may_not_see(people: dict[str, int], role: str) -> None:
    """By content, by count and by file, whatever is asked for."""
    client, unseen = as_(role), unseen_by(role)
    for verb, address, form in asked_for(NOBODY):
        text = ask(client, verb, address, form)
        assert not [child for child in unseen if marks_of(child).search(text)], (verb, address, form)


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_it_is_as_if_they_did_not_exist(people: dict[str, int], role: str) -> None:
    """Each answer about a child one may not see is that about a child who does not exist, to the letter.

    But for opening with a reason, which is there to reach a child of others, never a sealed one.
    """
    client = as_(role)
    gone = [answer for _, _, answer in answers_about(client, NOBODY)]
    for child in {"S1", NOBODYS, "B1"} & set(unseen_by(role)):
        for (address, form, answer), of_nobody in zip(answers_about(client, child), gone, strict=True):
            if address == "/people/open/" and child not in SEALED and form.get("child_id") == child:
                continue
            assert answer == of_nobody, (role, child, address, form)


def test_every_count_is_that_of_a_county_without_them(
    people: dict[str, int], lesser: tuple[Store, Collection[str]], settings: Any
) -> None:
    """Every page and file, to the letter: for everybody without the sealed pair, for team North without all others."""
    store, kept = lesser
    roles = [role.value for role in Role if role is not Role.SEALED_KEEPER]
    for role in roles if kept == EVERY else ["worker", "team_manager"]:
        before = walk(as_(role))
        whole = settings.STORE_FOLDER
        settings.STORE_FOLDER = store.folder
        after = walk(as_(role))
        settings.STORE_FOLDER = whole
        assert before.keys() == after.keys()
        for address in before:
            was, now = (moment_out(walked[address]) for walked in (before, after))
            if not address.startswith(TELLS_MORE.get(role, "no address")):
                assert was == now, (role, address)


def moment_out(text: str) -> str:
    """Without the moment of the load: one of the two was made before the other."""
    return re.sub(r"Load 1, [\w ]+ at [\d:]+", "Load 1", text)


def walk(client: Client) -> dict[str, str]:
    """Every page that may be read, every list and file."""
    child = "N1"
    return {address: ask(client, verb, address, {}) for verb, address, _ in asked_for(child) if verb == "get"}


def calls(work: Callable[[], Any]) -> int:
    """How many Python functions are called: the same work takes the same number, whatever else the machine does."""
    number = 0

    def count(_: Any, event: str, __: Any) -> None:
        nonlocal number
        number += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return number


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_it_takes_as_long_whether_they_exist_or_not(people: dict[str, int], role: str) -> None:
    """The same path through the program and as many questions to the database, for 404 and 403 alike."""
    client = as_(role)
    for address, rule in PAGES.values():
        assert rule is not None
        if "<key>" in address:
            hidden = (NOBODY, *unseen_by(role))
            for child in hidden:
                client.get(filled(address, child))
            client.get(filled(address, NOBODY))
            taken = {child: calls(partial(client.get, filled(address, child))) for child in hidden}
            asked = set()
            for child in hidden:
                with CaptureQueriesContext(connection) as queries:
                    client.get(filled(address, child))
                asked.add(len(queries))
            assert len(asked) == 1, (address, asked)
            assert len(set(taken.values())) == 1, (address, taken)


def test_every_page_is_opened_by_somebody(people: dict[str, int]) -> None:
    """A page that the walk only ever finds closed would hide what it says: a new one must say what it is asked."""
    asked = [(verb, address) for verb, address, _ in asked_for("N1") if verb == "get"]
    roles = ("analyst", "service_manager", "access_auditor")
    clients = [as_(role) for role in roles]
    for name, (address, rule) in PAGES.items():
        assert rule is not None
        if "GET" in rule.methods and not NOT_OPENED.search(str(name)):
            mine = [where for _, where in asked if where.partition("?")[0] == filled(address, "N1")]
            assert any(ask(client, "get", where, {})[:3] == "200" for client in clients for where in mine), name


def test_the_walk_reaches_what_it_should(people: dict[str, int]) -> None:
    """The marks are on the pages of those who may see them: a walk that finds nothing would prove nothing."""
    seen = "".join(walk(as_("sealed_keeper")).values())
    assert all(marks_of(child).search(seen) for child in ("N1", "S1", "X1", *SEALED))
    manager = "".join(walk(as_("team_manager")).values())
    assert forename("N1") in manager and key("N2") in manager
    assert not any(marks_of(child).search(manager) for child in (*SOUTH, NOBODYS, *SEALED))
