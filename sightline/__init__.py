"""Sightline: what is due, met, overdue or drifting for every child."""
