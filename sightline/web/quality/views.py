"""The views of data quality: each asks a service and names a template."""

from sightline.checks.own import checks_in
from sightline.web.frame import SEES_CHILDREN, SEES_FIGURES, Action, Asking, NotHere, Shown, page
from sightline.web.quality import check_page, export, fix_list, trusted
from sightline.web.quality.asked import read_fixes

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(roles=SEES_FIGURES, about_children=False, decisions=True)
def data_quality(asking: Asking) -> Shown:
    """Can the data be trusted."""
    return Shown("quality/trusted.html", trusted.trusted(asking.snapshot, asking.reader, asking.query.get("clock", "")))


@page(roles=SEES_FIGURES, about_children=False)
def check(asking: Asking, check_id: str) -> Shown:
    """One check."""
    shown = check_page.check_page(asking.snapshot, check_id, asking.reader)
    if shown is None:
        raise NotHere
    return Shown("quality/check.html", shown)


@page(roles=SEES_CHILDREN, about_children=True)
def fixes(asking: Asking) -> Shown:
    """The fix-list."""
    shown = fix_list.fix_list(asking.snapshot, read_fixes(asking.query, checks_in(asking.snapshot)))
    status = 400 if shown.asked.refused else 200
    return Shown("quality/fix-list.html", shown, subjects=shown.subjects, status=status)


@page(roles=SEES_CHILDREN, about_children=True)
def fixes_csv(asking: Asking) -> Shown:
    """What is on the fix-list, all pages of it, as CSV."""
    return _file(asking, "csv")


@page(roles=SEES_CHILDREN, about_children=True)
def fixes_excel(asking: Asking) -> Shown:
    """The same as an Excel workbook."""
    return _file(asking, "xlsx")


def _file(asking: Asking, kind: str) -> Shown:
    asked = read_fixes(asking.query, checks_in(asking.snapshot))
    if asked.refused:
        shown = fix_list.fix_list(asking.snapshot, asked)
        return Shown("quality/fix-list.html", shown, subjects=(), status=400)
    rows, subjects = export.rows_for_file(asking.snapshot, asked)
    return Shown(
        subjects=subjects,
        action=Action.EXPORT,
        file=export.write_file(kind, asking.snapshot, asked, rows),
        file_name=f"fix-list-{asking.snapshot.record.as_of}.{kind}",
        file_type=EXCEL if kind == "xlsx" else "text/csv; charset=utf-8",
    )
