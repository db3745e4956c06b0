"""The page on Spark, followed from start to finish on Sail: both engines give the same list."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import ROOT, read

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_page_leads_to_two_equal_lists(sail: str, tmp_path: Path) -> None:
    lines = [line for block in BLOCK.findall(read(ROOT / "docs/how-to/run-on-spark.md")) for line in block.splitlines()]
    commands = [line.replace("sc://127.0.0.1:50051", sail) for line in lines if line.startswith("sightline ")]
    assert len(commands) == 6
    for command in commands:
        run(command, tmp_path)
    here, there = ((tmp_path / name).read_bytes() for name in ("here.csv", "there.csv"))
    assert here == there
    assert here.count(b"\n") > 3000


def run(line: str, folder: Path) -> None:
    """Run one command of the page; what it prints goes where the page says."""
    command, _, target = line.partition(" > ")
    program = Path(sys.executable).with_name("sightline")
    done = subprocess.run(
        [str(program), *shlex.split(command)[1:]], cwd=folder, env=os.environ, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    if target:
        (folder / target).write_bytes(done.stdout)
