"""How far lists agree, as rows for people: by combination of lists, child by child, and pairs to be decided."""

from collections.abc import Iterator
from typing import Any

from sightline.reconcile import Agreement, Entry

CELL_COLUMNS = ("on", "children")
CHILD_COLUMNS = ("child", "on", "not_on", "column", "says", "proposed")


def cell_rows(agreement: Agreement) -> list[dict[str, Any]]:
    """For each combination of lists that occurs, how many children are on just these."""
    return [{"on": _names(agreement, cell), "children": count} for cell, count in agreement.cells.items()]


def child_rows(agreement: Agreement) -> list[dict[str, Any]]:
    """One row for each child that some list lacks, and one for each column in which lists differ about a child."""
    return [row for entry in agreement.entries for row in _rows(agreement, entry)]


def perhaps_rows(agreement: Agreement) -> list[dict[str, Any]]:
    """The pairs that may be one child: first, second, why. Ids and rows of lists only, no names."""
    return [{"first": pair.first, "second": pair.second, "why": pair.why} for pair in agreement.perhaps]


def _rows(agreement: Agreement, entry: Entry) -> Iterator[dict[str, Any]]:
    others = [n for n in range(len(agreement.lists)) if n not in entry.rows]
    who = {"child": entry.key, "on": _places(agreement, entry), "not_on": _names(agreement, others)}
    if others:
        yield {**who, "column": "", "says": "", "proposed": ""}
    for column, cells in entry.conflicts.items():
        says = "; ".join(f"{agreement.lists[at].name}: {cell}" for at, cell in cells.items())
        yield {**who, "column": column, "says": says, "proposed": entry.proposed[column]}


def _names(agreement: Agreement, lists: Any) -> str:
    return " + ".join(agreement.lists[at].name for at in lists)


def _places(agreement: Agreement, entry: Entry) -> str:
    """The lists a child is on, each with the rows."""
    return " + ".join(
        f"{agreement.lists[at].name} row {', '.join(str(row.line) for row in rows)}"
        for at, rows in sorted(entry.rows.items())
    )
