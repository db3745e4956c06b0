"""`sightline loads compare`: what moved each figure between two loads."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.cli.options import Folder, Format, FormatOption
from sightline.cli.shown import print_rows

if TYPE_CHECKING:
    from sightline.comparing import Comparison

COLUMNS = ("child", "clock", "run", "before", "after", "cause", "facts")


def compare_two_loads(
    first: Annotated[int, typer.Argument(metavar="A", help="The number of the earlier load.")],
    second: Annotated[int, typer.Argument(metavar="B", help="The number of the later load.")],
    clock: Annotated[str, typer.Option("--clock", metavar="ID", help="One duty. Default: every one.")] = "",
    rows: Annotated[bool, typer.Option("--rows", help="Every duty that moved, in place of the figures.")] = False,
    store_folder: Folder = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """Say why figures changed between two loads: each duty that moved, by its one cause."""
    from sightline.comparing import compare_loads
    from sightline.store import open_store

    comparison = compare_loads(open_store(store_folder), first, second)
    if rows:
        print_rows(COLUMNS, moved_rows(comparison, clock), how)
        return
    states, figures = figure_rows(comparison, clock)
    print_rows(("cause", *states), figures, how)


def moved_rows(comparison: "Comparison", clock: str) -> list[dict[str, Any]]:
    """One row for each duty that moved."""
    return [
        {
            "child": each.child_id,
            "clock": each.clock,
            "run": each.run,
            "before": each.before or "no duty",
            "after": each.after or "no duty",
            "cause": each.cause,
            "facts": "; ".join(f"{fact.event} {fact.became} ({fact.before} → {fact.after})" for fact in each.facts),
        }
        for each in comparison.moved
        if clock in ("", each.clock)
    ]


def figure_rows(comparison: "Comparison", clock: str) -> tuple[list[str], list[dict[str, Any]]]:
    """The states that occur, and a row for each cause: by how many each state grew; first and last the whole."""
    from sightline.obligations.state import STATES

    parts, (before, after) = comparison.parts(clock), comparison.stood(clock)
    held = {state for counted in (before, after, *parts.values()) for state in counted if counted[state]}
    states: list[str] = [state for state in STATES if state in held]
    rows = [{"cause": cause, **{state: part[state] for state in states}} for cause, part in parts.items()]
    was = {"cause": f"after load {comparison.first.number:04d}", **{s: before[s] for s in states}}
    now = {"cause": f"after load {comparison.second.number:04d}", **{s: after[s] for s in states}}
    return states, [was, *rows, now]
