"""`sightline explain`: the working of each due date."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.cli.clocks import find_clock
from sightline.cli.options import AsOf, Folder, Format, FormatOption
from sightline.cli.shown import open_for, print_provenance, print_rows, with_reasons
from sightline.reports.listing import DUE_COLUMNS, Choice, choose
from sightline.reports.sentences import say_place, say_state
from sightline.store.records import say_day
from sightline.words import UserError

if TYPE_CHECKING:
    from sightline.clocks.entry import Clock, Version

EXPLAINED = (*DUE_COLUMNS, "due_first", "due_last", "file", "sheet", "line", "limit", "citation", "url", "working")


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
    rows = choose(snapshot.table("obligations"), Choice(clocks=clocks, child=child.strip())).to_pylist()
    if not rows:
        raise UserError(
            f"Nothing is, or was, due for a child with the id {child}{f' under {clock_id}' if clock_id else ''}",
            "",
            "Check the id in the case system, and what `sightline clocks list` says can be worked out.",
        )
    worked = [explain_row(row) for row in with_reasons(snapshot, rows)]
    if how == Format.TABLE:
        for row in worked:
            typer.echo(row["working"] + "\n")
    else:
        print_rows(EXPLAINED, worked, how)
    print_provenance(snapshot.record, how)


def explain_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its limit, its law and a sentence that gives its working."""
    clock = find_clock(row["clock"])
    version = next((v for v in clock.versions if v.from_on == row["version"]), None)
    step = next((s for s in version.steps if s.id == row["step"]), None) if version else None
    limit = ("what your council has set" if step.is_local else str(step.within or "as ordered")) if step else ""
    law = {"citation": version.citation if version else "", "url": version.url if version else ""}
    return {**row, **law, "limit": limit, "working": _say_working(row, clock, version, limit)}


def _say_working(row: dict[str, Any], clock: "Clock", version: "Version | None", limit: str) -> str:
    lines = [f"{clock.title} ({row['step']}{', ' + row['run'] if row['run'] else ''}): {_say_state(row)}"]
    if row["reason"]:
        lines.append(f"  {'because' if row['state'] == 'cannot_tell' else 'note:'} {row['reason']}")
    if row["due_on"] and row["started_on"]:
        lines.append(f"  due {say_day(row['due_on'])}: {limit or 'counted'} from {say_day(row['started_on'])}")
    if say_place(row):
        lines.append(f"  begins with {say_place(row)}")
    if row["booked_on"]:
        lines.append(f"  booked for {say_day(row['booked_on'])}")
    if version:
        lines.append(f"  {row['strength'].replace('_', ' ')}: {version.citation} {version.url}".rstrip())
    return "\n".join(lines)


def _say_state(row: dict[str, Any]) -> str:
    words = say_state(row["state"]).lower()
    if row["state"] == "overdue" and row["due_on"]:
        return f"overdue since {say_day(row['due_on'])} ({row['days']:,} days)"
    return f"{words} on {say_day(row['met_on'])}" if row["met_on"] else words
