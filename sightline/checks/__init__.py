"""What is wrong with the data: one file of entries for each table, one entry for each check.

A check is about the rows of one table. It passes, fails, or cannot be run because no file holds what it looks at; the
last is as loud as the second. `run_checks` gives both the figures and the rows that failed.
"""

from sightline.checks.entry import Check
from sightline.checks.reading import load_checks
from sightline.checks.run import Results, run_checks, with_switched_off

__all__ = ["Check", "Results", "load_checks", "run_checks", "with_switched_off"]
