"""Sightline: what is due, met, overdue or drifting for every child."""

__version__ = "0.1.0"
