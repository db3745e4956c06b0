"""What the checks found about one child, for the child's page."""

from sightline.checks.own import checks_in
from sightline.store import Snapshot, Subject
from sightline.web.quality.fix_list import Fix, fix_of


def findings_of(snapshot: Snapshot, subject: Subject) -> tuple[Fix, ...]:
    """Every finding about a child whom the reader may see, by table and row."""
    checks = checks_in(snapshot)
    rows = [row for row in snapshot.about("check_failures", [subject]) if row["check"] in checks]
    rows.sort(key=lambda row: (row["table"], row["file"], row["line"] or 0, row["check"]))
    return tuple(fix_of(row, None, {}, checks) for row in rows)
