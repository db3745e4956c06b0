"""The views: each asks a service and names a template."""

from sightline.web.frame import EVERYBODY, Asking, Shown, page


@page(roles=EVERYBODY, about_children=False)
def today(asking: Asking) -> Shown:
    """The first page."""
    return Shown("pages/today.html")
