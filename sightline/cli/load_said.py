"""What `sightline load` says: totals first, then what was not understood, what cannot run, and the states."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from sightline.cli.shown import write_list
from sightline.clocks.reading import load_clocks
from sightline.reports.differences import CLOCKS, DIFFERENCE_COLUMNS, compare_due_days
from sightline.reports.sentences import say_state
from sightline.sources.declared import load_kinds
from sightline.store import Scope, Store, open_snapshot
from sightline.store.loads import FINDING_COLUMNS, read_aliases
from sightline.store.records import SnapshotRecord, say_day

if TYPE_CHECKING:
    from sightline.flow import Outcome
    from sightline.sources import Finding, Reading

MORE_SHOWN = 8
CHILDREN = re.compile(r"; ([\d,]+ children|1 child)\b")


def print_outcome(store: Store, outcome: "Outcome") -> None:
    """Print everything a load has to say, most needed first."""
    _print_files(outcome)
    print_totals(outcome.snapshot)
    _print_findings(store, outcome)
    _print_dropped(outcome)
    _print_unfed(outcome.snapshot)
    _print_differences(store, outcome.snapshot)
    print_states(outcome.snapshot)
    typer.echo(f"\n{outcome.snapshot.provenance()}")


def _print_files(outcome: "Outcome") -> None:
    if not outcome.is_new:
        typer.echo(f"The same content is in force already, as load {outcome.load.number:04d}: nothing has changed.")
    files = outcome.reading.files
    typer.echo(f"Read {len(files):,} {'file' if len(files) == 1 else 'files'} (load {outcome.load.number:04d}):")
    for file in files:
        reach = max((feed.data_to for feed in outcome.reading.feeds if feed.file == file.name), default=None)
        rows = "1 row" if file.rows == 1 else f"{file.rows:,} rows"
        what = f"{file.kind}, {rows}, to {say_day(reach)}" if reach else f"{file.kind}, not needed"
        what = what if file.kind else "not read"
        typer.echo(f"  {file.name}: {what}")


def print_totals(snapshot: SnapshotRecord) -> None:
    """Print the control totals every analyst asks for first."""
    if not snapshot.totals:
        return
    typer.echo("\nControl totals:")
    councils = {line.council for line in snapshot.totals}
    for line in snapshot.totals:
        number = "?" if line.number is None else f"{line.number:,}"
        day = f" on {say_day(line.on_day)}" if line.on_day else ""
        council = f"{line.council}: " if len(councils) > 1 else ""
        typer.echo(f"  {number:>9}  {council}{line.title}{day}, {line.says}")


def _print_findings(store: Store, outcome: "Outcome") -> None:
    groups = group_findings(outcome.reading)
    if not groups:
        typer.echo("\nEverything was understood.")
        return
    typer.echo(f"\nNot understood, or set aside ({len(outcome.reading.findings):,}):")
    for found in groups:
        _print_group(found)
    name = f"load-{outcome.load.number:04d}-not-understood.csv"
    hidden = _sealed_ids(store, outcome)
    told = [finding for finding in outcome.reading.findings if finding.child_id not in hidden]
    listed = [{column: getattr(finding, column) for column in FINDING_COLUMNS} for finding in told]
    typer.echo(f"  All of them: {write_list(store, name, FINDING_COLUMNS, listed)}")


def _sealed_ids(store: Store, outcome: "Outcome") -> set[str]:
    """Ids of sealed records: they stand in no list."""
    from sightline.identity import current_aliases

    register = read_aliases(store, (outcome.load,))
    rows = current_aliases(register, outcome.load.council).to_pylist() if register is not None else []
    return {row["source_id"] for row in rows if row["sealed"] and row["subject_kind"] == "child"}


def _print_group(found: Sequence["Finding"]) -> None:
    """A group: how many, of what kind, where the first stand, and what to do."""
    first = found[0]
    rows = [f"{finding.row:,}" for finding in found if finding.row is not None]
    columns = list(dict.fromkeys(finding.column for finding in found if finding.column))
    where = [first.file, first.sheet, _first_of(columns, MORE_SHOWN), f"row {_first_of(rows, 3)}" if rows else ""]
    typer.echo(f"  {len(found):>6,} × {first.kind}: {', '.join(part for part in where if part)}")
    typer.echo(f"           {first.what}. {first.mend}" if len(columns) < 2 else f"           {first.mend}")


def _first_of(words: Sequence[str], number: int) -> str:
    return ", ".join(words[:number]) + (" …" if len(words) > number else "")


def group_findings(reading: "Reading") -> list[Sequence["Finding"]]:
    """Findings of one kind in one column together, those about whole columns in one sheet together.

    Cells come before columns, larger groups before smaller ones.
    """
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in reading.findings:
        column = finding.column if finding.row is not None else ""
        groups.setdefault((finding.kind, finding.file, finding.sheet, column), []).append(finding)
    return sorted(groups.values(), key=lambda found: (found[0].row is None, -len(found)))


def _print_dropped(outcome: "Outcome") -> None:
    if outcome.dropped:
        typer.echo(
            f"\nThe load before this one also held: {', '.join(outcome.dropped)}. "
            "This load replaces it whole, so they are no longer in force. Load all files of a source together."
        )


def _print_unfed(snapshot: SnapshotRecord) -> None:
    if snapshot.unfed:
        typer.echo(f"\nDuties that cannot be worked out from what is loaded ({len(snapshot.unfed)}):")
        abouts = {clock.id: clock.about for clock in load_clocks()}
        of_children = [line.sentence for line in snapshot.unfed if abouts.get(line.clock, "child") == "child"]
        touching = [sentence for sentence in of_children if CHILDREN.search(sentence)]
        for sentence in touching:
            typer.echo(f"  {sentence}")
        if more := len(of_children) - len(touching):
            typer.echo(f"  {more} more begin with something that no file loaded tells; see sightline clocks list")
        others = Counter(abouts[line.clock] for line in snapshot.unfed if abouts.get(line.clock, "child") != "child")
        for about, number in others.items():
            duties = "1 duty" if number == 1 else f"{number:,} duties"
            typer.echo(f"  About {load_kinds()[about].several}: {duties}; see sightline clocks list, and the templates")


def _print_differences(store: Store, record: SnapshotRecord) -> None:
    snapshot = open_snapshot(store, Scope.whole_council(), record.id)
    columns = ["council", "subject_id", "clock", "run", "due_on"]
    found = compare_due_days(
        snapshot.table("systems_due").to_pylist(), snapshot.table("obligations").select(columns).to_pylist(), CLOCKS
    )
    if not found.compared:
        return
    typer.echo("\nDue dates that the case system holds, beside ours:")
    for kind, number in found.compared.items():
        differing = sum(row["duty"] == kind for row in found.differing)
        typer.echo(f"  {kind}: {number:,} compared, {differing:,} differ")
    if found.differing:
        path = write_list(store, f"{record.id}-due-dates-that-differ.csv", DIFFERENCE_COLUMNS, found.differing)
        typer.echo(f"  Those that differ: {path}")


def print_states(snapshot: SnapshotRecord) -> None:
    """Print how many duties are in each state."""
    typer.echo(f"\nDuties as of {say_day(snapshot.as_of)}:")
    _print_numbers((say_state(state), number) for state, number in snapshot.states.items())


def _print_numbers(pairs: Iterable[tuple[str, int]]) -> None:
    for words, number in pairs:
        typer.echo(f"  {number:>9,}  {words}")
