"""The views of Annex A: its lists by number, and the workbook, which is an export and written down."""

from sightline.annex_a import AnnexA
from sightline.annex_a.lists import DRIVERS
from sightline.reports.annex_a import annex_a_of, workbook_of
from sightline.web.frame import Action, Asking, NotHere, Shown, page
from sightline.web.people.roles import KNOWS_THE_FILES
from sightline.web.quality.grades import grade_tables

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(roles=KNOWS_THE_FILES, about_children=True)
def annex_a(asking: Asking) -> Shown:
    """How many rows each list has, and what in it cannot be vouched for."""
    council = _council(asking)
    grades = {sheet: grade_tables(asking.snapshot, tables, False) for sheet, tables in DRIVERS.items()}
    shown = {"annex": _made(asking, council), "council": council, "councils": _councils(asking), "grades": grades}
    return Shown("annex_a/lists.html", shown, subjects=())


@page(roles=KNOWS_THE_FILES, about_children=True)
def annex_a_excel(asking: Asking) -> Shown:
    """The workbook."""
    council = _council(asking)
    made = _made(asking, council)
    return Shown(
        subjects=tuple((council, "child", child) for child in made.children),
        action=Action.EXPORT,
        file=workbook_of(asking.snapshot, made),
        file_name=f"annex-a-{made.as_of}.xlsx",
        file_type=EXCEL,
    )


def _councils(asking: Asking) -> list[str]:
    """The councils whose loads are in force and of whom the reader may see children."""
    only = asking.snapshot.scope.only
    loaded = {use.council for use in asking.snapshot.record.loads}
    return sorted(loaded if only is None else loaded & {council for council, _, _ in only})


def _council(asking: Asking) -> str:
    """The council asked for, or the first there is."""
    councils = _councils(asking)
    council = asking.query.get("council", councils[0] if councils else "")
    if council not in councils:
        raise NotHere
    return council


def _made(asking: Asking, council: str) -> AnnexA:
    return annex_a_of(asking.snapshot, council)
