"""The grade: its thresholds to the single row, its lower part, and entries that could mislead."""

from pathlib import Path

import pytest

from sightline.clocks import load_clocks
from sightline.measures.grade import NOT_GRADED, SHARES, Part, grade_of, load_letters, read_rule, tables_of, worst
from sightline.words import UserError

ALL = Part(1000, 1000)
GOOD = dict.fromkeys(SHARES, ALL)
WITHIN = 'recorded_within = "10 working days"\n'
ONE = '[[grade]]\nletter = "A"\nsays = "x"\nanswered = 0\npassing = 0\nrecorded = 0\n'
ONE += "looked_for = 0\nfilling = 0\n"


@pytest.mark.parametrize(
    ("share", "good", "letter"),
    [
        ("answered", 990, "A"), ("answered", 989, "B"), ("answered", 969, "C"), ("answered", 799, "D"),
        ("passing", 990, "A"), ("passing", 989, "B"), ("passing", 969, "C"), ("passing", 899, "D"),
        ("recorded", 900, "A"), ("recorded", 899, "B"), ("recorded", 799, "C"), ("recorded", 0, "C"),
        ("looked_for", 950, "A"), ("looked_for", 949, "B"), ("looked_for", 799, "C"), ("looked_for", 329, "D"),
        ("filling", 1000, "A"), ("filling", 999, "C"), ("filling", 0, "C"),
    ],
)  # fmt: skip
def test_the_lowest_part_decides_to_the_single_row(share: str, good: int, letter: str) -> None:
    assert grade_of({**GOOD, share: Part(good, 1000)}).letter == letter


def test_where_there_is_nothing_to_grade_there_is_no_grade() -> None:
    assert grade_of({**GOOD, "answered": Part()}) == grade_of({**GOOD, "passing": Part()}) == NOT_GRADED
    assert NOT_GRADED.letter == "–"


def test_a_list_without_duties_is_graded_by_the_other_shares() -> None:
    rest = {name: part for name, part in GOOD.items() if name != "answered"}
    assert grade_of(rest).letter == "A"
    assert grade_of({**rest, "filling": Part(1, 2)}).letter == "C"


def test_where_nothing_is_known_no_letter_that_asks_for_it_is_given() -> None:
    assert grade_of({**GOOD, "recorded": Part()}).letter == "C"
    assert grade_of({**GOOD, "recorded": Part(), "answered": Part(799, 1000)}).letter == "D"


def test_the_worst_of_several_tables() -> None:
    assert worst([Part(99, 100), Part(9, 10), Part()]) == Part(9, 10)
    assert worst([Part()]) == Part()


def test_each_duty_is_made_from_tables() -> None:
    assert tables_of(next(clock for clock in load_clocks() if clock.id == "cla_visit")) == (
        "cla_visit", "placement", "visit_made",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "do not fall"),
        (WITHIN + ONE.replace("= 0", "= 50"), "do not fall"),
        (WITHIN + ONE.replace("answered = 0", 'answered = "0"'), "something else"),
        (WITHIN + ONE + "lag = 2\n", "something else"),
        ("within = 3\n" + ONE, "something else"),
        (ONE, "how soon"),
        (WITHIN.replace("working days", "moons") + ONE, "how soon"),
    ],
)
def test_an_entry_that_would_mislead_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "grade.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        read_rule(path)
    assert [each.letter for each in load_letters()] == ["A", "B", "C", "D"]
