"""What is said of files and lists as a whole, and how much is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sightline.sources.layouts import Layout
from sightline.sources.model import Finding, Kind
from sightline.sources.recognise import Match
from sightline.sources.sheets import Sheet

# So many findings of one kind in one column are shown; the rest are counted.
MOST_ALIKE = 500
# Sheets in a workbook that explain and hold no rows.
COVERS = frozenset({"cover", "read me", "readme", "notes", "contents", "guidance", "instructions", "columns"})


def list_remarks(sheet: Sheet, layout: Layout, rows: int) -> list[Finding]:
    """What a list has too much or too little of: columns not kept, columns missing, columns twice, no rows."""
    names = [n for n in sheet.names if n]
    typed = dict(zip(sheet.names, sheet.header, strict=True))
    extra = [typed[n].strip() for n in dict.fromkeys(names) if n not in layout.known]
    missing = [layout.typed[n] for n in sorted(_missing(layout, frozenset(names)))]
    twice = [typed[n].strip() for n, count in Counter(names).items() if count > 1]

    def say(kind: Kind, column: str, what: str, mend: str) -> Finding:
        return Finding(kind, sheet.file, sheet.sheet, None, column, None, what, mend)

    said = [say("a column missing", c, f'{layout.name} has no column "{c}"', MISSING) for c in missing]
    said += [say("a column twice", c, f'The column "{c}" comes twice; the first was read', TWICE) for c in twice]
    if extra:
        what = f"{len(extra):,} columns are not part of {layout.name} and were not kept: {_some(extra)}"
        said.append(say("columns not kept", "", what, "Nothing to do."))
    if not rows:
        said.append(
            say("an empty list", "", f"{layout.name} has a header and no rows", "Nothing to do, if that is right.")
        )
    return said


MISSING = "Add the column to the extract if the case system holds it; what depends on it cannot be told."
TWICE = "Take one of them out of the extract."


def _missing(layout: Layout, names: frozenset[str]) -> set[str]:
    """Of each fill the name to ask for where none of its columns is there."""
    fills = [fill for feed in layout.feeds for fill in feed.fills.values() if fill.source]
    return {fill.source[0] for fill in fills if not names & {*fill.source, *fill.or_filled}}


def _some(names: Sequence[str], most: int = 12) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def not_recognised(file: str, matches: Sequence[tuple[Sheet, Match | None]]) -> list[Finding]:
    """One finding for each sheet that no source knows, and one for a file with nothing in it."""
    if not matches:
        return [
            Finding(
                "an empty list", file, "", None, "", None, "The file holds nothing", "Export it again if it should."
            )
        ]
    unknown = [s for s, match in matches if match is None and s.sheet.strip().lower() not in COVERS]
    what = "Neither the name nor the columns are those of a list that Sightline knows; it was left alone"
    mend = "Nothing to do, if it should not be read; else name it as the SSD or Annex A does."
    return [Finding("not recognised", file, s.sheet, None, "", None, what, mend) for s in unknown]


def not_read(unread: dict[str, list[str]]) -> list[Finding]:
    """One finding for the lists of a source that are known and not used."""
    mend = "Nothing to do."
    return [
        Finding(
            "not read",
            "",
            "",
            None,
            "",
            None,
            f"{title}: {len(files):,} files are known and no duty needs them: {_some(files, 50)}",
            mend,
        )
        for title, files in unread.items()
    ]


def capped(findings: Sequence[Finding]) -> list[Finding]:
    """At most MOST_ALIKE findings of one kind in one column, and one that counts the rest."""
    seen: Counter[tuple[Kind, str, str, str]] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        alike = (finding.kind, finding.file, finding.sheet, finding.column)
        seen[alike] += 1
        if seen[alike] <= MOST_ALIKE:
            kept.append(finding)
    return kept + [_more(alike, count - MOST_ALIKE) for alike, count in seen.items() if count > MOST_ALIKE]


def _more(alike: tuple[Kind, str, str, str], count: int) -> Finding:
    kind, file, sheet, column = alike
    return Finding(
        kind,
        file,
        sheet,
        None,
        column,
        None,
        f"{count:,} more like this: {kind}",
        "Mend the first ones; the rest may have the same cause.",
    )
