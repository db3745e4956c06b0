"""Which team and which service a duty belongs to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NO_TEAM = "No team known"
ONE_SERVICE = "All teams"
OTHERS = "Other teams"

Row = dict[str, Any]


@dataclass(frozen=True)
class Team:
    """A team as people name it, and the service it is part of."""

    name: str
    service: str


def read_teams(rows: Iterable[Row]) -> dict[tuple[str, str], Team]:
    """Teams by council and by id or name, as the files of departments give them. A service is a team's parent."""
    teams: dict[tuple[str, str], Team] = {}
    for row in rows:
        name = row["name"] or row["team_id"] or NO_TEAM
        team = Team(name, row["parent_name"] or row["parent_id"] or ONE_SERVICE)
        for called in (row["team_id"], row["name"]):
            if called:
                teams[(row["council"], called)] = team
    return teams


def team_of(row: Row, teams: Mapping[tuple[str, str], Team]) -> Team:
    """The team of a duty; one that no list of departments names is among the others, or among all if there is none."""
    called = row["team"]
    unlisted = OTHERS if teams else ONE_SERVICE
    if not called:
        return Team(NO_TEAM, unlisted)
    return teams.get((row["council"], called), Team(called, unlisted))


def by_service(rows: Iterable[Row], teams: Mapping[tuple[str, str], Team]) -> dict[str, dict[str, list[Row]]]:
    """Rows by service and team, both in order of the alphabet, those without a team last."""
    found: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        team = team_of(row, teams)
        found.setdefault(team.service, {}).setdefault(team.name, []).append(row)
    return {
        service: dict(sorted(found[service].items(), key=lambda item: (item[0] == NO_TEAM, item[0].casefold())))
        for service in sorted(found, key=str.casefold)
    }
