"""The views of figures: each asks a service and names a template."""

from sightline.store.place import read_pointer
from sightline.web.figures import behind, compare_page, files, in_time_page, loads_page
from sightline.web.frame import SEES_CHILDREN, SEES_FIGURES, Action, Asking, NotHere, Shown, page
from sightline.web.people.roles import KNOWS_THE_FILES, Sees

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(roles=SEES_FIGURES, about_children=False, decisions=True)
def measures(asking: Asking) -> Shown:
    """In time by month and team, for every duty."""
    shown = _in_time(asking)
    return Shown("figures/in-time.html", shown, status=400 if shown.asked.refused else 200)


@page(roles=SEES_FIGURES, about_children=False, decisions=True)
def measures_csv(asking: Asking) -> Shown:
    """What is on that page, as CSV."""
    return _file(asking, "csv")


@page(roles=SEES_FIGURES, about_children=False, decisions=True)
def measures_excel(asking: Asking) -> Shown:
    """The same as a workbook."""
    return _file(asking, "xlsx")


@page(roles=SEES_CHILDREN, about_children=True, decisions=True)
def in_time_rows(asking: Asking) -> Shown:
    """The duties behind one figure of it."""
    if "clock" not in asking.query:
        raise NotHere
    shown = behind.rows_behind(asking.snapshot, asking.query)
    status = 400 if shown.refused else 200
    return Shown("figures/behind.html", shown, subjects=shown.subjects, status=status)


@page(roles=SEES_CHILDREN, about_children=True, decisions=True)
def at_stage(asking: Asking) -> Shown:
    """The children at a stage of the journey."""
    shown = behind.at_stage(asking.snapshot, asking.query)
    status = 400 if shown.refused else 200
    return Shown("figures/at-stage.html", shown, subjects=shown.subjects, status=status)


@page(roles=KNOWS_THE_FILES, about_children=True)
def loads(asking: Asking) -> Shown:
    """What came in, how far it reaches, and what changed. It looks at duties one by one, and shows no child."""
    newest = read_pointer(asking.snapshot.store).last_load
    return Shown("figures/loads.html", loads_page.loads_page(asking.snapshot, newest), subjects=())


@page(roles=KNOWS_THE_FILES, about_children=True)
def compare(asking: Asking) -> Shown:
    """Why a figure changed between two loads."""
    shown = compare_page.compare_page(asking.snapshot, asking.query)
    status = 400 if shown.refused and len(shown.loads) > 1 else 200
    return Shown("figures/compare.html", shown, subjects=shown.subjects, status=status)


def _in_time(asking: Asking) -> in_time_page.InTimePage:
    asked = in_time_page.read_figures(asking.query)
    return in_time_page.in_time_page(asking.snapshot, asked, hides=asking.reader.sees is Sees.FIGURES)


def _file(asking: Asking, kind: str) -> Shown:
    shown = _in_time(asking)
    if shown.asked.refused:
        return Shown("figures/in-time.html", shown, status=400)
    rule = "In time: met ÷ (met + met late + missed + overdue), by the month in which a duty fell due."
    head = files.head_lines(asking.snapshot, rule)
    sheet = files.in_time_sheet(shown)
    made = files.csv_file(head, sheet) if kind == "csv" else files.excel_file(head, [sheet])
    name = f"in-time-{asking.snapshot.record.as_of}.{kind}"
    file_type = EXCEL if kind == "xlsx" else "text/csv; charset=utf-8"
    return Shown(subjects=(), action=Action.EXPORT, file=made, file_name=name, file_type=file_type)
