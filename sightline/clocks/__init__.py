"""The law and local standards as entries anyone can read."""

from sightline.clocks.entry import Clock, Condition, Example, Step, Version
from sightline.clocks.reading import load_catalogue, load_clocks, read_clock, read_clocks
from sightline.clocks.standards import Standards, read_standards

__all__ = [
    "Clock",
    "Condition",
    "Example",
    "Standards",
    "Step",
    "Version",
    "load_catalogue",
    "load_clocks",
    "read_clock",
    "read_clocks",
    "read_standards",
]
