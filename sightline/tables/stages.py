"""Where each child open to the council stands: once, at the furthest stage reached, as of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyarrow as pa

from sightline.engines import duckdb
from sightline.sources.model import Feed
from sightline.tables.build import Facts
from sightline.tables.conditions import quote
from sightline.tables.feeding import best_feeds

SHORT_BREAKS = "in_a_series_of_short_breaks"
LEFT_CARE = "eligibility IS NULL OR eligibility NOT IN ('Eligible', 'No Current Eligibility')"


@dataclass(frozen=True)
class Stage:
    """A stage of a child's journey. A child is at it from `begins` until `ends`; `after` must be open as well."""

    id: str
    begins: str
    ends: str
    after: str = ""


STAGES: Final = (
    Stage("front_door", "referral_accepted", "referral_closed"),
    Stage("assessment", "assessment_started", "", "front_door"),
    Stage("in_need", "cin_plan_started", "cin_plan_ended"),
    Stage("protection", "cp_plan_started", "cp_plan_ended"),
    Stage("in_care", "became_looked_after", "ceased_looked_after"),
)
"""In the order of the journey; the last is `leaving_care`, from the table of care leavers."""

STAGE_NAMES: Final = (*(stage.id for stage in STAGES), "leaving_care")
COLUMNS: Final = "council, subject_kind, subject_id"


def stage_table(facts: Facts, tables: Mapping[str, pa.Table], feeds: Sequence[Feed], *, as_of: date) -> pa.Table:
    """One row for each child open on the day: council, subject_kind, subject_id, stage, part, since, worker, team.

    `part` says what a child in care is in beside: "permanence" (a permanence plan is recorded, or the child is placed
    for adoption), "short_breaks", else "". `since` is the day the stage began, null where it is blank. No worker or
    team is an empty text. Sealed records are among the rows: a `Scope` leaves them out.
    """
    con = duckdb.connect()
    care_leavers = tables.get("care_leaver")
    duckdb.register(
        con, event=facts.event, spell=facts.spell, subjects=facts.subject, allocation=facts.allocation,
        leaver=care_leavers if care_leavers is not None else _no_leavers(),
    )  # fmt: skip
    day = f"DATE '{as_of.isoformat()}'"
    parts = [_open_sql(number, stage, day) for number, stage in enumerate(STAGES)]
    if care_leavers is not None:
        parts.append(_leavers_sql([feed.id for feed in best_feeds(feeds, "care_leaver")], len(STAGES)))
    return duckdb.query(
        con, _SQL.format(parts="\nUNION ALL\n".join(parts), day=day, names=_names(), breaks=SHORT_BREAKS)
    )


def _no_leavers() -> pa.Table:
    return pa.table({"child_id": pa.array([], pa.string())})


def _open_sql(number: int, stage: Stage, day: str) -> str:
    """Subjects with a start that no end of the same key has followed by that day."""
    closed = f"""ANTI JOIN (SELECT * FROM event WHERE event = {quote(stage.ends)} AND on_day <= {day}) AS closed
    ON closed.subject_id = event.subject_id AND closed.key IS NOT DISTINCT FROM event.key"""
    return f"""SELECT event.council, event.subject_kind, event.subject_id, {number} AS place, on_day AS since FROM event
{closed if stage.ends else ""}
WHERE event = {quote(stage.begins)} AND subject_kind = 'child' AND (on_day IS NULL OR on_day <= {day})"""


def _leavers_sql(feed_ids: Sequence[str], number: int) -> str:
    among = ", ".join(quote(feed) for feed in feed_ids) or "''"
    return f"""SELECT council, subject_kind, subject_id, {number} AS place, CAST(NULL AS DATE) AS since
FROM leaver JOIN subjects USING (child_id) WHERE feed IN ({among}) AND ({LEFT_CARE})"""


def _names() -> str:
    return "[" + ", ".join(quote(name) for name in STAGE_NAMES) + "]"


_SQL = f"""
WITH found AS ({{parts}}),
begun AS (SELECT {COLUMNS}, min(since) FILTER (place = 0) AS accepted FROM found GROUP BY ALL),
fits AS (
    -- An assessment counts only while a referral is open, and only one that began with it or since
    SELECT found.* FROM found JOIN begun USING ({COLUMNS})
    WHERE place <> 1 OR (accepted IS NOT NULL AND (since IS NULL OR since >= accepted))
),
furthest AS (
    SELECT {COLUMNS}, max(place) AS place, arg_max(since, place) AS since FROM
    (SELECT {COLUMNS}, place, max(since) AS since FROM fits GROUP BY ALL) GROUP BY ALL
),
dead AS (SELECT DISTINCT subject_id FROM event WHERE event = 'died' AND on_day <= {{day}}),
planned AS (
    SELECT subject_id, max(on_day) AS on_day FROM event
    WHERE event IN ('permanence_plan_recorded', 'placed_for_adoption') AND on_day <= {{day}} GROUP BY ALL
),
breaks AS (
    SELECT DISTINCT subject_id FROM spell
    WHERE spell = '{{breaks}}' AND from_on <= {{day}} AND (until_on IS NULL OR until_on > {{day}})
),
held AS (
    SELECT {COLUMNS}, arg_max(worker, from_on) AS worker, arg_max(team, from_on) AS team FROM allocation
    WHERE from_on <= {{day}} AND (until_on IS NULL OR until_on > {{day}}) GROUP BY ALL
)
SELECT furthest.council, furthest.subject_kind, furthest.subject_id, {{names}}[furthest.place + 1] AS stage,
    CASE WHEN furthest.place <> 4 THEN '' WHEN breaks.subject_id IS NOT NULL THEN 'short_breaks'
         WHEN planned.on_day >= furthest.since THEN 'permanence' ELSE '' END AS part,
    furthest.since, coalesce(held.worker, '') AS worker, coalesce(held.team, '') AS team
FROM furthest ANTI JOIN dead USING (subject_id)
LEFT JOIN planned USING (subject_id) LEFT JOIN breaks USING (subject_id) LEFT JOIN held USING ({COLUMNS})
ORDER BY furthest.council, furthest.subject_id"""
