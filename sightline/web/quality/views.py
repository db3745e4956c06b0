"""The views of data quality: each asks a service and names a template."""

from sightline.checks.own import checks_in
from sightline.web.figures import files
from sightline.web.frame import SEES_CHILDREN, SEES_FIGURES, Action, Asking, NotHere, Shown, page
from sightline.web.quality import check_page, export, fix_list, trusted
from sightline.web.quality.asked import read_fixes
from sightline.web.quality.screen_file import trusted_sheet

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(roles=SEES_FIGURES, about_children=False, decisions=True)
def data_quality(asking: Asking) -> Shown:
    """Can the data be trusted."""
    return Shown("quality/trusted.html", _trusted(asking))


@page(roles=SEES_FIGURES, about_children=False, decisions=True)
def data_quality_csv(asking: Asking) -> Shown:
    """What is on that page, as CSV."""
    return _screen(asking, "csv")


@page(roles=SEES_FIGURES, about_children=False, decisions=True)
def data_quality_excel(asking: Asking) -> Shown:
    """The same as a workbook."""
    return _screen(asking, "xlsx")


def _trusted(asking: Asking) -> trusted.Trusted:
    clock, table = asking.query.get("clock", ""), asking.query.get("table", "")
    return trusted.trusted(asking.snapshot, asking.reader, clock, table)


def _screen(asking: Asking, kind: str) -> Shown:
    head, sheet = files.head_lines(asking.snapshot, "Can the data be trusted."), trusted_sheet(_trusted(asking))
    return Shown(
        subjects=(),
        action=Action.EXPORT,
        file=files.csv_file(head, sheet) if kind == "csv" else files.excel_file(head, [sheet]),
        file_name=f"data-quality-{asking.snapshot.record.as_of}.{kind}",
        file_type=_type_of(kind),
    )


def _type_of(kind: str) -> str:
    return EXCEL if kind == "xlsx" else "text/csv; charset=utf-8"


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
    mended = export.children_put_right(asking.snapshot) if kind == "xlsx" else ()
    return Shown(
        subjects=tuple(dict.fromkeys((*subjects, *mended))),
        action=Action.EXPORT,
        file=export.write_file(kind, asking.snapshot, asked, rows),
        file_name=f"fix-list-{asking.snapshot.record.as_of}.{kind}",
        file_type=_type_of(kind),
    )
