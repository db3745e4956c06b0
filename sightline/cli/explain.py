"""`sightline explain`: the working of each due date, worked out again by the reference engine."""

from typing import Annotated, Any

import typer

from sightline.cli.clocks import find_clock
from sightline.cli.options import DONE_IN_PART, AsOf, Folder, Format, FormatOption, choose_words
from sightline.cli.shown import open_for, print_provenance, print_rows, with_reasons
from sightline.reports.known import known_of
from sightline.reports.listing import DUE_COLUMNS, Choice, choose
from sightline.reports.sentences import say_place, say_state
from sightline.reports.workings import explain_rows
from sightline.sources.declared import load_kinds
from sightline.words import UserError

EXPLAINED = (*DUE_COLUMNS, "due_first", "due_last", "file", "sheet", "line", "citation", "url", "working", "known")
Row = dict[str, Any]


def explain_child(
    child: Annotated[str, typer.Argument(metavar="ID", help="The child's id, or with --about another subject's.")],
    clock_id: Annotated[str, typer.Argument(metavar="[CLOCK]", help="One duty only.")] = "",
    about: Annotated[str, typer.Option("--about", help="Whose id it is: child, carer, adopter, complaint …")] = "child",
    store_folder: Folder = None,
    as_of: AsOf = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """Show the working of each due date of a child, a carer …: from which event, by which limit, under which law."""
    from sightline.store import open_store

    clocks = (find_clock(clock_id).id,) if clock_id else ()
    abouts = choose_words([about], tuple(load_kinds()), "a kind of subject")
    snapshot = open_for(open_store(store_folder), as_of)
    chosen = choose(snapshot.table("obligations"), Choice(clocks=clocks, child=child.strip(), abouts=abouts))
    rows = with_reasons(snapshot, chosen.to_pylist())
    if not rows:
        under = f" under {clock_id}" if clock_id else ""
        raise UserError(
            f"Nothing is, or was, due for a {load_kinds()[about].one} with the id {child}{under}",
            "",
            "Check the id in the case system, and what `sightline clocks list` says can be worked out.",
        )
    explained, strays = explain_rows(snapshot, rows)
    explained = [{**row, "known": said} for row, said in zip(explained, known_of(snapshot, explained), strict=True)]
    if how == Format.TABLE:
        for row in explained:
            typer.echo(say_row(row) + "\n")
    else:
        print_rows(EXPLAINED, [{**row, "known": "; ".join(row["known"])} for row in explained], how)
    print_provenance(snapshot.record, how)
    _warn(strays)


def say_row(row: Row) -> str:
    """One duty with its working, on a few lines."""
    lines = [f"{find_clock(row['clock']).title} ({row['step']}{', ' + row['run'] if row['run'] else ''})"]
    lines.append(f"  {row['working']}")
    if row["reason"]:
        lines.append(f"  {'because' if row['state'] == 'cannot_tell' else 'note:'} {row['reason']}")
    if row["state_without"] != row["state"]:
        lines.append(f"  without what people decided: {say_state(row['state_without']) or 'no duty'}")
    if say_place(row):
        lines.append(f"  began with {say_place(row)}")
    lines += [f"  {said}" for said in row["known"]]
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
