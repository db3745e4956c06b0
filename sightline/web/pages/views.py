"""The views: each asks a service and names a template."""

from sightline.web.frame import EVERYBODY, Action, Asking, NotHere, Shown, page
from sightline.web.pages import due, export, law, trying
from sightline.web.pages.asked import read_asked
from sightline.web.people.roles import SEES_LISTS
from sightline.web.saved.listing import seen_by

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(roles=SEES_LISTS, about_children=True, decisions=True)
def due_list(asking: Asking) -> Shown:
    """The due list."""
    asked = read_asked(asking.query)
    shown = due.due_list(asking.snapshot, asked)
    saved = () if asked.refused else seen_by(asking.snapshot, asking.reader, asked)
    status = 400 if asked.refused else 200
    return Shown("pages/due.html", shown, subjects=shown.subjects, status=status, more={"saved": saved})


@page(roles=SEES_LISTS, about_children=True, decisions=True)
def due_list_csv(asking: Asking) -> Shown:
    """What is on the due list, all pages of it, as CSV."""
    return _file(asking, "csv")


@page(roles=SEES_LISTS, about_children=True, decisions=True)
def due_list_excel(asking: Asking) -> Shown:
    """The same as an Excel workbook."""
    return _file(asking, "xlsx")


@page(roles=EVERYBODY, about_children=False)
def clocks(asking: Asking) -> Shown:
    """The catalogue of duties; `q` in the address seeks words in it."""
    return Shown("pages/law.html", law.catalogue(asking.snapshot, asking.query.get("q", "").strip()[:80]))


@page(roles=EVERYBODY, about_children=True, decisions=True)
def clock(asking: Asking, clock_id: str) -> Shown:
    """One duty of the catalogue."""
    shown = law.clock_page(asking.snapshot, clock_id, asking.reader)
    if shown is None:
        raise NotHere
    return Shown("pages/clock.html", shown, subjects=shown.subjects)


@page(roles=EVERYBODY, about_children=False, methods=("GET", "POST"))
def try_clock(asking: Asking, clock_id: str) -> Shown:
    """One duty on dates that somebody types: nothing is saved."""
    shown = trying.try_page(clock_id, asking.form if asking.is_post else None, asking.snapshot.record.as_of)
    if shown is None:
        raise NotHere
    return Shown("pages/clock-try.html", shown, status=400 if shown.errors else 200)


def _file(asking: Asking, kind: str) -> Shown:
    shown = due.due_list(asking.snapshot, read_asked(asking.query))
    if shown.asked.refused:
        return Shown("pages/due.html", shown, subjects=(), status=400)
    rows, subjects = export.rows_for_file(asking.snapshot, shown.asked)
    head = export.head_lines(asking.snapshot, shown)
    made = export.write_csv_file(head, rows) if kind == "csv" else export.write_excel_file(head, rows)
    name = f"due-list-{asking.snapshot.record.as_of}.{kind}"
    file_type = EXCEL if kind == "xlsx" else "text/csv; charset=utf-8"
    return Shown(subjects=subjects, action=Action.EXPORT, file=made, file_name=name, file_type=file_type)
