"""A council of ten children on the real way in: two teams, a child whose worker nobody knows, and a sealed pair."""

from collections.abc import Sequence
from pathlib import Path

from sightline import flow
from sightline.store import Store, open_store

COUNCIL = "Northmoor"
NORTH = ("N1", "N2", "N3")
"""Of these, N1 and N2 are Ada Dale's and N3 is Ben Carr's, all in team North."""
SOUTH = ("S1", "S2")
NOBODYS = "X1"
SEALED = ("B1", "A1")
"""A birth record and the adoptive one: both allocated to Ada Dale, both on the council's list."""
EVERY = (*NORTH, *SOUTH, NOBODYS)
ALLEGATIONS = ("L7001",)
"""Only the designated officer sees it."""

STAFF = {"W1": ("Ada Dale", "T1"), "W2": ("Ben Carr", "T1"), "W3": ("Cy Ford", "T2")}
WHOSE = {"N1": "W1", "N2": "W1", "N3": "W2", "S1": "W3", "S2": "W3", "B1": "W1", "A1": "W1"}


def load_county(folder: Path, standards: Path | None = None, kept: Sequence[str] = (*EVERY, *SEALED)) -> Store:
    """Write the files, load them into `folder`/store and give the store; without the rows of children not `kept`.

    Those left out stand last in their files, so that the rows of the others keep their numbers.
    """
    files = folder / "files"
    files.mkdir(parents=True)
    for name, text in _tables(kept).items():
        (files / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "sealed.txt").write_text("\n".join(SEALED), encoding="utf-8")
    store = open_store(folder / "store")
    flow.load(store, [files], council=COUNCIL, sealed=folder / "sealed.txt", standards=standards)
    return store


def forename(child: str) -> str:
    """A made-up first name that no other child has and no page would hold by chance."""
    return f"Zinnia{child.lower()}"


def older_id(child: str) -> str:
    """The id an older system gave the same child."""
    return "9212044" if child == "N2" else f"OLD{child}"


def _tables(children: Sequence[str]) -> dict[str, str]:
    people = [
        f"{child},{forename(child)},Tallowby,F,2015-01-0{n + 1},{older_id(child)}," for n, child in enumerate(children)
    ]
    families = [f"F{n},FAM1,{child}" for n, child in enumerate(("N1", "N3", "S1", "B1")) if child in children]
    referrals = [f"R{child},{child},2026-08-03,N," for child in children]
    assessments = [f"A{child},{child},R{child},2026-08-03,Y," for child in children]
    workers = [
        f"I{child},{child},{w},{STAFF[w][1]},Allocated Worker,2026-08-03,"
        for child, w in WHOSE.items()
        if child in children
    ]
    old = ["IOLD,S1,W1,T1,Allocated Worker,2026-06-01,2026-08-02"] if "S1" in children else []
    staff = [f"{worker},{name}" for worker, (name, _) in STAFF.items()]
    return {
        "ssd_person": _lines(
            "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob,pers_legacy_id,pers_ethnicity", people
        ),
        "ssd_family": _lines("fami_table_id,fami_family_id,fami_person_id", families),
        "ssd_cin_episodes": _lines(
            "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa,cine_close_date", referrals
        ),
        "ssd_cin_assessments": _lines(
            "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,"
            "cina_assessment_child_seen,cina_assessment_auth_date",
            ["ALAST,N1,RN1,2026-10-30,Y,2026-10-31", *assessments],
        ),
        "ssd_involvements": _lines(
            "invo_involvements_id,invo_person_id,invo_professional_id,invo_professional_team,"
            "invo_professional_role_id,invo_involvement_start_date,invo_involvement_end_date",
            [*workers[:3], *old, *workers[3:]],
        ),
        "ssd_professionals": _lines("prof_professional_id,prof_professional_name", staff),
        "allegation": _lines(
            "Case number,Employer aware on,Designated officer told on,First meeting on,Concluded on",
            [f"{each},2026-10-20,2026-10-29,," for each in ALLEGATIONS],
        ),
        "ssd_department": _lines(
            "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name",
            ["T1,North,V1,Assessment", "T2,South,V1,Assessment"],
        ),
    }


def _lines(head: str, rows: list[str]) -> str:
    return "\n".join([head, *rows]) + "\n"
