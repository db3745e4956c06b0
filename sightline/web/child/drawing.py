"""The timeline as shapes on one scale of time: attributes of SVG only, for the browser refuses inline styles."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from sightline.calendars.time_limit import add_months, days_between
from sightline.web.child.timeline import Chain, Dot, Lane, Span, Stretch
from sightline.web.pages.saying import brief_day, short_day

WIDTH, LEFT, RIGHT, TOP = 1120, 158, 1090, 34
LETTER = 6.9
"""About the width of a letter at the size of the labels."""
SPAN, LINE = 24, 26
"""How high a row of spans is, and one of duties or dots."""


@dataclass(frozen=True)
class Shape:
    """One element of the picture: its kind, its class, its attributes and the text within it."""

    kind: str
    css: str
    attributes: dict[str, Any] = field(default_factory=dict)
    text: str = ""

    @property
    def markup(self) -> str:
        """The element as it stands in a page. Texts and values are escaped here, once: a picture has hundreds."""
        named = "".join(f' {name}="{escape(str(value))}"' for name, value in self.attributes.items())
        return f'<{self.kind} class="{self.css}"{named}>{escape(self.text)}</{self.kind}>'


@dataclass(frozen=True)
class Picture:
    """The whole drawing."""

    width: int
    height: int
    shapes: tuple[Shape, ...]

    @property
    def markup(self) -> str:
        """Every element, one after another."""
        return "\n".join(shape.markup for shape in self.shapes)


@dataclass(frozen=True)
class Scale:
    """Days across, and the as-of date beyond which nothing is drawn but what is owed."""

    first: date
    last: date
    as_of: date

    def x(self, day: date) -> float:
        """Where a day lies, kept within the picture."""
        part = days_between(self.first, min(max(day, self.first), self.last)) / days_between(self.first, self.last)
        return round(LEFT + part * (RIGHT - LEFT), 1)

    @property
    def now(self) -> float:
        """Where the as-of line stands."""
        return self.x(self.as_of)


def draw(lanes: tuple[Lane, ...], first: date, last: date, as_of: date) -> Picture:
    """The picture of every lane that holds something."""
    scale = Scale(first, last, as_of)
    shapes: list[Shape] = []
    y = TOP
    for lane in lanes:
        if not lane.is_empty:
            shapes.append(_line("sl-time-rule", LEFT - 150, y, RIGHT, y))
            shapes += _wrapped(lane.title, 8, y + 19)
            drawn = list(_lane(lane, scale, y + 4))
            shapes += [shape for shape, _ in drawn]
            y = max([y + 44, *(int(bottom) + 8 for _, bottom in drawn)])
    shapes += [*_months(scale, y), *_as_of(scale, y)]
    return Picture(WIDTH, y + 26, tuple(shapes))


def _wrapped(title: str, x: float, y: float) -> Iterator[Shape]:
    words = title.split(" and ")
    yield Shape("text", "sl-time-lane", {"x": x, "y": y}, words[0] + (" and" if len(words) > 1 else ""))
    if len(words) > 1:
        yield Shape("text", "sl-time-lane", {"x": x, "y": y + 17}, words[1])


def _lane(lane: Lane, scale: Scale, top: float) -> Iterator[tuple[Shape, float]]:
    y = top
    for row in _rows_of_spans(lane.spans, scale):
        for span in row:
            yield from ((shape, y + SPAN) for shape in _span(span, scale, y))
        loose = [span for span in row if not _fits(span, scale)]
        y += SPAN + (17 if loose else 2)
        ends = 0.0
        for span in loose:
            x = max(_begin(span, scale), ends)
            if x + len(span.text) * LETTER < WIDTH:
                yield _text(span.text, x, y - 3, "sl-time-label"), y
                ends = x + len(span.text) * LETTER + 12
    if lane.dots:
        yield from ((shape, y + LINE) for shape in _dots(lane.dots, scale, y))
        y += LINE
    for chain in lane.chains:
        tall = _label(chain, scale)[1]
        yield from ((shape, y + LINE) for shape in _chain(chain, scale, y + (13 if tall else 0)))
        y += LINE + (10 if tall else 0)


def _rows_of_spans(spans: tuple[Span, ...], scale: Scale) -> list[list[Span]]:
    """Spans that overlap stand below one another; of one kind they keep to one row where they can."""
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda each: ("worker" if each.is_gap else each.kind, each.from_on or date.min)):
        place = next(
            (row for row in rows if _end(row[-1], scale) <= _begin(span, scale) + 0.5 and _alike(row[-1], span)), None
        )
        if place is None:
            rows.append([span])
        else:
            place.append(span)
    return rows


def _alike(one: Span, other: Span) -> bool:
    plans = {"cin_plan", "cp_plan"}
    return one.kind == other.kind or {one.kind, other.kind} <= plans or one.is_gap or other.is_gap


def _begin(span: Span, scale: Scale) -> float:
    return scale.x(span.from_on) if span.from_on else LEFT


def _end(span: Span, scale: Scale) -> float:
    return scale.x(min(span.until_on or scale.as_of, scale.as_of))


def _fits(span: Span, scale: Scale) -> bool:
    return len(span.text) * LETTER + 14 <= _end(span, scale) - _begin(span, scale)


def _span(span: Span, scale: Scale, y: float) -> Iterator[Shape]:
    x, end = _begin(span, scale), _end(span, scale)
    size = {"x": x, "y": y, "width": max(round(end - x, 1), 3), "height": SPAN - 3}
    yield Shape(
        "rect", f"sl-time-span sl-time-span--{span.kind}", {**size, "fill": "url(#sl-hatch)"} if span.is_gap else size
    )
    if _fits(span, scale):
        css = "sl-time-label sl-time-label--gap" if span.is_gap else "sl-time-label"
        yield _text(span.text, x + 7, y + 15, css)


def _dots(dots: tuple[Dot, ...], scale: Scale, y: float) -> Iterator[Shape]:
    """Dots on one line; a name only where the next one and the as-of line leave room for it."""
    ordered = sorted(dots, key=lambda each: each.on)
    places = [scale.x(dot.on) for dot in ordered]
    for place, (x, dot) in enumerate(zip(places, ordered, strict=True)):
        css = "sl-time-dot" if dot.sure else "sl-time-dot sl-time-dot--unsure"
        yield Shape("circle", css, {"cx": x, "cy": y + 12, "r": 4})
        room = places[place + 1] - 10 if place + 1 < len(places) else scale.now - 6
        if x + 9 + len(dot.text) * LETTER <= room:
            yield _text(dot.text, x + 9, y + 16, "sl-time-label")
        elif len(dots) == 1 and x - 9 - len(dot.text) * LETTER > LEFT:
            yield Shape("text", "sl-time-label", {"x": x - 9, "y": y + 16, "text-anchor": "end"}, dot.text)


def _chain(chain: Chain, scale: Scale, y: float) -> Iterator[Shape]:
    ticks = len(chain.stretches) <= 5
    middle = y + 12
    met = {stretch.met for stretch in chain.stretches}
    for stretch in chain.stretches:
        yield from _stretch(stretch, scale, middle, ticks, rings=stretch.started not in met)
    x, above, anchor = _label(chain, scale)
    yield Shape("text", "sl-time-label", {"x": x, "y": y - 1 if above else y + 16, "text-anchor": anchor}, chain.label)


def _label(chain: Chain, scale: Scale) -> tuple[float, bool, str]:
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
    yield _line("sl-time-line", start, y, min(line_end, scale.now), y)
    if due and due > scale.now and done is None:
        yield _line("sl-time-line sl-time-line--ahead", scale.now, y, due, y)
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
        yield _line("sl-time-tick", due, y - 7, due, y + 7)
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
        yield _text(stretch.said, scale.now + 7, y + 4.5, "sl-time-over")
    if stretch.state in ("due", "due_soon", "paused") and due and stretch.due:
        beyond = stretch.due > scale.last
        said = f"by {brief_day(stretch.due, scale.as_of)}" + (" →" if beyond else "")
        room = due + 8 + len(said) * LETTER < WIDTH
        place = {"x": due + 8, "y": y + 4.5} if room else {"x": RIGHT, "y": y - 5, "text-anchor": "end"}
        yield Shape("text", "sl-time-label", place, said)


def _unsure(start: float, due: float | None, scale: Scale, y: float, stretch: Stretch) -> Iterator[Shape]:
    end = min(due, scale.now) if due else start
    if stretch.started and end > start:
        yield _line("sl-time-line sl-time-line--ahead", start, y, end, y)
        yield Shape("circle", "sl-time-ring", {"cx": start, "cy": y, "r": 3.5})
    yield Shape(
        "use", "sl-time-unsure", {"href": "#mark-cannot_tell", "x": end - 7, "y": y - 7, "width": 14, "height": 14}
    )


def _months(scale: Scale, bottom: float) -> Iterator[Shape]:
    """Names of months along the top; every third, or only years, where there are many."""
    number = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    every = 1 if number <= 16 else 3 if number <= 48 else 12
    month = add_months(scale.first.replace(day=1), 0 if scale.first.day == 1 else 1)
    while month <= scale.last:
        if every == 1 or (month.month - 1) % every == 0:
            x = scale.x(month)
            name = (
                str(month.year)
                if every == 12
                else f"{month:%b}" + (f" {month.year}" if month.month == 1 or x < LEFT + 40 else "")
            )
            yield _line("sl-time-grid", x, TOP - 4, x, bottom)
            yield _text(name, x + 3, TOP - 12, "sl-time-month")
        month = add_months(month, 1)


def _as_of(scale: Scale, bottom: float) -> Iterator[Shape]:
    if scale.first <= scale.as_of <= scale.last:
        yield _line("sl-time-now", scale.now, TOP - 4, scale.now, bottom + 4)
        said = f"as of {short_day(scale.as_of, scale.as_of)}"
        yield Shape("text", "sl-time-now-text", {"x": scale.now, "y": bottom + 19, "text-anchor": "middle"}, said)


def _line(css: str, x1: float, y1: float, x2: float, y2: float) -> Shape:
    return Shape("line", css, {"x1": x1, "y1": y1, "x2": x2, "y2": y2})


def _text(text: str, x: float, y: float, css: str) -> Shape:
    return Shape("text", css, {"x": round(x, 1), "y": y}, text)
