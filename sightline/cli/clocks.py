"""`sightline clocks`: the catalogue of duties; one of them in full; try one on dates you type."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.cli.options import Folder, Format, FormatOption, parse_day
from sightline.cli.shown import print_rows
from sightline.reports.sentences import say_reason, say_state
from sightline.words import UserError, nearest

if TYPE_CHECKING:
    from sightline.clocks.entry import Clock, Example, ExampleEvent, ExampleSpell
    from sightline.obligations.explain import Working

app = typer.Typer(help="The catalogue of duties; one in full; try one on dates you type.", no_args_is_help=True)
LISTED = ("id", "title", "area", "strength", "fed", "versions", "steps", "examples")
SHOWN = ("id", "title", "area", "strength", "fed", "steps", "examples")
TRIED = ("step", "run", "started_on", "due_on", "met_on", "state", "days", "reason")


@app.command("list")
def list_clocks(store_folder: Folder = None, how: FormatOption = Format.TABLE) -> None:
    """List every duty: its steps, how binding it is, and whether the current load feeds it."""
    from sightline.clocks.reading import load_catalogue

    fed = fed_now(store_folder)
    rows = [_row(clock, fed.get(clock.id, "not_fed")) for clock in load_catalogue()]
    if how != Format.JSON:
        rows = [{**row, "steps": " ".join(row["steps"]), "versions": len(row["versions"])} for row in rows]
    print_rows(SHOWN if how == Format.TABLE else LISTED, rows, how)


@app.command("show")
def show_clock(clock_id: Annotated[str, typer.Argument(metavar="CLOCK")]) -> None:
    """Show one duty in full: what starts, meets and stops it, and the law by date."""
    clock = find_clock(clock_id)
    typer.echo(f"{clock.title}\n{clock.question}\n")
    for words, names in (
        ("Starts with", (clock.starts,)),
        ("Met by", clock.met_by),
        ("Stops with", clock.stops),
        ("Only if", tuple(str(condition) for condition in clock.only_if)),
        ("Extended by", clock.extends),
        ("Owner", (clock.owner,)),
        ("Area", (clock.area,)),
        ("Strength", (clock.strength,)),
    ):
        if names:
            typer.echo(f"{words + ':':<13}{', '.join(name.replace('_', ' ') for name in names)}")
    for version in (*clock.versions, *clock.awaiting):
        day = f"From {version.from_on}" if version in clock.versions else "Not in force"
        typer.echo(f"\n{day}: {version.citation}\n  {version.url}\n  evidence: {version.evidence}")
        for step in version.steps:
            typer.echo(f"  {say_step(step)}")
        if version.reading:
            typer.echo(f"  How it is read: {version.reading.strip()}")
    typer.echo(f"\n{len(clock.examples)} worked examples in {clock.file.parent.name}/{clock.file.name}")


@app.command("try")
def try_clock(
    clock_id: Annotated[str, typer.Argument(metavar="CLOCK")],
    typed: Annotated[
        list[str], typer.Argument(metavar="EVENT=DAY…", help="An event and its day; after a colon, its key.")
    ],
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", parser=parse_day, metavar="DAY", help="The day looked from. Default: the last typed."),
    ] = None,
    facts: Annotated[
        list[str] | None, typer.Option("--fact", metavar="FACT=FROM[:UNTIL]", help="Something true from a day on.")
    ] = None,
    limits: Annotated[
        list[str] | None, typer.Option("--limit", metavar="STEP=LIMIT", help="A local limit: 10 working days.")
    ] = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """Try a duty on dates you type, with its working: sightline clocks try cla_visit placement_started=2026-06-01:p1"""
    from sightline.clocks.reading import load_clocks
    from sightline.obligations.trial import explain_alone

    clock, example = find_clock(clock_id), _typed(typed, as_of, facts or [], limits or [])
    listed = [_tried(working) for working in explain_alone(load_clocks(), clock, example)]
    if how == Format.TABLE:
        said = [{**row, "state": say_state(row["state"]), "reason": say_reason(row)} for row in listed]
        print_rows(TRIED, said, how)
        typer.echo("\n" + "\n".join(f"{row['step']}: {row['working']}" for row in listed) if listed else "No duty.")
    else:
        print_rows((*TRIED, "working"), listed, how)
    typer.echo(f"As of {example.as_of} · entry {clock.id}", err=how != Format.TABLE)


def _typed(typed: list[str], as_of: date | None, facts: list[str], limits: list[str]) -> "Example":
    """What was typed, as an example that expects nothing."""
    from sightline.clocks.entry import Example

    events = tuple(_event(text) for text in typed)
    return Example(
        name="typed",
        events=events,
        as_of=as_of or max(event.on for event in events if event.on),
        expect=(),
        spells=tuple(_spell(text) for text in facts),
        standards=tuple(_pair(text, "a limit") for text in limits),
    )


def _tried(working: "Working") -> dict[str, Any]:
    row = working.row
    days = {"started_on": row.started, "due_on": row.due, "met_on": row.met}
    return {**vars(row), **days, "working": working.sentence}


def find_clock(name: str) -> "Clock":
    """The clock with this id, or with a step of this id. Raises UserError naming the nearest."""
    from sightline.clocks.reading import load_catalogue

    for clock in load_catalogue():
        if name == clock.id or name in clock.steps:
            return clock
    raise UserError(f'"{name}" is not a clock', "", nearest(name, [clock.id for clock in load_catalogue()]))


def say_step(step: Any) -> str:
    """One step of a version in a line."""
    limit = "as your council has set" if step.is_local else "as ordered" if step.as_ordered else str(step.within or "")
    parts = [f"{step.id or 'otherwise'}: {'no duty' if step.no_duty else limit}"]
    if step.nth is not None:
        parts.append("the first" if step.nth == 0 else f"number {step.nth + 1}")
    if step.when:
        parts.append(f"when {step.when} on the day it {'begins' if step.judged_on == 'start' else 'falls due'}")
    return ", ".join(parts)


def _row(clock: "Clock", fed: str) -> dict[str, Any]:
    versions = [
        {
            "from": version.from_on.isoformat() if version in clock.versions else "not in force",
            "citation": version.citation,
            "url": version.url,
            "evidence": version.evidence,
            "checked": version.checked.isoformat() if version.checked else None,
        }
        for version in (*clock.versions, *clock.awaiting)
    ]
    return {
        "id": clock.id,
        "title": clock.title,
        "area": clock.area,
        "strength": clock.strength,
        "fed": fed if clock.versions else "not_in_force",
        "versions": versions,
        "steps": list(clock.steps),
        "examples": len(clock.examples),
    }


def fed_now(store_folder: Any) -> dict[str, str]:
    """For each clock whether the load in use feeds it; nothing where nothing is loaded."""
    from sightline.store import Scope, open_snapshot, open_store
    from sightline.store.place import read_pointer

    store = open_store(store_folder)
    return open_snapshot(store, Scope.whole_council()).record.fed if read_pointer(store).snapshot else {}


def _event(text: str) -> "ExampleEvent":
    from sightline.clocks.entry import ExampleEvent
    from sightline.tables.names import event_names

    name, rest = _pair(text, "an event")
    if name not in event_names():
        raise UserError(f'"{name}" is not an event', "", nearest(name, event_names()))
    when, _, key = rest.partition(":") if "T" not in rest else (rest, "", "")
    moment = datetime.fromisoformat(when) if "T" in when else None
    return ExampleEvent(name, moment.date() if moment else parse_day(when), moment, key or None)


def _spell(text: str) -> "ExampleSpell":
    from sightline.clocks.entry import ExampleSpell
    from sightline.tables.names import spell_names

    name, rest = _pair(text, "a fact")
    spell = name.strip().replace(" ", "_")
    if spell not in spell_names():
        raise UserError(f'"{name}" is not a known fact', "", nearest(spell, spell_names()))
    first, _, last = rest.partition(":")
    days: list[date | None] = [parse_day(day) if day else None for day in (first, last)]
    return ExampleSpell(spell, days[0], days[1])


def _pair(text: str, what: str) -> tuple[str, str]:
    name, equals, rest = text.partition("=")
    if not equals:
        raise typer.BadParameter(f'"{text}" is not {what}. Write it with an equals sign: name=value.')
    return name.strip(), rest.strip()
