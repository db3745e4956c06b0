"""`sightline reconcile`: lists that should agree, where they do not, and the agreed list that is signed."""

import getpass
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sightline.cli.options import Folder, Format, FormatOption
from sightline.cli.shown import print_rows
from sightline.words import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sightline.agreeing import Position
    from sightline.reconcile.kept import Comparison
    from sightline.store import Store
    from sightline.store.agreed import Signed

ROLE = "the command line"
SAME, APART = "same", "apart"

Lists = Annotated[
    list[Path] | None,
    typer.Argument(metavar="LIST…", help="Two or more, the most trusted first. None: what is signed."),
]
Pairs = Annotated[
    list[str] | None, typer.Option("--same", metavar="A=B", help="Two that a person has decided are one child.")
]
Apart = Annotated[
    list[str] | None, typer.Option("--apart", metavar="A=B", help="Two that a person has decided are two children.")
]
Off = Annotated[
    list[str] | None,
    typer.Option("--not-on", metavar="CHILD", help="One whom a person has decided the list is not of."),
]
Title = Annotated[str, typer.Option("--sign-off", metavar="TITLE", help="Keep the agreed list, called so, for good.")]
Reason = Annotated[str, typer.Option("--reason", metavar="WHY", help="Why it is signed: it is kept with the list.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who signs. Default: the account this runs under.")]
Council = Annotated[str, typer.Option("--council", help="Whose lists, where several councils are loaded.")]
Number = Annotated[int, typer.Option("--signed", metavar="N", help="Print signed list number N.")]


@dataclass(frozen=True)
class Said:
    """What a person decided on the command line: pairs that are one child, or two, and who is not on the list."""

    same: list[tuple[str, str]]
    apart: list[tuple[str, str]]
    not_on: list[str]


def reconcile_lists(
    paths: Lists = None,
    same: Pairs = None,
    apart: Apart = None,
    not_on: Off = None,
    sign_off: Title = "",
    reason: Reason = "",
    by: By = "",
    council: Council = "",
    signed: Number = 0,
    store_folder: Folder = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """Compare lists of the same children (CSV or Excel, any header): who is on which, what differs; sign it."""
    from sightline import agreeing
    from sightline.store import open_store
    from sightline.store.agreed import add_signed, read_agreed

    store = open_store(store_folder)
    if not paths:
        _print_signed(store, signed, how)
        return
    comparison = _read(store, paths, sign_off, by, council)
    known = agreeing.known_ids(store, comparison.council, lambda subject: True)
    signature = agreeing.signature_of(comparison, comparison.by, comparison.role, comparison.when, reason)
    said = Said(_pairs(same), _pairs(apart), not_on or [])
    position, decisions = _decided(comparison, known, signature, read_agreed(store), said)
    _print_position(position, how)
    if sign_off:
        final = agreeing.signed_list(position, known, signature, propose=True)
        for each in decisions:
            add_signed(store, each)
        kept = agreeing.sign(store, final)
        typer.echo(f"Signed by {kept.by} as list {kept.number}: {kept.title}.", err=True)


def _decided(
    comparison: "Comparison", known: "Mapping[str, str] | None", by: "Signed", before: "Sequence[Signed]", said: Said
) -> "tuple[Position, list[Signed]]":
    """Where the lists stand once what was said on the command line counts, and those decisions, to be kept."""
    from sightline import agreeing

    first = agreeing.position_of(comparison, known, before)
    pairs = [
        *agreeing.sign_pairs(first, known, by, said.same, SAME),
        *agreeing.sign_pairs(first, known, by, said.apart, APART),
    ]
    linked = agreeing.position_of(comparison, known, [*before, *pairs])
    decisions = [*pairs, *agreeing.sign_not_on(linked, known, by, said.not_on)]
    return agreeing.position_of(comparison, known, [*before, *decisions]), decisions


def _read(store: "Store", paths: list[Path], title: str, by: str, council: str) -> "Comparison":
    from sightline.agreeing import choose_council
    from sightline.reconcile import read_list
    from sightline.reconcile.kept import FEWEST, Comparison, comparison_id, shared

    if len(paths) < FEWEST:
        raise UserError("One list has nothing to agree with", str(paths[0].name), "Give two lists or more.")
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    lists = shared(tuple(read_list(path) for path in paths))
    name = comparison_id(f"{when} {title} {[str(path) for path in paths]}")
    return Comparison(name, title.strip(), choose_council(store, council), lists, by.strip() or _account(), ROLE, when)


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ROLE


def _pairs(words: list[str] | None) -> list[tuple[str, str]]:
    pairs = [word.partition("=") for word in words or ()]
    for first, sign, second in pairs:
        if not (sign and first.strip() and second.strip()):
            raise typer.BadParameter(f'"{first}{sign}{second}" is not a pair. Write it as MU1=MU2.')
    return [(first.strip(), second.strip()) for first, _, second in pairs]


def _print_position(position: "Position", how: Format) -> None:
    """The sentence, the combinations and the pairs to decide, before the children."""
    from sightline.reports.agreed import CELL_COLUMNS, CHILD_COLUMNS, cell_rows, child_rows, perhaps_rows

    agreement = position.agreement
    if how == Format.TABLE:
        for each in agreement.lists:
            typer.echo(f"{each.name}: {len(each.rows):,} rows" + "".join(f"; {said}" for said in each.said))
        if agreement.is_agreed:
            typer.echo(f"The {len(agreement.lists)} lists agree about all {len(agreement.entries):,} children.")
        else:
            print_rows(CELL_COLUMNS, cell_rows(agreement), Format.TABLE)
            typer.echo("")
        if agreement.perhaps:
            typer.echo("Perhaps the same child: a person must decide (--same A=B or --apart A=B).")
            print_rows(("first", "second", "why"), perhaps_rows(agreement), Format.TABLE)
            typer.echo("")
    print_rows(CHILD_COLUMNS, child_rows(agreement), how)


def _print_signed(store: "Store", number: int, how: Format) -> None:
    """Every signed list, or the children of one."""
    from sightline import agreeing
    from sightline.reports.agreed import LIST_COLUMNS, list_rows, signed_columns, signed_head, signed_rows

    known: dict[str, dict[str, str]] = {
        council: agreeing.known_ids(store, council, lambda subject: True) or {}
        for council in agreeing.councils_of(store)
    }
    every = agreeing.read_signed_lists(store, lambda council, child: child in known.get(council, {}).values())
    if not number:
        print_rows(LIST_COLUMNS, list_rows(every), how)
        if not every:
            typer.echo("No list has been signed yet: sightline reconcile LIST LIST --sign-off TITLE", err=True)
        return
    found = next((each for each in every if each.number == number), None)
    if found is None:
        raise UserError(f"There is no signed list {number}", "", "See them all with: sightline reconcile")
    for line in signed_head(found):
        typer.echo(line, err=how != Format.TABLE)
    print_rows(signed_columns(found), signed_rows(found), how)
