"""A tiny council's SSD folder, and a way to run the real command on it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
TABLES = {
    "ssd_person": """pers_person_id,pers_sex,pers_dob
1001,F,2015-01-05
1002,M,2018-03-01
1003,F,2012-07-09
1004,F,2014-07-09
""",
    "ssd_cin_episodes": """cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa,cine_close_date
R1,1001,2026-08-03,N,
R2,1002,2026-10-01,N,
R3,1003,,N,
R4,1004,2026-07-01,N,
""",
    "ssd_cin_assessments": """\
cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,cina_assessment_child_seen,\
cina_assessment_auth_date
A1,1001,R1,2026-08-03,Y,
A4,1004,R4,2026-07-01,Y,2026-08-12
A5,1002,R2,31/31/2026,Y,
""",
    "ssd_involvements": """\
invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_team,invo_professional_role_id,\
invo_involvement_start_date,invo_involvement_end_date
I1,1001,W1,T1,Allocated Worker,2026-08-03,
I2,1002,W2,T2,Allocated Worker,2026-10-01,
""",
    "ssd_department": """dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name
T1,North 1,S1,Assessment
T2,South 1,S1,Assessment
""",
}


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of SSD tables, drawn on 31 October 2026."""
    folder = tmp_path_factory.mktemp("files")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def run_sightline() -> Run:
    """Run the command as a person does, in a process of its own."""
    program = Path(sys.executable).with_name("sightline.exe" if os.name == "nt" else "sightline")

    def run(*words: object, store: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "SIGHTLINE_DATA": str(store or "nowhere")}
        command = [str(program), *map(str, words)]
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def loaded(files: Path, run_sightline: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the tiny council loaded once; tests only look at it."""
    store = tmp_path_factory.mktemp("loaded") / "store"
    done = run_sightline("load", files, "--data-to", "2026-10-31", "--council", "Northmoor", store=store)
    assert done.returncode == 0, done.stderr
    return store
