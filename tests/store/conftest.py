"""Lets the tests here use the tiny load, which also runs as a program of its own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
