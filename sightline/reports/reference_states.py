"""The reference of states and reasons as a page for people: `make docs` writes it again."""

from collections.abc import Iterator, Sequence
from typing import Final

from sightline.clocks import Clock
from sightline.obligations.state import REASONS, STATES
from sightline.reports.sentences import REASON_WORDS, say_state

MEANINGS: Final = {
    "not_started": "the start lies in the future",
    "due": "open, up to and including the due day",
    "due_soon": "open, and within five working days of the due day, unless the clock says otherwise",
    "overdue": "open, from the day after the due day",
    "met": "done on or before the due day",
    "met_late": "done after the due day",
    "missed": "ended after its due day without being done: off the lists, counted against",
    "not_required": "ended on or before its due day, so it never had to be done; or set aside by a recorded exemption",
    "paused": "a recorded pause runs: the time stands still until it ends",
    "cannot_tell": "what was loaded leaves the answer open; the reason says what is missing",
}

MENDS: Final = {
    "blank_start": "Fill the date in the case system, or take the row out if it was opened by mistake.",
    "unsure_start": "Fill the blank cell on which it depends, or fill in the local template that says it.",
    "may_have_ended": "Give the end the id of its plan, placement or referral.",
    "before_entry": "Nothing, mostly: the answer would rest on law that no entry holds. Add a version if you need it.",
    "calendar": "Nothing: the date lies past the years of which the bank holidays are known.",
    "no_value": "Fill in the new last day that the court set.",
    "due_with": "Mend the duty it is due with.",
    "reach": "Load a newer file, or look from an earlier day.",
    "history": "Load a source with more history: SSD tables in place of Annex A.",
    "unsure_meeting": "Fill the blank cell (seen, quorate, status), or give the visit its plan's or placement's id.",
    "count": "Load a source with more history, so that the first can be told from a later one.",
    "fact": "Fill in the fact: most often a date of birth, or who provides the accommodation.",
    "hours": "Fill in the time of day, where the case system or the local template has room for it.",
}

INTRODUCTION: Final = """\
# States and reasons

Every duty is in one of these states. This page is written from the code; `make docs` writes it again. How a state is
found: [How a duty is worked out](../explanation/how-a-duty-is-worked-out.md).

In time = met ÷ (met + met late + missed + overdue). What cannot be told is shown beside that figure, never inside it.
"""

REASONS_HEAD: Final = """\
## Why an answer cannot be given

The reason stands beside the duty, with the days between which the due day lies. Where several hold, the first of this
table is given.
The same words stand beside a plain answer whose exact due day is not known.
What to do, at more length: [What cannot be told](../how-to/what-cannot-be-told.md).
"""


def states_page(clocks: Sequence[Clock]) -> str:
    """The page of states, reasons and how soon is soon, in Markdown."""
    parts = [INTRODUCTION, "| state | in words | means |\n|---|---|---|"]
    parts += [f"| `{state}` | {say_state(state)} | {MEANINGS[state]} |" for state in STATES]
    parts += ["", *_soon(clocks), REASONS_HEAD, "| reason | in words | what to do |\n|---|---|---|"]
    parts += [f"| `{reason}` | {REASON_WORDS[reason]} | {MENDS[reason]} |" for reason in REASONS]
    return "\n".join(parts) + "\n"


def _soon(clocks: Sequence[Clock]) -> Iterator[str]:
    """The clocks that say themselves how soon is soon."""
    usual = "5 working days before"
    odd = [f"`{clock.id}`: {clock.warn} the due day" for clock in clocks if str(clock.warn) != usual]
    if odd:
        yield "Clocks that warn at another time: " + "; ".join(odd) + ".\n"
