"""What we cannot tell: how many duties, what is missing, and who can put it right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sightline.reports.sentences import REASON_WORDS
from sightline.store import Snapshot
from sightline.web.figures.kept import kept
from sightline.web.pages.asked import Asked, one_filter, to_address
from sightline.web.pages.words import clocks_by_id
from sightline.web.quality.grades import Graded, grade_all, grade_figure

MOST: Final = 7
BY_FILE: Final = ("reach", "history", "count", "before_entry", "calendar")
"""Reasons that a file settles; the others are settled in the child's record."""
SETTLES: Final[Mapping[str, str]] = {
    "reach": "A newer file, one that reaches past the days on which these fell due.",
    "history": "A file that goes further back.",
    "count": "A file that holds the earlier ones.",
    "before_entry": "Nothing in the files: the law of that time is not written down here.",
    "calendar": "The bank holidays of later years, with the next Sightline.",
}
IN_RECORD: Final = "The blank filled in, or the record made plain, in the case system."


@dataclass(frozen=True)
class Gap:
    """What cannot be told of one duty: most often for the one `reason`. `width`: of the longest bar, in per cent."""

    title: str
    number: int
    reason: str
    settles: str
    who: str
    query: dict[str, object]
    width: int
    accuracy: Graded


@dataclass(frozen=True)
class Untold:
    """All gaps: the largest one by one, the `rest` together, and the duties that nothing loaded can feed."""

    number: int
    gaps: tuple[Gap, ...]
    rest: int
    rest_duties: int
    rest_query: dict[str, object]
    unfed: tuple[str, ...]
    accuracy: Graded


@kept
def find_untold(snapshot: Snapshot) -> Untold:
    """What the files leave open, the largest first."""
    rows = snapshot.figures("obligations", ["clock", "reason"], {"state": ("cannot_tell",)}).to_pylist()
    reasons: dict[str, dict[str, int]] = {}
    for row in rows:
        reasons.setdefault(row["clock"], {})[row["reason"] or ""] = row["rows"]
    order = sorted(reasons, key=lambda clock: (-sum(reasons[clock].values()), clock))
    longest = sum(reasons[order[0]].values()) if order else 1
    gaps = tuple(_gap(snapshot, clock, reasons[clock], longest) for clock in order[:MOST])
    rest = order[MOST:]
    return Untold(
        number=sum(row["rows"] for row in rows),
        gaps=gaps,
        rest=sum(sum(reasons[clock].values()) for clock in rest),
        rest_duties=len(rest),
        rest_query=to_address(Asked(states=("cannot_tell",), clocks=tuple(sorted(rest)))),
        unfed=tuple(line.say(snapshot.scope.only is None) for line in snapshot.record.unfed),
        accuracy=grade_all(snapshot, False),
    )


def _gap(snapshot: Snapshot, clock: str, reasons: Mapping[str, int], longest: int) -> Gap:
    number = sum(reasons.values())
    main = max(reasons, key=lambda reason: (reasons[reason], reason))
    words = REASON_WORDS.get(main, "")
    said = f"{words[:1].upper()}{words[1:]}" if words else "The files leave it open"
    part = "" if len(reasons) == 1 else f" ({reasons[main]:,} of them)"
    by_file = main in BY_FILE
    return Gap(
        title=clocks_by_id()[clock].title,
        number=number,
        reason=f"{said}{part}.",
        settles=SETTLES.get(main, IN_RECORD),
        who="Performance team" if by_file else "Whoever keeps the child's record",
        query=dict(one_filter(state="cannot_tell", clock=clock)),
        width=max(1, round(100 * number / longest)),
        accuracy=grade_figure(snapshot, (clock,), False),
    )
