"""Every address: refused to whoever is not signed in, and to every role that its page does not name."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from python_calamine import CalamineWorkbook

from sightline.web.access.models import Entry
from sightline.web.frame import PageRule
from sightline.web.people.models import Person
from sightline.web.people.roles import Role
from sightline.web.snapshots import child_key
from tests.web.county import ALLEGATIONS, COUNCIL, EVERY, SEALED

PUBLIC = {"help", "marks", "accessibility", "cookies", "privacy", "health", "brand"}
"""Read by anybody: nothing of the council's is in them."""
OTHERS = re.compile(r"^(account_|mfa_)")
"""Signing in: made by others, and walked in its own tests."""
NOWHERE = "There is nothing here that you can see."


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        else:
            yield "/" + address, pattern


def rule_of(pattern: URLPattern) -> PageRule | None:
    return getattr(pattern.callback, "page_rule", None)


PAGES = {pattern.name: (address, rule_of(pattern)) for address, pattern in addresses() if rule_of(pattern)}


def fill(address: str) -> str:
    """An address with something in the places of its parts: the key of a child, a number, a word."""
    filled = re.sub(r"<(int:)\w+>", "1", address)
    filled = filled.replace("<key>", child_key((COUNCIL, "child", "N1"))).replace("<str:key>", child_key(("", "", "")))
    return re.sub(r"<(\w+:)?\w+>", "cla_visit", filled)


def test_every_address_is_a_page_or_known() -> None:
    names = {pattern.name for _, pattern in addresses() if rule_of(pattern) is None}
    assert all(name is not None for name in names)
    strange = {name for name in names if name and name not in PUBLIC and not OTHERS.match(name)}
    assert not strange, f"Neither a page of the frame nor public on purpose: {strange}"


@pytest.mark.parametrize("name", sorted(PAGES))
@pytest.mark.parametrize("verb", ["get", "post", "put", "delete", "options"])
def test_nobody_gets_in_without_signing_in(people: dict[str, int], client: Client, name: str, verb: str) -> None:
    answer = getattr(client, verb)(fill(PAGES[name][0]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/")


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_only_its_pages(people: dict[str, int], role: Role) -> None:
    client = Client()
    client.force_login(Person.objects.get(username=role.value))
    for name, (address, rule) in PAGES.items():
        assert rule is not None
        if role not in rule.roles:
            answer = client.get(fill(address))
            assert (answer.status_code, NOWHERE in answer.text) == (404, True), name


@pytest.mark.parametrize("role", list(Role))
def test_pages_about_children_are_written_down(people: dict[str, int], role: Role) -> None:
    """Every page that may show rows about children adds a line; the others cannot get such rows."""
    client = Client()
    client.force_login(Person.objects.get(username=role.value))
    for name, (address, rule) in PAGES.items():
        assert rule is not None
        if role in rule.roles and "GET" in rule.methods:
            before = Entry.objects.count()
            answer = client.get(fill(address))
            assert answer.status_code in (200, 302, 404), name
            wrote = Entry.objects.count() - before
            is_written = rule.about_children or "Content-Disposition" in answer  # an export is, whatever is in it
            assert wrote == (1 if is_written and answer.status_code == 200 else 0), name


def read(answer: Any) -> bytes:
    """What an answer says: of a workbook the cells, not the names Excel has for them, such as B1."""
    if "spreadsheetml" not in answer["Content-Type"]:
        return bytes(answer.content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return repr([book.get_sheet_by_name(name).to_python() for name in book.sheet_names]).encode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SEALED_KEEPER])
def test_sealed_records_are_nowhere(people: dict[str, int], role: Role) -> None:
    client = Client()
    client.force_login(Person.objects.get(username=role.value))
    for name, (address, rule) in PAGES.items():
        assert rule is not None
        if role in rule.roles and "GET" in rule.methods:
            body = read(client.get(fill(address), follow=True))
            for child in SEALED:
                assert not re.search(rf"\b{child}\b".encode(), body), (name, child)
                assert child_key((COUNCIL, "child", child)).encode() not in body, (name, child)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DESIGNATED_OFFICER])
def test_allegations_are_nowhere(people: dict[str, int], role: Role) -> None:
    client = Client()
    client.force_login(Person.objects.get(username=role.value))
    for name, (address, rule) in PAGES.items():
        assert rule is not None
        if role in rule.roles and "GET" in rule.methods:
            body = client.get(fill(address), follow=True).content
            for case in ALLEGATIONS:
                assert case.encode() not in body, name
                assert child_key((COUNCIL, "allegation", case)).encode() not in body, name


def test_a_page_that_is_not_there(people: dict[str, int], client: Client) -> None:
    assert client.get("/nothing/like/this").status_code == 404
    client.force_login(Person.objects.get(username="worker"))
    gone = client.get("/nothing/like/this")
    refused = client.get("/access/")
    assert (gone.status_code, gone.content) == (refused.status_code, refused.content)


def test_no_child_id_in_any_address() -> None:
    assert not [address for address, _ in addresses() if re.search(r"child_id|subject_id", address)]
    assert len({child_key((COUNCIL, "child", child)) for child in EVERY}) == len(EVERY)
