"""The page of saved filters, and what its forms do."""

from sightline.web.frame import Asking, Redirect, Shown, page
from sightline.web.people.roles import SEES_LISTS
from sightline.web.saved import actions, listing


@page(roles=SEES_LISTS, about_children=True, methods=("GET", "POST"))
def saved_filters(asking: Asking) -> Shown | Redirect:
    """The filters there are; save the ones the due list was left with under a name."""
    typed = asking.form.get("name", "").strip()
    asked = listing.read_query(asking.form.get("query", "") if asking.is_post else asking.query.urlencode())
    fault = ""
    if asking.is_post:
        query = listing.query_of(asked)
        fault = listing.fault_in(typed, query)
        if not fault and not asked.refused:
            actions.save_filter(asking.reader.id, typed, query)
            return Redirect("due_list", query=query)
    shown = {
        "query": listing.query_of(asked),
        "asked": asked,
        "name": typed,
        "fault": fault,
        "saved": listing.seen_by(asking.snapshot, asking.reader, asked),
        "teams": listing.teams_of_reader(asking.snapshot, asking.reader),
    }
    return Shown("saved/filters.html", shown, subjects=(), status=400 if asked.refused else 200)


@page(roles=SEES_LISTS, about_children=True, methods=("POST",))
def share_filter(asking: Asking, saved_id: int) -> Redirect:
    """Share a filter of one's own with a team of one's own, or end that."""
    chosen = asking.form.get("team", "")
    teams = listing.teams_of_reader(asking.snapshot, asking.reader)
    team = teams[int(chosen)] if chosen.isdecimal() and int(chosen) < len(teams) else None
    actions.share_filter(asking.reader.id, saved_id, team)
    return Redirect("saved_filters")


@page(roles=SEES_LISTS, about_children=False, methods=("POST",))
def remove_filter(asking: Asking, saved_id: int) -> Redirect:
    """Remove a filter of one's own."""
    actions.remove_filter(asking.reader.id, saved_id)
    return Redirect("saved_filters")
