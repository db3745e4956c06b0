"""Makes the SELECT of one check: for each feed how many rows it is about, and the numbers of those that fail."""

from collections.abc import Sequence

from sightline.checks.beside import beside_sql
from sightline.checks.entry import Check
from sightline.checks.language import OF_THE_CHILD, Compares, looked_at
from sightline.sources.declared import load_tables


def check_sql(check: Check, number: int, feeds: Sequence[int]) -> str:
    """The SELECT of one check over some feeds: check_no, feed_no, rows, failed (a list of row numbers)."""
    about = " AND ".join([f"this.feed_no IN ({', '.join(map(str, feeds))})", *_of(check)])
    each = "DISTINCT this.row_no" if check.parents else "this.row_no"
    return (
        f"SELECT {number} AS check_no, this.feed_no, count({each}) AS rows, list({each}) FILTER (WHERE {_wrong(check)})"
        f" AS failed FROM {check.table} AS this{_joins(check)} WHERE {about} GROUP BY this.feed_no"
    )


def _of(check: Check) -> list[str]:
    held = [test.sql() for test in check.of]
    if check.orphan:
        held.append(f"this.{load_tables()[check.orphan].unique} IS NOT NULL")
    return held + [f"this.{column} IS NOT NULL" for column in (*check.twice, *check.overlap[:1], *check.slot)]


def _wrong(check: Check) -> str:
    if check.wrong_if:
        return " AND ".join(test.sql() for test in check.wrong_if)
    return "wrong.row_no IS NOT NULL"


def _joins(check: Check) -> str:
    joins = " LEFT JOIN person ON person.subject_no = this.subject_no" if _asks_person(check) else ""
    if check.has_neighbours:
        joins += (
            f" LEFT JOIN {check.table}_turn AS turn ON turn.row_no = this.row_no"
            f" LEFT JOIN {check.table} AS before ON before.row_no = turn.before_no"
            f" LEFT JOIN {check.table} AS after ON after.row_no = turn.after_no"
        )
    for parent in check.parents:
        key = load_tables()[parent].unique
        joins += (
            f" LEFT JOIN {parent} ON {parent}.subject_no = this.subject_no AND {parent}.source = this.source"
            f" AND {parent}.{key} = this.{key}"
        )
    for test in {test.reckoned: test for test in _distant(check)}.values():
        table = "person" if test.other in OF_THE_CHILD else check.table
        place = f"person.{test.other}" if test.other in OF_THE_CHILD else f"this.{test.other}"
        joins += (
            f" LEFT JOIN reckoned AS {test.reckoned} ON {test.reckoned}.day = {place}"
            f" AND {test.reckoned}.name = '{table}.{test.other} {test.limit}'"
        )
    if not check.wrong_if:
        joins += f" LEFT JOIN ({_found(check)}) AS wrong ON wrong.row_no = this.row_no"
    return joins


def _distant(check: Check) -> list[Compares]:
    return [test for test in (*check.of, *check.wrong_if) if isinstance(test, Compares) and test.limit]


def _asks_person(check: Check) -> bool:
    return bool(set(looked_at((*check.of, *check.wrong_if))) & set(OF_THE_CHILD))


def _found(check: Check) -> str:
    """The rows that fail by what other rows say, each once."""
    if check.orphan:
        key = load_tables()[check.orphan].unique
        # A child may be written 0123 in one file and 123 in another: who it is, is known already.
        named = "" if key == "child_id" else f" AND other.{key} = one.{key}"
        return (
            f"SELECT one.row_no FROM {check.table} AS one WHERE one.{key} IS NOT NULL AND NOT EXISTS "
            f"(SELECT 1 FROM {check.orphan} AS other WHERE other.source = one.source{named}"
            " AND other.subject_no IS NOT DISTINCT FROM one.subject_no)"
        )
    if check.twice:
        same = " AND ".join(f"earlier.{column} = one.{column}" for column in check.twice)
        return _earlier(check.table, same)
    if check.overlap:
        begins, ends = check.overlap
        within = (
            f"earlier.{begins} <= one.{begins} AND (earlier.{ends} IS NULL OR earlier.{ends} > one.{begins})"
            f" AND (one.{ends} IS NULL OR one.{ends} > one.{begins})"
        )
        return _earlier(check.table, within, f"earlier.{begins} < one.{begins} OR earlier.row_no < one.row_no")
    return beside_sql(check) if check.differs or check.alone else check.sql


def _earlier(table: str, same: str, order: str = "earlier.row_no < one.row_no") -> str:
    """The rows for which there is an earlier one of the same child and source of which something holds."""
    return (
        f"SELECT DISTINCT one.row_no FROM {table} AS one JOIN {table} AS earlier"
        " ON earlier.subject_no = one.subject_no AND earlier.source = one.source"
        f" AND earlier.row_no <> one.row_no WHERE {same} AND ({order})"
    )
