"""The timeline as shapes on one scale of time: lanes, what was so, what happened; duties are in drawing_duties.py."""

from collections.abc import Iterator
from datetime import date

from sightline.calendars.time_limit import add_months
from sightline.web.child.drawing_duties import draw_chain, label_of
from sightline.web.child.shapes import LEFT, LETTER, LINE, RIGHT, SPAN, TOP, WIDTH, Picture, Scale, Shape, label, line
from sightline.web.child.spans import Span
from sightline.web.child.timeline import Dot, Lane
from sightline.web.pages.saying import short_day


def draw(lanes: tuple[Lane, ...], first: date, last: date, as_of: date) -> Picture:
    """The picture of every lane that holds something."""
    scale = Scale(first, last, as_of)
    shapes: list[Shape] = []
    y = TOP
    for lane in lanes:
        if not lane.is_empty:
            shapes.append(line("sl-time-rule", LEFT - 150, y, RIGHT, y))
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
                yield label(span.text, x, y - 3, "sl-time-label"), y
                ends = x + len(span.text) * LETTER + 12
    if lane.dots:
        yield from ((shape, y + LINE) for shape in _dots(lane.dots, scale, y))
        y += LINE
    for chain in lane.chains:
        tall = label_of(chain, scale)[1]
        yield from ((shape, y + LINE) for shape in draw_chain(chain, scale, y + (13 if tall else 0)))
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
        yield label(span.text, x + 7, y + 15, css)


def _dots(dots: tuple[Dot, ...], scale: Scale, y: float) -> Iterator[Shape]:
    """Dots on one line; a name only where the next one and the as-of line leave room for it."""
    ordered = sorted(dots, key=lambda each: each.on)
    places = [scale.x(dot.on) for dot in ordered]
    for place, (x, dot) in enumerate(zip(places, ordered, strict=True)):
        css = "sl-time-dot" if dot.sure else "sl-time-dot sl-time-dot--unsure"
        yield Shape("circle", css, {"cx": x, "cy": y + 12, "r": 4})
        room = places[place + 1] - 10 if place + 1 < len(places) else scale.now - 6
        if x + 9 + len(dot.text) * LETTER <= room:
            yield label(dot.text, x + 9, y + 16, "sl-time-label")
        elif len(dots) == 1 and x - 9 - len(dot.text) * LETTER > LEFT:
            yield Shape("text", "sl-time-label", {"x": x - 9, "y": y + 16, "text-anchor": "end"}, dot.text)


def _months(scale: Scale, bottom: float) -> Iterator[Shape]:
    """Names of months along the top, the year above the first; every third, or only years, where there are many."""
    number = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    every = 1 if number <= 16 else 3 if number <= 48 else 12
    month = add_months(scale.first.replace(day=1), 0 if scale.first.day == 1 else 1)
    while month <= scale.last:
        if every == 1 or (month.month - 1) % every == 0:
            x = scale.x(month)
            yield line("sl-time-grid", x, TOP - 4, x, bottom)
            if every == 12 or month.month == 1 or x < LEFT + 40:
                yield label(str(month.year), x + 3, TOP - (12 if every == 12 else 26), "sl-time-month")
            if every < 12:
                yield label(f"{month:%b}", x + 3, TOP - 12, "sl-time-month")
        month = add_months(month, 1)


def _as_of(scale: Scale, bottom: float) -> Iterator[Shape]:
    if scale.first <= scale.as_of <= scale.last:
        yield line("sl-time-now", scale.now, TOP - 4, scale.now, bottom + 4)
        said = f"as of {short_day(scale.as_of, scale.as_of)}"
        yield Shape("text", "sl-time-now-text", {"x": scale.now, "y": bottom + 19, "text-anchor": "middle"}, said)
