"""The reference engine: one subject at a time, in plain Python, by the rule book and nothing else."""

from sightline.obligations.reference.answers import work_out

__all__ = ["work_out"]
