"""The command starts at once: heavy libraries are imported only where they are used."""

import subprocess
import sys

import pytest

import sightline

HEAVY = {"pyarrow", "duckdb", "python_calamine", "xlsxwriter", "rich", "hypothesis", "openpyxl", "numpy"}


@pytest.mark.parametrize("module", ["sightline", "sightline.cli.app", "sightline.flow", "sightline.store"])
def test_importing_brings_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


def test_the_version_is_that_of_the_package() -> None:
    from importlib.metadata import version

    assert sightline.__version__ == version("sightline")


def test_help_and_version(run_sightline: object) -> None:
    assert callable(run_sightline)
    helped = run_sightline("--help")
    assert helped.returncode == 0
    for verb in ("load", "due", "explain", "clocks", "loads", "made-up", "templates", "demo"):
        assert f"  {verb} " in helped.stdout
    assert run_sightline("--version").stdout == f"Sightline {sightline.__version__}\n"
