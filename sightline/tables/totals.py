"""Control totals: the first figures an analyst asks for, to see whether a load is what it should be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from sightline.calendars.time_limit import add_months
from sightline.engines import duckdb
from sightline.sources.model import Feed
from sightline.tables.build import Facts
from sightline.tables.conditions import quote
from sightline.tables.feeding import best_feeds, name_feeds

SHORT_BREAKS = "in_a_series_of_short_breaks"


@dataclass(frozen=True)
class Total:
    """One control total: how many, on which day, and from which table; or why it cannot be told."""

    name: str
    title: str
    number: int | None
    on_day: date | None
    says: str


def control_totals(facts: Facts, tables: Mapping[str, pa.Table], feeds: Sequence[Feed]) -> tuple[Total, ...]:
    """Children in need, on plans, looked after, care leavers and referrals, each on the day its file ends.

    Children are counted by subject, so that two records of one child are one; sealed records are not counted.
    """
    con = duckdb.connect()
    children = facts.subject.filter(pc.equal(facts.subject["subject_kind"], "child"))
    duckdb.register(con, event=facts.event, spell=facts.spell, subjects=children)
    reach = {row["event"]: (row["data_to"], row["feeds"]) for row in facts.reach.to_pylist()}
    return (
        _in_need(con, tables, feeds, reach),
        _open(con, reach, ("cp_plan_started", "cp_plan_ended"), "cp_plans", "Children on a child protection plan"),
        *_looked_after(con, reach),
        _care_leavers(con, tables, feeds),
        _referrals(con, feeds, reach),
    )


Reach = Mapping[str, tuple[date, str]]


def _in_need(con: duckdb.Connection, tables: Mapping[str, pa.Table], feeds: Sequence[Feed], reach: Reach) -> Total:
    """Children with an open referral that was not closed at once; from Annex A, the open rows of its own list."""
    title = "Children in need"
    whole = all(feed.history == "all" for feed in best_feeds(feeds, "referral"))
    if whole and "referral_closed" in reach and "referral_accepted" in reach:
        return _open(con, reach, ("referral_accepted", "referral_closed"), "children_in_need", title)
    told = _from_table(con, tables, feeds, "cin_case", "started_on IS NULL OR started_on <= {day}", "closed_on")
    return told or _cannot(
        "children_in_need", title, "no table of children in need, or of referrals and when they closed"
    )


def _looked_after(con: duckdb.Connection, reach: Reach) -> tuple[Total, Total]:
    names = ("became_looked_after", "ceased_looked_after")
    every = _open(con, reach, names, "looked_after", "Children looked after, without those only in short breaks")
    breaks = "Children in a series of short breaks"
    if every.number is None or every.on_day is None:
        return every, _cannot("short_breaks", breaks, "no table of periods of care")
    day = _day(every.on_day)
    sql = f"""SELECT count(DISTINCT held.subject_id) AS n FROM ({_open_sql(names, every.on_day)}) AS held
        JOIN spell ON spell.subject_id = held.subject_id AND spell.spell = '{SHORT_BREAKS}'
        AND spell.from_on <= {day} AND (spell.until_on IS NULL OR spell.until_on > {day})"""
    number = _count(con, sql)
    return replace(every, number=every.number - number), Total("short_breaks", breaks, number, every.on_day, every.says)


def _care_leavers(con: duckdb.Connection, tables: Mapping[str, pa.Table], feeds: Sequence[Feed]) -> Total:
    leaving = "eligibility IS NULL OR eligibility NOT IN ('Eligible', 'No Current Eligibility')"
    told = _from_table(con, tables, feeds, "care_leaver", leaving)
    return told or _cannot("care_leavers", "Care leavers", "no table of care leavers")


def _referrals(con: duckdb.Connection, feeds: Sequence[Feed], reach: Reach) -> Total:
    title = "Referrals in the last twelve months"
    if "referral_received" not in reach:
        return _cannot("referrals_in_a_year", title, "no table of referrals")
    day, name = reach["referral_received"]
    best = best_feeds(feeds, "referral")
    if any(feed.history != "all" for feed in best):
        return _cannot("referrals_in_a_year", title, f"twelve months are not in {name}")
    number = _count(
        con,
        f"""SELECT count(*) AS n FROM event ANTI JOIN (SELECT subject_id FROM subjects WHERE sealed) AS hidden
        ON hidden.subject_id = event.subject_id WHERE event = 'referral_received'
        AND on_day > {_day(add_months(day, -12))} AND on_day <= {_day(day)}""",
    )
    return Total("referrals_in_a_year", title, number, day, f"from {name}")


def _open(con: duckdb.Connection, reach: Reach, names: tuple[str, str], total: str, title: str) -> Total:
    if names[0] not in reach:
        wanted = {"cp_plans": "child protection plans"}.get(total, "periods of care")
        return _cannot(total, title, f"no table of {wanted}")
    day, feeds = reach[names[0]]
    number = _count(con, f"SELECT count(DISTINCT subject_id) AS n FROM ({_open_sql(names, day)}) AS held")
    return Total(total, title, number, day, f"from {feeds}")


def _open_sql(names: tuple[str, str], day: date) -> str:
    """Subjects, not sealed, with a start that no end of the same key has followed by that day."""
    begun, ended = map(quote, names)
    return f"""
SELECT started.subject_id FROM event AS started
LEFT JOIN (SELECT * FROM event WHERE event = {ended} AND on_day <= {_day(day)}) AS closed
    ON closed.subject_id = started.subject_id AND closed.key IS NOT DISTINCT FROM started.key
ANTI JOIN (SELECT subject_id FROM subjects WHERE sealed) AS hidden ON hidden.subject_id = started.subject_id
WHERE started.event = {begun} AND (started.on_day IS NULL OR started.on_day <= {_day(day)}) AND closed.event IS NULL"""


def _from_table(
    con: duckdb.Connection,
    tables: Mapping[str, pa.Table],
    feeds: Sequence[Feed],
    table: str,
    where: str,
    ends: str = "",
) -> Total | None:
    """Subjects with a row of a table that counts on the day its best source ends; None where there is no such table."""
    best = best_feeds(feeds, table)
    if not best or table not in tables:
        return None
    day = max(feed.data_to for feed in best)
    still = f" AND (given.{ends} IS NULL OR given.{ends} > {_day(day)})" if ends else ""
    feed_ids = ", ".join(quote(feed.id) for feed in best)
    sql = f"""SELECT count(DISTINCT subjects.subject_id) AS n FROM given
        JOIN subjects ON subjects.child_id = given.child_id AND NOT subjects.sealed
        WHERE feed IN ({feed_ids}) AND ({where.format(day=_day(day))}){still}"""
    duckdb.register(con, given=tables[table])
    name, title = ("children_in_need", "Children in need") if table == "cin_case" else ("care_leavers", "Care leavers")
    return Total(name, title, _count(con, sql), day, f"from {name_feeds(best)}")


def _cannot(name: str, title: str, why: str) -> Total:
    return Total(name, title, None, None, f"cannot tell: {why}")


def _count(con: duckdb.Connection, sql: str) -> int:
    return int(duckdb.query(con, sql)["n"][0].as_py())


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
