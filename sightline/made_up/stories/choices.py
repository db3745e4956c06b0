"""Small choices that every part of a story makes."""

import json
from collections.abc import Mapping
from datetime import date

from sightline.made_up.diary import AS_OF
from sightline.made_up.story import Story


def pick(story: Story, weights: Mapping[str, float]) -> str:
    """One of the words, as often as its weight says."""
    return story.rng.choices(list(weights), list(weights.values()))[0]


def flags(**raised: bool) -> str:
    """Outcome flags as the standard dataset holds them: one JSON object of Y and N."""
    return json.dumps({name: "Y" if up else "N" for name, up in raised.items()})


def ended(story: Story, day: date) -> date | None:
    """The day by which something ended, never after the eighteenth birthday; None if that is still to come."""
    over = min(day, story.marks["adult"])
    return story.stop_at(over) if over <= AS_OF else story.stop_at(None)
