"""Django set up once on a store of its own with ten children; one person for each role."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from sightline.store import Scope, Snapshot, Store, open_snapshot, open_store
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
