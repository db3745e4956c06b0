"""The first page, by role, and its figures as a workbook."""

from sightline.web.figures import files
from sightline.web.figures.views import EXCEL
from sightline.web.frame import EVERYBODY, SEES_FIGURES, Action, Asking, NotHere, Shown, page
from sightline.web.people.roles import Role, Sees
from sightline.web.today.director import director_page
from sightline.web.today.director_sheets import director_sheets
from sightline.web.today.my_team import team_page
from sightline.web.today.my_week import week_page

WHOLE_SERVICE = frozenset({Sees.EVERY, Sees.FIGURES})


@page(roles=EVERYBODY, about_children=True, decisions=True)
def today(asking: Asking) -> Shown:
    """The first page of whoever is signed in."""
    reader = asking.reader
    if reader.sees is Sees.NOBODY:
        return Shown("today/nobody.html", subjects=())
    if _sees_service(asking):
        return Shown("today/director.html", director_page(asking.snapshot, reader), subjects=())
    if reader.role is Role.TEAM_MANAGER:
        return Shown("today/team.html", team_page(asking.snapshot, reader), subjects=())
    shown = week_page(asking.snapshot)
    return Shown("today/week.html", shown, subjects=shown.subjects)


@page(roles=SEES_FIGURES, about_children=True, decisions=True)
def today_excel(asking: Asking) -> Shown:
    """The figures of the first page of a service, a sheet to each section."""
    if not _sees_service(asking):
        raise NotHere
    shown = director_page(asking.snapshot, asking.reader)
    head = files.head_lines(asking.snapshot, shown.sentence)
    made = files.excel_file(head, director_sheets(shown))
    name = f"first-page-{asking.snapshot.record.as_of}.xlsx"
    return Shown(subjects=(), action=Action.EXPORT, file=made, file_name=name, file_type=EXCEL)


def _sees_service(asking: Asking) -> bool:
    return asking.reader.sees in WHOLE_SERVICE or asking.reader.role is Role.SERVICE_MANAGER
