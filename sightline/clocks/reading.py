"""Reads clock entries and refuses what an engine could not work out or a person could not check."""

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from sightline.calendars.time_limit import TimeLimit
from sightline.calendars.working_days import load_calendars
from sightline.clocks.entry import NOT_IN_FORCE, Clock, Condition, Step, Strength, Version
from sightline.clocks.examples import read_examples
from sightline.clocks.words import (
    CLOCK_NEEDS,
    CLOCK_WORDS,
    STEP_WORDS,
    STRENGTHS,
    VERSION_NEEDS,
    VERSION_WORDS,
)
from sightline.entry_files import EntryFile, read_entry
from sightline.sources.declared import load_kinds
from sightline.tables.names import event_abouts, event_names, spell_abouts, spell_names
from sightline.words import UserError

HERE = Path(__file__).parent
WARN = "5 working days"
EVENT_LISTS = ("met_by", "stops", "extends", "agreed_by")


@cache
def load_clocks() -> tuple[Clock, ...]:
    """Every clock in force, by area and id. Raises UserError for the first entry that is wrong."""
    return tuple(clock for clock in load_catalogue() if clock.versions)


@cache
def load_catalogue() -> tuple[Clock, ...]:
    """Every clock of the catalogue, those of law not in force yet among them."""
    return read_clocks(HERE)


def read_clocks(folder: Path) -> tuple[Clock, ...]:
    """The clocks of a folder of entries, one TOML file each, in folders by area."""
    clocks = tuple(read_clock(path) for path in sorted(folder.glob("*/*.toml")))
    _check_catalogue(clocks)
    return clocks


def read_clock(path: Path) -> Clock:
    """One clock from one file."""
    return clock_of(*read_entry(path))


def clock_of(file: EntryFile, table: dict[str, Any]) -> Clock:
    """The clock that a file's table says. Raises UserError with the line of the file for what is wrong."""
    _check_clock(file, table)
    strength = _strength(file, table)
    versions = _versions(file, table, strength)
    return Clock(
        id=table["id"],
        title=table["title"],
        question=table["question"],
        area=table["area"],
        about=table.get("about", "child"),
        strength=strength,
        starts=file.check_name(table["starts"], event_names(), "an event"),
        per=table["per"],
        met_by=_events(file, table, "met_by"),
        stops=_events(file, table, "stops"),
        only_if=tuple(_condition(file, text) for text in table.get("only_if", [])),
        repeats=table.get("repeats", False),
        early=_before(file, table["early"]) if "early" in table else None,
        extends=_events(file, table, "extends"),
        may_be_late=table.get("may_be_late", False),
        agreed_by=_events(file, table, "agreed_by"),
        pauses=_events(file, table, "pauses"),
        due_with=table.get("due_with", ""),
        day_of_start_counts=_day_of_start(file, table),
        warn=_before(file, table.get("warn", WARN)),
        owner=table["owner"],
        lapses=table.get("lapses", False),
        versions=tuple(version for version in versions if version.from_on != NOT_IN_FORCE),
        awaiting=tuple(version for version in versions if version.from_on == NOT_IN_FORCE),
        examples=read_examples(file, table.get("example", [])),
        file=file.path,
    )


def _check_clock(file: EntryFile, table: dict[str, Any]) -> None:
    file.check_table(table, CLOCK_WORDS, "a clock")
    file.check_needs(table, CLOCK_NEEDS, "This clock")
    if not (table.get("met_by") or table.get("due_with")):
        file.refuse("Nothing can meet this clock", 'Add "met_by".')
    _check_about(file, table, file.check_name(table.get("about", "child"), load_kinds(), "a kind of subject"))
    if table.get("pauses"):
        _check_pauses(file, table)


def _check_pauses(file: EntryFile, table: dict[str, Any]) -> None:
    """Refuse a pause beside what moves the due day in another way, or where no days are counted from the start."""
    for word in ("extends", "agreed_by", "due_with"):
        if table.get(word):
            file.refuse(f'A clock with "{word}" cannot be paused as well', 'Leave "pauses" or the other out.', "pauses")
    for step in (step for version in table["version"] for step in version.get("step", [])):
        within = step.get("within", "")
        if within == "as ordered" or within.endswith(" before") or "," in within or "school" in within:
            file.refuse(f'"{within}" cannot be paused', "Only a limit counted from the start stands still.", within)


def _check_about(file: EntryFile, table: dict[str, Any], about: str) -> None:
    """Refuse an event or a fact that is about another kind of subject than the clock."""
    words = [table["starts"], *(name for word in EVENT_LISTS for name in table.get(word, []))]
    facts = [text.removeprefix("not ").strip().replace(" ", "_") for text in table.get("only_if", [])]
    for name in (*words, *facts):
        kind = {**event_abouts(), **spell_abouts()}.get(name, about)
        if kind != about:
            what = f'"{name}" is about a {load_kinds()[kind].one}, and this clock about a {load_kinds()[about].one}'
            file.refuse(what, f'Write about = "{kind}", or name another event.', name)


def _events(file: EntryFile, table: dict[str, Any], word: str) -> tuple[str, ...]:
    return tuple(file.check_name(name, event_names(), "an event") for name in table.get(word, []))


def _condition(file: EntryFile, text: str) -> Condition:
    wanted = not text.startswith("not ")
    spell = text.removeprefix("not ").strip().replace(" ", "_")
    if spell not in spell_names():
        file.check_name(spell.replace("_", " "), [name.replace("_", " ") for name in spell_names()], "a known fact")
    return Condition(spell, wanted)


