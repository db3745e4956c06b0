"""What can be said of the data of one council: its checks, and how soon things are recorded. Pure.

Rows about sealed records are in no count and no finding, so nothing is said of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from sightline.checks import Check, load_checks, run_checks, with_switched_off
from sightline.checks.by_table import by_child, by_table
from sightline.checks.holding import with_holders
from sightline.clocks.reading import load_clocks
from sightline.clocks.standards import Standards
from sightline.knowing.between import between_loads
from sightline.knowing.filling import filling
from sightline.knowing.lag import first_reaches, recorded_in_time
from sightline.knowing.teams import rows_by_team
from sightline.knowing.volumes import rows_by_load, rows_by_month
from sightline.measures.grade import load_rule
from sightline.recording import about, sealed_subjects
from sightline.sources.model import Feed
from sightline.store.records import LoadRecord

if TYPE_CHECKING:
    from sightline.tables import Facts


@dataclass(frozen=True)
class LookedAt:
    """One council: its facts, what they were made from, its loads with the newest last, ledger and duties."""

    council: str
    facts: "Facts"
    canonical: dict[str, pa.Table]
    feeds: Sequence[Feed]
    loads: Sequence[LoadRecord]
    ledger: pa.Table
    obligations: pa.Table


def check_tables(given: LookedAt, rules: Standards, own: Sequence[Check], as_of: date) -> dict[str, pa.Table]:
    """What is wrong with the data: the tables of a snapshot about checks. `own`: the checks of the council's own."""
    rows = _unsealed(given.facts, given.canonical)
    made = (
        between_loads(given.ledger, given.obligations, load_clocks(), given.loads, as_of),
        rows_by_month(rows, given.feeds, as_of),
        rows_by_load(given.loads, as_of),
        rows_by_team(given.facts, rows, given.feeds, as_of),
    )
    rows |= _unsealed(given.facts, {each.name: each.table for each in made})
    results = run_checks(
        rows,
        [*given.feeds, *(feed for each in made for feed in each.feeds)],
        [check for check in (*load_checks(), *own) if check.id not in rules.checks_off],
        council=given.council,
        subjects=given.facts.subject,
        unable={name: why for each in made for name, why in each.unable.items()},
    )
    ran = {row["table"] for row in results.outcomes.to_pylist() if row["outcome"] != "could not run"}
    return {
        "check_outcomes": with_switched_off(results.outcomes, rules.checks_off, given.council),
        "check_failures": with_holders(results.failures, given.facts.allocation, as_of=as_of),
        "checked_tables": by_table(rows, given.feeds, results, council=given.council),
        "checked_children": by_child(rows, results, given.facts.subject, council=given.council),
        "filling": filling(made, results.failures, ran, council=given.council),
    }


def recorded_table(given: LookedAt, as_of: date) -> pa.Table:
    """How soon things are recorded (see knowing.lag)."""
    reach = {row["event"]: row["data_to"] for row in given.facts.reach.to_pylist()}
    seen = about(given.ledger, sealed_subjects(given.facts.subject), keep=False)
    within = load_rule().recorded_within
    return recorded_in_time(seen, first_reaches(given.loads), reach, within, as_of=as_of)


def _unsealed(facts: "Facts", tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    sealed = facts.subject.filter(facts.subject["sealed"])["child_id"].combine_chunks()
    children = {name: table for name, table in tables.items() if "child_id" in table.column_names}
    return {name: table.filter(pc.invert(pc.is_in(table["child_id"], sealed))) for name, table in children.items()}
