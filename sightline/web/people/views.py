"""Pages about people: oneself, who is who, opening with a reason."""

from sightline.web.frame import EVERYBODY, MAY_OPEN, Asking, Shown, page


@page(roles=EVERYBODY, about_children=False)
def me(asking: Asking) -> Shown:
    """Who I am here, what I may see and why, my password and second factor."""
    return Shown("people/me.html")


@page(roles=MAY_OPEN, about_children=False)
def open_with_reason(asking: Asking) -> Shown:
    """Open a child with a reason."""
    return Shown("people/open.html")