def _strength(file: EntryFile, table: dict[str, Any]) -> Strength:
    return file.check_name(table["strength"], STRENGTHS, "a strength")  # type: ignore[return-value]


def _day_of_start(file: EntryFile, table: dict[str, Any]) -> bool:
    words = ("counts", "does not count")
    return file.check_name(table.get("day_of_start", "counts"), words, "a reading of the day of the start") == "counts"


def _versions(file: EntryFile, table: dict[str, Any], strength: Strength) -> tuple[Version, ...]:
    has_limit, repeats = not table.get("due_with"), bool(table.get("repeats"))
    versions = tuple(_version(file, entry, strength, has_limit, repeats) for entry in table["version"])
    for earlier, later in pairwise(versions):
        if later.from_on <= earlier.from_on:
            what = f"The version from {later.from_on} overlaps the one from {earlier.from_on}"
            file.refuse(what, "Put versions in order, each with its own first day.", str(later.from_on))
    return versions


def _version(file: EntryFile, entry: dict[str, Any], strength: Strength, has_limit: bool, repeats: bool) -> Version:
    file.check_table(entry, VERSION_WORDS, "a version")
    file.check_needs(entry, VERSION_NEEDS, "This version")
    file.check_name(entry["calendar"], load_calendars(), "a calendar")
    _check_evidence(file, entry)
    steps = tuple(_step(file, step, strength, has_limit) for step in entry["step"])
    _check_reachable(file, steps)
    late = next((step for step in steps if step.nth and not repeats), None)
    if late:
        what = f'The step "{late.id}" can never be reached: the clock does not repeat'
        file.refuse(what, "Add repeats = true, or leave nth out.", late.id)
    return Version(
        from_on=_day(file, entry["from"]),
        citation=entry["citation"],
        url=entry["url"],
        calendar=entry["calendar"],
        evidence=entry["evidence"],
        reading=entry.get("reading", ""),
        checked=entry.get("checked"),
        steps=steps,
    )


def _check_evidence(file: EntryFile, entry: dict[str, Any]) -> None:
    """Refuse a mark of evidence nobody knows, and "checked" beside what was not read."""
    evidence = entry["evidence"]
    if evidence not in ("read", "to_confirm") and not evidence.startswith("second_hand ("):
        mend = 'Write "read", "second_hand (where)" or "to_confirm".'
        file.refuse(f'"{evidence}" is not a mark of evidence', mend, evidence)
    if entry.get("checked") and evidence != "read":
        mend = 'Leave "checked" out, or read the instrument.'
        file.refuse('"checked" stands beside evidence that was not read', mend, "checked")


def _day(file: EntryFile, value: Any) -> date:
    if value == "not in force":
        return NOT_IN_FORCE
    if type(value) is not date:
        file.refuse(f'"{value}" is not a day', "Write it as 2015-04-01, without quotes.", str(value))
    return value


def _step(file: EntryFile, entry: dict[str, Any], strength: Strength, has_limit: bool) -> Step:
    file.check_table(entry, STEP_WORDS, "a step")
    within, no_duty = entry.get("within", ""), entry.get("otherwise") == "no duty"
    if not no_duty:
        file.check_needs(entry, ("id", "within") if has_limit else ("id",), "This step")
    when = _condition(file, entry["when"]) if entry.get("when") else None
    if when and entry.get("judged_on") not in ("start", "due"):
        file.refuse('A "when" must say on which day it is judged', 'Add judged_on = "start" or "due".', entry["when"])
    plain = within not in ("", "local", "as ordered")
    return Step(
        id=entry.get("id", ""),
        nth=entry.get("nth"),
        when=when,
        judged_on=entry.get("judged_on"),
        within=_limit(file, within) if plain else None,
        is_local=within == "local",
        as_ordered=within == "as ordered",
        no_duty=no_duty,
        strength=_strength(file, {"strength": entry.get("strength", "local" if within == "local" else strength)}),
    )


def _limit(file: EntryFile, text: str) -> TimeLimit:
    try:
        return TimeLimit.parse(text)
    except UserError as error:
        file.refuse(error.what, error.mend, text)


def _before(file: EntryFile, text: str) -> TimeLimit:
    return _limit(file, f"{text} before")


def _check_reachable(file: EntryFile, steps: tuple[Step, ...]) -> None:
    for place, step in enumerate(steps):
        after = next((other for other in steps[place + 1 :] if step.nth in (None, other.nth)), None)
        if step.when is None and after:
            file.refuse(
                f'The step "{after.id}" can never be reached',
                f'Put it before "{step.id}", which always holds.',
                after.id,
            )
    last = steps[-1]
    if not last.no_duty and (last.when or (last.nth is not None and len(steps) > 1)):
        file.refuse(
            f'No step holds when "{last.id}" does not',
            'End with a step that always holds, or otherwise = "no duty".',
            last.id,
        )


def _check_catalogue(clocks: tuple[Clock, ...]) -> None:
    seen: dict[str, Clock] = {}
    for clock in clocks:
        for name in (clock.id, *(step for step in clock.steps if step != clock.id)):
            other = seen.setdefault(name, clock)
            if other is not clock:
                raise UserError(
                    f'"{name}" stands in two entries',
                    f"{other.file.name} and {clock.file.name}",
                    "Rename one.",
                )
        if clock.due_with and not any(clock.due_with in other.steps for other in clocks):
            raise UserError(
                f'"{clock.due_with}" is not a step', clock.file.name, "Name the step this clock is due with."
            )
