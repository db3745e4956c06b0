"""Every row of the catalogue and how it is written, what feeds it; and the law by date: pages `make docs` writes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from sightline.clocks import Clock
from sightline.clocks.catalogue import CatalogueRow, load_left_out, load_rows
from sightline.coverage import FED_WORDS, fed_by, sources_of
from sightline.reports.law_by_date import Change, changes, replaced_edition, stale

STATUS_WORDS: Final = {
    "statutory": "law",
    "statutory_guidance": "statutory guidance",
    "national_standard": "national standard",
    "local": "the council's own",
    "prospective": "law not in force",
    "indicator": "a figure",
}
SOURCE_WORDS: Final = {
    "annex_a": "Annex A",
    "ssd": "SSD",
    "cin_census": "CIN census",
    "ssda903": "SSDA903",
    "local": "local template",
    "recorded": "recorded in Sightline",
}
INTRODUCTION: Final = """\
# The catalogue, row by row

Every row of the catalogue of duties in `sightline/clocks/catalogue.csv`: which clock it is written in, and which files
can feed it. What the files you loaded do feed: `sightline clocks list`. This page is written by `make docs`.
"""
BY_DATE: Final = """\
# Law by date

What changed in law and guidance, by the first day on which it holds in Sightline, and on what evidence each entry
rests. The same on the command line: `sightline clocks changes` and `sightline clocks stale`. `make docs` writes this
page.

The first version of an entry is the law as Sightline first has it; it may be older. A duty begun before it cannot be
told.
"""


def catalogue_page(clocks: Sequence[Clock]) -> str:
    """The page of every row of the catalogue, by area, in Markdown."""
    duties = [row for row in load_rows() if row.status != "indicator"]
    parts = [INTRODUCTION, *_figures(clocks, duties)]
    for area in dict.fromkeys(row.area for row in load_rows()):
        rows = [row for row in load_rows() if row.area == area]
        parts.append(f"\n## {area}\n\n| id | what | kind | written in | can be fed by |\n|---|---|---|---|---|")
        parts += ["| " + " | ".join(_cells(row, clocks)) + " |" for row in rows]
    return "\n".join(parts) + "\n"


def _figures(clocks: Sequence[Clock], duties: Sequence[CatalogueRow]) -> Iterator[str]:
    written = {step: clock for clock in clocks for step in clock.steps}
    fed = Counter(fed_by(written[row.id]) for row in duties if row.id in written)
    left = sum(row.id in load_left_out() for row in duties)
    waiting = len(duties) - sum(fed.values()) - left
    figures = len(load_rows()) - len(duties)
    yield f"{len(duties):,} rows are duties or rights with a time limit, {figures:,} are published figures.\n"
    yield "| of the duties | rows |\n|---|---|"
    yield from (f"| {words} | {fed[name]:,} |" for name, words in FED_WORDS.items())
    yield f"| no clock, for the reason given | {left:,} |"
    if waiting:
        yield f"| not written yet | {waiting:,} |"
    steps = sum(len(clock.steps) for clock in clocks)
    examples = sum(len(clock.examples) for clock in clocks)
    yield f"\n{len(clocks):,} clocks, {steps:,} steps, {examples:,} worked examples."


def _cells(row: CatalogueRow, clocks: Sequence[Clock]) -> Iterator[str]:
    clock = next((clock for clock in clocks if row.id in clock.steps), None)
    yield f"`{row.id}`"
    yield row.title
    yield STATUS_WORDS[row.status]
    if row.status == "indicator":
        yield from ("a published figure: for the measures", "")
    elif clock is None:
        yield from (load_left_out().get(row.id, "not written yet"), "")
    else:
        yield f"`{clock.id}`" + ("" if clock.versions else ", not in force")
        yield ", ".join(SOURCE_WORDS.get(name, name) for name in sources_of(clock)) or "nothing yet"


def law_by_date_page(clocks: Sequence[Clock]) -> str:
    """The page of what changed when, and of the evidence, in Markdown."""
    parts = [BY_DATE, "| from | clock | what it rests on | evidence |\n|---|---|---|---|"]
    parts += [_line(change) for change in changes(clocks)]
    found = stale(clocks)
    parts.append(f"\n## To be compared with the source\n\n{len(found):,} entries.\n")
    editions = Counter(edition for each in found if (edition := replaced_edition(each.citation)))
    parts += [
        f"- {n:,} rest on Working Together {name}; that of 2026 was not read" for name, n in sorted(editions.items())
    ]
    parts.append("\n| evidence | versions |\n|---|---|")
    marks = Counter(change.evidence.split(" (")[0].replace("_", " ") for change in changes(clocks))
    parts += [f"| {mark} | {number:,} |" for mark, number in sorted(marks.items())]
    return "\n".join(parts) + "\n"


def _line(change: Change) -> str:
    day = f"{change.from_on.day} {change.from_on:%B %Y}" if change.from_on else "not in force"
    mark = change.evidence.replace("_", " ")
    kind = " (first version)" if change.is_first else ""
    return f"| {day} | `{change.clock}`{kind} | {change.citation} | {mark} |"
