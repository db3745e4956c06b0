"""The access log as a page, for those who read it. Reading it is written down too."""

from sightline.web.access.looking import PAGE_LENGTH, Asked, read_log, verify_log
from sightline.web.access.models import Action
from sightline.web.frame import Asking, Shown, page
from sightline.web.people.roles import READS_THE_LOG


@page(roles=READS_THE_LOG, about_children=True, methods=("GET", "POST"))
def access_log(asking: Asking) -> Shown:
    """The newest lines; a child's are asked for by a form, so that no id stands in an address."""
    asked = Asked(
        who=asking.query.get("who", "").strip(),
        child_id=asking.form.get("child_id", "").strip() if asking.is_post else "",
        action=asking.query.get("action", ""),
        below=int(below) if (below := asking.query.get("below", "")).isdecimal() else 0,
    )
    lines = read_log(asked)
    shown = {"asked": asked, "lines": lines, "actions": Action.values, "is_more": len(lines) == PAGE_LENGTH}
    return Shown(
        "access/log.html",
        shown,
        subjects=(),
        action=Action.SEARCH if asked.child_id else Action.LOOK,
        why=f"read the log of {asked.child_id}" if asked.child_id else "",
    )


@page(roles=READS_THE_LOG, about_children=False)
def check_log(asking: Asking) -> Shown:
    """Go through the chain and say whether it holds."""
    return Shown("access/check.html", verify_log())
