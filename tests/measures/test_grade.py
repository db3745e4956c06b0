"""The grade: its thresholds to the single row, its lower part, and entries that could mislead."""

from pathlib import Path

import pytest

from sightline.clocks import load_clocks
from sightline.measures.grade import NOT_GRADED, Part, grade_of, load_letters, read_rule, tables_of, worst
from sightline.words import UserError

ALL = Part(1000, 1000)
WITHIN = 'recorded_within = "10 working days"\n'
ONE = '[[grade]]\nletter = "A"\nsays = "x"\nanswered = 0\npassing = 0\nrecorded = 0\n'


@pytest.mark.parametrize(
    ("answered", "passing", "recorded", "letter"),
    [
        (990, 990, 900, "A"), (989, 1000, 1000, "B"), (1000, 989, 1000, "B"), (1000, 1000, 899, "B"),
        (970, 970, 800, "B"), (969, 1000, 1000, "C"), (1000, 1000, 799, "C"), (800, 1000, 0, "C"),
        (799, 1000, 1000, "D"), (1000, 900, 1000, "C"), (1000, 899, 1000, "D"), (0, 0, 0, "D"),
    ],
)  # fmt: skip
def test_the_lowest_part_decides_to_the_single_row(answered: int, passing: int, recorded: int, letter: str) -> None:
    assert grade_of(Part(answered, 1000), Part(passing, 1000), Part(recorded, 1000)).letter == letter


def test_where_there_is_nothing_to_grade_there_is_no_grade() -> None:
    assert grade_of(Part(), ALL, ALL) == grade_of(ALL, Part(), ALL) == NOT_GRADED
    assert NOT_GRADED.letter == "–"


def test_where_nothing_is_known_of_recording_no_letter_that_asks_for_it_is_given() -> None:
    assert grade_of(ALL, ALL, Part()).letter == "C"
    assert grade_of(Part(799, 1000), ALL, Part()).letter == "D"


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
