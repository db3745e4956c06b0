"""How far lists agree, as rows for people: by combination of lists, child by child, pairs to be decided; and what was
signed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sightline.reconcile import Agreement, Entry
from sightline.store.agreed import FIND_OUT, NOT_ON, ON, Signed

CELL_COLUMNS = ("on", "children")
LIST_COLUMNS = (
    "number",
    "list",
    "council",
    "on_it",
    "not_on_it",
    "to_find_out",
    "signed_by",
    "role",
    "signed",
    "reason",
)
NOT_GRADED = (
    "These lists were brought by people, and no check looks at their rows: what was decided stands beside each child."
)
"""Why a list that people agreed has no grade."""
ANSWERS = {ON: "On the list", NOT_ON: "Not on the list", FIND_OUT: "Somebody must find out"}
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


def list_rows(lists: Sequence[Signed]) -> list[dict[str, Any]]:
    """One row for each signed list, with how many children are on it."""
    return [
        {
            "number": each.number,
            "list": each.title,
            "council": each.council,
            "on_it": count_answers(each, ON),
            "not_on_it": count_answers(each, NOT_ON),
            "to_find_out": count_answers(each, FIND_OUT),
            "signed_by": each.by,
            "role": each.role,
            "signed": each.when,
            "reason": each.why,
        }
        for each in lists
    ]


def count_answers(signed: Signed, answer: str) -> int:
    """How many children of a signed list were answered so."""
    return sum(child["answer"] == answer for child in signed.children)


def signed_head(signed: Signed) -> list[str]:
    """What a signed list is, in lines above its children."""
    lists = "; ".join(f"{each['name']} ({each['rows']:,} rows)" for each in signed.lists)
    return [
        f"{signed.title}: agreed list {signed.number}.",
        f"Signed by {signed.by}, {signed.role}, {signed.when}. Reason: {signed.why}",
        f"Compared, the most trusted first: {lists}.",
        f"Accuracy: not graded. {NOT_GRADED}",
    ]


def signed_columns(signed: Signed) -> tuple[str, ...]:
    """The columns of a signed list: the child, the answer, what was taken as true, and who decided it."""
    values = dict.fromkeys(column for child in signed.children for column in child["values"])
    fixed = ("child", "answer", "finds out", "on which lists", "why", "decided by", "decided")
    return (*fixed[:2], *(column for column in values if column not in fixed), *fixed[2:])


def signed_rows(signed: Signed) -> list[dict[str, Any]]:
    """One row for each child of a signed list, those on it first."""
    order = list(ANSWERS)
    blank = dict.fromkeys(signed_columns(signed), "")
    return [
        {
            **blank,
            **child["values"],
            "child": child["child"],
            "answer": ANSWERS[child["answer"]],
            "finds out": child["finds"],
            "on which lists": child["rows"],
            "why": child["why"],
            "decided by": child["by"],
            "decided": child["when"],
        }
        for child in sorted(signed.children, key=lambda each: (order.index(each["answer"]), each["child"]))
    ]


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
