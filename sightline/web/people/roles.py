"""The roles, and what each may see. A closed set: a council gives roles to people, it does not make new ones."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here to do."""

    WORKER = "worker"
    TEAM_MANAGER = "team_manager"
    SERVICE_MANAGER = "service_manager"
    REVIEWING_OFFICER = "reviewing_officer"
    CONFERENCE_CHAIR = "conference_chair"
    ANALYST = "analyst"
    QUALITY_LEAD = "quality_lead"
    DIRECTOR = "director"
    LEAD_MEMBER = "lead_member"
    INSPECTOR = "inspector"
    ACCESS_AUDITOR = "access_auditor"
    SEALED_KEEPER = "sealed_keeper"
    DESIGNATED_OFFICER = "designated_officer"


class Sees(StrEnum):
    """Which children a role reaches."""

    TIED = "children tied to them"
    EVERY = "every child, by id"
    ALLEGATIONS = "allegations against adults, and no child"
    FIGURES = "figures only"
    NOBODY = "no child and no figure"


@dataclass(frozen=True)
class Means:
    """What a role is called, which children it reaches, whether it may open others, and whether it must end."""

    title: str
    sees: Sees
    may_open: bool = False
    must_end: bool = False
    sees_sealed: bool = False


MEANS: dict[Role, Means] = {
    Role.WORKER: Means("Social worker or personal adviser", Sees.TIED, may_open=True),
    Role.TEAM_MANAGER: Means("Team manager", Sees.TIED, may_open=True),
    Role.SERVICE_MANAGER: Means("Service manager", Sees.TIED, may_open=True),
    Role.REVIEWING_OFFICER: Means("Independent reviewing officer", Sees.TIED, may_open=True),
    Role.CONFERENCE_CHAIR: Means("Conference chair", Sees.TIED, may_open=True),
    Role.ANALYST: Means("Performance analyst", Sees.EVERY),
    Role.QUALITY_LEAD: Means("Quality assurance lead", Sees.EVERY),
    Role.DIRECTOR: Means("Director of children's services", Sees.EVERY),
    Role.LEAD_MEMBER: Means("Lead member", Sees.FIGURES),
    Role.INSPECTOR: Means("Inspector", Sees.FIGURES, must_end=True),
    Role.ACCESS_AUDITOR: Means("Access auditor", Sees.NOBODY),
    Role.SEALED_KEEPER: Means("Keeper of sealed records", Sees.EVERY, sees_sealed=True),
    Role.DESIGNATED_OFFICER: Means("Designated officer for allegations", Sees.ALLEGATIONS),
}

EVERYBODY = frozenset(Role)
SEES_CHILDREN = frozenset(role for role, means in MEANS.items() if means.sees in (Sees.TIED, Sees.EVERY))
SEES_LISTS = SEES_CHILDREN | {Role.DESIGNATED_OFFICER}
"""Those to whom rows of the due list are shown: of children, or of allegations."""
SEES_FIGURES = frozenset(role for role, means in MEANS.items() if means.sees is not Sees.NOBODY)
MAY_OPEN = frozenset(role for role, means in MEANS.items() if means.may_open)
KNOWS_THE_FILES = frozenset({Role.ANALYST, Role.QUALITY_LEAD, Role.DIRECTOR})
"""Those who work with the files themselves: loads, who is who."""
TIES_PEOPLE = frozenset({Role.ANALYST})
LOADS_FILES = frozenset({Role.ANALYST})
"""Those who have the files in their hands: to anybody else how many rows a file has would tell how many are sealed."""
TOLD_WHO_LOOKED = frozenset(role for role, means in MEANS.items() if means.sees is Sees.TIED)
"""Those who are told on a child's page who looked at the child, and why: whoever works with the child, by a tie. All
others, and whoever opened it with a reason, are told how many people did. The access auditor has the whole log."""
READS_THE_LOG = frozenset({Role.ACCESS_AUDITOR})
