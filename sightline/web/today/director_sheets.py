"""The figures of the first page as sheets: one to each section."""

from typing import Any

from sightline.web.figures.files import Sheet
from sightline.web.figures.followed import Followed
from sightline.web.today.director import Director
from sightline.web.today.drifting import Strip
from sightline.web.today.journey import Count
from sightline.web.today.needs import Need
from sightline.web.today.untold import Untold


def director_sheets(shown: Director) -> tuple[Sheet, ...]:
    """Every section that the page shows, in its order."""
    sheets = [_journey(shown), *[_followed(each) for each in shown.followed], _trust(shown)]
    if shown.needs is not None:
        sheets.insert(0, _needs(shown.needs))
    if shown.strips is not None:
        sheets.append(_drifting(shown.strips))
    if shown.untold is not None:
        sheets.append(_untold(shown.untold))
    return tuple(sheets)


def _needs(needs: tuple[Need, ...]) -> Sheet:
    columns = ("Number", "What", "More", "Carried by", "Longest", "Law", "Accuracy")
    rows = ((n.number, n.says, n.more, n.owner, n.longest, n.law, n.accuracy.words) for n in needs)
    return Sheet("Needs somebody", columns, tuple(rows))


def _drifting(strips: tuple[Strip, ...]) -> Sheet:
    columns = ("Wait", "Children", "Past the point where we ask why", "More", "Accuracy")
    rows = ((each.title, each.number, each.past, each.sentence, each.accuracy.words) for each in strips)
    return Sheet("Drifting", columns, tuple(rows))


def _untold(untold: Untold) -> Sheet:
    columns = (
        "Duty", "Without an answer", "What is missing", "What would settle it", "Who can put it right", "Accuracy",
    )  # fmt: skip
    rows = [(gap.title, gap.number, gap.reason, gap.settles, gap.who, gap.accuracy.words) for gap in untold.gaps]
    if untold.rest:
        rows.append(("Other duties", untold.rest, "", "", "", untold.accuracy.words))
    return Sheet("Cannot tell", columns, tuple(rows))


def _journey(shown: Director) -> Sheet:
    journey = shown.journey
    rows = [(row.title, _number(row.children), *map(_number, row.counts), row.accuracy.words) for row in journey.rows]
    every = map(_number, journey.totals)
    rows.append(("All stages", _number(journey.children), *every, journey.accuracy.words))
    return Sheet("Journey", ("Stage", "Children now", "Overdue", "Due soon", "Cannot tell", "Accuracy"), tuple(rows))


def _followed(followed: Followed) -> Sheet:
    columns = ("Month", "Fell due", "In time", "Share", "Cannot tell", "Expected", "Reading", "Verdict", "Accuracy")
    rows = [
        (
            m.name,
            _value(m.due),
            _value(m.met),
            m.share,
            _value(m.cannot_tell),
            m.expected,
            m.reading,
            followed.verdict,
            followed.accuracy.words,
        )
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
