"""Try a duty on dates of one's own: the same working as `sightline clocks try`. Nothing of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sightline.calendars.time_limit import TimeLimit
from sightline.clocks import Clock, Example, load_clocks
from sightline.clocks.entry import ExampleEvent, ExampleSpell
from sightline.obligations.explain import Working
from sightline.obligations.trial import explain_alone
from sightline.reports.sentences import say_reason
from sightline.store.records import say_day
from sightline.web.pages.saying import name_event, say_days
from sightline.web.pages.words import clocks_by_id
from sightline.words import UserError

LINES = 6


@dataclass(frozen=True)
class Answer:
    """One row the duty gives on the typed dates."""

    step: str
    state: str
    started: str
    due: str
    met: str
    days: str
    reason: str
    working: str


@dataclass(frozen=True)
class TryPage:
    """The form with what was typed, and what follows from it. `errors` are (the field, what is wrong)."""

    clock: Clock
    events: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    typed: Mapping[str, str]
    lines: range
    errors: tuple[tuple[str, str], ...] = ()
    answers: tuple[Answer, ...] | None = None

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by field."""
        return dict(self.errors)


def try_page(clock_id: str, form: Mapping[str, str] | None, as_of: date) -> TryPage | None:
    """The form; with what follows where dates were sent. None where there is no such duty."""
    clock = clocks_by_id().get(clock_id)
    if clock is None:
        return None
    names = dict.fromkeys((clock.starts, *clock.met_by, *clock.stops, *clock.extends))
    steps = [step for version in clock.versions for step in version.steps]
    spells = dict.fromkeys(
        [condition.spell for condition in clock.only_if] + [step.when.spell for step in steps if step.when]
    )
    typed = {"as_of": as_of.isoformat(), "event_0": clock.starts} if form is None else dict(form.items())
    page = TryPage(
        clock,
        tuple((name, name_event(name)) for name in names),
        tuple((name, name.replace("_", " ").capitalize()) for name in spells),
        tuple(dict.fromkeys(step.id for step in steps if step.is_local)),
        typed,
        range(LINES),
    )
    return page if form is None else _answered(page)


def _answered(page: TryPage) -> TryPage:
    errors: list[tuple[str, str]] = []
    events = _events(page, errors)
    day = _day(page, "as_of", "The as-of date", errors)
    spells = tuple(
        ExampleSpell(name, _day(page, f"fact_{name}", title, errors))
        for name, title in page.facts
        if page.typed.get(f"fact_{name}", "").strip()
    )
    limits = _limits(page, errors)
    if not events and not errors:
        errors.append(("on_0", "Give the day of at least one event."))
    if day is None and not errors:
        errors.append(("as_of", "Give the day to look from."))
    if errors or day is None:
        return TryPage(**{**vars(page), "errors": tuple(errors)})
    example = Example("typed", events, day, (), spells, limits)
    found = explain_alone(load_clocks(), page.clock, example)
    return TryPage(**{**vars(page), "answers": tuple(map(_said, found))})


def _events(page: TryPage, errors: list[tuple[str, str]]) -> tuple[ExampleEvent, ...]:
    known = dict(page.events)
    found = []
    for line in page.lines:
        name = page.typed.get(f"event_{line}", "")
        if not page.typed.get(f"on_{line}", "").strip():
            continue
        day = _day(page, f"on_{line}", f"The day of event {line + 1}", errors)
        if name not in known:
            errors.append((f"event_{line}", f"Say what happened on the day of event {line + 1}."))
        elif day is not None:
            found.append(ExampleEvent(name, day, key="1"))
    return tuple(found)


def _limits(page: TryPage, errors: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    found = []
    for step in page.limits:
        text = page.typed.get(f"limit_{step}", "").strip()
        if text:
            try:
                found.append((step, str(TimeLimit.parse(text))))
            except UserError as fault:
                errors.append((f"limit_{step}", f"{fault.what}. {fault.mend}"))
    return tuple(found)


def _day(page: TryPage, field: str, title: str, errors: list[tuple[str, str]]) -> date | None:
    text = page.typed.get(field, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        errors.append((field, f"{title} is not a day. Write it as 2026-10-31."))
        return None


def _said(working: Working) -> Answer:
    row = working.row
    return Answer(
        row.step, row.state, say_day(row.started) if row.started else "", say_day(row.due) if row.due else "",
        say_day(row.met) if row.met else "", say_days(row.state, row.days),
        say_reason({"reason": row.reason, "due_first": row.due_first, "due_last": row.due_last}),
        working.sentence,
    )  # fmt: skip
