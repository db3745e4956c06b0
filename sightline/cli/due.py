"""`sightline due`: which duties are open, and for whom."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.options import (
    DONE_IN_PART,
    AsOf,
    EngineName,
    Folder,
    Format,
    FormatOption,
    SparkAddress,
    SparkFolder,
    Strict,
    choose_words,
)
from sightline.cli.shown import open_for, print_provenance, print_rows, with_reasons
from sightline.obligations.state import STATES
from sightline.reports.listing import DUE_COLUMNS, OPEN_STATES, TABLE_COLUMNS, Choice, choose, say_subject
from sightline.sources.declared import load_kinds
from sightline.words import UserError, nearest

if TYPE_CHECKING:
    import pyarrow as pa

    from sightline.store import Snapshot

Many = list[str] | None
States = Annotated[
    Many, typer.Option("--state", help="open (default), all, or any of the states: overdue, due_soon, due, met …")
]
Clocks = Annotated[Many, typer.Option("--clock", help="A clock or one of its steps.")]
Areas = Annotated[Many, typer.Option("--area", help="A service area, such as children in care.")]
Teams = Annotated[Many, typer.Option("--team", help="A team, as the files name it.")]
Workers = Annotated[Many, typer.Option("--worker", help="A worker, as the files name them.")]
Child = Annotated[str, typer.Option("--child", help="A child's id; with --about, the id of whom it is about.")]
Abouts = Annotated[Many, typer.Option("--about", help="Children, or another kind: child, carer, adopter, complaint …")]
Workbook = Annotated[
    Path | None, typer.Option("--workbook", metavar="DIR", help="Write an Excel workbook for each service here.")
]


def list_due(
    store_folder: Folder = None,
    as_of: AsOf = None,
    state: States = None,
    clock: Clocks = None,
    area: Areas = None,
    team: Teams = None,
    worker: Workers = None,
    child: Child = "",
    about: Abouts = None,
    how: FormatOption = Format.TABLE,
    workbook: Workbook = None,
    strict: Strict = False,
    engine: EngineName = "duckdb",
    spark: SparkAddress = "",
    spark_folder: SparkFolder = "",
) -> None:
    """List open duties: what is overdue and what falls due, with the worker and team."""
    from sightline.engines.choice import choose_engine
    from sightline.store import open_store

    abouts = _abouts(about or [], child.strip())
    asked = Choice(_states(state or []), _clocks(clock or []), _areas(area or []), child=child.strip(), abouts=abouts)
    snapshot = open_for(open_store(store_folder), as_of, choose_engine(engine, spark, spark_folder))
    if workbook is not None:
        _write_workbooks(snapshot, workbook)
        return
    chosen = _as_held(snapshot, asked, team or [], worker or [])
    obligations = snapshot.table("obligations")
    _print(snapshot, choose(obligations, chosen), how)
    untold = choose(obligations, replace(chosen, states=("cannot_tell",))).num_rows
    _print_end(snapshot, chosen, untold, how)
    if strict and untold:
        raise typer.Exit(DONE_IN_PART)


def _as_held(snapshot: "Snapshot", asked: Choice, teams: list[str], workers: list[str]) -> Choice:
    """What was asked for, with teams and workers as the files spell them; whoever is not there is refused."""
    obligations = snapshot.table("obligations")
    return replace(
        asked,
        teams=_present(obligations, "team", teams),
        workers=_present(obligations, "worker", workers),
        child=_child(snapshot, asked.child, asked.abouts),
    )


def _states(words: list[str]) -> tuple[str, ...]:
    chosen = choose_words(words or ["open"], ("open", "all", *STATES), "a state")
    if "all" in chosen:
        return ()
    return tuple(state for word in chosen for state in (OPEN_STATES if word == "open" else (word,)))


def _clocks(words: list[str]) -> tuple[str, ...]:
    from sightline.clocks.reading import load_clocks

    names = tuple(name for clock in load_clocks() for name in (clock.id, *clock.steps)) if words else ()
    return choose_words(words, names, "a clock or a step of one")


def _areas(words: list[str]) -> tuple[str, ...]:
    from sightline.clocks.reading import load_clocks

    return choose_words(words, tuple({clock.area for clock in load_clocks()}) if words else (), "a service area")


def _abouts(words: list[str], child: str) -> tuple[str, ...]:
    """The kinds asked for; an id alone is a child's."""
    return choose_words(words or (["child"] if child else []), tuple(load_kinds()), "a kind of subject")


def _present(obligations: "pa.Table", column: str, words: list[str]) -> tuple[str, ...]:
    """The team or worker as the files spell it; a name nobody has is refused, for nothing overdue would mislead."""
    held = [name for name in obligations[column].unique().to_pylist() if name] if words else []
    chosen: list[str] = []
    for word in words:
        found = [name for name in held if name.casefold() == word.strip().casefold()]
        if not found:
            raise UserError(f'No duty has the {column} "{word}"', "", nearest(word, held) if held else "")
        chosen += found
    return tuple(chosen)


def _child(snapshot: "Snapshot", child: str, abouts: tuple[str, ...]) -> str:
    import pyarrow as pa
    import pyarrow.compute as pc

    if child:
        every = snapshot.table("subjects")
        subjects = every.filter(pc.is_in(every["subject_kind"], pa.array(abouts)))
        if not any(pc.any(pc.equal(subjects[name], child)).as_py() for name in ("child_id", "subject_id")):
            called = " or ".join(load_kinds()[name].one for name in abouts)
            what = f"No {called} with the id {child} is in what was loaded"
            raise UserError(what, "", "Check the id in the case system.")
    return child


def _print(snapshot: "Snapshot", rows: "pa.Table", how: Format) -> None:
    listed = with_reasons(snapshot, rows.to_pylist())
    if how == Format.TABLE:
        listed = [{**row, "about": say_subject(row)} for row in listed]
    print_rows(TABLE_COLUMNS if how == Format.TABLE else DUE_COLUMNS, listed, how)
    if how == Format.TABLE:
        counts = Counter(row["state"] for row in listed)
        typer.echo("\n" + (", ".join(f"{n:,} {state}" for state, n in sorted(counts.items())) or "Nothing to list."))


def _print_end(snapshot: "Snapshot", chosen: Choice, untold: int, how: Format) -> None:
    if untold and chosen.states and "cannot_tell" not in chosen.states:
        typer.echo(f"{untold:,} more cannot be told: sightline due --state cannot_tell", err=how != Format.TABLE)
    print_provenance(snapshot.record, how)


def _write_workbooks(snapshot: "Snapshot", folder: Path) -> None:
    from sightline.reports.workbook import write_workbooks
    from sightline.store import snapshot_before

    for path in write_workbooks(snapshot, snapshot_before(snapshot), folder):
        typer.echo(f"Written: {path}")
    print_provenance(snapshot.record)
