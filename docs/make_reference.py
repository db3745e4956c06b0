"""Writes the reference pages again from the entries: `make docs`, or `python -m docs.make_reference`."""

from pathlib import Path

from sightline.clocks import load_clocks
from sightline.reports.reference import write_reference

if __name__ == "__main__":
    for page in write_reference(Path(__file__).resolve().parent.parent, load_clocks()):
        print(page.name)
