"""The elements of the timeline's picture: attributes of SVG only, for the browser refuses inline styles."""

from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from sightline.calendars.time_limit import days_between

WIDTH, LEFT, RIGHT, TOP = 1120, 158, 1090, 40
LETTER = 8.0
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


def line(css: str, x1: float, y1: float, x2: float, y2: float) -> Shape:
    """A straight line."""
    return Shape("line", css, {"x1": x1, "y1": y1, "x2": x2, "y2": y2})


def label(text: str, x: float, y: float, css: str) -> Shape:
    """Words that begin at a point."""
    return Shape("text", css, {"x": round(x, 1), "y": y}, text)
