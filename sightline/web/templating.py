"""The Jinja2 environment: what every template may use."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from sightline.reports.agreed import NOT_GRADED
from sightline.reports.sentences import STATE_WORDS
from sightline.store.records import say_day
from sightline.web.decisions import IS_WITHOUT, NAME, WITHOUT, keep_decisions
from sightline.web.figures.stale import find_stale
from sightline.web.navigation import links_for
from sightline.web.pages.asked import GROUPS, SORTS
from sightline.web.pages.saying import say_sources
from sightline.web.people.roles import KNOWS_THE_FILES, LOADS_FILES, MAY_OPEN
from sightline.web.people.who_is_who import tie_value
from sightline.web.recording.kinds import MAY_RECORD
from sightline.web.snapshots import child_key, current_record

BRAND_FILE = settings.STORE_FOLDER / "web" / "brand.css"
"""Three lines of CSS that a council may put here to show its own colours."""


def make_environment(**options: Any) -> Environment:
    """The environment, with the GOV.UK macros beside our own templates."""
    loader = ChoiceLoader(
        [options.pop("loader"), PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    environment = Environment(loader=loader, trim_blocks=True, lstrip_blocks=True, **options)
    environment.globals |= _globals()
    environment.filters |= _filters()
    return environment


def _globals() -> dict[str, Any]:
    """What templates may name: functions, words, and who may do what."""
    return {
        "static": static,
        "url": url,
        "child_key": child_key,
        "council_name": council_name,
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
        "links_for": links_for,
        "state_words": STATE_WORDS,
        "group_words": GROUPS,
        "sort_words": SORTS,
        "record_url": record_url,
        "brand_url": brand_url,
        "single_sign_on": settings.OIDC_NAME if settings.OIDC_SERVER else "",
        "query": query,
        "not_graded_lists": NOT_GRADED,
        "keep_decisions": keep_decisions,
        "may_open": MAY_OPEN,
        "find_stale": find_stale,
        "knows_the_files": KNOWS_THE_FILES,
        "loads_files": LOADS_FILES,
        "may_record": MAY_RECORD,
        "field_widget": field_widget,
    }


def _filters() -> dict[str, Any]:
    """How templates say values."""
    return {
        "day": say_day,
        "number": number,
        "sources": say_sources,
        "tie_value": tie_value,
        "moment": say_moment,
        "day_text": say_day_text,
        "numeric_day": numeric_day,
    }


@lru_cache(maxsize=10_000)
def url(name: str, **parts: str) -> str:
    """The address of a page by the name of its route: kept, for addresses never change while the server runs."""
    return reverse(name, kwargs=parts)


def query(asked: Mapping[str, Any]) -> str:
    """A query string, with its question mark, of whatever is not empty; several values of one name as a list."""
    kept = {name: value for name, value in asked.items() if value not in ("", None, [], ())}
    if IS_WITHOUT.get():
        kept[NAME] = WITHOUT
    return f"?{urlencode(kept, doseq=True)}" if kept else ""


def record_url(child_id: str) -> str:
    """The address of a child's record in the council's own case system; empty where the council has set none."""
    return settings.RECORD_URL.replace("{child_id}", quote(child_id, safe="")) if settings.RECORD_URL else ""


def council_name() -> str:
    """What the council is called: as it has set, else as the loads in use say where they are all of one."""
    if settings.COUNCIL_NAME:
        return str(settings.COUNCIL_NAME)
    record = current_record()
    names = {use.council for use in record.loads} if record else set()
    return names.pop() if len(names) == 1 else ""


def brand_url() -> str:
    """The address of the council's own colours; empty where there are none."""
    return reverse("brand") if BRAND_FILE.is_file() else ""


def say_day_text(text: str) -> str:
    """A day written as 2026-10-31, as people write it."""
    return say_day(date.fromisoformat(text))


def say_moment(moment: datetime) -> str:
    """A moment as people write it: 31 October 2026 at 14:05."""
    local = timezone.localtime(moment)
    return f"{say_day(local.date())} at {local:%H:%M}"


def numeric_day(day: date) -> str:
    """A day as it is typed into a form: 31/10/2026."""
    return f"{day:%d/%m/%Y}"


def number(value: float) -> str:
    """A number as people write it: 1,644."""
    return f"{value:,}"


def field_widget(field: BoundField, classes: str, hint: str = "") -> str:
    """The input of a form's field, tied to its hint and its error for those who hear the page."""
    described = [f"{field.id_for_label}-{part}" for part, there in (("hint", hint), ("error", field.errors)) if there]
    attributes: dict[str, str | bool] = {"class": f"{classes} govuk-input--error" if field.errors else classes}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs=attributes)
