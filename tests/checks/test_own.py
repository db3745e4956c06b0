"""A council adds a check of its own: read like every other, tried by its example, marked wherever it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.checks.entry import MARK
from sightline.checks.own import all_checks, checks_in
from sightline.reports.checked import failed_rows, outcome_rows
from sightline.store import Scope, open_snapshot, open_store
from sightline.words import UserError
from tests.checks.test_switched_off import load

OWN = """council = "Northmarch"

[[check]]
id       = "cp_visit_before_april"
table    = "cp_visit"
title    = "Visits that were not seen before a team was named"
kind     = "required together"
says     = "The visit names its plan and does not say whether the child was seen"
mend     = "Ask the worker."
because  = "Our board asked for it in May 2026"
of       = ["plan_id is not blank"]
wrong_if = ["seen is blank"]
[[check.example]]
name  = "One that says it, one that does not"
rows  = [{ plan_id = "k1", visited_on = 2026-03-02, seen = "yes" }, { plan_id = "k1", visited_on = 2026-03-02 }]
fails = [2]
"""


def test_it_finds_what_it_says_and_is_marked_as_the_councils(tmp_path: Path) -> None:
    load(tmp_path, OWN)
    snapshot = open_snapshot(open_store(tmp_path / "store"), Scope.whole_council())
    found = failed_rows(snapshot, "cp_visit_before_april")
    assert [(row["child_id"], row["line"], row["mend"]) for row in found] == [("MU1", 2, "Ask the worker.")]
    assert found[0]["says"].endswith(MARK)
    told = outcome_rows(snapshot, "cp_visit_before_april")
    assert [(row["outcome"], row["rows"], row["title"].endswith(MARK)) for row in told] == [("failed", 3, True)]
    assert checks_in(snapshot)["cp_visit_before_april"].because == "Our board asked for it in May 2026"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"cp_visit"', '"cp_visits"', '"cp_visits" is not a table (standards.toml, line 5). Did you mean "cp_visit"?'),
        ("seen is blank", "sene is blank", '"sene" is not a column of cp_visit (standards.toml, line 12)'),
        ("seen is blank", "before.sene is blank", '"sene" is not a column of cp_visit (standards.toml, line 12)'),
        ("seen is blank", "seen or not", '"seen or not" is not a condition (standards.toml, line 12)'),
        ('["seen is blank"]', '"seen is blank"', '"wrong_if" has a value it cannot take (standards.toml, line 12)'),
        ("because  =", "why =", '"why" is not a word a check of a council may use (standards.toml, line 10)'),
        ('"Our board asked for it in May 2026"', '""', 'has no "because" (standards.toml, line 4)'),
        ('wrong_if = ["seen is blank"]', 'sql = "SELECT"', '"sql" is not a word a check of a council may use'),
        ('wrong_if = ["seen is blank"]', "", "says 0 ways to fail; it must say one (standards.toml, line 4)"),
        ("before_april", "seen_not_said", 'There is a check "cp_visit_seen_not_said" already (standards.toml, line 4)'),
        ("seen is blank", "seen is at least 3", '"seen" is not a number (standards.toml, line 12)'),
        ("fails = [2]", "fails = [1]", "does not do what it says (standards.toml, line 14). Of its rows these fail"),
        ('rows  = [{ plan_id', 'rows  = [{ plan', '"plan" is not a column of cp_visit (standards.toml, line'),
        ("visited_on = 2026-03-02, seen", 'visited_on = "2 March", seen', "holds a value that its column cannot"),
    ],
)  # fmt: skip
def test_a_wrong_one_is_refused_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in OWN
    with pytest.raises(UserError) as refused:
        load(tmp_path, OWN.replace(old, new, 1))
    assert said in str(refused.value)
    assert not (tmp_path / "store" / "loads").exists()


def test_two_councils_with_one_id_and_other_words_are_told_which_and_in_what() -> None:
    first, other = OWN, OWN.replace("seen is blank", "seen is not blank", 1)
    assert set(all_checks((("Northmarch", first), ("Southmarch", first)))) > {"cp_visit_before_april"}
    with pytest.raises(UserError) as refused:
        all_checks((("Northmarch", first), ("Southmarch", other)))
    assert str(refused.value) == (
        'Northmarch and Southmarch each have a check "cp_visit_before_april", and they differ in wrong_if '
        "(standards.toml). Write it alike in both, or give one of them another id."
    )


def test_rows_without_a_first_day_have_none_before_them(tmp_path: Path) -> None:
    entry = (
        OWN[: OWN.index("rows  =")].replace('"cp_visit"', '"permanence"').replace("plan_id is not", "decided_on is not")
    )
    entry = entry.replace("seen is blank", "decided_on is as before") + "rows = [{ decided_on = 2026-03-02 }]\n"
    with pytest.raises(UserError) as refused:
        load(tmp_path, entry)
    said = "The rows of permanence have no first day, and so no order (standards.toml, line 4). Look at its own row"
    assert said in str(refused.value)
