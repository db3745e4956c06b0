"""Duties on the timeline's picture: each interval with the time allowed, the day it fell due, and how it went."""

from collections.abc import Iterator

from sightline.web.child.shapes import LEFT, LETTER, RIGHT, WIDTH, Scale, Shape, label, line
from sightline.web.child.timeline import Chain, Stretch
from sightline.web.pages.saying import brief_day


def draw_chain(chain: Chain, scale: Scale, y: float) -> Iterator[Shape]:
    """The intervals of one duty on one line, and its words."""
    ticks = len(chain.stretches) <= 5
    middle = y + 12
    met = {stretch.met for stretch in chain.stretches}
    for stretch in chain.stretches:
        yield from _stretch(stretch, scale, middle, ticks, rings=stretch.started not in met)
    x, above, anchor = label_of(chain, scale)
    yield Shape("text", "sl-time-label", {"x": x, "y": y - 1 if above else y + 16, "text-anchor": anchor}, chain.label)


def label_of(chain: Chain, scale: Scale) -> tuple[float, bool, str]:
    """Where the label stands: before the line, after it, or above it where neither has room."""
    wide = len(chain.label) * LETTER
    begins = min(scale.x(each.started or each.due or scale.as_of) for each in chain.stretches)
    ends = max(_reach(each, scale) for each in chain.stretches)
    if begins - 10 - wide > LEFT:
        return begins - 10, False, "end"
    if ends + 10 + wide < scale.now - 6 or (ends + 10 + wide < WIDTH and ends >= scale.now):
        return ends + 10, False, "start"
    return max(begins, LEFT), True, "start"


def _reach(stretch: Stretch, scale: Scale) -> float:
    """How far to the right a stretch and its own words go."""
    if stretch.state in ("overdue",):
        return scale.now + 90
    if stretch.state in ("due", "due_soon", "paused"):
        return scale.x(stretch.due or scale.as_of) + 84
    return max(scale.x(stretch.last or scale.as_of), 0) + 6


def _stretch(stretch: Stretch, scale: Scale, y: float, ticks: bool, rings: bool) -> Iterator[Shape]:
    start = scale.x(stretch.started or stretch.due or scale.as_of)
    due = scale.x(stretch.due) if stretch.due else None
    if stretch.state == "cannot_tell":
        yield from _unsure(start, due, scale, y, stretch)
        return
    done = scale.x(stretch.met) if stretch.met else None
    line_end = min(part for part in (due, done, RIGHT) if part is not None)
    yield line("sl-time-line", start, y, min(line_end, scale.now), y)
    if due and due > scale.now and done is None:
        yield line("sl-time-line sl-time-line--ahead", scale.now, y, due, y)
    if rings and stretch.started and stretch.started >= scale.first:
        yield Shape("circle", "sl-time-ring", {"cx": start, "cy": y, "r": 3.5})
    yield from _lateness(stretch, scale, y, due)
    if (
        due
        and stretch.due
        and stretch.due <= scale.last
        and (ticks or stretch.state != "met")
        and stretch.due >= scale.first
    ):
        yield line("sl-time-tick", due, y - 7, due, y + 7)
    if done is not None and stretch.met and stretch.met >= scale.first:
        yield Shape("circle", "sl-time-dot", {"cx": done, "cy": y, "r": 4})
    yield from _words(stretch, scale, y, due)


def _lateness(stretch: Stretch, scale: Scale, y: float, due: float | None) -> Iterator[Shape]:
    ends = {"met_late": stretch.met, "missed": stretch.ended, "overdue": scale.as_of}.get(stretch.state)
    if ends is None or due is None:
        return
    height, css = (
        (10, f"sl-time-late sl-time-late--{stretch.state}") if stretch.state != "met_late" else (4, "sl-time-late")
    )
    wide = max(round(scale.x(ends) - due, 1), 2)
    yield Shape("rect", css, {"x": due, "y": y - height / 2, "width": wide, "height": height})


def _words(stretch: Stretch, scale: Scale, y: float, due: float | None) -> Iterator[Shape]:
    if stretch.state == "overdue":
        yield label(stretch.said, scale.now + 7, y + 4.5, "sl-time-over")
    if stretch.state in ("due", "due_soon", "paused") and due and stretch.due:
        beyond = stretch.due > scale.last
        said = f"by {brief_day(stretch.due, scale.as_of)}" + (" →" if beyond else "")
        room = due + 8 + len(said) * LETTER < WIDTH
        place = {"x": due + 8, "y": y + 4.5} if room else {"x": RIGHT, "y": y - 5, "text-anchor": "end"}
        yield Shape("text", "sl-time-label", place, said)


def _unsure(start: float, due: float | None, scale: Scale, y: float, stretch: Stretch) -> Iterator[Shape]:
    end = min(due, scale.now) if due else start
    if stretch.started and end > start:
        yield line("sl-time-line sl-time-line--ahead", start, y, end, y)
        yield Shape("circle", "sl-time-ring", {"cx": start, "cy": y, "r": 3.5})
    yield Shape(
        "use", "sl-time-unsure", {"href": "#mark-cannot_tell", "x": end - 7, "y": y - 7, "width": 14, "height": 14}
    )
