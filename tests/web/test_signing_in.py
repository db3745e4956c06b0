"""Signing in and staying so: headers, passwords, sessions, second factor, errors."""

import json
import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.utils import timezone

from sightline.web.logs import JsonLines
from sightline.web.people import actions
from sightline.web.people.models import Person
from sightline.web.people.roles import Role
from sightline.web.people.scope import role_of
from sightline.web.sessions import BEGAN, LAST
from sightline.words import UserError
from tests.web.conftest import PASSWORD


def sign_in(client: Client, username: str = "worker", password: str = PASSWORD) -> Any:
    return client.post("/account/sign-in/", {"login": username, "password": password})


def test_headers(people: dict[str, int], client: Client) -> None:
    sign_in(client)
    for address in ("/", "/account/sign-out/", "/nothing", "/help/"):
        answer = client.get(address)
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy and "http" not in policy
        assert all(part in policy for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"))
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
    cookie = client.cookies["sightline-session"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_form_of_elsewhere_is_refused(people: dict[str, int]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.get(username="worker"))
    answer = client.post("/people/open/", {"child_id": "S1"})
    assert answer.status_code == 403
    assert "The form was not taken" in answer.text


def test_a_wrong_password_says_as_much_as_a_wrong_name(people: dict[str, int], client: Client) -> None:
    wrong = [sign_in(client, name, "not-the-password").text for name in ("worker", "nobody-here")]
    texts = [text.split("There is a problem")[1].split("</div>")[0] for text in wrong]
    assert texts[0] == texts[1]


def test_many_wrong_passwords_are_stopped(people: dict[str, int], client: Client) -> None:
    for _ in range(12):
        answer = sign_in(client, password="not-the-password")
    assert answer.status_code == 429 or "Too many" in answer.text
    assert "_auth_user_id" not in client.session
    assert sign_in(client).status_code != 302


def test_the_first_password_is_for_once(people: dict[str, int], client: Client) -> None:
    given = actions.add_person(actions.NewPerson("new", "New Person", Role.ANALYST), "tests")
    sign_in(client, "new", given)
    assert client.get("/")["Location"] == "/account/password/"
    client.post("/account/password/", {"oldpassword": given, "password1": PASSWORD, "password2": PASSWORD})
    assert not Person.objects.get(username="new").must_change_password
    assert client.get("/").status_code == 200


def test_nobody_signs_themselves_up(people: dict[str, int], client: Client) -> None:
    assert client.get("/account/signup/").status_code == 404


@pytest.mark.parametrize(("key", "ago"), [(LAST, 16 * 60), (BEGAN, 10 * 60 * 60 + 60)])
def test_sessions_end(people: dict[str, int], client: Client, key: str, ago: int) -> None:
    sign_in(client)
    assert client.get("/").status_code == 200
    session = client.session
    session[key] -= ago
    session.save()
    assert client.get("/").status_code == 302


def test_a_leaver_is_out_at_once(people: dict[str, int], client: Client) -> None:
    sign_in(client)
    assert client.get("/").status_code == 200
    actions.end_person("worker")
    assert client.get("/").status_code == 302
    assert sign_in(client).status_code == 200
    assert client.get("/").status_code == 302


def test_a_role_that_is_over_opens_nothing(people: dict[str, int], client: Client) -> None:
    sign_in(client, "inspector")
    assert client.get("/").status_code == 200
    Person.objects.get(username="inspector").appointments.update(ends_at=timezone.now() - timedelta(seconds=1))
    said = client.get("/")
    assert (said.status_code, "Your role here (inspector) ended on" in said.text) == (404, True)


def test_a_role_given_again_with_an_earlier_last_day_ends_on_that_day(people: dict[str, int], client: Client) -> None:
    sooner = timezone.now() + timedelta(days=1)
    actions.give_role("inspector", Role.INSPECTOR, sooner, "tests")
    assert role_of(Person.objects.get(username="inspector"), sooner - timedelta(seconds=1)) is Role.INSPECTOR
    assert role_of(Person.objects.get(username="inspector"), sooner) is None


def test_roles_that_must_end(people: dict[str, int]) -> None:
    with pytest.raises(UserError, match="The role of inspector ends on a day"):
        actions.give_role("worker", Role.INSPECTOR, None, "tests")
    with pytest.raises(UserError, match="already"):
        actions.add_person(actions.NewPerson("worker", "W", Role.WORKER), "tests")
    with pytest.raises(UserError, match="not good enough"):
        actions.add_person(actions.NewPerson("w2", "W", Role.WORKER), "tests", "short")


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_second_factor(people: dict[str, int], client: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(Person.objects.get(username="worker"), secret)
    assert sign_in(client)["Location"] == "/account/second-factor/code/"
    assert client.get("/").status_code == 302
    assert client.post("/account/second-factor/code/", {"code": "000000"}).status_code == 200
    assert client.post("/account/second-factor/code/", {"code": code_of(secret)}).status_code == 302
    assert client.get("/").status_code == 200


def test_second_factor_is_set_up_where_asked_for(people: dict[str, int], client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client)
    assert client.get("/")["Location"] == "/account/second-factor/set-up/"
    asked = client.get("/account/second-factor/set-up/")["Location"]
    page = client.post(asked, {"password": PASSWORD}, follow=True)
    assert "Set up a second factor" in page.text
    secret = re.findall(r"<code>([A-Z2-7 ]+)</code>", page.text)[0].replace(" ", "")
    done = client.post("/account/second-factor/set-up/", {"code": code_of(secret)}, follow=True)
    assert "Your recovery codes" in done.text
    assert client.get("/").status_code == 200
    assert client.get("/account/second-factor/").status_code == 200


def test_health_says_nothing_else(people: dict[str, int], client: Client) -> None:
    assert client.get("/health").json() == {"state": "well"}


def test_logs_hold_no_names_and_no_addresses(people: dict[str, int], client: Client, caplog: Any) -> None:
    logging.getLogger("sightline").propagate = True
    with caplog.at_level(logging.INFO):
        sign_in(client)
        client.get("/?worker=Ada+Dale")
    lines = [JsonLines().format(record) for record in caplog.records if record.name == "sightline.web"]
    assert json.loads(lines[-1])["page"] == "today"
    assert not any("Ada" in line or "Person worker" in line for line in lines)


def test_a_fault_says_nothing_of_itself(people: dict[str, int], monkeypatch: Any) -> None:
    def break_down(*_: Any) -> None:
        raise RuntimeError("a child's name")

    monkeypatch.setattr("sightline.web.frame.open_for", break_down)
    monkeypatch.setattr("sightline.web.frame.open_for", lambda *_, **__: break_down())
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.get(username="worker"))
    answer = client.get("/")
    assert answer.status_code == 500
    assert "not your mistake" in answer.text and "name" not in answer.text.split("<main")[1]
