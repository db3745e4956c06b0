"""How fast Sightline is: `make bench`, or `python -m bench --help`. Run by hand and never as a timed test."""
