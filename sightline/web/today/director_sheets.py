"""The figures of the first page as sheets: one to each section."""

from typing import Any

from sightline.web.figures.files import Sheet
from sightline.web.figures.followed import Followed
from sightline.web.today.director import Director
from sightline.web.today.journey import Count


def director_sheets(shown: Director) -> tuple[Sheet, ...]:
    """Every section that the page shows, in its order."""
    sheets = [_journey(shown), *[_followed(each) for each in shown.followed], _trust(shown)]
    if shown.needs is not None:
        rows = tuple((need.number, need.says, need.more, need.owner, need.longest, need.law) for need in shown.needs)
        sheets.insert(0, Sheet("Needs somebody", ("Number", "What", "More", "Carried by", "Longest", "Law"), rows))
    if shown.strips is not None:
        drifting = tuple((strip.title, strip.number, strip.past, strip.sentence) for strip in shown.strips)
        sheets.append(Sheet("Drifting", ("Wait", "Children", "Past the point where we ask why", "More"), drifting))
    if shown.untold is not None:
        gaps = [(gap.title, gap.number, gap.reason, gap.settles, gap.who) for gap in shown.untold.gaps]
        gaps += [("Other duties", shown.untold.rest, "", "", "")] if shown.untold.rest else []
        columns = ("Duty", "Without an answer", "What is missing", "What would settle it", "Who can put it right")
        sheets.append(Sheet("Cannot tell", columns, tuple(gaps)))
    return tuple(sheets)


def _journey(shown: Director) -> Sheet:
    rows = [(row.title, _number(row.children), *map(_number, row.counts)) for row in shown.journey.rows]
    rows.append(("All stages", _number(shown.journey.children), *map(_number, shown.journey.totals)))
    return Sheet("Journey", ("Stage", "Children now", "Overdue", "Due soon", "Cannot tell"), tuple(rows))


def _followed(followed: Followed) -> Sheet:
    columns = ("Month", "Fell due", "In time", "Share", "Cannot tell", "Expected", "Reading", "Verdict")
    rows = [
        (m.name, _value(m.due), _value(m.met), m.share, _value(m.cannot_tell), m.expected, m.reading, followed.verdict)
        for m in followed.months
    ]
    return Sheet(followed.title, columns, tuple(rows))


def _trust(shown: Director) -> Sheet:
    return Sheet("Can it be trusted", ("What", "Answer"), tuple((line.title, line.says) for line in shown.trust))


def _number(count: Count | None) -> Any:
    return _value(count.text) if count else ""


def _value(text: str) -> Any:
    plain = text.replace(",", "")
    return int(plain) if plain.isdecimal() else text
