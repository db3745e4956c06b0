"""The made-up county: files like a council's own, and the answers to them, from stories told by seed."""

from sightline.made_up.county import make_county

__all__ = ["make_county"]
