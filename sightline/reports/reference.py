"""The reference of the clocks as a page for people, written from the entries themselves.

Written again by `make docs`; a test fails while the page and the entries differ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from sightline.clocks import Clock, Step, Version
from sightline.sources.declared import load_kinds

PAGES: Final = "docs/reference"

STRENGTHS: Final = {
    "statutory": "law",
    "guidance": "statutory guidance",
    "national_standard": "national standard",
    "local": "the council's own standard, not law",
    "drift": "a sign of drift, not a duty",
}

INTRODUCTION: Final = """\
# Clocks

Every duty Sightline works out: what starts it, what meets it, what ends it and how long there is.
This page is written from the entries in `sightline/clocks/`; `make docs` writes it again.
How a due day and a state are found: [How a duty is worked out](../explanation/how-a-duty-is-worked-out.md).

*Evidence* says how far the entry was compared with its source. **Nobody has yet compared an entry marked "second hand"
or "to confirm" with the instrument itself**: do so before relying on it, and write the day into the entry.
A limit that is the council's own stands in its `standards.toml`; where none is set there are no rows.
"""


def write_reference(root: Path, pages: Mapping[str, str]) -> list[Path]:
    """Write reference pages (text by file name) under `root` and give their paths."""
    written = []
    for name, text in pages.items():
        path = root / PAGES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def clocks_page(clocks: Sequence[Clock]) -> str:
    """The page of all clocks, by area, in Markdown."""
    areas = dict.fromkeys(clock.area for clock in clocks)
    parts = [INTRODUCTION, *_overview(clocks)]
    for area in areas:
        parts += [f"\n## {area.capitalize()}\n"]
        parts += ["\n".join(_clock(clock)) for clock in clocks if clock.area == area]
    return "\n".join(parts).rstrip() + "\n"


def _overview(clocks: Sequence[Clock]) -> Iterator[str]:
    yield "| step | clock | limit | strength |\n|---|---|---|---|"
    for clock in clocks:
        for step in {step.id: step for step in (*clock.versions, *clock.awaiting)[-1].steps}.values():
            link = f"[{clock.title}](#{_anchor(clock.title)})"
            yield f"| `{step.id}` | {link} | {_limit(clock, step)} | {STRENGTHS[step.strength]} |"


def _clock(clock: Clock) -> Iterator[str]:
    yield f"### {clock.title}\n\n{clock.question}\n"
    yield "| | |\n|---|---|"
    for name, text in _facts(clock):
        if text:
            yield f"| {name} | {text} |"
    for version in (*clock.versions, *clock.awaiting):
        yield from _version(clock, version)
    yield f"\n<details><summary>Worked examples: {len(clock.examples)}</summary>\n"
    yield from (f"- {example.name}" for example in clock.examples)
    yield "\n</details>\n"


def _facts(clock: Clock) -> Iterator[tuple[str, str]]:
    yield "id", f"`{clock.id}`, in `{clock.file.parent.name}/{clock.file.name}`"
    yield "about", "" if clock.about == "child" else load_kinds()[clock.about].several
    yield "strength", STRENGTHS[clock.strength]
    yield "owner", clock.owner
    yield "starts", f"{_words([clock.starts])}, for each {clock.per.replace('_', ' ')}"
    yield "met by", _words(clock.met_by)
    yield "ends unmet", _words(clock.stops)
    yield "only if", ", and ".join(str(condition) for condition in clock.only_if)
    yield "lapses", "a right or window: unused, it ends with its due day and nobody is late" if clock.lapses else ""
    yield "again", "each meeting opens the next interval" if clock.repeats else "once"
    yield "early", f"counts up to {str(clock.early).removesuffix(' before')} before the start" if clock.early else ""
    yield "day of start", "" if clock.day_of_start_counts else "a meeting on the day of the start does not count"
    yield "moved by", _words(clock.extends)
    yield "a plan's own interval", _words(clock.agreed_by)
    yield "may be paused by", _words(clock.pauses)
    yield "due with", f"`{clock.due_with}`" if clock.due_with else ""
    yield "due soon", f"from {clock.warn} the due day"


def _version(clock: Clock, version: Version) -> Iterator[str]:
    begins = f"From {version.from_on.day} {version.from_on:%B %Y}"
    day = begins if version in clock.versions else "Not in force: no rows until a day is typed into the entry"
    yield f"\n**{day}** · [{version.citation}]({version.url})\n"
    for step in version.steps:
        yield f"- {_limit(clock, step)}{_condition(step)} (`{step.id}`)"
    yield f"\nWorking days: `{version.calendar}`. Evidence: {_evidence(version)}.\n"
    yield " ".join(version.reading.split())


def _limit(clock: Clock, step: Step) -> str:
    if clock.due_with:
        return f"with `{clock.due_with}`"
    if step.is_local:
        return "the council's own limit"
    if step.as_ordered:
        return "as ordered"
    return "no duty" if step.no_duty else str(step.within)


def _condition(step: Step) -> str:
    nth = {None: "", 0: ", the first time", 1: ", the second time"}.get(step.nth, f", time {(step.nth or 0) + 1}")
    day = {"start": "the day the interval begins", "due": "the day it would fall due"}
    when = f", if {step.when} on {day[step.judged_on]}" if step.when and step.judged_on else ""
    return nth + when


def _evidence(version: Version) -> str:
    if version.evidence == "read":
        return f"read, compared on {version.checked}" if version.checked else "read"
    if version.evidence == "to_confirm":
        return "to confirm: the text has not been read"
    return version.evidence.replace("second_hand", "second hand")


def _words(names: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _anchor(title: str) -> str:
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")


__all__ = ["PAGES", "clocks_page", "write_reference"]
