"""What is on the page of data quality as one table: part, what it is of, what is said, and how much."""

from collections.abc import Iterator

from sightline.web.figures.files import Sheet
from sightline.web.quality.trend import say_share
from sightline.web.quality.trusted import Trusted

COLUMNS = ("Part", "Of", "What", "Value")
Line = tuple[str, str, str, str | int]


def trusted_sheet(page: Trusted) -> Sheet:
    """The page as a table, part by part in the order of the screen; what is protected there is protected here."""
    lines = (*_not_run(page), *_grades(page), *_found(page), *_loads(page))
    return Sheet("Data quality", COLUMNS, tuple((*line[:3], _number(line[3])) for line in lines))


def _not_run(page: Trusted) -> Iterator[Line]:
    for each in page.could_not:
        yield from (("Could not run", each.table, title, each.why) for _, title in each.checks)
    for each in page.switched_off:
        yield from (("Switched off", each.table, title, each.why) for _, title in each.checks)


def _grades(page: Trusted) -> Iterator[Line]:
    for stage in ([page.of_clock] if page.of_clock else []) + list(page.stages):
        grade = stage.grade
        yield "Which figures can be used", stage.title, "Accuracy", grade.words
        yield "Which figures can be used", stage.title, "Duties with an answer", grade.answered
        yield "Which figures can be used", stage.title, "Rows passing their checks", grade.passing
        yield "Which figures can be used", stage.title, "Recorded in time", grade.recorded
        yield "Which figures can be used", stage.title, "What would raise it", stage.raises


def _found(page: Trusted) -> Iterator[Line]:
    yield from (("What the checks found", each.table, each.title, each.number) for each in page.found)
    yield from (("Fix-lists, by team", team, "To put right", number) for team, number, _ in page.teams)
    for line in page.tables:
        yield "Table by table", line.title, "Rows", line.rows
        yield "Table by table", line.title, "Rows passing", line.passing
        yield "Table by table", line.title, "To put right", line.failed
        yield "Table by table", line.title, "Checks", line.checks


def _loads(page: Trusted) -> Iterator[Line]:
    for load in page.loads:
        of = f"Load {load.loads}, as of {load.as_of}"
        yield "Is it improving", of, "Rows", load.rows
        yield "Is it improving", of, "Rows failing", load.failed
        yield "Is it improving", of, "Share", say_share(load)


def _number(value: str | int) -> str | int:
    plain = value.replace(",", "") if isinstance(value, str) else ""
    return int(plain) if plain.isdecimal() else value
