"""The views of one child: the page, its files, the search."""

from sightline.web.child.looks import looks_at, why_seen
from sightline.web.child.page import child_page
from sightline.web.child.window import read_window
from sightline.web.frame import SEES_CHILDREN, Asking, Shown, page


@page(roles=SEES_CHILDREN, about_children=True)
def child(asking: Asking, key: str) -> Shown:
    """One child."""
    subject = asking.subject(key)
    window = read_window(asking.query, asking.snapshot.record.as_of)
    every = asking.query.get("finished") == "all"
    shown = child_page(asking.snapshot, subject, window, all_finished=every)
    more = {
        "key": key,
        "looks": looks_at(subject, asking.reader),
        "why_seen": why_seen(asking.snapshot, subject, asking.reader),
    }
    return Shown("child/page.html", shown, subjects=shown.subjects, status=400 if window.faults else 200, more=more)
