"""Teams and workers of the made-up county: turnover, agency staff, managers, and who holds which child when."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sightline.made_up import published as p
from sightline.made_up.diary import AS_OF, ONE_DAY, working_on_or_after
from sightline.made_up.names import FORENAMES, SURNAMES

FIRST_DAY = date(2018, 1, 1)


@dataclass(frozen=True)
class Team:
    team_id: str
    name: str
    service: str
    share: float  # of all the county's social workers


@dataclass(frozen=True)
class Worker:
    worker_id: str
    name: str
    title: str
    team: Team
    from_on: date
    until_on: date | None
    agency: bool


@dataclass(frozen=True)
class Allocation:
    """A worker holds a child's case from one day until another (None: still)."""

    worker: Worker
    from_on: date
    until_on: date | None
    reason: str


SERVICES = {
    "SV1": "Help and Protection",
    "SV2": "Corporate Parenting",
}
TEAMS = (
    Team("T01", "Multi-Agency Safeguarding Hub", "SV1", 0.07),
    Team("T02", "Assessment North", "SV1", 0.12),
    Team("T03", "Assessment South", "SV1", 0.12),
    Team("T04", "Family Safeguarding Coast", "SV1", 0.10),
    Team("T05", "Family Safeguarding Dales", "SV1", 0.10),
    Team("T06", "Family Safeguarding Marches", "SV1", 0.10),
    Team("T07", "Family Safeguarding Vale", "SV1", 0.10),
    Team("T08", "Children with Disabilities", "SV1", 0.06),
    Team("T09", "Looked After Children East", "SV2", 0.08),
    Team("T10", "Looked After Children West", "SV2", 0.08),
    Team("T11", "Leaving Care", "SV2", 0.07),
)
FRONT_DOOR, DISABILITIES, LEAVING_CARE = TEAMS[0], TEAMS[7], TEAMS[10]
# One person, four ways of writing the name: in the register and in three kinds of list.
FOUR_WAYS = ("Siân Ap-Rhys", "AP-RHYS, Sian", "S. Ap Rhys", "sian aprhys ")


@dataclass(frozen=True)
class Workforce:
    workers: tuple[Worker, ...]
    by_team: dict[str, tuple[Worker, ...]]

    def pick(self, rng: Random, team: Team, day: date) -> Worker:
        """Somebody who works in the team on that day."""
        staff = self.by_team[team.team_id]
        here = [w for w in staff if w.from_on <= day and (w.until_on is None or w.until_on > day)]
        return rng.choice(here or staff)


def build_workforce(rng: Random, scale: float) -> Workforce:
    """Posts filled one after another since 2018, so that every post has somebody in it on every day."""
    workers: list[Worker] = []
    for team in TEAMS:
        posts = max(2, round(p.SOCIAL_WORKERS * scale * team.share))
        workers.append(_manager(rng, team, len(workers)))
        for _ in range(posts):
            workers += _post(rng, team, len(workers))
    by_team = {t.team_id: tuple(w for w in workers if w.team == t and w.title != "Team Manager") for t in TEAMS}
    return Workforce(tuple(workers), by_team)


def _name(rng: Random, number: int) -> str:
    return FOUR_WAYS[0] if number == 1 else f"{rng.choice(FORENAMES)} {rng.choice(SURNAMES)}"


def _manager(rng: Random, team: Team, number: int) -> Worker:
    return Worker(f"W{number:04d}", _name(rng, 0), "Team Manager", team, FIRST_DAY, None, False)


def _post(rng: Random, team: Team, number: int) -> list[Worker]:
    """The people who held one post, each until the next came."""
    holders: list[Worker] = []
    day, end = FIRST_DAY, False
    while not end:
        agency = rng.random() < p.AGENCY_SHARE
        stay = rng.expovariate(1 / (p.AGENCY_STAY_DAYS if agency else p.STAFF_STAY_DAYS))
        until = working_on_or_after(day + timedelta(days=60 + int(stay)))
        end = until > AS_OF or number + len(holders) == 1
        title = "Personal Adviser" if team is LEAVING_CARE and rng.random() < 0.6 else "Social Worker"
        name = _name(rng, number + len(holders))
        holders.append(Worker(f"W{number + len(holders):04d}", name, title, team, day, None if end else until, agency))
        day = until
    return holders


def allocate(workforce: Workforce, rng: Random, team: Team, from_on: date, until_on: date | None) -> list[Allocation]:
    """Who holds the case: the next worker takes over when one leaves, and sometimes before."""
    held: list[Allocation] = []
    day, reason = from_on, "FCONTA"
    while len(held) < 12:
        worker = workforce.pick(rng, team, day)
        change = day + timedelta(days=int(rng.expovariate(1 / p.CASE_HELD_DAYS)) + 20)
        left = worker.until_on if worker.until_on and worker.until_on > day else None
        end = min(d for d in (left, change, until_on, AS_OF + ONE_DAY) if d)
        closed = until_on is not None and end >= until_on
        held.append(Allocation(worker, day, None if end > AS_OF else end, reason))
        if closed or end > AS_OF:
            break
        day, reason = end, "LEFTRL" if end == left else rng.choice(("TSPROC", "MANAGE", "ABSENC"))
    return held
