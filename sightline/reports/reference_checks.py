"""The reference of the checks as a page for people, written from their entries: `make docs` writes it again."""

from collections.abc import Iterator, Sequence
from typing import Final

from sightline.checks import Check
from sightline.measures.grade import Rule
from sightline.tables.declared import table_title

INTRODUCTION: Final = """\
# Checks

What Sightline looks for in the files, table by table. This page is written from `sightline/checks/*.toml`;
`make docs` writes it again. What to do with what they find:
[Find and mend what is wrong with your data](../how-to/mend-your-data.md).

A check passes, fails, or **could not run**, because no file holds what it looks at. The last is as loud as the second.
Where a check is also a rule of a national return, the code of that rule stands beside it. The codes were matched by
what the rules say; nobody has yet compared each with the published list for the year of your return.
"""
GRADES: Final = """
## How far a figure can be believed

One rule for every figure, in `sightline/measures/grade.toml`. The lowest of three shares decides:

* **answered**: of the duties that fell due in the last twelve whole months or are still open, those with an answer;
* **passing**: of the rows of the tables that say when the duty began and what met it, those that pass every check, in
  the table where that share is lowest; what two sources disagree on is among the checks;
* **recorded**: of the facts of the last twelve whole months that begin or meet the duty, those known to have been in
  the files within {within}. Asked about is what happened after the first load and has had its time by the newest.

No grade where there is no duty, no row, or no check that could run. Where nothing can be said of recording, as with
one load, no letter that asks for it is given: what cannot be told is not a pass.

| grade | means | answered at least | passing at least | recorded at least |
|---|---|---|---|---|"""


def checks_page(checks: Sequence[Check], rule: Rule) -> str:
    """The page of all checks and of the grade, in Markdown."""
    tables = dict.fromkeys(check.table for check in checks)
    parts = [INTRODUCTION, "| table | checks |\n|---|---|"]
    parts += [f"| [{_title(name)}](#{name}) | {sum(c.table == name for c in checks)} |" for name in tables]
    parts.append(GRADES.format(within=rule.recorded_within))
    parts += [f"| {g.letter} | {g.says} | {g.answered}% | {g.passing}% | {g.recorded}% |" for g in rule.letters]
    for name in tables:
        parts.append(f'\n<a id="{name}"></a>\n## {_title(name)}\n')
        parts += ["\n".join(_check(check)) for check in checks if check.table == name]
    return "\n".join(parts).rstrip() + "\n"


def _check(check: Check) -> Iterator[str]:
    yield f"### {check.title}\n\n{check.says}. *{check.mend}*\n"
    yield f"- id `{check.id}`, kind: {check.kind}"
    if check.rule:
        yield f"- the same rule: {', '.join(check.rule)}"
    if check.needs:
        yield f"- needs: {', '.join(f'`{name}`' for name in sorted(check.needs))}"
    if not check.worker_can_mend:
        yield "- for those who make the extract"
    yield f"- examples: {'; '.join(example.name[:1].lower() + example.name[1:] for example in check.examples)}\n"


def _title(table: str) -> str:
    title = table_title(table)
    return title[:1].upper() + title[1:]
