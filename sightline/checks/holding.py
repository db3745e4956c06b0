"""Who can mend a row: the worker and team that hold the child on a day."""

from datetime import date

import pyarrow as pa

from sightline.engines import duckdb

_SQL = """
SELECT failed.*, held.worker, held.team FROM failed
LEFT JOIN held ON held.subject_id = failed.subject_id AND (held.from_on IS NULL OR held.from_on <= held.day)
    AND (held.until_on IS NULL OR held.until_on > held.day)
ORDER BY failed."check", failed.feed, failed.line, failed.subject_id"""


def with_holders(failures: pa.Table, allocation: pa.Table, *, as_of: date) -> pa.Table:
    """The rows that failed with the worker and team of the child on the as-of day; both blank where nobody is named.

    `allocation`: see tables.Facts; one worker at most holds a child on a day.
    """
    con = duckdb.connect()
    day = pa.array([as_of] * allocation.num_rows, pa.date32())
    duckdb.register(con, failed=failures, held=allocation.append_column("day", day))
    return duckdb.query(con, _SQL)
