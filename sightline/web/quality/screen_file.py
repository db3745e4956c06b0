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
    for line in ([page.asked_for] if page.asked_for else []) + list(page.stages):
        yield "Which figures can be used", line.title, "Accuracy", line.grade.words
        for name, title in page.heads.items():
            yield "Which figures can be used", line.title, title, line.grade.shares[name]
        yield "Which figures can be used", line.title, "What would raise it", line.raises
        yield from (("Which figures can be used", line.title, title, said) for _, title, said in line.stopped)


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
