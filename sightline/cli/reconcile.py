"""`sightline reconcile`: lists of the same children that should agree, and where they do not."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.options import Folder, Format, FormatOption
from sightline.cli.shown import print_rows

if TYPE_CHECKING:
    from sightline.reconcile import Agreement
    from sightline.store import Store

Pairs = Annotated[
    list[str] | None, typer.Option("--same", metavar="A=B", help="Two that a person has decided are one child.")
]
Apart = Annotated[
    list[str] | None, typer.Option("--apart", metavar="A=B", help="Two that a person has decided are two children.")
]


def reconcile_lists(
    paths: Annotated[list[Path], typer.Argument(metavar="LIST…", help="Two or more lists, the most trusted first.")],
    same: Pairs = None,
    apart: Apart = None,
    store_folder: Folder = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """Compare lists of the same children (CSV or Excel, any headers): who is on which, and what differs."""
    from sightline.reconcile import compare_lists, read_list
    from sightline.reports.agreed import CHILD_COLUMNS, child_rows
    from sightline.store import open_store
    from sightline.words import UserError

    if len(paths) < 2:
        raise UserError("One list has nothing to agree with", str(paths[0].name), "Give two lists or more.")
    subjects, sealed = _known(open_store(store_folder))
    agreement = compare_lists(
        [read_list(path) for path in paths],
        subject_of=lambda name: subjects.get(name, name),
        sealed=sealed,
        same=_pairs(same),
        apart=_pairs(apart),
    )
    if how == Format.TABLE:
        _say(agreement)
    print_rows(CHILD_COLUMNS, child_rows(agreement), how)


def _known(store: "Store") -> tuple[dict[str, str], frozenset[str]]:
    """Which ids are one child's and which are sealed, as the register of every load says; nothing before the first."""
    from sightline.identity import current_aliases
    from sightline.store.loads import list_loads, read_aliases

    loads = list_loads(store)
    register = read_aliases(store, loads) if loads else None
    if register is None:
        return {}, frozenset()
    rows = [
        row for council in {load.council for load in loads} for row in current_aliases(register, council).to_pylist()
    ]
    children = [row for row in rows if row["subject_kind"] == "child"]
    subjects = {row["source_id"]: row["subject_id"] for row in children}
    return subjects, frozenset(row["source_id"] for row in children if row["sealed"])


def _pairs(words: list[str] | None) -> list[tuple[str, str]]:
    pairs = [word.partition("=") for word in words or ()]
    for first, sign, second in pairs:
        if not (sign and first.strip() and second.strip()):
            raise typer.BadParameter(f'"{first}{sign}{second}" is not a pair. Write it as MU1=MU2.')
    return [(first.strip(), second.strip()) for first, _, second in pairs]


def _say(agreement: "Agreement") -> None:
    """The sentence, the combinations and the pairs to decide, before the children."""
    from sightline.reports.agreed import CELL_COLUMNS, cell_rows, perhaps_rows

    for each in agreement.lists:
        typer.echo(f"{each.name}: {len(each.rows):,} rows" + "".join(f"; {said}" for said in each.said))
    if agreement.is_agreed:
        typer.echo(f"The {len(agreement.lists)} lists agree about all {len(agreement.entries):,} children.")
        return
    print_rows(CELL_COLUMNS, cell_rows(agreement), Format.TABLE)
    typer.echo("")
    if agreement.perhaps:
        typer.echo("Perhaps the same child: a person must decide (--same A=B or --apart A=B).")
        print_rows(("first", "second", "why"), perhaps_rows(agreement), Format.TABLE)
        typer.echo("")
