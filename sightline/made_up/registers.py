"""Tables about the council and not about a child: teams, workers, the version; and the county's standards."""

from collections import Counter
from datetime import date
from pathlib import Path

from sightline.made_up.diary import AS_OF
from sightline.made_up.ssd_files import SsdFiles
from sightline.made_up.teams import FOUR_WAYS, SERVICES, TEAMS, Worker, Workforce

STANDARDS = {
    "assessment_child_seen": "5 working days",
    "cin_visit": "20 working days",
    "cin_plan_review": "3 months",
    "strategy_discussion": "1 working day",
    "core_group_subsequent": "6 weeks",
    "cp_visit": "10 working days",
    "plo_16w": "16 weeks",
    "supervision_local": "1 month",
}


def write_standards(folder: Path) -> None:
    """What Northmarch asks of itself where the law leaves it to the council."""
    lines = ["# The local standards of Northmarch County Council (made up).", "", "[limits]"]
    lines += [f'{step} = "{limit}"' for step, limit in STANDARDS.items()]
    (folder / "standards.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_registers(ssd: SsdFiles, workforce: Workforce, caseloads: Counter[str], drawn: date = AS_OF) -> None:
    """Teams, workers with their open cases, and the line that says how new the files are."""
    ssd.write(
        "ssd_version_log",
        {
            "version_number": "1.4.5",
            "release_date": drawn,
            "description": "Drawn for Northmarch",
            "is_current": "1",
            "created_at": drawn,
        },
    )
    for service, name in SERVICES.items():
        ssd.write("ssd_department", {"dept_team_id": service, "dept_team_name": name})
    for team in TEAMS:
        parent = {"dept_team_parent_id": team.service, "dept_team_parent_name": SERVICES[team.service]}
        ssd.write("ssd_department", {"dept_team_id": team.team_id, "dept_team_name": team.name, **parent})
    for number, worker in enumerate(workforce.workers):
        _write_worker(ssd, worker, number, caseloads[worker.worker_id])


def _write_worker(ssd: SsdFiles, worker: Worker, number: int, cases: int) -> None:
    ssd.write(
        "ssd_professionals",
        {
            "prof_professional_id": worker.worker_id,
            "prof_staff_id": f"{700000 + number}",
            "prof_professional_name": FOUR_WAYS[1] if worker.name == FOUR_WAYS[0] else worker.name,
            "prof_social_worker_registration_no": f"SW{100000 + number * 7}"
            if worker.title != "Personal Adviser"
            else "",
            "prof_professional_job_title": worker.title,
            "prof_professional_caseload": str(cases),
            "prof_professional_department": worker.team.name,
            "prof_full_time_equivalency": "1.0" if number % 5 else "0.6",
            "prof_agency_worker_flag": "Y" if worker.agency else "N",
        },
    )
