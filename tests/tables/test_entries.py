"""The entries of events and spells: what is read, and what is refused with file, line and nearest word."""

from pathlib import Path

import pytest

from sightline.tables.conditions import Condition, condition_sql, parse_condition
from sightline.tables.entries import load_events, load_spells, read_events, read_spells
from sightline.tables.names import event_kinds, event_names, spell_kinds, spell_names
from sightline.words import UserError

GOOD = """[visited]
means = "A visit"
[[visited.from]]
table = "cla_visit"
on = "visited_on"
if = ["seen is not no"]
"""
BAD_EVENTS = [
    ('means = "A visit"', 'meens = "A visit"', "line 2", 'Did you mean "means"?'),
    ('table = "cla_visit"', 'table = "cla_visits"', "line 4", 'Did you mean "cla_visit"?'),
    ('on = "visited_on"', 'on = "visit_on"', "line 5", 'Did you mean "visited_on"?'),
    ('on = "visited_on"', 'onn = "visited_on"', "line 5", 'Did you mean "on"?'),
    ('["seen is not no"]', '["seem is not no"]', "line 6", 'Did you mean "seen"?'),
    ('["seen is not no"]', '["seen was no"]', "line 6", "Write it as"),
    ('["seen is not no"]', '["seen is noo"]', "line 6", 'Did you mean "no"?'),
    ('["seen is not no"]', '"seen is not no"', "line 6", "a list of texts in [ ]"),
    ('on = "visited_on"', 'on = "visited_on"\npick = "last"', "line 6", "Allowed: first"),
    ('means = "A visit"', 'means = "A visit"\nsql = "nowhere"', "line 2", "one of from, sql, birthday and recorded"),
    ('means = "A visit"', "means =", "line 2", "The reader says"),
]


@pytest.mark.parametrize(("old", "new", "line", "mend"), BAD_EVENTS)
def test_a_wrong_word_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: str, mend: str) -> None:
    path = tmp_path / "events.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(UserError) as refusal:
        read_events(path)
    assert refusal.value.where == f"events.toml, {line}"
    assert mend in refusal.value.mend


BAD_SPELLS = [
    ("5 years", "5 decades", "unit of time"),
    ("5 years", "5 working days", "how long a fact lasts"),
    ("5 years", "5 months", "not an age"),
    ('from_on = "born_on"\n', "", "must begin"),
    ('unsure_when_blank = "born_on"', 'unsure_when_blank = "birth"', "not a column of child"),
]


@pytest.mark.parametrize(("old", "new", "what"), BAD_SPELLS)
def test_a_spell_that_cannot_be_worked_out_is_refused(tmp_path: Path, old: str, new: str, what: str) -> None:
    path = tmp_path / "spells.toml"
    good = '[young]\nmeans = "Young"\n[[young.from]]\ntable = "child"\nfrom_on = "born_on"\nlasts = "5 years"\n'
    good += 'unsure_when_blank = "born_on"\n'
    assert len(read_spells(_written(path, good))) == 1
    with pytest.raises(UserError, match=what):
        read_spells(_written(path, good.replace(old, new)))


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_entries_of_the_house_are_read_and_agree_with_the_names_clocks_use() -> None:
    assert tuple(entry.name for entry in load_events()) == event_names()
    assert {entry.name: entry.per for entry in load_events()} == event_kinds()
    assert tuple(entry.name for entry in load_spells()) == spell_names()
    assert {entry.name: entry.per for entry in load_spells()} == spell_kinds()


def test_conditions_are_true_or_false_and_a_blank_is_no_value() -> None:
    assert parse_condition("seen is not no") == Condition("seen", "is not", ("no",))
    assert parse_condition("status is one of V3, V4") == Condition("status", "is one of", ("V3", "V4"))
    assert parse_condition("seen is not one of yes") == Condition("seen", "is not one of", ("yes",))
    assert parse_condition("check_type is health assessment") == Condition("check_type", "is", ("health assessment",))
    assert parse_condition("seen is blank") == Condition("seen", "is blank")
    assert parse_condition("seen is not blank") == Condition("seen", "is not blank")
    assert parse_condition("seen is one of ,") is None
    assert parse_condition("seen") is None
    assert condition_sql(Condition("seen", "is not", ("no",))) == "(seen IS NULL OR seen NOT IN ('no'))"
    assert condition_sql(Condition("name", "is", ("O'",))) == "(name IS NOT NULL AND name IN ('O'''))"
