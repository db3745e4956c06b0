"""`sightline explain`: the working of each due date, worked out again by the reference engine."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.cli.clocks import find_clock
from sightline.cli.options import DONE_IN_PART, AsOf, Folder, Format, FormatOption
from sightline.cli.shown import open_for, print_provenance, print_rows, with_reasons
from sightline.reports.listing import DUE_COLUMNS, Choice, choose
from sightline.reports.sentences import say_place
from sightline.words import UserError

if TYPE_CHECKING:
    from sightline.obligations.explain import Working
    from sightline.store import Snapshot

EXPLAINED = (*DUE_COLUMNS, "due_first", "due_last", "file", "sheet", "line", "citation", "url", "working")
SUBJECT = ("council", "subject_kind", "subject_id")
COMPARED = ("clock", "step", "run", "started_on", "due_on", "met_on", "state", "days")
Row = dict[str, Any]


def explain_child(
    child: Annotated[str, typer.Argument(metavar="CHILD", help="The child's id.")],
    clock_id: Annotated[str, typer.Argument(metavar="[CLOCK]", help="One duty only.")] = "",
    store_folder: Folder = None,
    as_of: AsOf = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """Show the working of each due date of a child: from which event, by which limit, under which law."""
    from sightline.store import open_store

    clocks = (find_clock(clock_id).id,) if clock_id else ()
    snapshot = open_for(open_store(store_folder), as_of)
    chosen = choose(snapshot.table("obligations"), Choice(clocks=clocks, child=child.strip()))
    rows = with_reasons(snapshot, chosen.to_pylist())
    if not rows:
        raise UserError(
            f"Nothing is, or was, due for a child with the id {child}{f' under {clock_id}' if clock_id else ''}",
            "",
            "Check the id in the case system, and what `sightline clocks list` says can be worked out.",
        )
    explained, strays = explain_rows(snapshot, rows)
    if how == Format.TABLE:
        for row in explained:
            typer.echo(say_row(row) + "\n")
    else:
        print_rows(EXPLAINED, explained, how)
    print_provenance(snapshot.record, how)
    _warn(strays)


def explain_rows(snapshot: "Snapshot", rows: list[Row]) -> tuple[list[Row], list[str]]:
    """The rows with their working by the reference engine, and the duties on which the two engines differ."""
    explained, strays = [], []
    for subject in dict.fromkeys(tuple(row[name] for name in SUBJECT) for row in rows):
        workings = {_key(working): working for working in _work_out_again(snapshot, subject)}
        for row in rows:
            if tuple(row[name] for name in SUBJECT) == subject:
                working = workings.get(tuple(row[name] for name in COMPARED))
                explained.append(_with_working(row, working))
                if working is None:
                    strays.append(f"{row['step']} {row['run'] or ''}".strip())
    return explained, strays


def _work_out_again(snapshot: "Snapshot", subject: tuple[str, ...]) -> "list[Working]":
    import pyarrow.compute as pc

    from sightline.clocks import load_clocks
    from sightline.flow import standards_of
    from sightline.obligations.explain import explain
    from sightline.obligations.subject import subject_history

    council, _, subject_id = subject
    tables = [snapshot.table(name) for name in ("events", "spells", "known", "reach")]
    event, spell, known, reach = (table.filter(pc.equal(table["council"], council)) for table in tables)
    history = subject_history(event, spell, known, reach, subject_id)
    rules = standards_of(snapshot.store, council)
    return explain(load_clocks(), history, standards=rules, as_of=snapshot.record.as_of)


def _key(working: "Working") -> tuple[Any, ...]:
    row = working.row
    return row.clock, row.step, row.run, row.started, row.due, row.met, row.state, row.days


def _with_working(row: Row, working: "Working | None") -> Row:
    version = working.version if working else None
    law = {"citation": version.citation if version else "", "url": version.url if version else ""}
    return {**row, **law, "working": working.sentence if working else "the reference engine does not give this row"}


def say_row(row: Row) -> str:
    """One duty with its working, on a few lines."""
    lines = [f"{find_clock(row['clock']).title} ({row['step']}{', ' + row['run'] if row['run'] else ''})"]
    lines.append(f"  {row['working']}")
    if row["reason"]:
        lines.append(f"  {'because' if row['state'] == 'cannot_tell' else 'note:'} {row['reason']}")
    if say_place(row):
        lines.append(f"  began with {say_place(row)}")
    if row["booked_on"]:
        lines.append(f"  booked for {row['booked_on']}")
    if row["url"]:
        lines.append(f"  {row['url']}")
    return "\n".join(lines)


def _warn(strays: list[str]) -> None:
    """Say loudly where the two engines differ: such a row must not be relied on."""
    if strays:
        typer.echo(
            f"\nWARNING: the reference engine gives another answer than the list for {', '.join(strays)}. "
            "Do not rely on these rows; please report this with the provenance line above.",
            err=True,
        )
        raise typer.Exit(DONE_IN_PART)
