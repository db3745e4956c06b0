"""The views of one child: the page, its files, the search."""

from sightline.web.child import export
from sightline.web.child.looks import looks_at, why_seen
from sightline.web.child.own import own_children
from sightline.web.child.page import child_page
from sightline.web.child.search import Found, search
from sightline.web.child.window import read_window
from sightline.web.frame import MAY_OPEN, SEES_CHILDREN, Action, Asking, Redirect, Role, Shown, child_key, page
from sightline.web.recording.told import read_saved, recorded_for

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(roles=SEES_CHILDREN, about_children=True)
def child(asking: Asking, key: str) -> Shown:
    """One child."""
    subject = asking.subject(key)
    window = read_window(asking.query, asking.snapshot.record.as_of)
    every = asking.query.get("finished") == "all"
    shown = child_page(asking.snapshot, subject, window, all_finished=every)
    more = {
        "key": key,
        "recorded": recorded_for(asking.snapshot, subject),
        "saved": read_saved(asking.query),
        "looks": looks_at(subject, asking.reader),
        "why_seen": why_seen(asking.snapshot, subject, asking.reader),
    }
    return Shown("child/page.html", shown, subjects=shown.subjects, status=400 if window.faults else 200, more=more)


@page(roles=SEES_CHILDREN, about_children=True)
def child_csv(asking: Asking, key: str) -> Shown:
    """The child's duties with their working, as CSV."""
    return _file(asking, key, "csv")


@page(roles=SEES_CHILDREN, about_children=True)
def child_excel(asking: Asking, key: str) -> Shown:
    """The same as an Excel workbook."""
    return _file(asking, key, "xlsx")


@page(roles=SEES_CHILDREN, about_children=True, methods=("GET", "POST"))
def children(asking: Asking) -> Shown | Redirect:
    """Search by id; before it, for a worker, their own children."""
    found = search(asking.snapshot, asking.form.get("child_id", "")) if asking.is_post else Found()
    why = f"searched for {found.typed}" if found.typed else ""
    subjects = tuple(each.subject for each in found.children)
    if len(subjects) == 1:
        return Redirect("child", {"key": child_key(subjects[0])}, subjects, Action.SEARCH, why)
    own = own_children(asking.snapshot) if asking.reader.role is Role.WORKER and not asking.is_post else None
    return Shown(
        "child/children.html",
        own,
        subjects=own.subjects if own else subjects,
        action=Action.SEARCH if found.typed else Action.LOOK,
        why=why,
        more={"found": found, "may_open_others": asking.reader.role in MAY_OPEN},
        status=400 if found.fault else 200,
    )


def _file(asking: Asking, key: str, kind: str) -> Shown:
    subject = asking.subject(key)
    rows = export.rows_for_file(asking.snapshot, subject)
    head = export.head_lines(asking.snapshot, rows)
    return Shown(
        subjects=[subject],
        action=Action.EXPORT,
        file=export.write_file(kind, head, rows),
        file_name=f"duties-of-one-child-{asking.snapshot.record.as_of}.{kind}",
        file_type=EXCEL if kind == "xlsx" else "text/csv; charset=utf-8",
    )
