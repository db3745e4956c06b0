"""How far the figures can be believed, in a sentence, for the pages that show figures."""

from collections import Counter

from sightline.checks.run import SWITCHED_OFF
from sightline.measures.grade import UNGRADED, load_letters
from sightline.store import Snapshot
from sightline.web.figures.board import clocks_of, load_stages
from sightline.web.pages.saying import count, join_words
from sightline.web.quality.grades import grade_figure


def say_accuracy(snapshot: Snapshot, hides: bool) -> str:
    """How many stages of the journey have which grade."""
    grades = [grade_figure(snapshot, clocks_of(stage.id), hides) for stage in load_stages()]
    found = Counter(grade.letter for grade in grades if not grade.is_of_nothing)
    words = [
        f"{found[each.letter]} {each.letter} ({each.says.lower()})" for each in load_letters() if found[each.letter]
    ]
    rest = found[UNGRADED]
    if not words:
        return "Not graded: no check of the data could run, and a check that did not run is not a pass."
    more = f" {rest} cannot be graded." if rest else ""
    return f"Of the stages of the journey: {join_words(words)}.{more}"


def say_checks(snapshot: Snapshot) -> str:
    """How many checks there are, how many could not run, and how many found something."""
    by: dict[str, set[str]] = {}
    for row in snapshot.table("check_outcomes").to_pylist():
        by.setdefault(row["outcome"], set()).add(row["check"])
    off = by.pop(SWITCHED_OFF, set())
    every, failed, not_run = set().union(*by.values()), by.get("failed", set()), by.get("could not run", set())
    ran = "All of them ran" if not not_run else f"{len(not_run)} could not run, and that is not a pass"
    without = f" {len(off)} more switched off by the council." if off else ""
    return f"{count(len(every), 'check')}. {ran}. {len(failed)} found something to put right.{without}"
