"""Wrong entries, each refused with the file, the line and the mend, in these words."""

from pathlib import Path

import pytest

from sightline.clocks import read_clock, read_clocks, read_standards
from sightline.obligations.trial import check_examples
from sightline.tables.entries import read_events
from sightline.words import UserError

GOOD = """\
id       = "cla_review"
title    = "Review of a looked-after child"
question = "Was the plan reviewed in time?"
area     = "children in care"
strength = "statutory"
starts   = "became_looked_after"
per      = "period_of_care"
met_by   = ["cla_review_held"]
stops    = ["ceased_looked_after"]
repeats  = true
owner    = "independent reviewing officer"

[[version]]
from     = 2011-04-01
citation = "SI 2010/959, regulation 33"
url      = "https://www.legislation.gov.uk/uksi/2010/959/regulation/33"
calendar = "care_planning_2010"
evidence = "to_confirm"
[[version.step]]
id     = "cla_review_first_20wd"
nth    = 0
within = "20 working days"
[[version.step]]
id     = "cla_review_subsequent_6m"
within = "6 months"

[[example]]
name   = "A review in time"
events = [["became_looked_after", 2026-11-16, "c1"]]
as_of  = 2026-11-20
expect = [["cla_review_first_20wd", "c1", 2026-12-14, "due"]]
"""

SECOND = """
[[version]]
from     = 2011-04-01
citation = "The same again"
url      = "https://www.legislation.gov.uk"
calendar = "care_planning_2010"
evidence = "to_confirm"
[[version.step]]
id     = "cla_review_first_20wd"
within = "20 working days"
"""

AGAIN = """[[version.step]]
id = "again"
nth = 0
within = "1 week"
"""

