"""Tries a clock on a typed history: the engine behind examples and `sightline clocks try`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sightline.calendars.time_limit import TimeLimit, local_seconds
from sightline.calendars.working_days import school_calendar
from sightline.clocks.entry import Clock, Example, ExampleEvent
from sightline.clocks.standards import Standards
from sightline.entry_files import EntryFile
from sightline.obligations.explain import Working, explain
from sightline.obligations.history import FAR_FUTURE, FAR_PAST, Event, History, Place, Spell
from sightline.obligations.reference import work_out
from sightline.obligations.row import Row
from sightline.tables.names import event_names


def try_example(clocks: Sequence[Clock], example: Example) -> list[Row]:
    """The rows the reference engine gives for an example; all events are fed up to its data_to (its as_of)."""
    tried = in_force(clocks, example.commenced)
    return work_out(tried, example_history(example), standards=example_standards(example), as_of=example.as_of)


def check_examples(clock: Clock, others: Sequence[Clock] = ()) -> None:
    """Run a clock's own examples. Raises UserError at the first that gives other rows than it expects.

    `others`: the rest of the catalogue, for a duty that falls due with another.
    """
    file = EntryFile(clock.file, clock.file.read_text(encoding="utf-8"))
    for example in clock.examples:
        rows = [row for row in try_example([*others, clock], example) if row.clock == clock.id]
        given = sorted((row.step, row.run, str(row.due or ""), row.state) for row in rows)
        wanted = sorted((want.step, want.run, str(want.due or ""), want.state) for want in example.expect)
        if given != wanted:
            said = "; ".join(", ".join(row) for row in given) or "no row"
            what = f'The example "{example.name}" fails: it gives {said}'
            file.refuse(what, "Mend the entry or the example.", example.name)


def in_force(clocks: Sequence[Clock], commenced: date | None) -> list[Clock]:
    """The clocks in force: all that are, and if a day of commencement is given those that await it, from that day."""
    begun = [_commenced(each, commenced) for each in clocks] if commenced else clocks
    return [each for each in begun if each.versions]


def _commenced(clock: Clock, day: date) -> Clock:
    versions = (*clock.versions, *(replace(version, from_on=day) for version in clock.awaiting))
    return replace(clock, versions=versions, awaiting=())


def explain_alone(clocks: Sequence[Clock], clock: Clock, typed: Example) -> list[Working]:
    """The rows of one clock on a typed history, each with its working; `clocks`: where the one it is due with is."""
    used = [other for other in clocks if other.id == clock.id or clock.due_with in other.steps]
    told = example_history(typed)
    history = replace(told, events=tuple(replace(event, place=Place()) for event in told.events))
    found = explain(in_force(used, typed.commenced), history, standards=example_standards(typed), as_of=typed.as_of)
    return [working for working in found if working.row.clock == clock.id]


def example_standards(example: Example) -> Standards:
    """The local standards an example states."""
    limits = {step: TimeLimit.parse(limit) for step, limit in example.standards}
    return Standards("", limits, school=school_calendar(example.school_terms))


def example_history(example: Example) -> History:
    """The history an example types in."""
    reach = example.data_to or example.as_of
    return History(
        events=tuple(_event(item, line) for line, item in enumerate(example.events, 1)),
        spells=tuple(
            Spell(s.spell, s.from_on or FAR_PAST, s.until_on or FAR_FUTURE, s.key, s.sure) for s in example.spells
        ),
        known={name: _known_from(example, name, since, reach) for name, since in example.history},
        reach=dict.fromkeys(event_names(), reach),
    )


def _event(item: ExampleEvent, line: int) -> Event:
    at = local_seconds(item.at) if item.at else None
    return Event(item.event, item.on, at, item.key, item.sure, item.value_on, item.agreed, Place("example", "", line))


def _known_from(example: Example, name: str, since: object, reach: date) -> date:
    """A day as it stands; for "latest only", the day of the latest such event, else the day after the file ends."""
    if isinstance(since, date):
        return since
    days = [item.on for item in example.events if item.event == name and item.on and item.on <= reach]
    return max(days, default=reach + timedelta(1))
