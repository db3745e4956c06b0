"""Measures: how many duties were met in time by month and team, whether that is really changing, small numbers."""