CASES = {
    "unknown word": (
        ('met_by   = ["cla_review_held"]', 'meet_by  = ["cla_review_held"]'),
        '"meet_by" is not a word a clock may use (wrong.toml, line 8). Did you mean "met_by"?',
    ),
    "unknown event": (
        ('starts   = "became_looked_after"', 'starts   = "became_looked_aft"'),
        '"became_looked_aft" is not an event (wrong.toml, line 6). Did you mean "became_looked_after"?',
    ),
    "nothing meets it": (
        ('met_by   = ["cla_review_held"]\n', ""),
        'Nothing can meet this clock (wrong.toml, line 1). Add "met_by".',
    ),
    "no citation": (
        ('citation = "SI 2010/959, regulation 33"\n', ""),
        'This version has no "citation" (wrong.toml, line 14). Add "citation".',
    ),
    "evidence without a mark": (
        ('evidence = "to_confirm"', 'evidence = "seen"'),
        '"seen" is not a mark of evidence (wrong.toml, line 18). Write "read", "second_hand (where)" or "to_confirm".',
    ),
    "checked but not read": (
        ('evidence = "to_confirm"', 'evidence = "to_confirm"\nchecked  = 2026-11-21'),
        '"checked" stands beside evidence that was not read (wrong.toml, line 19).'
        ' Leave "checked" out, or read the instrument.',
    ),
    "overlapping versions": (
        ("\n[[example]]", SECOND + "\n[[example]]"),
        "The version from 2011-04-01 overlaps the one from 2011-04-01 (wrong.toml, line 14)."
        " Put versions in order, each with its own first day.",
    ),
    "a day in quotes": (
        ("from     = 2011-04-01", 'from     = "1 April 2011"'),
        '"1 April 2011" is not a day (wrong.toml, line 14). Write it as 2015-04-01, without quotes.',
    ),
    "an interval of nothing": (
        ('within = "6 months"', 'within = "0 months"'),
        '"0 months" is an interval of nothing (wrong.toml, line 25). Give a number of one or more.',
    ),
    "a unit nobody knows": (
        ('within = "6 months"', 'within = "6 moons"'),
        '"moons" is not a unit of time (wrong.toml, line 25). Did you mean "months"?',
    ),
    "a step never reached": (
        ("nth    = 0\n", ""),
        'The step "cla_review_subsequent_6m" can never be reached (wrong.toml, line 23).'
        ' Put it before "cla_review_first_20wd", which always holds.',
    ),
    "a second step for the same interval": (
        (
            'within = "20 working days"\n',
            'within = "20 working days"\n[[version.step]]\nid = "again"\nnth = 0\nwithin = "1 week"\n',
        ),
        'The step "again" can never be reached (wrong.toml, line 24).'
        ' Put it before "cla_review_first_20wd", which always holds.',
    ),
    "a later step of a clock that does not repeat": (
        ("repeats  = true\n", "repeats  = false\n", "nth    = 0\n", "nth    = 1\n"),
        'The step "cla_review_first_20wd" can never be reached: the clock does not repeat (wrong.toml, line 20).'
        " Add repeats = true, or leave nth out.",
    ),
    "another kind of subject that nobody knows": (
        ('area     = "children in care"', 'area     = "children in care"\nabout    = "carrer"'),
        '"carrer" is not a kind of subject (wrong.toml, line 5). Did you mean "carer"?',
    ),
    "no step that always holds": (
        ('within = "6 months"', 'within = "6 months"\nwhen = "under 5"\njudged_on = "start"'),
        'No step holds when "cla_review_subsequent_6m" does not (wrong.toml, line 24).'
        ' End with a step that always holds, or otherwise = "no duty".',
    ),
    "a condition judged on no day": (
        ("nth    = 0\n", 'when = "under 5"\n'),
        'A "when" must say on which day it is judged (wrong.toml, line 21). Add judged_on = "start" or "due".',
    ),
    "a fact nobody knows": (
        ("nth    = 0\n", 'when = "under five"\njudged_on = "start"\n'),
        '"under five" is not a known fact (wrong.toml, line 21). Did you mean "under 5"?',
    ),
    "a calendar nobody knows": (
        ('calendar = "care_planning_2010"', 'calendar = "scotland"'),
        '"scotland" is not a calendar (wrong.toml, line 17). Allowed: care_planning_2010, complaints_2006, england.',
    ),
    "not TOML": (
        ('id       = "cla_review"', 'id       = "cla_review'),
        "This file is not valid TOML (wrong.toml, line 1)."
        " The reader says: Illegal character '\\n' (at line 1, column 23).",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_clock_is_refused_in_these_words(name: str, tmp_path: Path) -> None:
    changes, words = CASES[name]
    path, text = tmp_path / "wrong.toml", GOOD
    for good, bad in zip(changes[::2], changes[1::2], strict=True):
        text = text.replace(good, bad, 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_clock(path)
    assert str(refused.value) == words


def test_the_entry_they_were_made_from_is_right(tmp_path: Path) -> None:
    path = tmp_path / "right.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_clock(path).steps == ("cla_review_first_20wd", "cla_review_subsequent_6m")


def test_one_id_in_two_entries_is_refused(tmp_path: Path) -> None:
    (tmp_path / "care").mkdir()
    for name in ("one", "two"):
        (tmp_path / "care" / f"{name}.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_clocks(tmp_path)
    assert str(refused.value) == '"cla_review" stands in two entries (one.toml and two.toml). Rename one.'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[limits]\ncp_vist = "10 working days"\n',
            '"cp_vist" is not a step of any clock (standards.toml, line 2). Did you mean "cp_visit"?',
        ),
        (
            '[limits]\ncp_visit = "a fortnight"\n',
            '"a fortnight" is not a time limit (standards.toml, line 2).'
            ' Write a number and a unit, such as "20 working days".',
        ),
        (
            '[limit]\ncp_visit = "10 working days"\n',
            '"limit" is not a word a standards file may use (standards.toml, line 1). Did you mean "limits"?',
        ),
    ],
)
def test_wrong_local_standards_are_refused_in_these_words(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "standards.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_standards(path, ("cp_visit", "cin_visit"))
    assert str(refused.value) == words


def test_a_failing_example_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(GOOD.replace("2026-12-14", "2026-12-15"), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        check_examples(read_clock(path))
    assert str(refused.value) == (
        'The example "A review in time" fails: it gives cla_review_first_20wd, c1, 2026-12-14, due'
        " (wrong.toml, line 28). Mend the entry or the example."
    )


def test_an_event_that_no_table_gives_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_text('[moon_rose]\nmeans = "The moon rose"\nfrom = []\n', encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_events(path)
    assert str(refused.value) == (
        'No table gives "moon_rose", so that nothing can start with it (events.toml, line 3). Name a table.'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "[[school_term]]\nfrom = 2026-12-18\nto = 2026-09-02\n",
            'This school term ends before it begins (standards.toml, line 2). Put the first day in "from".',
        ),
        (
            '[[school_term]]\nfrom = "2 September"\nto = 2026-12-18\n',
            '"2 September" is not a day (standards.toml, line 2). Write it as 2026-09-02, without quotes.',
        ),
    ],
)
def test_wrong_school_terms_are_refused(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "standards.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_standards(path, ())
    assert str(refused.value) == words
