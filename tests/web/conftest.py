"""Django set up once on a store of its own with ten children; one person for each role."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sightline.store import Scope, Snapshot, Store, open_snapshot, open_store
from tests.web.browser import Site, find_chromium, serve_demo
from tests.web.county import COUNCIL, load_county

FOLDER = Path(tempfile.mkdtemp(prefix="sightline-web-tests-"))
atexit.register(shutil.rmtree, FOLDER, True)
PASSWORD = "three-words-apart-42"


def _set_up_django() -> None:
    """Read the settings with the tests' folder, and leave the environment as it was for the other tests."""
    import django
    from django.conf import settings

    wanted = {"SIGHTLINE_DATA": str(FOLDER / "store"), "DJANGO_SETTINGS_MODULE": "sightline.web.settings"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    from sightline.web.place import make_ready

    make_ready(FOLDER / "store")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, and only here
    django.setup()
    for name, value in before.items():
        os.environ.pop(name)
        os.environ.update({name: value} if value is not None else {})
    assert str(settings.STORE_FOLDER) == wanted["SIGHTLINE_DATA"], "Unset DJANGO_SETTINGS_MODULE to run the tests"


_set_up_django()


@pytest.fixture(scope="session")
def county() -> Store:
    """The store that the web app serves, loaded."""
    if not (FOLDER / "files").exists():
        load_county(FOLDER)
    return open_store(FOLDER / "store")


@pytest.fixture(scope="session")
def whole(county: Store) -> Snapshot:
    """The snapshot as the command line sees it."""
    return open_snapshot(county, Scope.whole_council())


@pytest.fixture
def people(county: Store, db: None) -> Iterator[dict[str, int]]:
    """One person for each role, signed in by the role's name: role → number of the person."""
    from django.core.cache import cache
    from django.utils import timezone

    from sightline.web.people import actions
    from sightline.web.people.models import Person, Tie
    from sightline.web.people.roles import Role

    cache.clear()
    for role in Role:
        ends = timezone.now() + timedelta(days=7) if role is Role.INSPECTOR else None
        actions.add_person(actions.NewPerson(role.value, f"Person {role.value}", role, ends), "tests", PASSWORD)
    begun = date(2026, 1, 1)
    actions.tie("worker", Tie.Kind.WORKER, COUNCIL, "Ada Dale", begun, "tests")
    actions.tie("team_manager", Tie.Kind.TEAM, COUNCIL, "North", begun, "tests")
    actions.tie("service_manager", Tie.Kind.SERVICE, COUNCIL, "Assessment", begun, "tests")
    actions.tie("reviewing_officer", Tie.Kind.TEAM, COUNCIL, "South", begun, "tests")
    yield {person.username: person.pk for person in Person.objects.all()}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small demo that is served."""
    with serve_demo(tmp_path_factory.mktemp("demo")) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real browser of the system."""
    started = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not find_chromium():
        pytest.skip("There is no Chromium here: apt-get install chromium")
    with started.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=find_chromium())
        started.expect.set_options(timeout=30_000)  # as long as every other wait: a build server may be slow and busy
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page 375 wide, that fails the test if the browser asks another computer or complains."""
    context = browser.new_context(viewport={"width": 375, "height": 800}, bypass_csp=False)
    opened = context.new_page()
    opened.complaints = []
    opened.on("request", lambda asked: opened.complaints.append(asked.url) if "127.0.0.1" not in asked.url else None)
    opened.on("console", lambda said: opened.complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda fault: opened.complaints.append(str(fault)))
    yield opened
    context.close()
